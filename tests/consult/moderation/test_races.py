"""Two moderators at once: one decision, and the other is told who was first; without the lock both decide."""

import pytest

from consult.discussion.models import Post, PostVersion, ThreadEvent
from consult.discussion.rules import Status
from consult.errors import NotPossible
from consult.moderation.models import Decision
from consult.record.verification import verify
from tests.cast import Scene, Someone
from tests.consult.moderation.races import decide_at_once, without_lock

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
