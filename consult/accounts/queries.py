"""What can be asked about accounts."""

from datetime import datetime

from consult.accounts.models import Account, Token
from consult.accounts.rules import token_digest
from consult.accounts.viewer import Viewer


def account_of(email: str) -> Account | None:
    """The account of an address, with its person."""
    return Account.objects.select_related("person").filter(email=email.strip().lower()).first()


def live_token(secret: str, *, now: datetime) -> Token | None:
    """The token that `secret` stands for, with account and person, while it lasts and the account is active."""
    found = Token.objects.select_related("account__person").filter(digest=token_digest(secret))
    return found.filter(expires_at__gt=now, account__is_active=True).first()


def own_tokens(*, viewer: Viewer) -> list[Token]:
    """The viewer's tokens, newest first."""
    return list(Token.objects.filter(account__person=viewer.person).order_by("-created_at")) if viewer.person else []
