"""Many who agree at once, one who agrees or reports while a moderator decides: counted exactly, and nothing is left over."""

from functools import partial

import pytest

from consult.discussion.models import Flag, Post, Support
from consult.discussion.rules import Status
from consult.errors import NotPossible
from consult.moderation.models import Keeping
from consult.record.checks.verification import verify
from tests.cast import Scene, Someone, someone
from tests.consult.discussion.races import FLAGGING, SUPPORTING, at_once, support_at_once, without_lock

PEOPLE = 32
RACES = 10

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def test_of_thirty_two_who_agree_at_once_each_is_counted_once(lively: Scene, siti: Someone) -> None:
    post, people = siti.posts("Lapak perlu atap.", on=lively.clause("Pasal 3")), [someone(f"Warga{n}") for n in range(PEOPLE)]

    answers = support_at_once(post, people)

    assert not [answer for answer in answers if isinstance(answer, Exception)]
    assert Post.objects.get(pk=post.pk).supported == Support.objects.count() == PEOPLE
    assert not verify().faults


def test_one_who_agrees_many_times_at_once_is_counted_once(lively: Scene, siti: Someone, agus: Someone) -> None:
    post = siti.posts("Lapak perlu atap.", on=lively.clause("Pasal 3"))

    answers = support_at_once(post, [agus] * 8)

    assert not [answer for answer in answers if isinstance(answer, Exception)]
    assert Post.objects.get(pk=post.pk).supported == Support.objects.count() == 1


def test_without_the_lock_supports_are_lost_from_the_count(lively: Scene, siti: Someone) -> None:
    post, people = siti.posts("Lapak perlu atap.", on=lively.clause("Pasal 3")), [someone(f"Warga{n}") for n in range(4)]

    with without_lock(SUPPORTING, of=4):
        support_at_once(post, people)

    assert Support.objects.count() == 4
    assert Post.objects.get(pk=post.pk).supported < 4


def test_agreeing_comes_before_hiding_or_is_refused(lively: Scene, siti: Someone, agus: Someone, budi: Someone) -> None:
    for n in range(RACES):
        post = siti.posts(f"Pendapat {n}.", on=lively.clause("Pasal 3"))

        agreed, hid = at_once(partial(agus.supports, post), partial(budi.hides, post))

        assert not isinstance(hid, Exception)
        if isinstance(agreed, Exception):
            assert isinstance(agreed, NotPossible)
            assert agreed.code == "support.not_shown"
        assert Post.objects.get(pk=post.pk).supported == Support.objects.filter(post=post).count() == (not isinstance(agreed, Exception))
    assert not verify().faults


def test_without_the_lock_somebody_agrees_with_what_is_hidden_already(lively: Scene, siti: Someone, agus: Someone, budi: Someone) -> None:
    post = siti.posts("Pendapat.", on=lively.clause("Pasal 3"))

    with without_lock(SUPPORTING, then=partial(budi.hides, post)):
        agus.supports(post)

    assert Post.objects.get(pk=post.pk).status == Status.HIDDEN
    assert Support.objects.filter(post=post).exists()


def test_a_report_is_answered_by_the_decision_or_comes_too_late_for_it(lively: Scene, siti: Someone, agus: Someone, budi: Someone) -> None:
    for n in range(RACES):
        post = siti.posts(f"Pendapat {n}.", on=lively.clause("Pasal 3"))

        flagged, hid = at_once(partial(agus.flags, post), partial(budi.hides, post))

        assert not isinstance(hid, Exception)
        if isinstance(flagged, Exception):
            assert isinstance(flagged, NotPossible)
            assert flagged.code == "flag.not_shown"
        now = Post.objects.get(pk=post.pk)
        assert (now.status, now.flagged) == (Status.HIDDEN, 0)
        assert not Flag.objects.filter(post=post, answered_at=None).exists()
    assert not verify().faults


def test_without_the_lock_a_report_is_left_over_on_what_is_hidden(lively: Scene, siti: Someone, agus: Someone, budi: Someone) -> None:
    post = siti.posts("Pendapat.", on=lively.clause("Pasal 3"))

    with without_lock(FLAGGING, then=partial(budi.hides, post)):
        agus.flags(post)

    assert Post.objects.get(pk=post.pk).status == Status.HIDDEN
    assert Flag.objects.filter(post=post, answered_at=None).exists()


def test_of_two_moderators_one_hides_what_was_reported_or_one_lets_it_stand_first(
    lively: Scene, siti: Someone, agus: Someone, budi: Someone, wati: Someone
) -> None:
    for n in range(RACES):
        post = siti.posts(f"Pendapat {n}.", on=lively.clause("Pasal 3"))
        agus.flags(post)

        kept, hid = at_once(partial(budi.keeps, post), partial(wati.hides, post, seen=Status.SHOWN))

        assert not isinstance(hid, Exception)
        if isinstance(kept, Exception):
            assert isinstance(kept, NotPossible)
            assert kept.code == "flag.none"
        assert Keeping.objects.filter(version__post=post).count() == (not isinstance(kept, Exception))
        assert Post.objects.get(pk=post.pk).flagged == 0
    assert not verify().faults
