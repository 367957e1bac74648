"""What every address of the API has in common: who asks and when, the scope of a token, the key of a request, the tag of an answer."""

import re
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any, ClassVar, Final, cast

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.problems import SENTENCES
from api.request_bodies import Body, Error, Misread, Nothing, read_query
from consult.accounts.models import Account, Token
from consult.accounts.rules import Scope
from consult.accounts.viewer import VISITOR, Viewer
from consult.discussion.rules import Channel
from consult.errors import NotAllowed, NotFound

KEY_HEADER: Final = "Idempotency-Key"
KEY: Final = re.compile(r"[\x21-\x7e]{1,200}")
SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})


class Asked(Request):
    """A request with what our views want to know of it."""

    viewer: Viewer
    now: datetime
    address: str  # where it came from
    key: str | None  # of `once`
    asked: Mapping[str, Any]  # what stood behind the question mark

    @property
    def channel(self) -> Channel:
        """How a contribution in this request arrives."""
        return Channel.API if isinstance(self.auth, Token) else Channel.WEB


class JSONAlone(DefaultContentNegotiation):
    """There is one format, so whatever `Accept` says, it is that one."""

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> tuple[BaseRenderer, str]:
        """JSON."""
        return renderers[0], renderers[0].media_type


class Endpoint(APIView):
    """One address. A subclass has a method for each of HTTP's that it takes."""

    content_negotiation_class = JSONAlone
    asks: ClassVar[type[Body]] = Nothing  # what GET takes behind the question mark
    scopes: ClassVar[Mapping[str, Scope]] = {}  # what a token needs, where it is not `read` for reading and `write` for writing

    def initialize_request(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Asked:
        """DRF's request, as our own class."""
        asked = super().initialize_request(request, *args, **kwargs)
        asked.__class__ = Asked
        return asked  # type: ignore[return-value]

    def initial(self, request: Asked, *args: Any, **kwargs: Any) -> None:  # type: ignore[override]
        """Find out who asks, and refuse what no method of ours has to see."""
        super().initial(request, *args, **kwargs)
        request.viewer = Viewer(person=cast("Account", request.user).person) if request.user else VISITOR
        self.check_somebody(request)
        self.check_scope(request)
        request.key = key_of(request)
        if request.method in {"GET", "HEAD"}:
            request.asked = read_query(self.asks, request.query_params)

    def check_somebody(self, request: Asked) -> None:
        """Ask a visitor to sign in for whatever needs somebody, before anything is looked up: there or not, the answer is the same.

        Raises:
            NotAllowed: nobody is signed in.
        """
        is_taken = request.method in self.allowed_methods
        if request.viewer.person is None and is_taken and self.scope_of(request.method or "") is not Scope.READ:
            raise NotAllowed

    def check_scope(self, request: Asked) -> None:
        """Refuse a token that was not made for this.

        Raises:
            NotAllowed: it lacks the scope.
        """
        needed = self.scope_of(request.method or "")
        if isinstance(request.auth, Token) and needed not in request.auth.scopes:
            raise NotAllowed("token.scope", scope=needed.value)

    @classmethod
    def scope_of(cls, method: str) -> Scope:
        """What a token needs for a method."""
        return cls.scopes.get(method, Scope.READ if method in SAFE else Scope.WRITE)

    def options(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Response:
        """Which methods there are, in the header `Allow`."""
        return Response(status=204)

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        """Say how the answer may be kept: never without asking again, and what came of a writing not at all. A file has its own tag."""
        answered = super().finalize_response(request, response, *args, **kwargs)
        if request.method in SAFE and answered.status_code == 200:
            patch_vary_headers(answered, ["Authorization", "Cookie"])
            answered["Cache-Control"] = "private, no-cache" if getattr(request, "user", None) else "no-cache"
            if isinstance(answered, Response):
                answered.add_post_render_callback(lambda rendered: tagged(request, rendered))
        else:
            answered["Cache-Control"] = "no-store"
        return answered


class Unknown(Endpoint):
    """Any other address below /api/: not found, whatever the method."""

    schema = None

    def initial(self, request: Asked, *args: Any, **kwargs: Any) -> None:  # type: ignore[override]
        """Refuse.

        Raises:
            NotFound: always.
        """
        raise NotFound


def key_of(request: Request) -> str | None:
    """The key under which the work is done once; None where none was sent.

    Raises:
        Misread: it is empty, too long or not visible.
    """
    key = request.headers.get(KEY_HEADER)
    if key is not None and not KEY.fullmatch(key):
        raise Misread([Error(field=KEY_HEADER, code="request.key", message=str(SENTENCES["request.key"]))])
    return key


def tagged(request: Request, response: HttpResponse) -> HttpResponse:
    """The answer with its `ETag`, or 304 where the asker has it already."""
    response["ETag"] = f'"{sha256(response.content).hexdigest()[:32]}"'
    conditional = get_conditional_response(request._request, etag=response["ETag"], response=response)
    return conditional if conditional is not None else response
