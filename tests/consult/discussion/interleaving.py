"""Posting, editing, supporting, withdrawing and publishing in any order: a machine that does them, and what has to hold after each."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Count, F, Q
from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

from consult.anchoring.quotes import Quote
from consult.discussion.models import Placement, Post
from consult.discussion.rules import EDITABLE
from consult.documents.models import Revision, Wording
from consult.documents.queries import published_revisions
from consult.errors import BadInput
from consult.record.checks.verification import verify
from tests.cast import DRAFT, Scene, Someone, revises, settles_and_publishes

SENTENCES = (
    "Lapak tidak dapat dialihkan kepada orang lain.",
    "Setiap pedagang menjaga kebersihan lapaknya.",
    "Sampah dipilah sebelum pukul sepuluh.",
    "Timbangan diperiksa pengurus sekali dalam setahun.",
    "Retribusi dibayar tunai atau dengan telepon.",
    "Anak di bawah umur tidak menjaga lapak sendirian.",
)
HEAD = DRAFT.partition("Bagian Kedua")[0]
CHANGES = (("Setiap", "Tiap"), ("sepuluh", "sembilan"), ("tunai", "kontan"), ("sekali", "dua kali"))


def draft_of(order: list[int], changed: list[int]) -> str:
    """A draft that keeps its beginning and has these sentences as its last Pasal, in this order, with some words exchanged."""
    text = "".join(f"Pasal {number}\n{SENTENCES[one]}\n" for number, one in enumerate(order, start=4))
    for one in changed:
        text = text.replace(*CHANGES[one])
    return f"{HEAD}Bagian Kedua Kebersihan\n{text}"


@contextmanager
def refused_at_most_as(*codes: str) -> Iterator[None]:
    """It is done, or refused in one of these ways."""
    try:
        yield
    except BadInput as refused:
        if refused.code not in codes:
            raise


@dataclass
class Told:
    """What was done in all orders together: a machine that does nothing proves nothing."""

    orders: int = 0
    posts: int = 0
    published: int = 0


def interleavings(scene: Scene, people: list[Someone], *, examples: int, steps: int = 12) -> Told:
    """Try that many orders; each begins with the scene as it is."""
    done = Told()
    slow = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
    plain = settings(deadline=None, derandomize=True, database=None, suppress_health_check=slow)
    machine: Any = partial(Interleaving, scene, people, done)  # a factory will do, whatever the annotation says
    run_state_machine_as_test(machine, settings=settings(plain, max_examples=examples, stateful_step_count=steps))
    return done


class Interleaving(RuleBasedStateMachine):
    """One order of acts; what it wrote is taken back when it ends."""

    def __init__(self, scene: Scene, people: list[Someone], done: Told) -> None:
        super().__init__()
        self.scene, self.people, self.done, self.written = scene, people, done, 0
        done.orders += 1
        self.block = transaction.atomic()
        self.block._from_testcase = True  # type: ignore[attr-defined]  # so that actions may begin their durable transactions in it
        self.block.__enter__()

    def teardown(self) -> None:
        """Whether the record fits; then nothing of it remains."""
        try:
            assert not verify().faults
        finally:
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)

    @initialize(who=some.integers(0, 1))
    def begins(self, who: int) -> None:
        """Somebody has said something."""
        self.posts(who, 5, False, 0)

    @rule(who=some.integers(0, 1), at=some.integers(0, 40), quotes=some.booleans(), back=some.integers(0, 2))
    def posts(self, who: int, at: int, quotes: bool, back: int) -> None:
        """On some clause of the newest version, or of one that somebody had open when it was replaced."""
        revision = self.published()[max(0, len(self.published()) - 1 - back)]
        wordings = list(Wording.objects.filter(revision=revision).exclude(text="").order_by("position"))
        wording = wordings[at % len(wordings)]
        quote = Quote(" ".join(wording.text.split()[1:4])) if quotes else None
        with refused_at_most_as("post.quote", "post.quote_twice"):
            self.people[who].posts(f"Pendapat {self.written}.", on=wording.clause_id, quote=quote, revision=revision.number)
            self.written += 1
            self.done.posts += 1

    @rule(who=some.integers(0, 1), at=some.integers(0, 40), text=some.sampled_from(["Kini lain.", "Lagi."]))
    def edits(self, who: int, at: int, text: str) -> None:
        """One of one's own."""
        if post := self.one_of(at, submission__author=self.people[who].person, status__in=EDITABLE):
            self.people[who].edits(post, text=f"{text} {at}")

    @rule(who=some.integers(0, 1), at=some.integers(0, 40))
    def withdraws(self, who: int, at: int) -> None:
        """One of one's own."""
        if post := self.one_of(at, submission__author=self.people[who].person, status__in=EDITABLE):
            self.people[who].withdraws(post)

    @rule(who=some.integers(0, 1), at=some.integers(0, 40))
    def supports(self, who: int, at: int) -> None:
        """One of another's, once."""
        person = self.people[who].person
        if post := self.one_of(at, ~Q(submission__author=person), ~Q(supports__person=person), status="shown"):
            self.people[who].supports(post)

    @precondition(lambda self: len(self.published()) < 4)
    @rule(order=some.permutations(range(len(SENTENCES))), keep=some.integers(2, len(SENTENCES)), changed=some.lists(some.integers(0, 3)))
    def publishes(self, order: list[int], keep: int, changed: list[int]) -> None:
        """The next version, with every doubtful link confirmed."""
        with refused_at_most_as("draft.same"):
            settles_and_publishes(self.scene, revises(self.scene, draft_of(order[:keep], changed), is_another_text=True))
            self.done.published += 1

    @invariant()
    def every_post_has_one_place_in_each_later_version_and_none_is_lost(self) -> None:
        """The promise."""
        assert Post.objects.count() == self.written
        numbers = [revision.number for revision in self.published()]
        saw = Post.objects.values_list("revision__number", flat=True)
        later = sum(number > (seen or 0) for seen in saw for number in numbers)
        assert Placement.objects.count() == later
        twice = Placement.objects.values("post", "revision").annotate(n=Count("pk")).filter(n__gt=1)
        assert not twice.exists()
        assert not Placement.objects.filter(revision__number__lte=F("post__revision__number")).exists()

    def published(self) -> list[Revision]:
        """The versions, the first one first."""
        return list(published_revisions(self.scene.row).order_by("number"))

    def one_of(self, at: int, *conditions: Q, **more: Any) -> Post | None:
        """One of the posts that fit, in the order in which they came."""
        found = list(Post.objects.filter(*conditions, **more).order_by("created_at", "pk"))
        return found[at % len(found)] if found else None
