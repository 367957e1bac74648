"""Pages for what went wrong: what happened, what was kept, and what to do now."""

from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus
from typing import Any, Final

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import requires_csrf_token

from consult.errors import BadInput, NotAllowed, NotFound, NotPossible, Refusal
from consult.platform.faults import RETRY_AFTER, Fault
from frontend.refusal_sentences import sentence
from frontend.signed_in import ask_to_sign_in
from frontend.typed_text import out_of_date, typed

Handler = Callable[[HttpRequest], HttpResponse]

STATUS: Final = {
    NotFound: HTTPStatus.NOT_FOUND,
    NotAllowed: HTTPStatus.FORBIDDEN,
    NotPossible: HTTPStatus.CONFLICT,
    BadInput: HTTPStatus.BAD_REQUEST,
}
UNAVAILABLE: Final = {
    Fault.BUSY: "errors/503.html",
    Fault.AWAY: "errors/503_away.html",
    Fault.FULL: "errors/503_full.html",
}


class RefusalPages:
    """Middleware: a no of the domain that no view has taken up becomes a page of its own."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page for a refusal; other errors are left to Django."""
        return refusal_page(request, error) if isinstance(error, Refusal) else None


def refusal_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """What a visitor may not do, they may do once signed in; the rest is said on a page with the status that fits."""
    if isinstance(refusal, NotAllowed) and request.method in {"GET", "HEAD"} and not request.user.is_authenticated:
        return ask_to_sign_in(request.get_full_path())
    if isinstance(refusal, NotFound):
        return not_found(request, refusal)
    wait = refusal.facts.get("retry_after")
    return error_page(request, status_of(refusal), said=sentence(refusal), retry_after=wait if isinstance(wait, int) else None)


def status_of(refusal: Refusal) -> HTTPStatus:
    """The status of an answer that brings this refusal."""
    if "retry_after" in refusal.facts:
        return HTTPStatus.TOO_MANY_REQUESTS
    return next(status for kind, status in STATUS.items() if isinstance(refusal, kind))


def error_page(request: HttpRequest, status: HTTPStatus, *, said: str = "", retry_after: int | None = None) -> HttpResponse:
    """`errors/{status}.html`, with what the person typed where they had typed something, and when it may be tried again."""
    again_at = timezone.now() + timedelta(seconds=retry_after) if retry_after is not None else None
    given = {"sentence": said, "typed": typed(request), "again_at": again_at, "slug": place(request, status)}
    answer = render(request, f"errors/{status.value}.html", given, status=status)
    answer["Cache-Control"] = "no-store"
    if retry_after is not None:
        answer["Retry-After"] = str(retry_after)
    return answer


def place(request: HttpRequest, status: HTTPStatus) -> str:
    """The consultation to go back to; none where the answer must not tell whether there is one."""
    here = request.resolver_match
    return str(here.kwargs.get("slug", "")) if here and status != HTTPStatus.NOT_FOUND else ""


@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request could not be read. Of text that is too long for any form, that is said."""
    too_long = isinstance(exception, RequestDataTooBig)
    said = _("This is more text than a form takes. Nothing was changed, and what you typed is still on the page before this one.")
    return error_page(request, HTTPStatus.BAD_REQUEST, said=said if too_long else "")


@requires_csrf_token
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: known, and not for this person."""
    return error_page(request, HTTPStatus.FORBIDDEN)


@requires_csrf_token
def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """404: hidden and missing look the same, so nothing of the exception is shown."""
    return error_page(request, HTTPStatus.NOT_FOUND)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: Django found that the form does not belong to this session."""
    return out_of_date(request)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: a page that stands alone, since the base template might ask the database again."""
    return alone(request, "errors/500.html", HTTPStatus.INTERNAL_SERVER_ERROR)


def unavailable(request: HttpRequest, fault: Fault) -> HttpResponse:
    """503: the database has no hand free or does not answer, or the disk takes nothing more."""
    answer = alone(request, UNAVAILABLE[fault], HTTPStatus.SERVICE_UNAVAILABLE)
    answer["Retry-After"] = str(RETRY_AFTER[fault])
    return answer


def alone(request: HttpRequest, template: str, status: HTTPStatus) -> HttpResponse:
    """A page that asks neither session nor database, with what the person typed."""
    answer = HttpResponse(render_to_string(template, {"typed": typed(request)}), status=status)
    answer["Cache-Control"] = "no-store"
    return answer
