"""Pages for people who are signed in: others are asked to sign in first, and come back."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse

from frontend.http_answers import SeeOther, is_fragment
from frontend.request_context import SignedRequest
from frontend.typed_text import out_of_date, typed

Given = ParamSpec("Given")
View = Callable[Concatenate[SignedRequest, Given], HttpResponse]


def sign_in_address(back: str) -> str:
    """The sign-in page, which leads on to `back`."""
    return f"{reverse('account_login')}?{urlencode({'next': back})}"


def ask_to_sign_in(back: str) -> SeeOther:
    """On to the sign-in page and, after it, to `back`."""
    return SeeOther(sign_in_address(back))


def to_sign_in(request: SignedRequest, back: str) -> HttpResponse:
    """The same, as a whole page also where htmx asked for a part of one."""
    answer = ask_to_sign_in(back)
    if not is_fragment(request):
        return answer
    whole = HttpResponse()
    whole["HX-Redirect"] = answer.url
    return whole


def signed_in_only(view: View[Given]) -> View[Given]:
    """Send a visitor to the sign-in page; after a form that was posted, back to one's own page.

    Who wrote at length while their session ended gets their words back first.
    """

    @wraps(view)
    def guarded(request: SignedRequest, /, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponse:
        if request.viewer.person is None:
            if typed(request):
                return out_of_date(request)
            return to_sign_in(request, request.get_full_path() if request.method in {"GET", "HEAD"} else "/me/")
        return view(request, *args, **kwargs)

    return guarded
