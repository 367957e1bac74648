"""Who is asking: a session's cookie with its CSRF token, or a personal token in the `Authorization` header."""

from collections.abc import Mapping
from typing import Final

from django.utils import timezone
from rest_framework.authentication import BaseAuthentication, SessionAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from consult.accounts.models import Account, Token
from consult.accounts.queries import live_token

SCHEME: Final = "Bearer"
CHALLENGE: Final = 'Bearer realm="Rembuk"'  # RFC 6750, section 3


class SessionCookie(SessionAuthentication):
    """The session of somebody who is signed in. What is not a mere reading needs the CSRF token, too."""

    def authenticate(self, request: Request) -> tuple[Account, None] | None:
        """The account; None where there is no session, or a token was sent, which then counts alone."""
        return None if bearer(request.headers) is not None else super().authenticate(request)

    def authenticate_header(self, request: Request) -> str:
        """What a program can do about a 401."""
        return CHALLENGE


class PersonalToken(BaseAuthentication):
    """A token that a person made for a program."""

    def authenticate(self, request: Request) -> tuple[Account, Token] | None:
        """The account with its token; None where none was sent.

        Raises:
            AuthenticationFailed: it was never given, has run out, or its account is closed; which of these is not told.
        """
        secret = bearer(request.headers)
        if secret is None:
            return None
        token = live_token(secret, now=timezone.now())
        if token is None:
            raise AuthenticationFailed
        return token.account, token

    def authenticate_header(self, request: Request) -> str:
        """What a program can do about a 401."""
        return CHALLENGE


def bearer(headers: Mapping[str, str]) -> str | None:
    """The token in the `Authorization` header, or None where it is not there or of another scheme."""
    scheme, _space, secret = headers.get("Authorization", "").partition(" ")
    return secret.strip() if scheme.lower() == SCHEME.lower() else None
