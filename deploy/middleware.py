"""What every request passes: who is looking and when; a plain 503 where the database has no hand free."""

from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from psycopg_pool import PoolTimeout

from consult.accounts.viewer import VISITOR, Viewer
from consult.errors import SENTENCES
from frontend import errors

Handler = Callable[[HttpRequest], HttpResponse]

RETRY_AFTER = "5"  # seconds
FOR_PROGRAMS = ("/api/", "/health/")


class Sessions(SessionMiddleware):
    """Django's, but for two things that happen where people write.

    A database that has no hand free when the session is kept is a plain 503, too. And what a page asks for beside itself never takes the
    cookie of an ended session away: its answer may come after that of a form that was sent later, which began a session of its own.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Keep the session."""
        try:
            answer = super().process_response(request, response)
        except (OperationalError, PoolTimeout):
            return busy_answer(request)
        if is_beside(request) and request.session.is_empty():
            answer.cookies.pop(settings.SESSION_COOKIE_NAME, None)
        return answer


def is_beside(request: HttpRequest) -> bool:
    """Whether a script asks, of a page or of any other program, and not somebody who goes from page to page."""
    return "HX-Request" in request.headers or request.path.startswith(FOR_PROGRAMS)


def busy(get_response: Handler) -> Handler:
    """Answer 503 with Retry-After where a lock or a connection could not be had in time, or the database is away."""

    def handle(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, error: Exception) -> HttpResponse | None:
        return busy_answer(request) if isinstance(error, OperationalError | PoolTimeout) else None

    handle.process_exception = process_exception  # type: ignore[attr-defined]
    return handle


def busy_answer(request: HttpRequest) -> HttpResponse:
    """A page for people, a line for programs; neither asks the database again."""
    if request.path.startswith(FOR_PROGRAMS):
        answer = HttpResponse(f"{SENTENCES['database.busy']}\n", status=503, content_type="text/plain; charset=utf-8")
    else:
        answer = errors.busy(request)
    answer["Retry-After"] = RETRY_AFTER
    return answer


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
