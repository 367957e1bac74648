"""What became of one's posts, step by step."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest

from consult.discussion.models import Post
from consult.discussion.queries.posts import own_posts
from consult.discussion.rules import Kind, Status
from consult.moderation.author_history import StepKind, fates, sum_of_own
from tests.cast import Scene, Someone, moment

Counting = Callable[[int], AbstractContextManager[object]]


def path(post: Post, who: Someone) -> list[str]:
    """The steps of a post as their author is told them; a decision by what was decided."""
    steps = fates(list(own_posts(viewer=who.viewer)), viewer=who.viewer)[post.pk]
    return [step.decision.action if step.decision else step.kind.value for step in steps]


def test_a_post_that_waits_was_received_and_no_more(consultation: Scene, siti: Someone) -> None:
    assert path(siti.posts("Menunggu.", on=consultation.clause("Pasal 3")), siti) == ["received"]


def test_every_step_is_told_in_its_order(consultation: Scene, siti: Someone, budi: Someone) -> None:
    then = moment()

    def later(minutes: int) -> object:
        return then + timedelta(minutes=minutes)

    post = siti.posts("Kata lama.", on=consultation.clause("Pasal 3"), now=then)
    budi.publishes(post, now=later(1))
    budi.hides(post, now=later(2))
    budi.restores(post, now=later(3))
    siti.edits(post, text="Kata baru.", now=later(4))  # type: ignore[arg-type]
    budi.publishes(post, now=later(5))
    siti.withdraws(post, now=later(6))  # type: ignore[arg-type]

    assert path(post, siti) == ["received", "publish", "shown", "hide", "restore", "edited", "publish", "withdrawn"]


def test_a_decision_stands_with_its_rule_and_reason_and_a_version_with_its_receipt(lively: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts("Promosi.", on=lively.clause("Pasal 3"))
    budi.hides(post, rule=3, reason="Ini promosi dagangan.")

    received, shown, decided = fates(list(own_posts(viewer=siti.viewer)), viewer=siti.viewer)[post.pk]

    assert received.receipt == post.versions.get().receipt_id
    assert shown.kind is StepKind.SHOWN
    assert decided.decision is not None
    assert (decided.decision.rule.number, decided.decision.reason, decided.version) == (3, "Ini promosi dagangan.", 1)


def test_what_was_withdrawn_before_anybody_saw_it_tells_so_last(consultation: Scene, siti: Someone) -> None:
    post = siti.posts("Keliru.", on=consultation.clause("Pasal 3"))
    siti.withdraws(post)

    assert path(post, siti) == ["received", "withdrawn"]


def test_nobody_is_told_of_what_somebody_else_wrote(lively: Scene, siti: Someone, agus: Someone, budi: Someone) -> None:
    budi.hides(siti.posts("Promosi.", on=lively.clause("Pasal 3")))

    for other in (agus, budi):
        assert fates(list(own_posts(viewer=siti.viewer)), viewer=other.viewer) == {}


def test_the_sum_counts_ones_own_by_their_status(consultation: Scene, siti: Someone, agus: Someone, budi: Someone) -> None:
    budi.publishes(siti.posts("Satu.", on=consultation.clause("Pasal 3")))
    siti.posts("Dua.", on=consultation.clause("Pasal 3"))
    siti.withdraws(siti.posts("Tiga.", on=consultation.clause("Pasal 3")))
    agus.posts("Empat.", on=consultation.clause("Pasal 3"))

    found = sum_of_own(viewer=siti.viewer)

    assert (found.posts, found.submissions) == (3, 3)
    assert found.by_status == {Status.SHOWN: 1, Status.HELD: 1, Status.WITHDRAWN: 1}


@pytest.mark.parametrize("number", [1, 6])
def test_the_steps_of_many_posts_take_three_queries(
    lively: Scene, siti: Someone, budi: Someone, number: int, django_assert_num_queries: Counting
) -> None:
    for n in range(number):
        budi.hides(siti.posts(f"Promosi {n}.", on=lively.clause("Pasal 3")))
    posts = list(own_posts(viewer=siti.viewer))

    with django_assert_num_queries(3):
        fates(posts, viewer=siti.viewer)


def test_an_answer_is_told_as_long_as_it_is_public(lively: Scene, siti: Someone, budi: Someone, ratna: Someone) -> None:
    question = siti.posts("Siapa yang membayar?", on=lively.clause("Pasal 4"), kind=Kind.QUESTION)
    answer = ratna.replies("Pemerintah desa.", to=question)
    assert path(question, siti) == ["received", "shown", "answered"]

    budi.hides(answer)
    assert path(question, siti) == ["received", "shown"]
