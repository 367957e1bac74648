"""What a socket's opening request says: where from, who, which place, after which number. Or why it is refused."""

import re
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any, Final
from urllib.parse import parse_qs
from uuid import UUID

from django.conf import settings
from django.contrib import auth
from django.contrib.sessions.backends.db import SessionStore
from django.core.exceptions import DisallowedHost
from django.core.handlers.asgi import ASGIRequest
from django.utils import timezone

from api.authentication import bearer
from api.live.close_codes import Close, Closed
from api.live.subscriptions import Found, consultation_place, thread_place
from consult.accounts.models import Account, Person
from consult.accounts.queries import live_token
from consult.accounts.rules import Scope
from consult.accounts.viewer import Viewer
from consult.errors import NotFound

Scope_ = MutableMapping[str, Any]  # of ASGI
Finder = Callable[..., Found]

PLACES: Final[tuple[tuple[re.Pattern[str], Finder], ...]] = (
    (re.compile(r"/ws/v1/threads/(?P<thread_id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/"), thread_place),
    (re.compile(r"/ws/v1/consultations/(?P<slug>[-a-zA-Z0-9_]{1,60})/"), consultation_place),
)
NUMBER: Final = re.compile(r"[0-9]{1,16}")


@dataclass(frozen=True)
class Pass:
    """As whom a socket is open; what of it can end while it is. Both `session` and `token` are None for a visitor."""

    session: str | None = None  # its key
    token: UUID | None = None
    account: UUID | None = None
    person: Person | None = None

    @property
    def viewer(self) -> Viewer:
        """Who listens."""
        return Viewer(person=self.person)


@dataclass(frozen=True)
class Opening:
    """A request for a socket that is granted."""

    found: Found
    holder: Pass
    after: int | None  # the last number that the client has


def opened(scope: Scope_) -> Opening:
    """Read the request. It asks the database.

    Raises:
        Closed: it is refused.
    """
    request, now = request_of(scope), timezone.now()
    check_origin(request)
    holder = held_by(request, now=now)
    after = after_of(scope)
    return Opening(place_at(request.path_info, holder.viewer, now=now), holder, after)


def request_of(scope: Scope_) -> ASGIRequest:
    """The opening request as Django knows requests."""
    scheme = "https" if scope.get("scheme") == "wss" else "http"
    return ASGIRequest({**scope, "method": "GET", "scheme": scheme}, BytesIO())


def check_origin(request: ASGIRequest) -> None:
    """Refuse what a page of another site opens: a browser would send our cookie along. Programs name no origin.

    Raises:
        Closed: the origin is foreign, or the host is none of ours.
    """
    try:
        own = f"{'https' if request.is_secure() else 'http'}://{request.get_host()}"
    except DisallowedHost as error:
        raise Closed(Close.FOREIGN_ORIGIN) from error
    origin = request.headers.get("Origin")
    if origin is not None and origin not in {own, settings.PUBLIC_ADDRESS, *settings.CSRF_TRUSTED_ORIGINS}:
        raise Closed(Close.FOREIGN_ORIGIN)


def held_by(request: ASGIRequest, *, now: datetime) -> Pass:
    """Whose token or session it is; a token counts alone. A session that is over is a visitor's, as on every page.

    Raises:
        Closed: the token is not valid, or not for reading.
    """
    secret = bearer(request.headers)
    if secret is not None:
        token = live_token(secret, now=now)
        if token is None or Scope.READ not in token.scopes:
            raise Closed(Close.SESSION_ENDED)
        return Pass(token=token.pk, account=token.account.pk, person=token.account.person)
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    if key is None:
        return Pass()
    request.session = SessionStore(key)
    account = auth.get_user(request)
    return Pass(session=key, account=account.pk, person=account.person) if isinstance(account, Account) else Pass()


def after_of(scope: Scope_) -> int | None:
    """The number in `?after=`, or None where there is none.

    Raises:
        Closed: it is no number, or something else is asked.
    """
    given = parse_qs(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True)
    numbers = given.pop("after", [])
    if given or len(numbers) > 1 or not all(NUMBER.fullmatch(number) for number in numbers):
        raise Closed(Close.NOT_UNDERSTOOD)
    return int(numbers[0]) if numbers else None


def place_at(path: str, viewer: Viewer, *, now: datetime) -> Found:
    """The place that the path names.

    Raises:
        Closed: there is none for this viewer.
    """
    for pattern, finder in PLACES:
        if named := pattern.fullmatch(path):
            try:
                return finder(**named.groupdict(), viewer=viewer, now=now)
            except NotFound as error:
                raise Closed(Close.NOT_THERE) from error
    raise Closed(Close.NOT_THERE)
