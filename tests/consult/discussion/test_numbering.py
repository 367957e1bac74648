"""Numbers of posts and of events, given without gaps in the order of showing, also when many come at once."""

from functools import partial

import pytest

from consult.discussion.models import Post, Thread, ThreadEvent
from consult.platform.audit.models import Entry
from consult.record.checks.verification import verify
from tests.cast import Scene, Someone, someone
from tests.together import together


@pytest.mark.django_db
def test_a_post_gets_its_number_when_it_is_first_shown(consultation: Scene, siti: Someone, budi: Someone) -> None:
    first, second, third = (siti.posts(f"Pendapat {n}.", on=consultation.clause("Pasal 4")) for n in range(3))

    budi.publishes(third)
    budi.publishes(first)
    budi.hides(second)

    numbers = {post.pk: post.number for post in Post.objects.all()}
    assert [numbers[post.pk] for post in (first, second, third)] == [2, None, 1]


@pytest.mark.django_db
def test_a_number_stays_with_its_post_whatever_becomes_of_it(lively: Scene, siti: Someone, budi: Someone) -> None:
    clause = lively.clause("Pasal 4")
    first, second = siti.posts("Satu.", on=clause), siti.posts("Dua.", on=clause)
    budi.hides(first)
    budi.restores(first)
    siti.edits(first, text="Satu, lagi.")
    siti.withdraws(first)

    third = siti.posts("Tiga.", on=lively.clause("Pasal 5"))

    assert [Post.objects.get(pk=post.pk).number for post in (first, second, third)] == [1, 2, 3]


@pytest.mark.django_db
def test_what_was_refused_or_held_takes_no_number(lively: Scene, siti: Someone) -> None:
    clause = lively.clause("Pasal 4")
    siti.posts("Satu.", on=clause)
    with pytest.raises(Exception, match=r"\S"):
        siti.posts("", on=clause)
    siti.posts("Telepon saya 0812 3456 7890.", on=clause)

    assert siti.posts("Dua.", on=clause).number == 2


@pytest.mark.sqlite
@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_eight_people_at_once_leave_no_gap_in_any_number(lively: Scene) -> None:
    people = [someone(f"Warga{n}") for n in range(8)]

    answers = together([partial(post_ten_times, who, lively) for who in people])

    assert answers == [None] * 8
    thread = Thread.objects.get(places__clause=lively.clause("Pasal 4"), places__own=True)
    assert list(ThreadEvent.objects.filter(thread=thread).order_by("seq").values_list("seq", flat=True)) == list(range(1, 81))
    assert thread.last_seq == 80
    assert list(Post.objects.order_by("number").values_list("number", flat=True)) == list(range(1, 81))
    entries = Entry.objects.filter(chain=lively.row.chain).order_by("number")
    assert list(entries.values_list("number", flat=True)) == list(range(1, entries.count() + 1))
    assert not verify().faults


def post_ten_times(who: Someone, scene: Scene) -> None:
    """One after the other."""
    for n in range(10):
        who.posts(f"Pendapat {n}.", on=scene.clause("Pasal 4"))
