"""Sessions in the database, with signs beside them by which those of one account are found without unpacking all others."""

from collections.abc import Collection, Iterator
from re import compile as pattern
from typing import Any, Final

from django.contrib.sessions.backends.db import SessionStore as InDatabase
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.crypto import salted_hmac

from consult.accounts.models import SessionSign

ID: Final = pattern("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
LOOKED_AT: Final = ""  # the sign of every session that has been looked at: those from before there were signs have none


class SessionStore(InDatabase):
    """Django's, which puts signs beside what it keeps wherever these change."""

    _signs: frozenset[str] | None = None  # that stand in the database, as far as this process knows

    def load(self) -> dict[str, Any]:
        """What is kept."""
        found: dict[str, Any] = super().load()
        self._signs = signs_in(found)
        return found

    def save(self, must_create: bool = False) -> None:
        """Keep it, with its signs."""
        if self.session_key is None:
            return super().save(must_create)  # which gives it a key and comes back
        signs = signs_in(self._get_session(no_load=must_create))  # type: ignore[attr-defined]  # of the base, which ships no types for it
        with transaction.atomic():
            super().save(must_create)
            if must_create or signs != self._signs:
                put_signs(self.session_key, signs)
        self._signs = signs
        return None

    def delete(self, session_key: str | None = None) -> None:
        """Throw it away."""
        SessionSign.objects.filter(session=session_key or self.session_key).delete()
        super().delete(session_key)

    @classmethod
    def clear_expired(cls) -> None:
        """Throw away what is over, and the signs of what is gone."""
        super().clear_expired()
        SessionSign.objects.filter(~Exists(Session.objects.filter(session_key=OuterRef("session")))).delete()


def put_signs(key: str, signs: Collection[str]) -> None:
    """Put signs beside a session; one that it has lost stays, and costs a look when somebody is looked for."""
    SessionSign.objects.bulk_create([SessionSign(session=key, sign=sign) for sign in sorted(signs)], ignore_conflicts=True)


def signs_in(kept: object) -> frozenset[str]:
    """The signs of every id and address in what a session keeps."""
    return frozenset({LOOKED_AT, *(sign_of(text) for text in texts_in(kept) if "@" in text or ID.fullmatch(text))})


def sign_of(text: str) -> str:
    """A keyed hash: enough to find by, nothing to read an address from."""
    return salted_hmac("session.sign", text, algorithm="sha256").hexdigest()[:24]


def signed_with(texts: Collection[str]) -> QuerySet[Session]:
    """The sessions in which one of the texts may stand: those with its sign, and those that have not been looked at."""
    signs = SessionSign.objects.filter(sign__in=[sign_of(text) for text in texts])
    unknown = ~Exists(SessionSign.objects.filter(session=OuterRef("session_key")))
    return Session.objects.filter(session_key__in=signs.values("session")).union(Session.objects.filter(unknown))


def texts_in(value: object) -> Iterator[str]:
    """Every text in a value of lists and mappings, keys left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from texts_in(one)
