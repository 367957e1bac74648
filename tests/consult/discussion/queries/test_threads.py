"""Threads over several clauses, the one on the draft as a whole, and closing a thread."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from consult.anchoring.quotes import Quote
from consult.consultations.rules import Moderation
from consult.discussion.actions import submit_post
from consult.discussion.locks import Place
from consult.discussion.models import Post, Thread, ThreadClause
from consult.discussion.queries.posts import general_thread, thread_of, thread_posts
from consult.discussion.rules import Channel, Contribution, Kind, Operation, Proposal, Stance, ThreadKind, ThreadStatus
from consult.errors import BadInput, NotAllowed, NotFound, NotPossible
from consult.platform.audit.models import Entry
from tests.cast import NOTICE, Scene, Someone, closes, moment, public_versions, staged

pytestmark = [pytest.mark.sqlite, pytest.mark.postgresql, pytest.mark.django_db]


def submits(who: Someone, text: str, *, to: Thread, kind: Kind = Kind.COMMENT, **said: Any) -> Post:
    """Say something in a thread that is named."""
    given = Contribution(text=text, kind=kind, stance=None if kind is Kind.REPLY else Stance.SUPPORT, **said)
    place = Place(thread=to.pk)
    return submit_post(
        actor=who.viewer, place=place, contribution=given, reply_to=None, revision=None, channel=Channel.API, address="", now=moment()
    )


def two(scene: Scene) -> list[UUID]:
    """Two clauses."""
    return [scene.clause("Pasal 3"), scene.clause("Pasal 5")]


# Opening


def test_a_moderator_opens_a_thread_that_names_several_clauses_each_once(lively: Scene, budi: Someone, siti: Someone) -> None:
    thread = budi.opens_thread("  Lapak dan \n sampah ", over=[*two(lively), lively.clause("Pasal 3")], at=lively)

    assert (thread.kind, thread.title) == (ThreadKind.SEVERAL, "Lapak dan sampah")
    assert set(ThreadClause.objects.filter(thread=thread).values_list("clause_id", "own")) == {(clause, False) for clause in two(lively)}
    assert thread_of(thread.pk, viewer=siti.viewer, now=moment()) == thread


def test_what_is_said_there_stands_on_no_clause_and_remembers_the_version_seen(lively: Scene, budi: Someone, siti: Someone) -> None:
    thread = budi.opens_thread("Lapak dan sampah", over=two(lively), at=lively)

    post = submits(siti, "Keduanya perlu petugas.", to=thread)

    assert (post.clause_id, post.thread_id) == (None, thread.pk)
    assert post.revision is not None
    assert post.revision.number == 1
    assert [version.text for row in thread_posts(thread) for version in public_versions(row)] == ["Keduanya perlu petugas."]


@pytest.mark.parametrize("who", ["siti", "ratna"])
def test_nobody_but_a_moderator_opens_or_closes_threads(who: str, lively: Scene, request: pytest.FixtureRequest) -> None:
    one: Someone = request.getfixturevalue(who)

    with pytest.raises(NotAllowed):
        one.opens_thread("Lapak dan sampah", over=two(lively), at=lively)
    with pytest.raises(NotAllowed):
        one.locks(own_thread(lively))


def test_a_thread_without_two_clauses_of_this_draft_is_refused_naming_the_field(lively: Scene, consultation: Scene, budi: Someone) -> None:
    foreign, one = consultation.clause("Pasal 3"), lively.clause("Pasal 3")

    for clauses in ([], [one], [one, one], [one, foreign], [one, uuid4()]):
        with pytest.raises(BadInput) as refused:
            budi.opens_thread("Lapak", over=clauses, at=lively)
        assert (refused.value.code, refused.value.field) == ("thread.clauses", "clauses")
    assert not Thread.objects.filter(kind=ThreadKind.SEVERAL).exists()


@pytest.mark.parametrize("title", ["", " \n", "a" * 121])
def test_a_thread_without_a_title_or_with_one_too_long_is_refused(title: str, lively: Scene, budi: Someone) -> None:
    with pytest.raises(BadInput) as refused:
        budi.opens_thread(title, over=two(lively), at=lively)

    assert (refused.value.code, refused.value.field) == ("thread.title", "title")


def test_a_thread_asked_for_twice_with_one_key_is_opened_once(lively: Scene, budi: Someone) -> None:
    now = moment()
    first = budi.opens_thread("Lapak", over=two(lively), at=lively, key="kunci", now=now)

    assert budi.opens_thread("Lapak", over=two(lively), at=lively, key="kunci", now=now) == first
    assert Thread.objects.filter(kind=ThreadKind.SEVERAL).count() == 1


# What is about one clause only


@pytest.mark.parametrize("operation", Operation)
def test_a_proposal_where_there_is_no_one_clause_is_refused_naming_the_field(operation: Operation, lively: Scene, siti: Someone) -> None:
    wording = "" if operation is Operation.DELETE else "Bunyi baru."

    with pytest.raises(BadInput) as refused:
        submits(siti, "Usul.", to=general(lively), kind=Kind.PROPOSAL, proposal=Proposal(operation, wording))

    assert (refused.value.code, refused.value.field) == ("post.proposal_place", "proposal")


def test_a_quote_where_there_is_no_one_clause_is_refused_naming_the_field(lively: Scene, budi: Someone, siti: Someone) -> None:
    thread = budi.opens_thread("Lapak", over=two(lively), at=lively)

    with pytest.raises(BadInput) as refused:
        submits(siti, "Kutipan.", to=thread, quote=Quote("Lapak tidak dapat dialihkan"))

    assert (refused.value.code, refused.value.field) == ("post.quote_place", "quote")


def test_a_clauses_own_thread_takes_proposals_by_its_own_id_too(lively: Scene, siti: Someone) -> None:
    post = submits(siti, "Usul.", to=own_thread(lively), kind=Kind.PROPOSAL, proposal=Proposal(Operation.REPLACE, "Bunyi baru."))

    assert post.clause_id == lively.clause("Pasal 3")


# Closing


def test_a_closed_thread_takes_no_post_no_reply_and_no_edit_saying_why(lively: Scene, siti: Someone, agus: Someone, budi: Someone) -> None:
    post = siti.posts("Perlu atap.", on=lively.clause("Pasal 3"))
    budi.locks(own_thread(lively))

    for attempt in (
        lambda: siti.posts("Satu lagi.", on=lively.clause("Pasal 3")),
        lambda: agus.replies("Ya.", to=post),
        lambda: siti.edits(post, text="Perlu atap dan lampu."),
    ):
        with pytest.raises(NotPossible) as refused:
            attempt()
        assert refused.value.code == "thread.locked"
        assert NOTICE in str(refused.value)
    assert Post.objects.count() == 1


def test_what_stands_in_a_closed_thread_can_be_withdrawn_and_decided(lively: Scene, siti: Someone, agus: Someone, budi: Someone) -> None:
    mine, other = (one.posts("Perlu atap.", on=lively.clause("Pasal 3")) for one in (siti, agus))
    thread = budi.locks(own_thread(lively))

    siti.withdraws(mine)
    budi.hides(other)

    thread.refresh_from_db()
    assert (thread.last_seq, thread.counts) == (4, {})


def test_a_thread_that_is_opened_again_takes_posts_and_forgets_why_it_was_closed(lively: Scene, siti: Someone, budi: Someone) -> None:
    thread = budi.locks(own_thread(lively))
    since = thread.locked_at

    budi.unlocks(thread)
    siti.posts("Perlu atap.", on=lively.clause("Pasal 3"))

    thread.refresh_from_db()
    assert since is not None
    assert (thread.status, thread.notice, thread.locked_at) == (ThreadStatus.OPEN, "", None)


def test_a_thread_is_not_closed_twice_nor_opened_twice(lively: Scene, budi: Someone, wati: Someone) -> None:
    thread = own_thread(lively)

    with pytest.raises(NotPossible) as open_already:
        budi.unlocks(thread)
    budi.locks(thread)
    with pytest.raises(NotPossible) as closed_already:
        wati.locks(thread, notice="Alasan yang lain lagi.")

    assert (open_already.value.facts["status"], closed_already.value.facts["status"]) == ("open", "locked")
    thread.refresh_from_db()
    assert thread.notice == NOTICE


@pytest.mark.parametrize(("notice", "code"), [("", "thread.notice"), ("  singkat  ", "thread.notice"), ("a" * 1001, "input.too_long")])
def test_a_thread_is_closed_only_with_a_reason_of_a_fitting_length(notice: str, code: str, lively: Scene, budi: Someone) -> None:
    with pytest.raises(BadInput) as refused:
        budi.locks(own_thread(lively), notice=notice)

    assert (refused.value.code, refused.value.field) == (code, "notice")


def test_threads_are_closed_after_the_consultation_too_and_opened_only_while_it_is_open(lively: Scene, budi: Someone) -> None:
    closes(lively)

    budi.locks(own_thread(lively))
    with pytest.raises(NotPossible):
        budi.opens_thread("Lapak", over=two(lively), at=lively)


def test_a_thread_of_what_is_in_preparation_is_not_there_for_strangers(budi: Someone, ratna: Someone, siti: Someone, tono: Someone) -> None:
    scene = staged("pasar-nanti", moderation=Moderation.BEFORE, officials=[ratna], moderators=[budi], open_it=False)
    thread = budi.opens_thread("Lapak", over=two(scene), at=scene)

    for one in (siti, tono):
        with pytest.raises(NotFound):
            thread_of(thread.pk, viewer=one.viewer, now=moment())
        with pytest.raises(NotFound):
            one.locks(thread)


def test_opening_closing_and_opening_again_are_in_the_record_and_tell_no_event(lively: Scene, budi: Someone) -> None:
    thread = budi.opens_thread("Lapak", over=two(lively), at=lively)
    budi.locks(thread)
    budi.unlocks(thread)

    entries = Entry.objects.filter(subject=str(thread.pk)).order_by("number")
    assert list(entries.values_list("action", flat=True)) == ["thread.opened", "thread.locked", "thread.unlocked"]
    assert NOTICE not in str(list(entries.values_list("facts", flat=True)))
    thread.refresh_from_db()
    assert thread.last_seq == 0


def general(scene: Scene) -> Thread:
    """The thread on the draft as a whole."""
    thread = general_thread(scene.row)
    assert thread is not None
    return thread


def own_thread(scene: Scene) -> Thread:
    """That of Pasal 3."""
    return Thread.objects.get(places__clause=scene.clause("Pasal 3"), places__own=True)
