"""What somebody typed into a form that is not taken: it is given back, to be copied."""

from typing import Final

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

TYPED: Final = ("text", "wording", "reason")  # fields in which people write at length


def typed(request: HttpRequest) -> list[str]:
    """The longer texts of the form that was sent, so that they can be copied."""
    try:
        given = request.POST
    except (RequestDataTooBig, TooManyFieldsSent, OSError):  # the last where a file that came with it found no room
        return []
    return [text for field in TYPED if (text := given.get(field, "").strip())]


def out_of_date(request: HttpRequest) -> HttpResponse:
    """403: the form does not belong to this session; what was written in it is shown."""
    answer = render(request, "errors/csrf.html", {"typed": typed(request)}, status=403)
    answer["Cache-Control"] = "no-store"
    return answer
