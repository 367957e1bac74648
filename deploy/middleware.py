"""What every request passes: who is looking and when; a plain 503 where database or disk do not do their work."""

import json
import sys
from collections.abc import Callable
from ipaddress import ip_address
from threading import Lock
from typing import Final

from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from api import problems
from consult.accounts.viewer import VISITOR, Viewer
from consult.platform.faults import Fault, noted
from frontend import errors

Handler = Callable[[HttpRequest], HttpResponse]

FOR_PROGRAMS = ("/api/", "/health/")

_renewing: Final = Lock()


class Sessions(SessionMiddleware):
    """Django's, but for two things that happen where people write.

    A database that fails when the session is kept is a plain 503, too. And what a page asks for beside itself never takes the
    cookie of an ended session away: its answer may come after that of a form that was sent later, which began a session of its own.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Keep the session."""
        try:
            answer = super().process_response(request, response)
        except Exception as error:  # a database or a disk may fail in many ways; what is none of them goes on its way
            if (answered := unavailable(request, error)) is None:
                raise
            return answered
        if is_beside(request) and request.session.is_empty():
            answer.cookies.pop(settings.SESSION_COOKIE_NAME, None)
        return answer


def is_beside(request: HttpRequest) -> bool:
    """Whether a script asks, of a page or of any other program, and not somebody who goes from page to page."""
    return "HX-Request" in request.headers or request.path.startswith(FOR_PROGRAMS)


def faults(get_response: Handler) -> Handler:
    """Answer 503 with Retry-After where a lock or a connection could not be had in time, the database is away, or the disk is full."""

    def handle(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    handle.process_exception = unavailable  # type: ignore[attr-defined]  # where Django looks for it
    return handle


def failed(request: HttpRequest) -> HttpResponse:
    """What no view and no middleware has taken up: the same where it is such a fault, else a page that says that it is our mistake."""
    error = sys.exc_info()[1]
    answered = unavailable(request, error) if isinstance(error, Exception) else None
    return errors.server_error(request) if answered is None else answered


def unavailable(request: HttpRequest, error: Exception) -> HttpResponse | None:
    """A page for people, a problem for programs; neither asks the database again. None: it is no fault of database or disk."""
    fault = noted(error, where=request.path)
    if fault is None:
        return None
    if fault is Fault.AWAY:
        renew_connections()
    if request.path.startswith("/api/"):
        problem = problems.unavailable(fault)
        return HttpResponse(json.dumps(problem.body()), status=problem.status, headers=problem.headers, content_type=problems.MEDIA_TYPE)
    return errors.unavailable(request, fault)


def renew_connections() -> None:
    """Look through the connections that wait to be used, so that nobody else is handed one that a restart has cut."""
    pool = getattr(connection, "pool", None)
    if pool is not None and not pool.closed and _renewing.acquire(blocking=False):
        try:
            pool.check()
        finally:
            _renewing.release()


def signed(get_response: Handler) -> Handler:
    """Give each request its `viewer`, `now` and `address`; who is looking is asked of the database only where it is needed."""

    def handle(request: HttpRequest) -> HttpResponse:
        request.now = timezone.now()  # type: ignore[attr-defined]
        request.address = address_of(request)  # type: ignore[attr-defined]
        request.viewer = SimpleLazyObject(lambda: viewer_of(request))  # type: ignore[attr-defined]
        return get_response(request)

    return handle


def viewer_of(request: HttpRequest) -> Viewer:
    """The person whose session it is, or a visitor."""
    if not request.user.is_authenticated:
        return VISITOR
    return Viewer(person=request.user.person)


def address_of(request: HttpRequest) -> str:
    """Where the request came from. A forwarded-for header counts only from a proxy that the settings name."""
    peer: str = request.META.get("REMOTE_ADDR", "")
    if peer not in settings.TRUSTED_PROXIES:
        return peer
    for hop in reversed(request.headers.get("X-Forwarded-For", "").split(",")):
        if (claimed := hop.strip()) not in settings.TRUSTED_PROXIES:
            return claimed if is_address(claimed) else peer
    return peer


def is_address(text: str) -> bool:
    """Whether it is an IP address at all."""
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
