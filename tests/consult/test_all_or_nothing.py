"""An action that fails at any one of its statements, or at its commit, leaves nothing behind; done again, it is done once."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from consult.accounts.viewer import OPERATOR
from consult.anchoring.quotes import Quote
from consult.consultations.actions import (
    Details,
    Text,
    announce_consultation,
    close_consultation,
    create_consultation,
    describe_consultation,
    open_consultation,
)
from consult.consultations.rules import TeamRole
from consult.discussion.actions import decide_placements
from consult.discussion.models import Flag, Placement, Post, PostVersion, Thread, ThreadEvent
from consult.discussion.rules import Kind, Operation, Proposal, Stance, Status, ThreadKind
from consult.documents.actions import decide_link, discard_revision, edit_revision, import_draft, match_revision, redo_edit, undo_edit
from consult.documents.editing.operations import Join, Settle, Split
from consult.documents.models import Revision
from consult.documents.queries import open_links
from consult.moderation.actions.answer_consultation import answer_consultation
from consult.moderation.actions.archive_consultation import archive_consultation
from consult.moderation.models import Decision
from consult.moderation.rules import Verdict
from consult.proposals.actions import publish_revision
from consult.record.checks.verification import verify
from tests.cast import DRAFT, NEXT_DRAFT, Scene, Someone, moment, someone
from tests.consult.moderation.races import decide_batch
from tests.faults import all_or_nothing
from tests.tables import contents

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("mode", ["consultation", "lively"])
def test_a_post_is_submitted_wholly_or_not_at_all(mode: str, siti: Someone, request: pytest.FixtureRequest) -> None:
    scene: Scene = request.getfixturevalue(mode)
    now = moment()

    def submit() -> Post:
        quote, proposal = Quote("kebersihan"), Proposal(Operation.REPLACE, "Lapak dibersihkan bersama.")
        clause = scene.clause("Pasal 4")
        return siti.posts("Usul saya.", on=clause, kind=Kind.PROPOSAL, quote=quote, proposal=proposal, key="kunci", now=now)

    assert all_or_nothing(submit) > 10

    done = contents()
    assert submit() == Post.objects.get()
    assert contents() == done
    assert not verify().faults


def test_an_answer_of_the_institution_is_given_wholly_or_not_at_all(lively: Scene, siti: Someone, ratna: Someone) -> None:
    question = siti.posts("Siapa yang membayar?", on=lively.clause("Pasal 4"), kind=Kind.QUESTION)

    assert all_or_nothing(lambda: ratna.replies("Pemerintah desa.", to=question)) > 15

    assert list(ThreadEvent.objects.order_by("seq").values_list("type", flat=True)) == ["posted", "posted", "answered"]
    assert not verify().faults


def test_a_decision_is_taken_wholly_or_not_at_all(consultation: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts("Setuju.", on=consultation.clause("Pasal 4"))
    now = moment()

    def decide() -> Decision:
        return budi.publishes(post, seen=Status.HELD, key="kunci", now=now)

    assert all_or_nothing(decide) > 10

    assert decide() == Decision.objects.get()
    assert ThreadEvent.objects.count() == 1
    assert not verify().faults


def test_a_batch_is_decided_wholly_or_not_at_all(consultation: Scene, siti: Someone, budi: Someone) -> None:
    posts = [siti.posts("Setuju.", on=consultation.clause(label)) for label in ("Pasal 3", "Pasal 4", "Pasal 4")]

    assert all_or_nothing(partial(decide_batch, budi, posts, Verdict.PUBLISH)) > 30

    assert Decision.objects.count() == ThreadEvent.objects.count() == 3
    assert not verify().faults


def test_hiding_and_restoring_are_done_wholly_or_not_at_all(lively: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts("Setuju.", on=lively.clause("Pasal 4"))

    all_or_nothing(lambda: budi.hides(post, seen=Status.SHOWN))
    all_or_nothing(lambda: budi.restores(post, seen=Status.HIDDEN))

    assert Decision.objects.count() == 2
    assert not verify().faults


@pytest.mark.parametrize("mode", ["consultation", "lively"])
def test_an_edit_is_made_wholly_or_not_at_all(mode: str, siti: Someone, budi: Someone, request: pytest.FixtureRequest) -> None:
    scene: Scene = request.getfixturevalue(mode)
    post = siti.posts("Setuju.", on=scene.clause("Pasal 4"))

    assert all_or_nothing(lambda: siti.edits(post, text="Tidak setuju.", stance=Stance.OPPOSE)) > 10

    assert PostVersion.objects.count() == 2
    assert not verify().faults


def test_a_withdrawal_is_made_wholly_or_not_at_all(lively: Scene, siti: Someone) -> None:
    post = siti.posts("Setuju.", on=lively.clause("Pasal 4"))

    assert all_or_nothing(lambda: siti.withdraws(post)) > 5

    assert Post.objects.get().status == Status.WITHDRAWN
    assert not verify().faults


def test_supporting_and_taking_that_back_are_done_wholly_or_not_at_all(lively: Scene, siti: Someone, agus: Someone) -> None:
    post = siti.posts("Setuju.", on=lively.clause("Pasal 4"))

    assert all_or_nothing(lambda: agus.supports(post)) > 5
    assert Post.objects.get().supported == 1
    assert all_or_nothing(lambda: agus.supports_no_more(post)) > 5

    assert Post.objects.get().supported == 0
    assert not verify().faults


def test_a_report_is_made_and_answered_wholly_or_not_at_all(
    lively: Scene, siti: Someone, agus: Someone, ratna: Someone, budi: Someone
) -> None:
    post = siti.posts("Setuju.", on=lively.clause("Pasal 4"))

    assert all_or_nothing(lambda: agus.flags(post, text="Promosi.")) > 5
    assert all_or_nothing(lambda: budi.keeps(post)) > 5
    ratna.flags(post)
    assert all_or_nothing(lambda: budi.hides(post)) > 10

    assert not Flag.objects.filter(answered_at=None).exists()
    assert not verify().faults


def test_a_thread_is_opened_closed_and_opened_again_wholly_or_not_at_all(lively: Scene, budi: Someone) -> None:
    over, now = [lively.clause("Pasal 3"), lively.clause("Pasal 5")], moment()

    assert all_or_nothing(lambda: budi.opens_thread("Lapak", over=over, at=lively, key="kunci", now=now)) > 5
    thread = Thread.objects.get(kind=ThreadKind.SEVERAL)
    assert all_or_nothing(lambda: budi.locks(thread)) > 5
    assert all_or_nothing(lambda: budi.unlocks(thread)) > 5

    assert budi.opens_thread("Lapak", over=over, at=lively, key="kunci", now=now) == thread
    assert not verify().faults


def test_a_consultation_comes_into_being_and_lives_wholly_or_not_at_all(budi: Someone) -> None:
    now = moment()
    texts, team = [Text("id", "Pasar")], {TeamRole.OFFICIAL: ["baru@example.org"], TeamRole.MODERATOR: [budi.email]}

    all_or_nothing(lambda: create_consultation(actor=OPERATOR, slug="pasar", texts=texts, details=Details(), team=team, now=now))
    all_or_nothing(lambda: import_draft(actor=OPERATOR, slug="pasar", data=DRAFT.encode(), name="r.txt", title="", profile="auto", now=now))
    all_or_nothing(lambda: publish_revision(actor=OPERATOR, slug="pasar", number=1, now=now))
    all_or_nothing(lambda: open_consultation(actor=OPERATOR, slug="pasar", closes_at=now + timedelta(days=1), now=now))
    all_or_nothing(lambda: close_consultation(actor=OPERATOR, slug="pasar", now=now + timedelta(hours=1)))
    all_or_nothing(lambda: answer_consultation(actor=OPERATOR, slug="pasar", now=now + timedelta(hours=2)))
    all_or_nothing(lambda: archive_consultation(actor=OPERATOR, slug="pasar", now=now + timedelta(hours=3)))

    assert not verify().faults


def test_a_consultation_with_open_questions_is_answered_wholly_or_not_at_all(lively: Scene, siti: Someone, ratna: Someone) -> None:
    siti.posts("Siapa yang membayar?", on=lively.clause("Pasal 4"), kind=Kind.QUESTION)
    close_consultation(actor=ratna.viewer, slug=lively.row.slug, now=moment())
    given: dict[str, Any] = {"actor": ratna.viewer, "slug": lively.row.slug, "key": "kunci", "now": moment()}
    reason = "Dijawab bersama peraturan pelaksananya."

    assert all_or_nothing(lambda: answer_consultation(reason=reason, **given)) > 10

    assert answer_consultation(reason=reason, **given) == lively.row
    assert (lively.now_is().unanswered, lively.now_is().answered_reason) == (1, reason)
    assert not verify().faults


def test_a_draft_is_edited_undone_and_redone_wholly_or_not_at_all(ratna: Someone) -> None:
    now = moment()
    create_consultation(
        actor=OPERATOR, slug="pasar", texts=[Text("id", "Pasar")], details=Details(), team={TeamRole.OFFICIAL: [ratna.email]}, now=now
    )
    faulty = f"{DRAFT}Pasal 9\n(1) Satu. (2) Dua.\n".encode()
    revision = import_draft(actor=ratna.viewer, slug="pasar", data=faulty, name="r.txt", title="", profile="auto", now=now)
    given: dict[str, Any] = {"actor": ratna.viewer, "slug": "pasar", "revision_id": revision.pk, "now": now}
    second = str(revision.wordings.get(label="Pasal 9 ayat (2)").clause_id)
    third = str(revision.wordings.get(label="Pasal 3").clause_id)

    assert all_or_nothing(lambda: edit_revision(seen=0, operation=Join(second), **given)) > 15
    assert all_or_nothing(lambda: edit_revision(seen=1, operation=Split(third, 6, "ayat", "1"), **given)) > 15
    assert all_or_nothing(lambda: edit_revision(seen=2, operation=Settle(1), **given)) > 10
    assert all_or_nothing(lambda: undo_edit(seen=3, **given)) > 10
    assert all_or_nothing(lambda: undo_edit(seen=4, **given)) > 15
    assert all_or_nothing(lambda: redo_edit(seen=5, **given)) > 15
    all_or_nothing(lambda: discard_revision(actor=ratna.viewer, slug="pasar", seen=revision.pk, now=now))

    assert not verify().faults


def test_a_further_revision_comes_wholly_or_not_at_all(lively: Scene, siti: Someone) -> None:
    siti.posts("Kapan?", on=lively.clause("Pasal 4"), quote=Quote("menjaga kebersihan"))
    siti.posts("Anak saya?", on=lively.clause("Pasal 3"))
    passage = siti.posts("Jam berapa?", on=lively.clause("Pasal 5"), quote=Quote("sebelum pukul sepuluh"))
    given: dict[str, Any] = {"actor": OPERATOR, "slug": lively.row.slug, "now": moment()}

    all_or_nothing(lambda: import_draft(data=NEXT_DRAFT.encode(), name="r.txt", title="", profile="auto", **given))
    revision = Revision.objects.get(number=2)
    revision.links.filter(old=lively.clause("Pasal 5")).update(doubtful=True)
    link = open_links(revision).get()
    said: dict[str, Any] = {"revision_id": revision.pk, "act": "confirm", "old": link.old_id, "new": link.new_id}
    assert all_or_nothing(lambda: match_revision(revision_id=revision.pk, **given)) > 10
    assert all_or_nothing(lambda: decide_link(seen=1, **said, **given)) > 10
    assert all_or_nothing(lambda: publish_revision(number=2, **given)) > 20
    assert all_or_nothing(lambda: siti.posts("Terlambat.", on=lively.clause("Pasal 3"), revision=1)) > 20
    Placement.objects.filter(post=passage).update(state="fuzzy")
    place = Placement.objects.get(post=passage)
    assert all_or_nothing(lambda: decide_placements(verdicts={str(place.pk): "clause_only"}, **given)) > 5

    assert Placement.objects.count() == Post.objects.count() == 4


def test_this_way_of_testing_sees_an_action_that_leaves_half_of_itself() -> None:
    def in_two_transactions() -> None:
        someone("Siti")
        someone("Agus")

    with pytest.raises(AssertionError, match="something is left after a fault at statement"):
        all_or_nothing(in_two_transactions)


def test_a_consultation_is_prepared_wholly_or_not_at_all(ratna: Someone) -> None:
    now, day = moment(), timedelta(days=1)
    team, more = {TeamRole.OFFICIAL: [ratna.email]}, {TeamRole.MODERATOR: ["baru@example.org"]}
    create_consultation(actor=OPERATOR, slug="pasar", texts=[Text("id", "Pasar")], details=Details(), team=team, now=now)
    given: dict[str, Any] = {"actor": ratna.viewer, "slug": "pasar", "now": now}

    all_or_nothing(lambda: describe_consultation(texts=[Text("id", "Sore"), Text("en", "Market")], details=Details(), team=more, **given))
    all_or_nothing(lambda: import_draft(data=b"Pasal 1\nKeliru.", name="r.txt", title="", profile="auto", **given))
    all_or_nothing(lambda: discard_revision(seen=Revision.objects.get().pk, **given))
    all_or_nothing(lambda: import_draft(data=DRAFT.encode(), name="r.txt", title="", profile="auto", **given))
    all_or_nothing(lambda: announce_consultation(opens_at=now + day, closes_at=now + 2 * day, **given))

    assert Revision.objects.get().source.text == DRAFT
    assert not verify().faults
