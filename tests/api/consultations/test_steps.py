"""Opening and closing a consultation, and saying that it is answered."""

from datetime import timedelta

import pytest

from consult.accounts.rules import Scope
from consult.discussion.rules import Kind
from tests.api.clients import fields, problem, program, stranger
from tests.cast import Scene, Someone, closes, moment


def test_an_official_opens_a_consultation_and_then_everybody_sees_it(hidden: Scene, ratna: Someone) -> None:
    until = (moment() + timedelta(days=30)).isoformat()

    opened = program(ratna, Scope.MANAGE).sends("/consultations/rahasia/opening/", {"closes_at": until})

    assert (opened.status_code, opened.json()["phase"]) == (200, "open")
    assert stranger().sees("/consultations/rahasia/")["closes_at"] is not None


def test_a_consultation_may_be_opened_without_a_closing_instant(hidden: Scene, ratna: Someone) -> None:
    opened = program(ratna).post("/api/v1/consultations/rahasia/opening/")

    assert (opened.status_code, opened.json()["closes_at"]) == (200, None)


def test_an_official_closes_a_consultation_and_no_post_comes_in(consultation: Scene, ratna: Someone, siti: Someone) -> None:
    assert program(ratna).sends("/consultations/pasar-pagi/closing/").json()["phase"] == "closed"

    answered = program(siti).sends(f"/clauses/{consultation.clause('Pasal 4')}/posts/", {"text": "Terlambat."})
    assert problem(answered, 409)["code"] == "consultation.not_open"


def test_a_step_sent_twice_under_one_key_is_taken_once(consultation: Scene, ratna: Someone) -> None:
    client = program(ratna)
    first, again = (client.sends("/consultations/pasar-pagi/closing/", key="close-it") for _ in range(2))

    assert (first.status_code, first.json()) == (200, again.json())


def test_a_step_that_its_phase_does_not_have_is_a_conflict(consultation: Scene, ratna: Someone) -> None:
    client = program(ratna)

    assert problem(client.sends("/consultations/pasar-pagi/opening/"), 409)["code"] == "consultation.no_step"


def test_a_closing_instant_in_the_past_is_named(hidden: Scene, ratna: Someone) -> None:
    answered = program(ratna).sends("/consultations/rahasia/opening/", {"closes_at": "2020-01-01T00:00:00Z"})

    assert fields(answered, 422) == {"closes_at": "consultation.dates"}


def test_an_official_says_that_it_is_answered_and_no_reason_is_needed(lively: Scene, ratna: Someone) -> None:
    closes(lively)

    answered = program(ratna, Scope.MANAGE).sends("/consultations/pasar-ramai/answering/").json()

    assert (answered["phase"], answered["unanswered"], answered["answered_reason"]) == ("answered", 0, "")
    assert answered["answered_at"] is not None


def test_open_questions_are_named_at_the_reason_and_with_one_it_is_answered_for_everybody_to_read(
    lively: Scene, siti: Someone, ratna: Someone
) -> None:
    for text in ("Siapa yang membayar?", "Kapan mulai?"):
        siti.posts(text, on=lively.clause("Pasal 4"), kind=Kind.QUESTION)
    closes(lively)
    client, path = program(ratna, Scope.MANAGE), "/consultations/pasar-ramai/answering/"

    refused = client.sends(path)
    assert fields(refused, 422) == {"reason": "consultation.questions_open"}
    assert "2 (masukan 1, 2)" in refused.json()["errors"][0]["message"]
    assert fields(client.sends(path, {"reason": "Nanti."}), 422) == {"reason": "consultation.answered_reason"}

    assert client.sends(path, {"reason": "Dijawab bersama peraturan pelaksananya."}).json()["phase"] == "answered"
    seen = stranger().sees("/consultations/pasar-ramai/")
    assert (seen["unanswered"], seen["answered_reason"]) == (2, "Dijawab bersama peraturan pelaksananya.")


@pytest.mark.parametrize("body", [{"why": "Karena belum."}, {"reason": 5}, {"reason": None}, [], "x"])
def test_an_answering_with_a_strange_body_changes_nothing(lively: Scene, ratna: Someone, body: object) -> None:
    closes(lively)

    problem(program(ratna).sends("/consultations/pasar-ramai/answering/", body), 400)

    assert lively.now_is().step == "closed"


@pytest.mark.parametrize("step", ["opening", "closing", "answering"])
def test_neither_citizens_nor_moderators_take_such_a_step(consultation: Scene, siti: Someone, budi: Someone, step: str) -> None:
    for one in (siti, budi):
        assert problem(program(one).sends(f"/consultations/pasar-pagi/{step}/"), 403)["code"] == "not_allowed"


@pytest.mark.parametrize("body", [{"at": "now"}, {"closes_at": "tomorrow"}, {"closes_at": "2030-01-01"}, {"closes_at": 5}])
def test_an_opening_with_a_strange_field_changes_nothing(hidden: Scene, ratna: Someone, body: object) -> None:
    problem(program(ratna).sends("/consultations/rahasia/opening/", body), 400)

    assert hidden.now_is().step == "draft"
