"""100,000 posts in one consultation and 100 in another, in the same database and the same run."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import cycle
from typing import Any, Final
from uuid import UUID

import pytest
from django.db import connection

from consult.accounts.viewer import VISITOR
from consult.consultations.rules import Moderation
from consult.discussion.locks import Place
from consult.discussion.models import PostVersion
from consult.discussion.queries.posts import clause_thread, stance_counts, thread_posts
from consult.discussion.queries.previews import preview_post
from consult.discussion.queries.similar_posts import similar_posts
from consult.discussion.rules import Contribution, Stance, Status
from consult.discussion.search.posts import Narrowed, found_posts
from consult.platform.search.asking import wanted
from consult.record.checks.verification import verify
from consult.reports.queries import summary
from tests.bench.asking import Program, Reader, token_of
from tests.bench.conftest import Measured
from tests.bench.emptying import empty
from tests.bench.filling import TEXTS, fill
from tests.bench.timing import best, side_by_side
from tests.cast import Scene, Someone, moment, someone, staged

MANY, FEW = 100_000, 100
IN_THREAD = 60  # posts in the thread that is read and written to, in both
AS_FAST: Final = 1.2
RARE_AS_FAST: Final = 3.0  # PostgreSQL first reads the whole list of a word
COMMON_AS_FAST: Final = 6.0  # 300 posts are weighed where the small town has 25, and PostgreSQL sorts all hits
ENTRIES_A_SECOND: Final = 20_000

pytestmark = [pytest.mark.sqlite, pytest.mark.postgresql, pytest.mark.django_db]


@dataclass
class Town:
    """A consultation with the clause that is measured, and citizens who write there in turns, so that no limit is met."""

    scene: Scene
    clause: UUID
    citizens: Iterator[Someone]
    programs: Iterator[Program]
    minutes: int = 0
    reader: Reader = field(init=False)

    def __post_init__(self) -> None:
        self.reader = Reader(self.scene.row.slug)

    def submits(self) -> None:
        """One post, by the action alone."""
        self.minutes += 1
        next(self.citizens).posts("Usul: pilah di rumah.", on=self.clause, now=moment() + timedelta(minutes=self.minutes))

    def submits_by_program(self) -> None:
        """One post through the API."""
        next(self.programs).posts("Usul: pilah di rumah.", on=self.clause)

    def finds(self, question: str, *, on: UUID | None = None) -> Callable[[], object]:
        """A search in this town."""
        within = Narrowed(consultation=self.scene.now_is(), clause=on)
        return lambda: found_posts(wanted(question), within=within, viewer=VISITOR, now=moment())

    def looks_for_similar(self) -> None:
        """What is shown beside the preview of a post."""
        said = Contribution(text=TEXTS[0], stance=Stance.OPPOSE)
        place, writer = Place(clause=self.clause), next(self.citizens).viewer
        preview = preview_post(contribution=said, place=place, reply_to=None, revision=None, viewer=writer, now=moment())
        similar_posts(preview.version, viewer=writer, now=moment())

    def reads_rows(self) -> None:
        """The thread's posts, as a page asks for them."""
        thread = clause_thread(self.clause, viewer=VISITOR, now=moment())
        assert len(thread_posts(thread)[:IN_THREAD]) > IN_THREAD * 0.9


@pytest.fixture
def _django_db_helper(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """In the place of pytest-django's: each test commits for good, and finds what the others left."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture(scope="module")
def towns(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Town, Town]]:
    """The one with many posts and the one with few. What is written in this module is committed, and gone after it."""
    with django_db_blocker.unblock():
        citizens = [someone(f"Warga{number}") for number in range(20)]
        tokens = [token_of(one) for one in citizens]
        big, small = (town(slug, posts, citizens, tokens) for slug, posts in (("kota", MANY), ("dusun", FEW)))
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        yield big, small
        empty()


def town(slug: str, posts: int, citizens: list[Someone], tokens: list[str]) -> Town:
    """A consultation with so many posts."""
    scene = staged(slug, moderation=Moderation.AFTER, officials=[], moderators=[])
    clause = scene.clause("Pasal 5")
    fill(scene, posts, authors=citizens, busy=clause, on_busy=IN_THREAD, now=moment())
    return Town(scene, clause, cycle(citizens), cycle([Program(token) for token in tokens]))


def test_reading_a_thread_is_as_fast_with_many_posts_elsewhere(towns: tuple[Town, Town], measured: Measured) -> None:
    compare("reading 60 posts of a thread", towns, lambda one: one.reads_rows, measured)
    compare("GET of a thread through the API", towns, lambda one: lambda: Program().reads(one.clause), measured)
    compare("the page of a clause with its thread", towns, lambda one: lambda: one.reader.reads(one.clause), measured)


def test_the_consultation_and_its_draft_are_read_as_fast_with_many_posts(towns: tuple[Town, Town], measured: Measured) -> None:
    compare("counts of all clauses for the draft's page", towns, lambda one: lambda: stance_counts(one.scene.row), measured)
    compare("the page of the draft", towns, lambda one: lambda: one.reader.opens(f"/k/{one.scene.row.slug}/draft/"), measured)
    compare("the page of the consultation", towns, lambda one: lambda: one.reader.opens(f"/k/{one.scene.row.slug}/"), measured)


def test_submitting_is_as_fast_with_many_posts_as_with_few(towns: tuple[Town, Town], measured: Measured) -> None:
    compare("submitting a post, the action alone", towns, lambda one: one.submits, measured, rounds=100)
    compare("submitting a post through the API", towns, lambda one: one.submits_by_program, measured, rounds=100)


def test_searching_among_many_posts_costs_what_is_looked_at_and_not_what_is_there(towns: tuple[Town, Town], measured: Measured) -> None:
    big, _small = towns

    compare("search for a word of one post", towns, lambda one: one.finds("tikar 33"), measured, at_most=RARE_AS_FAST)
    compare("search for a word of every fourth post", towns, lambda one: one.finds("pedagang kecil"), measured, at_most=COMMON_AS_FAST)
    compare("search for a word on one clause", towns, lambda one: one.finds("pedagang", on=one.clause), measured, at_most=RARE_AS_FAST)
    compare("look for nearly the same on a clause", towns, lambda one: one.looks_for_similar, measured, at_most=RARE_AS_FAST)
    everywhere = best(lambda: found_posts(wanted("pedagang kecil"), within=Narrowed(), viewer=VISITOR, now=moment()))
    within = best(big.finds("pedagang kecil"))
    measured("search everywhere against in one consultation", everywhere, "ms", against=within, at_most=COMMON_AS_FAST)


def test_the_summary_takes_little_longer_than_reading_its_rows(towns: tuple[Town, Town], measured: Measured) -> None:
    big, small = towns
    row = big.scene.now_is()
    rows = PostVersion.objects.filter(post__consultation=row, status=Status.SHOWN).order_by("post__number")

    plain = best(lambda: list(rows.values_list("post__clause_id", "post__number", "stance", "text").iterator(chunk_size=5_000)))
    many = best(lambda: summary(row.slug, viewer=VISITOR, now=moment(), language="id"))
    few = best(lambda: summary(small.scene.row.slug, viewer=VISITOR, now=moment(), language="id"))

    measured("summary of 100,000 posts, against reading them", many, "ms", against=plain, at_most=4.0, with_100_posts=few)


def test_the_record_of_many_posts_is_checked_in_seconds(towns: tuple[Town, Town], measured: Measured) -> None:
    slug = towns[0].scene.row.slug
    checked = verify(slug)
    assert not checked.faults
    assert checked.entries > MANY

    seconds = best(lambda: verify(slug), times=5) / 1000

    measured("checking the record", checked.entries / seconds, "entries a second", at_least=ENTRIES_A_SECOND, entries=checked.entries)


def compare(
    name: str,
    towns: tuple[Town, Town],
    work: Callable[[Town], Callable[[], object]],
    measured: Measured,
    *,
    rounds: int = 40,
    at_most: float = AS_FAST,
) -> None:
    """Hold the time with 100,000 posts against that with 100."""
    many, few = side_by_side(*(work(one) for one in towns), rounds=rounds)
    measured(f"{name}, 100,000 posts against 100", many, "ms", against=few, at_most=at_most)
