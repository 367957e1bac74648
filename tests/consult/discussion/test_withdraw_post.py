"""Withdrawing one's own post: from every status, told where it was public, and the words kept out of sight."""

import pytest

from consult.accounts.models import Person
from consult.consultations.models import Membership
from consult.discussion.models import Post, PostVersion, ThreadEvent
from consult.discussion.queries.events import events_of_thread
from consult.discussion.queries.posts import thread_posts
from consult.discussion.rules import Event, Status
from consult.errors import NotAllowed, NotFound, NotPossible
from consult.record.checks.verification import verify
from tests.cast import Scene, Someone, closes, public_versions
from tests.tables import contents

TEXT = "Pasal ini memberatkan pedagang kecil."

pytestmark = pytest.mark.django_db


def told(post: Post) -> list[str]:
    """What its thread tells."""
    return list(ThreadEvent.objects.filter(post=post).order_by("seq").values_list("type", flat=True))


def test_a_shown_post_that_is_withdrawn_is_gone_from_the_thread_and_told(lively: Scene, siti: Someone, tono: Someone) -> None:
    post = siti.posts(TEXT, on=lively.clause("Pasal 4"))

    siti.withdraws(post)

    assert not tono.sees(post)
    assert told(post) == [Event.POSTED, Event.WITHDRAWN]
    assert Post.objects.get().status == Status.WITHDRAWN
    assert not verify().faults


def test_no_word_of_a_withdrawn_post_is_in_a_replay_of_the_events(lively: Scene, siti: Someone) -> None:
    post = siti.posts(TEXT, on=lively.clause("Pasal 4"))
    siti.edits(post, text="Pendapat kedua.")
    siti.withdraws(post)

    assert [public_versions(event.post) for event in events_of_thread(post.thread_id, after=0)] == [[], [], []]


def test_a_held_post_is_withdrawn_without_a_word_to_the_public(consultation: Scene, siti: Someone) -> None:
    post = siti.posts(TEXT, on=consultation.clause("Pasal 4"))

    siti.withdraws(post)

    assert told(post) == []
    assert (Post.objects.get().status, Post.objects.get().number) == (Status.WITHDRAWN, None)
    assert list(thread_posts(post.thread)) == []
    assert not verify().faults


def test_a_hidden_post_can_be_withdrawn_and_is_told_no_second_time(lively: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts(TEXT, on=lively.clause("Pasal 4"))
    budi.hides(post)

    siti.withdraws(post)

    assert told(post) == [Event.POSTED, Event.HIDDEN]
    assert PostVersion.objects.get().status == Status.WITHDRAWN
    assert not verify().faults


def test_every_version_that_is_held_shown_or_hidden_goes_with_it(consultation: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts(TEXT, on=consultation.clause("Pasal 4"))
    siti.edits(post, text="Kedua.")
    budi.publishes(post)
    siti.edits(post, text="Ketiga.")

    siti.withdraws(post)

    statuses = list(post.versions.order_by("number").values_list("status", flat=True))
    assert statuses == [Status.SUPERSEDED, Status.WITHDRAWN, Status.WITHDRAWN]
    assert told(post) == [Event.POSTED, Event.WITHDRAWN]
    assert not verify().faults


def test_a_withdrawn_post_is_neither_decided_about_nor_withdrawn_again(lively: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts(TEXT, on=lively.clause("Pasal 4"))
    siti.withdraws(post)
    before = contents()

    siti.withdraws(post)
    for decide in (budi.publishes, budi.hides, budi.restores):
        with pytest.raises(NotPossible):
            decide(post)

    assert contents() == before


def test_the_words_and_replies_of_others_stay(lively: Scene, siti: Someone, agus: Someone, tono: Someone) -> None:
    clause = lively.clause("Pasal 4")
    post = siti.posts(TEXT, on=clause)
    agus.replies("Saya sependapat.", to=post)

    siti.withdraws(post)

    assert tono.reads(clause) == ["Saya sependapat."]
    assert PostVersion.objects.get(post=post).text == TEXT


def test_one_withdraws_after_closing_and_as_a_member_of_the_team_too(lively: Scene, siti: Someone) -> None:
    first, second = (siti.posts(f"{TEXT} {n}", on=lively.clause("Pasal 4")) for n in range(2))
    closes(lively)

    siti.withdraws(first)
    Membership.objects.create(consultation=lively.row, person=Person.objects.get(name="Siti"), role="official")
    siti.withdraws(second)

    assert set(Post.objects.values_list("status", flat=True)) == {Status.WITHDRAWN}


def test_nobody_else_withdraws_a_post(lively: Scene, siti: Someone, agus: Someone, budi: Someone, tono: Someone) -> None:
    clause = lively.clause("Pasal 4")
    shown, held = siti.posts(TEXT, on=clause), siti.posts("Telepon saya 0812 3456 7890.", on=clause)

    for who in (agus, budi, tono):
        with pytest.raises(NotAllowed):
            who.withdraws(shown)
    for who in (agus, tono):
        with pytest.raises(NotFound):
            who.withdraws(held)
