"""Polls that are asked, and votes that are cast in them."""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from uuid import UUID

import pytest

from consult.errors import Refusal
from consult.polls.actions import BallotReceipt, Question, cast_ballot, close_poll, create_poll, open_poll
from consult.polls.models import Option, Poll
from tests.cast import Scene, Someone, moment, someone

TITLES = ("Setiap hari", "Tiga kali seminggu", "Hanya akhir pekan")


def prepared(by: Someone, scene: Scene, *, titles: Sequence[str] = TITLES) -> Poll:
    """A poll that is not open yet."""
    question = Question("Kapan pasar pagi buka?", titles, description="Untuk Pasal 2.")
    return create_poll(actor=by.viewer, slug=scene.row.slug, question=question, now=moment())


def asked(by: Someone, scene: Scene, *, titles: Sequence[str] = TITLES) -> Poll:
    """A poll that people vote in."""
    return open_poll(actor=by.viewer, poll_id=prepared(by, scene, titles=titles).pk, now=moment())


def option(poll: Poll, title: str) -> str:
    """Id of the option with that title."""
    return str(Option.objects.get(poll=poll, title=title).pk)


def new_code() -> str:
    """A receipt code that nobody has had."""
    return secrets.token_hex(16)


def votes(who: Someone, poll: Poll, title: str | None, *, code: object = None) -> BallotReceipt:
    """Vote for the option with that title; abstain where it is None."""
    choice = option(poll, title) if title is not None else None
    return cast_ballot(actor=who.viewer, poll_id=poll.pk, code=code or new_code(), ballot=choice, address="", now=moment())


def closes_poll(by: Someone, poll: Poll) -> Poll:
    """Count it."""
    return close_poll(actor=by.viewer, poll_id=poll.pk, now=moment())


def crowd(number: int) -> list[Someone]:
    """So many citizens."""
    return [someone(f"Warga{n}") for n in range(number)]


def kept(receipts: Sequence[BallotReceipt]) -> set[tuple[UUID, str]]:
    """What the voters hold in their hands."""
    return {(receipt.poll, receipt.commitment) for receipt in receipts}


@contextmanager
def refused(kind: type[Refusal], code: str, *, field: str = "") -> Iterator[None]:
    """What is done here is refused so."""
    with pytest.raises(kind) as refusal:
        yield
    assert (refusal.value.code, getattr(refusal.value, "field", "")) == (code, field)
