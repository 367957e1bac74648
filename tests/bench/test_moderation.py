"""The moderators' pages and the public figures, where a consultation has 100,000 posts and as many decisions."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

import pytest
from django.db import connection
from django.test import Client

from consult.consultations.queries import rules_in_force
from consult.consultations.rules import Moderation
from consult.discussion.models import Post, PostVersion, ThreadEvent
from consult.discussion.rules import Event, Status
from consult.moderation.models import Decision
from consult.moderation.rules import Verdict
from tests.bench.conftest import Measured
from tests.bench.emptying import empty
from tests.bench.filling import fill
from tests.bench.timing import best
from tests.cast import REASON, Scene, Someone, moment, someone, staged
from tests.consult.moderation.races import decide_batch

MANY, FEW = 100_000, 100
AT_ONCE: Final = 2_000
ONE_IN_HIDDEN: Final = 50  # of what is public, once hidden and shown again
WAITED: Final = timedelta(minutes=90)

pytestmark = [pytest.mark.sqlite, pytest.mark.postgresql, pytest.mark.django_db]


@pytest.fixture
def _django_db_helper(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """In the place of pytest-django's: each test commits for good, and finds what the others left."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture(scope="module")
def town(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Scene, Scene, Someone]]:
    """A consultation with many posts, one with few, and their moderator. What is written here is gone after the module."""
    with django_db_blocker.unblock():
        citizens, moderator = [someone(f"Warga{number}") for number in range(20)], someone("Budi")
        big, small = (moderated(slug, posts, citizens, moderator) for slug, posts in (("kota", MANY), ("dusun", FEW)))
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        yield big, small, moderator
        empty()


def moderated(slug: str, posts: int, citizens: list[Someone], moderator: Someone) -> Scene:
    """A consultation with so many posts; what is public of them was decided after it had waited."""
    scene = staged(slug, moderation=Moderation.AFTER, officials=[], moderators=[moderator])
    fill(scene, posts, authors=citizens, busy=scene.clause("Pasal 5"), on_busy=60, now=moment() - timedelta(days=2))
    decide_all(scene, moderator)
    return scene


def decide_all(scene: Scene, moderator: Someone) -> None:
    """Write in bulk: a decision on each public version and, on one in fifty, that it was hidden and shown again."""
    rule = rules_in_force(scene.row)[0]
    usual = {"rule": rule, "reason": REASON, "sha256": "", "decided_by": moderator.person}
    decisions: list[Decision] = []
    events: list[ThreadEvent] = []
    shown = PostVersion.objects.filter(post__consultation=scene.row, status=Status.SHOWN).select_related("post")
    for n, version in enumerate(shown.iterator(chunk_size=AT_ONCE)):
        at = version.created_at + WAITED + timedelta(seconds=n % 600)
        decisions.append(Decision(version=version, action=Verdict.PUBLISH, decided_at=at, **usual))
        if n % ONE_IN_HIDDEN == 0:
            for after, (verdict, told) in enumerate([(Verdict.HIDE, Event.HIDDEN), (Verdict.RESTORE, Event.RESTORED)], start=1):
                then = at + timedelta(minutes=after)
                decisions.append(Decision(version=version, action=verdict, decided_at=then, **usual))
                events.append(
                    ThreadEvent(thread_id=version.post.thread_id, seq=10**9 + 2 * n + after, type=told, post=version.post, at=then)
                )
    Decision.objects.bulk_create(decisions, batch_size=AT_ONCE)
    ThreadEvent.objects.bulk_create(events, batch_size=AT_ONCE)


def opens(path: str, by: Someone | None = None) -> float:
    """Milliseconds until a page is there."""
    client = Client()
    if by is not None:
        client.force_login(by.account)

    def open_it() -> None:
        assert client.get(path).status_code == 200

    open_it()
    return best(open_it, times=5)


@pytest.mark.parametrize(
    ("name", "path", "at_most"),
    [
        ("the queue", "/desk/{slug}/queue/", 4.0),
        ("a contribution in the queue", "/desk/{slug}/queue/{held}/", 4.0),
        ("several at once", "/desk/{slug}/queue/batch/", 4.0),
        ("one's own decisions", "/desk/{slug}/decided/", 4.0),
    ],
)
def test_a_moderators_page_opens_with_many_posts_as_with_few(
    town: tuple[Scene, Scene, Someone], measured: Measured, name: str, path: str, at_most: float
) -> None:
    big, small, moderator = town
    held = {scene.row.slug: Post.objects.filter(consultation=scene.row, status=Status.HELD).first() for scene in (big, small)}

    many, few = (
        opens(path.format(slug=scene.row.slug, held=held[scene.row.slug].pk), moderator)  # type: ignore[union-attr]
        for scene in (big, small)
    )

    measured(f"moderation: {name}, 100,000 posts against 100", many, "ms", against=few, at_most=at_most)


def test_the_public_figures_are_counted_within_a_second(town: tuple[Scene, Scene, Someone], measured: Measured) -> None:
    big, small, _moderator = town
    many, few = (opens(f"/k/{scene.row.slug}/moderation/") for scene in (big, small))

    measured("moderation: public figures and log, 100,000 posts", many, "ms", at_most=3_000, with_100_posts=few)


def test_fifty_are_decided_at_once_within_three_seconds(town: tuple[Scene, Scene, Someone], measured: Measured) -> None:
    big, _small, moderator = town
    held = list(Post.objects.filter(consultation=big.row, status=Status.HELD).select_related("consultation")[:150])

    batches = iter([held[start : start + 50] for start in (0, 50, 100)])
    took = best(lambda: decide_batch(moderator, next(batches), Verdict.PUBLISH), times=3)

    measured("moderation: fifty decided at once", took, "ms", at_most=3_000)
