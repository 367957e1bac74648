"""One life of a consultation: who is in it, what time it is, and what has been done; each step draws from a source of its own."""

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any, Final
from unittest.mock import patch

from django.core.files.storage import default_storage
from django.db import transaction

from consult.accounts.models import Person
from consult.accounts.viewer import OPERATOR, Viewer
from consult.consultations.actions import Details, Text, create_consultation, open_consultation
from consult.consultations.models import Consultation, Membership
from consult.consultations.rights import phase_of
from consult.consultations.rules import Moderation, TeamRole
from consult.discussion.models import Attachment, Post, Thread
from consult.documents.actions import import_draft
from consult.documents.models import Revision, Wording
from consult.documents.queries import published_revisions
from consult.errors import Refusal
from consult.platform.audit.models import Chain
from consult.proposals.actions import publish_revision
from tests.cast import Someone, moment, someone
from tests.consult.record.histories.laws import Law

SLUG: Final = "pasar-acak"
PAUSES: Final = (-2, -0.25, 0, 0, 1, 60, 3_600, 40_000, 100_000)  # seconds between two acts: clocks of servers differ a little
TICK: Final = timedelta(microseconds=1)
LASTS: Final = timedelta(days=300)


@dataclass
class Cast:
    """Whom every history has: they are made once, and each history leaves them as they were."""

    citizens: list[Someone]
    moderators: list[Someone]
    officials: list[Someone]


def assembled() -> Cast:
    """All of them, with accounts."""
    return Cast([someone(f"Warga{n}") for n in range(16)], [someone("Budi"), someone("Wati")], [someone("Ratna")])


@dataclass
class History:
    """What there is so far. `printed`: heads of the record, hashes of editions and receipts of votes that somebody keeps."""

    seed: int
    cast: Cast
    now: datetime
    law: Law
    row: Consultation = field(init=False)
    instants: set[datetime] = field(default_factory=set)
    erased: set[Any] = field(default_factory=set)
    heads: list[str] = field(default_factory=list)
    receipts: dict[str, list[str]] = field(default_factory=dict)  # of votes, by poll
    wrong: list[str] = field(default_factory=list)  # what did not hold of copies that were taken on the way
    log: list[str] = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)  # acts, by name
    refused: Counter[str] = field(default_factory=Counter)  # acts, by name and code

    def tick(self, at: Random) -> datetime:
        """Some time goes by, or none; no two acts have the same instant."""
        self.now += timedelta(seconds=at.choice(PAUSES))
        while self.now in self.instants:
            self.now += TICK
        self.instants.add(self.now)
        return self.now

    @property
    def phase(self) -> str:
        """Where it stands."""
        self.row.refresh_from_db()
        return phase_of(self.row, now=self.now)

    def note(self) -> None:
        """Somebody prints the head of the record."""
        self.heads.append(Chain.objects.get(name=SLUG).head)

    def citizen(self, at: Random, *, but: Person | None = None) -> Someone:
        """Anybody who has not been erased, `but` one; of the first more often."""
        there = [one for one in self.cast.citizens if one.person.pk not in self.erased and one.person != but]
        return there[int(len(there) * at.random() ** 2)]

    def of_team(self, at: Random, role: TeamRole) -> Someone:
        """One of those who have the role now; the operator where none has."""
        members = Membership.objects.filter(consultation=self.row, role=role).select_related("person").order_by("pk")
        found = [member.person for member in members if member.person is not None]
        return Someone(Viewer(person=at.choice(found))) if found else Someone(OPERATOR)

    def official(self, at: Random) -> Someone:
        """Who leads it."""
        return self.of_team(at, TeamRole.OFFICIAL)

    def moderator(self, at: Random) -> Someone:
        """Who decides."""
        return self.of_team(at, TeamRole.MODERATOR)

    def post(self, at: Random, **conditions: Any) -> Post | None:
        """One of the posts that fit, in the order in which they came."""
        found = Post.objects.filter(consultation=self.row, **conditions).select_related("submission__author").order_by("created_at", "pk")
        post: Post | None = chosen(at, list(found))
        return post

    def revisions(self) -> list[Revision]:
        """The published versions, the first one first."""
        return list(published_revisions(self.row).order_by("number"))

    def wordings(self, revision: Revision) -> list[Wording]:
        """Of a version."""
        return list(Wording.objects.filter(revision=revision).order_by("position"))

    def threads(self, **conditions: Any) -> list[Thread]:
        """Those that fit."""
        return list(Thread.objects.filter(consultation=self.row, **conditions).order_by("created_at", "pk"))


def chosen(at: Random, some: Sequence[Any]) -> Any:
    """One of them; None where there is none."""
    return at.choice(some) if some else None


def author(post: Post) -> Someone:
    """Who wrote it."""
    return Someone(Viewer(person=post.submission.author))


Act = Callable[[History, Random], object]
ACTS: Final[dict[str, tuple[Act, int]]] = {}  # name → what is done, and how often among others


def act(often: int) -> Callable[[Act], Act]:
    """Into the table, by its name."""

    def put(function: Act) -> Act:
        ACTS[function.__name__.replace("_", " ")] = (function, often)
        return function

    return put


@contextmanager
def lived(seed: int, cast: Cast, *, without: frozenset[int] = frozenset()) -> Iterator[History]:
    """The history of a seed, as far as it goes; when the block ends, nothing of it is left.

    Each step draws from a source of its own, so that the others stay what they are `without` some of them. Ids come from the seed, too:
    what stands at one instant is told in the order of its ids.
    """
    with taken_back(), patch.object(os, "urandom", Random(seed).randbytes):
        history = begun(seed, cast)
        for step in range(steps_of(seed)):
            if step not in without:
                take(history, step)
        yield history


def steps_of(seed: int) -> int:
    """How many steps the history has."""
    return Random(f"{seed} length").choice([15, 30, 45, 60, 80])


@contextmanager
def taken_back() -> Iterator[None]:
    """What is written inside is taken back, with the files that it laid down."""
    block = transaction.atomic()
    block._from_testcase = True  # type: ignore[attr-defined]  # so that actions may begin their durable transactions in it
    with suppress(TakenBack), block:
        try:
            yield
        finally:
            for file in Attachment.objects.exclude(file="").values_list("file", flat=True):
                default_storage.delete(file)
        raise TakenBack


class TakenBack(Exception):
    """So that the transaction around it is rolled back."""


def begun(seed: int, cast: Cast) -> History:
    """A consultation with a published draft; most are open."""
    at = Random(f"{seed} beginning")
    history = History(seed, cast, moment() - LASTS, Law.new(Random(f"{seed} law")))
    texts = [Text("id", "Pasar pagi, “tertata” & adil", "=Ringkasan.", "Apakah aturan ini adil?"), Text("en", "An orderly market")]
    details = Details(moderation=at.choice(list(Moderation)), institution="Desa Contoh", practice=at.random() < 0.1)
    team = {TeamRole.OFFICIAL: [cast.officials[0].email], TeamRole.MODERATOR: [one.email for one in cast.moderators]}
    given: dict[str, Any] = {"actor": OPERATOR, "slug": SLUG, "now": history.now}
    history.row = create_consultation(texts=texts, details=details, team=team, **given)
    draft = import_draft(data=history.law.text().encode(), name="rancangan.txt", title="", profile="auto", **given)
    publish_revision(number=draft.number, **given)
    if at.random() < 0.95:
        closes_at = history.now + LASTS if at.random() < 0.7 else None
        open_consultation(closes_at=closes_at, **given)
    return history


def take(history: History, step: int) -> None:
    """One step: an act that is done, or refused."""
    at = Random(f"{history.seed} step {step}")
    history.tick(at)
    name = at.choices(list(ACTS), [often for _, often in ACTS.values()])[0]
    function, _ = ACTS[name]
    try:
        told = function(history, at)
    except Refusal as refusal:
        history.refused[f"{name}: {refusal.code}"] += 1
        history.log.append(f"{step}. {name}: refused, {refusal.code}")
        return
    except Exception as error:
        error.add_note(told_of(history, f"{step}. {name}: BROKE"))
        raise
    if told is not None:
        history.done[name] += 1
        history.log.append(f"{step}. {name}: {told if isinstance(told, str) else ''}")


def told_of(history: History, last: str = "") -> str:
    """What was done, for whoever has to repeat it."""
    return "\n".join([f"seed {history.seed}", *history.log, *([last] if last else [])])
