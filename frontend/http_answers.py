"""How a view answers: with a page, or by sending the browser elsewhere after something was done."""

from http import HTTPStatus
from typing import Any, Final
from unicodedata import category

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme

from frontend.request_context import SignedRequest

PRIVATE: Final = "private, no-store"  # never in any cache: one's own posts, receipts, tokens, the team's desk
FORM: Final = "private, no-cache"  # asked anew each time, but "back" keeps what was typed
OPEN: Final = "no-cache"


class SeeOther(HttpResponseRedirect):
    """303: what was sent has been done; here is where to look."""

    status_code = HTTPStatus.SEE_OTHER


def page(request: HttpRequest, template: str, given: dict[str, Any], *, status: int = HTTPStatus.OK, cache: str = FORM) -> HttpResponse:
    """A page, with how long it may be kept written on it."""
    answer = render(request, template, given, status=status)
    answer["Cache-Control"] = cache if request.user.is_authenticated or cache == PRIVATE or holds_token(request) else OPEN
    return answer


def holds_token(request: HttpRequest) -> bool:
    """Whether a form's token was put on the page: it is for this browser alone, signed in or not."""
    return bool(request.META.get("CSRF_COOKIE_NEEDS_UPDATE"))


def page_or_fragment(
    request: SignedRequest, template: str, part: str, given: dict[str, Any], *, status: int = HTTPStatus.OK, cache: str = FORM
) -> HttpResponse:
    """The page; or its part alone, where htmx asks for it. The part is a template of its own that the page includes."""
    answer = page(request, part if is_fragment(request) else template, given, status=status, cache=cache)
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def is_fragment(request: SignedRequest) -> bool:
    """Whether htmx asks for a part of a page. After a step back in the history it wants the whole again."""
    return bool(request.htmx) and not request.htmx.boosted and not request.htmx.history_restore_request


def way_back(request: HttpRequest) -> str:
    """Where `next` of form or address leads, if that is a page of ours; else the start page."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if is_ours(wanted) else "/"


def is_ours(address: str) -> bool:
    """Whether the address is a path on this host, whatever a browser makes of it."""
    hidden = any(category(character) in {"Cc", "Cf", "Zl", "Zp"} for character in address)  # browsers drop tabs and line ends
    return address.startswith("/") and not hidden and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
