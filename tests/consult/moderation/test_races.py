"""Two moderators at once: one decision, and the other is told who was first; without the lock both decide."""

from functools import partial

import pytest

from consult.discussion.models import Post, PostVersion, ThreadEvent
from consult.discussion.rules import Status
from consult.errors import NotPossible
from consult.moderation.models import Decision
from consult.moderation.rules import Verdict
from consult.record.checks.verification import verify
from tests.cast import Scene, Someone
from tests.consult.moderation.races import decide_at_once, decide_batch, decide_batches_at_once, without_lock, without_lock_of_batches
from tests.together import together

RACES = 20  # tests/trials runs two hundred

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def test_of_two_moderators_at_once_one_decides_and_the_other_is_told_who(
    consultation: Scene, siti: Someone, budi: Someone, wati: Someone
) -> None:
    for n in range(RACES):
        post = siti.posts(f"Pendapat {n}.", on=consultation.clause("Pasal 4"))

        answers = decide_at_once(post, budi, wati)

        [decision] = Decision.objects.filter(version__post=post)
        [refusal] = [answer for answer in answers if isinstance(answer, Exception)]
        assert isinstance(refusal, NotPossible)
        assert refusal.code == "decision.first"
        assert refusal.facts["by"] == decision.decided_by.name
        assert refusal.facts["action"] == decision.action
        assert refusal.facts["status"] == Post.objects.get(pk=post.pk).status
    assert list(ThreadEvent.objects.values_list("type", flat=True)) == ["posted"] * Post.objects.filter(status=Status.SHOWN).count()
    assert not verify().faults


def test_without_the_lock_both_moderators_decide_and_the_race_is_lost(
    consultation: Scene, siti: Someone, budi: Someone, wati: Someone
) -> None:
    post = siti.posts("Pendapat.", on=consultation.clause("Pasal 4"))

    with without_lock():
        decide_at_once(post, budi, wati)

    assert Decision.objects.filter(version__post=post).count() == 2
    assert PostVersion.objects.filter(post=post).count() == 1


def test_of_overlapping_batches_one_is_decided_and_nothing_twice(consultation: Scene, siti: Someone, budi: Someone, wati: Someone) -> None:
    clauses = [consultation.clause(label) for label in ("Pasal 3", "Pasal 4", "Pasal 5")]
    for n in range(RACES // 4):
        posts = [siti.posts(f"Pendapat {n}, {number}.", on=clauses[number % 3]) for number in range(6)]

        answers = decide_batches_at_once(posts[:4], posts[2:], budi, wati)

        refusals = [answer for answer in answers if isinstance(answer, Exception)]
        assert all(isinstance(refusal, NotPossible) for refusal in refusals), refusals  # nobody met a deadlock
        assert {refusal.code for refusal in refusals if isinstance(refusal, NotPossible)} <= {"decision.first", "decision.some_first"}
        decided = list(Decision.objects.filter(version__post__in=posts).values_list("version__post", flat=True))
        assert len(decided) == len(set(decided))
        assert len(decided) in {1, 4, 5}  # one batch, or the single one alone, or it beside the batch that leaves it out
        assert len(refusals) >= 1
    assert not verify().faults


def test_without_the_locks_both_batches_decide_and_the_race_is_lost(
    consultation: Scene, siti: Someone, budi: Someone, wati: Someone
) -> None:
    post = siti.posts("Pendapat.", on=consultation.clause("Pasal 4"))

    with without_lock_of_batches():
        together([partial(decide_batch, budi, [post], Verdict.PUBLISH), partial(decide_batch, wati, [post], Verdict.HIDE)])

    assert Decision.objects.filter(version__post=post).count() == 2
