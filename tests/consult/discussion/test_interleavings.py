"""Whatever the order of posting, editing, supporting, withdrawing and publishing: one place each, and nothing lost."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest

from consult.accounts.viewer import OPERATOR
from consult.discussion.models import Post
from consult.platform.limits import LIMITS
from consult.proposals.actions import publish_revision
from consult.record.checks.verification import verify
from tests.cast import DRAFT, Scene, Someone, moment, revises
from tests.consult.discussion.interleaving import interleavings
from tests.together import together

FEW = 12
RACES = 8


@pytest.fixture
def unlimited(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has to wait."""
    for name in ("post", "support"):
        monkeypatch.setitem(LIMITS, name, replace(LIMITS[name], account=100_000))


@pytest.mark.django_db
@pytest.mark.usefixtures("unlimited")
def test_in_some_orders_every_post_has_one_place_in_each_later_version(lively: Scene, siti: Someone, agus: Someone) -> None:
    done = interleavings(lively, [siti, agus], examples=FEW)

    assert done.posts > FEW
    assert done.published > FEW / 2


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("unlimited")
def test_who_posts_while_a_version_is_published_stands_on_the_one_that_they_saw(lively: Scene, siti: Someone, agus: Someone) -> None:
    for number in range(2, 2 + RACES):
        revises(lively, DRAFT.replace("pukul sepuluh", f"pukul {number}"))
        publish = partial(publish_revision, actor=OPERATOR, slug=lively.row.slug, number=number, now=moment())
        saw = [(one, revision) for one in (siti, agus) for revision in (None, number - 1)]
        posts = [partial(one.posts, f"Pendapat {number}.", on=lively.clause("Pasal 4"), revision=given) for one, given in saw]

        acts: list[Callable[[], object]] = [publish, *posts]
        answers = together(acts)

        assert not [answer for answer in answers if isinstance(answer, Exception)]
    for post in Post.objects.select_related("revision"):
        assert post.revision is not None
        later = [revision for revision in range(2, 2 + RACES) if revision > post.revision.number]
        assert list(post.placements.order_by("revision__number").values_list("revision__number", flat=True)) == later
    assert Post.objects.count() == 4 * RACES
    assert not verify().faults
