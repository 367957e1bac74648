"""Hiding a version that a later one has replaced: its history shows it no more, and nothing else changes."""

from datetime import timedelta

import pytest
from django.core import mail

from consult.consultations.models import Consultation
from consult.discussion.models import Flag, Post, PostVersion, Thread, ThreadEvent
from consult.discussion.queries.post_history import post_history
from consult.discussion.rules import Outcome, Status
from consult.errors import NotAllowed, NotPossible
from consult.moderation.public_figures import public_log
from consult.record.checks.verification import verify
from tests.cast import Scene, Someone, moment
from tests.waiting import do_jobs

pytestmark = pytest.mark.django_db

ABUSE, GOOD = "Pak Lurah itu maling.", "Lapak perlu atap."


@pytest.fixture
def post(lively: Scene, siti: Someone) -> Post:
    """Abuse that was public, and that its author has edited since."""
    written = siti.posts(ABUSE, on=lively.clause("Pasal 4"))
    siti.edits(written, text=GOOD)
    return Post.objects.get(pk=written.pk)


def read(scene: Scene, post: Post, by: Someone) -> tuple[list[int], list[int]]:
    """The numbers of the versions in the history, newest first, and of those that it withholds."""
    history = post_history(scene.row.slug, post.number or 0, viewer=by.viewer, now=moment())
    return [step.version.number for step in history.steps], list(history.withheld)


def statuses(post: Post) -> list[str]:
    """Of its versions, oldest first."""
    return list(PostVersion.objects.filter(post=post).order_by("number").values_list("status", flat=True))


def everything_else(post: Post) -> object:
    """What the public sees of the post beside its history."""
    row = Post.objects.values("status", "number", "supported").get(pk=post.pk)
    thread = Thread.objects.values("counts", "last_seq").get(pk=post.thread_id)
    told = Consultation.objects.values("last_event", "last_number").get(pk=post.consultation_id)
    return row, thread, told, list(ThreadEvent.objects.order_by("pk").values()), len(public_log(post.consultation))


def test_an_earlier_version_is_hidden_from_the_history_and_put_back_and_nothing_else_changes(
    lively: Scene, post: Post, tono: Someone, budi: Someone
) -> None:
    before = everything_else(post)
    assert read(lively, post, tono) == ([2, 1], [])

    budi.hides(post, version=1, rule=3)

    assert statuses(post) == [Status.HIDDEN, Status.SHOWN]
    assert (read(lively, post, tono), everything_else(post), verify().faults) == (([2], [1]), before, [])

    budi.restores(post, version=1)

    assert statuses(post) == [Status.SUPERSEDED, Status.SHOWN]
    assert (read(lively, post, tono), everything_else(post), verify().faults) == (([2, 1], []), before, [])


def test_what_is_hidden_stays_so_when_the_later_version_is_hidden_shown_again_and_edited(
    lively: Scene, post: Post, siti: Someone, tono: Someone, budi: Someone
) -> None:
    budi.hides(post, version=1)
    budi.hides(post)
    budi.restores(post, version=2)
    assert read(lively, post, tono) == ([2], [1])

    siti.edits(post, text="Lapak perlu lampu.")

    assert statuses(post) == [Status.HIDDEN, Status.SUPERSEDED, Status.SHOWN]  # the edit did not have to wait
    assert (read(lively, post, tono), verify().faults) == (([3, 2], [1]), [])


def test_while_the_later_version_is_hidden_the_earlier_one_is_not_made_public_in_its_place(
    lively: Scene, post: Post, budi: Someone, tono: Someone
) -> None:
    budi.hides(post, version=1)
    budi.hides(post, version=2)

    budi.restores(post, version=1)

    assert statuses(post) == [Status.SUPERSEDED, Status.HIDDEN]
    assert (Post.objects.get(pk=post.pk).status, tono.sees(post), verify().faults) == (Status.HIDDEN, False, [])


def test_what_was_never_public_is_neither_hidden_once_it_is_replaced_nor_put_back(
    consultation: Scene, siti: Someone, budi: Someone
) -> None:
    replaced, refused = (siti.posts(ABUSE, on=consultation.clause("Pasal 4")) for _ in range(2))
    budi.hides(refused)
    for post in (replaced, refused):
        siti.edits(post, text=GOOD)
        budi.publishes(post)

    for post, decides in ((replaced, budi.hides), (refused, budi.restores)):
        with pytest.raises(NotPossible):
            decides(post, version=1)


def test_whoever_does_not_decide_does_not_hide_an_earlier_version(post: Post, siti: Someone, agus: Someone) -> None:
    for somebody in (siti, agus):
        with pytest.raises(NotAllowed):
            somebody.hides(post, version=1)

    assert statuses(post) == [Status.SUPERSEDED, Status.SHOWN]


def test_the_second_of_two_moderators_learns_that_it_is_hidden_already(post: Post, budi: Someone) -> None:
    budi.hides(post, version=1)

    with pytest.raises(NotPossible) as refused:
        budi.hides(post, version=1)
    assert refused.value.code == "decision.first"


def test_hiding_it_answers_what_was_reported_about_it_and_no_more(post: Post, agus: Someone, ratna: Someone, budi: Someone) -> None:
    agus.flags(post, version=1)
    ratna.flags(post, version=2)

    budi.hides(post, version=1)

    assert list(Flag.objects.order_by("created_at").values_list("outcome", flat=True)) == [Outcome.HIDDEN, ""]
    assert (Post.objects.get(pk=post.pk).flagged, verify().faults) == (1, [])
    do_jobs(at=moment() + timedelta(minutes=10))
    [told] = [str(message.body) for message in mail.outbox if message.to == [agus.email] and "flag-" in message.extra_headers["Message-ID"]]
    assert "Versi yang Anda laporkan telah disembunyikan" in told


def test_its_author_reads_which_version_was_hidden_and_why(post: Post, siti: Someone, budi: Someone) -> None:
    budi.hides(post, version=1, rule=3, reason="Memuat hinaan kepada orang lain.")
    do_jobs(at=moment() + timedelta(minutes=10))

    [told] = [message for message in mail.outbox if "decision-" in message.extra_headers["Message-ID"]]
    assert (told.to, told.subject) == ([siti.email], "Versi lama masukan Anda telah disembunyikan")
    assert all(words in str(told.body) for words in (ABUSE, "Memuat hinaan kepada orang lain.", "tetap seperti adanya"))


@pytest.mark.parametrize("put", [{"status": Status.SUPERSEDED, "rule": None}, {"rule": 4}])
def test_an_earlier_version_changed_behind_the_records_back_is_named(post: Post, budi: Someone, put: dict[str, object]) -> None:
    budi.hides(post, version=1, rule=3)
    assert not verify().faults

    PostVersion.objects.filter(post=post, number=1).update(**put)

    assert [fault.what for fault in verify().faults] == [f"post {post.pk}, version 1"]
