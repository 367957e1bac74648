"""That a consultation is answered: what is open is named, and where questions are, why is said in public."""

import pytest
from django.db import transaction

from consult.access import Phase
from consult.anchoring.placement import PlacementState
from consult.consultations.actions.steps import take
from consult.consultations.locks import locked_consultation
from consult.consultations.models import Consultation
from consult.consultations.rights import phase_of
from consult.consultations.rules import Step
from consult.discussion.models import Placement, Post
from consult.discussion.rules import Kind
from consult.errors import BadInput, NotAllowed, NotPossible
from consult.moderation.actions.answer_consultation import NAMED, answer_consultation
from consult.platform.audit.models import Entry
from consult.record.checks.verification import verify
from consult.sentences import sentence_of
from tests.cast import Scene, Someone, closes, moment, publishes_revision
from tests.consult.polls.voting import asked as poll_asked

pytestmark = pytest.mark.django_db

WHY = "Kedua pertanyaan dijawab bersama peraturan pelaksananya."


def asks(who: Someone, scene: Scene, text: str = "Siapa yang membayar?") -> Post:
    """A question on a clause."""
    return who.posts(text, on=scene.clause("Pasal 4"), kind=Kind.QUESTION)


def answers(by: Someone, scene: Scene, reason: str = "") -> Consultation:
    """They mark it as answered."""
    return answer_consultation(actor=by.viewer, slug=scene.row.slug, reason=reason, now=moment())


def test_where_no_question_is_open_no_reason_is_needed_and_none_is_kept(lively: Scene, siti: Someone, ratna: Someone) -> None:
    ratna.replies("Pemerintah desa.", to=asks(siti, lively))
    siti.posts("Setuju.", on=lively.clause("Pasal 4"))
    closes(lively)

    row = answers(ratna, lively, reason="Ya.")

    assert (row.step, row.unanswered, row.answered_reason) == ("answered", 0, "")
    assert row.answered_at is not None
    assert not verify().faults


def test_questions_that_are_open_are_named_with_what_else_waits_and_a_reason_is_asked_for(
    consultation: Scene, siti: Someone, agus: Someone, budi: Someone, ratna: Someone
) -> None:
    held = siti.posts("Lapak perlu atap.", on=consultation.clause("Pasal 3"))
    questions = [asks(siti, consultation), asks(agus, consultation, "Kapan mulai?")]
    for question in questions:
        budi.publishes(question)
    siti.flags(questions[1])
    poll_asked(ratna, consultation)
    publishes_revision(consultation)
    Placement.objects.filter(post=questions[0]).update(state=PlacementState.FUZZY)
    closes(consultation)

    with pytest.raises(BadInput) as refused:
        answers(ratna, consultation, reason=" \n ")

    facts = {"field": "reason", "questions": 2, "numbers": "1, 2", "held": 1, "reported": 1, "places": 1, "polls": 1}
    assert (refused.value.code, refused.value.field, refused.value.facts) == ("consultation.questions_open", "reason", facts)
    assert "Pertanyaan belum terjawab: 2 (masukan 1, 2)." in sentence_of(refused.value)
    assert phase_of(consultation.now_is(), now=moment()) is Phase.CLOSED
    assert held.status == "held"


def test_one_that_has_not_closed_is_no_matter_of_questions(lively: Scene, siti: Someone, ratna: Someone) -> None:
    asks(siti, lively)

    with pytest.raises(NotPossible):
        answers(ratna, lively)


def test_of_many_open_questions_the_first_are_named(lively: Scene, siti: Someone, ratna: Someone) -> None:
    for n in range(NAMED + 1):
        asks(siti, lively, f"Pertanyaan {n}?")
    closes(lively)

    with pytest.raises(BadInput) as refused:
        answers(ratna, lively)

    assert refused.value.facts["questions"] == NAMED + 1
    assert str(refused.value.facts["numbers"]).endswith("19, 20, …")


def test_with_a_reason_it_is_answered_and_both_are_on_record(lively: Scene, siti: Someone, ratna: Someone) -> None:
    for text in ("Siapa yang membayar?", "Kapan mulai?"):
        asks(siti, lively, text)
    closes(lively)

    row = answers(ratna, lively, reason=f"  {WHY}\u202e\n")

    assert (row.step, row.unanswered, row.answered_reason) == ("answered", 2, WHY)
    assert Entry.objects.filter(chain=row.chain).latest("number").action == "consultation.answered"
    assert not verify().faults


@pytest.mark.parametrize(
    "change", [{"answered_reason": "Tidak ada alasan lagi."}, {"unanswered": 1}, {"answered_at": "2026-01-01T00:00:00Z"}]
)
def test_whoever_changes_what_was_said_then_is_found_out(lively: Scene, siti: Someone, ratna: Someone, change: dict[str, object]) -> None:
    for text in ("Siapa yang membayar?", "Kapan mulai?"):
        asks(siti, lively, text)
    closes(lively)
    answers(ratna, lively, reason=WHY)

    Consultation.objects.filter(pk=lively.row.pk).update(**change)

    assert [fault.what for fault in verify().faults] == ["consultation pasar-ramai"]


def test_the_reason_stays_and_holds_in_the_record_when_something_changes_later(
    lively: Scene, siti: Someone, budi: Someone, ratna: Someone
) -> None:
    question = asks(siti, lively)
    closes(lively)
    answers(ratna, lively, reason=WHY)

    ratna.replies("Pemerintah desa, ternyata.", to=question)
    budi.hides(question)

    assert (lively.now_is().unanswered, lively.now_is().answered_reason) == (1, WHY)
    assert not verify().faults


@pytest.mark.parametrize(("reason", "code"), [("Nanti.", "consultation.answered_reason"), ("x" * 1_001, "input.too_long")])
def test_a_reason_that_says_too_little_or_too_much_is_refused(lively: Scene, siti: Someone, ratna: Someone, reason: str, code: str) -> None:
    asks(siti, lively)
    closes(lively)

    with pytest.raises(BadInput) as refused:
        answers(ratna, lively, reason=reason)

    assert (refused.value.code, refused.value.field) == (code, "reason")
    assert lively.now_is().step == "closed"


def test_who_may_not_take_the_step_is_not_told_what_is_open(lively: Scene, siti: Someone, budi: Someone) -> None:
    asks(siti, lively)
    closes(lively)

    for who in (siti, budi):
        with pytest.raises(NotAllowed):
            answers(who, lively)


def test_one_that_was_answered_before_reasons_were_kept_still_fits_its_record(lively: Scene, siti: Someone, ratna: Someone) -> None:
    asks(siti, lively)
    closes(lively)
    with transaction.atomic():
        row = locked_consultation(lively.row.slug)
        take(row, Step.ANSWER, actor=ratna.viewer, opens_at=row.opens_at, closes_at=row.closes_at, now=moment())

    assert (lively.now_is().step, lively.now_is().answered_at) == ("answered", None)
    assert not verify().faults
