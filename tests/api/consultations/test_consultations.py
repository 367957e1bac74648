"""The list of consultations, and one in whole."""

import pytest

from api.paging import Pages
from consult.consultations.models import Consultation
from consult.consultations.rules import Moderation
from tests.api.clients import V1, browser, fields, problem, program, stranger
from tests.cast import Scene, Someone, closes, moment, staged

SHORT = "Pasal 1\nIsi pertama.\nPasal 2\nIsi kedua.\n"


def slugs(client: object, query: str = "") -> list[str]:
    """The short names in the list."""
    return [row["slug"] for row in client.sees(f"/consultations/{query}")["results"]]  # type: ignore[attr-defined]


def test_the_list_holds_what_is_open_to_the_viewer_newest_first(
    consultation: Scene, lively: Scene, hidden: Scene, siti: Someone, ratna: Someone
) -> None:
    known = ["pasar-ramai", "pasar-pagi"]

    assert slugs(stranger()) == slugs(program(siti)) == known
    assert slugs(program(ratna)) == slugs(browser(ratna)) == ["rahasia", *known]


def test_the_list_can_be_asked_by_phase(consultation: Scene, lively: Scene, hidden: Scene, ratna: Someone) -> None:
    closes(lively)

    assert slugs(stranger(), "?phase=open") == ["pasar-pagi"]
    assert slugs(stranger(), "?phase=closed") == ["pasar-ramai"]
    assert slugs(stranger(), "?phase=draft") == []
    assert slugs(program(ratna), "?phase=draft") == ["rahasia"]


@pytest.mark.parametrize(
    ("words", "found"),
    [("tertata", 1), ("MORNING", 1), ("Ringkasan", 1), ("", 1), ("pelabuhan", 0), ("  Ringkas\x00an\ufdd0 ", 1), ("%", 0)],
)
def test_the_list_can_be_asked_for_words_in_any_language(consultation: Scene, words: str, found: int) -> None:
    answered = stranger().get(V1 + "/consultations/", {"q": words})

    assert len(answered.json()["results"]) == found


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "field"),
    [("phase=later", "phase"), ("phase=", "phase"), ("q=" + "x" * 201, "q"), ("phase=open&phase=closed", "phase")],
)
def test_a_question_that_makes_no_sense_names_its_field(query: str, field: str) -> None:
    assert set(fields(stranger().get(f"{V1}/consultations/?{query}"), 400)) == {field}


def test_one_consultation_says_what_is_asked_by_whom_and_until_when(consultation: Scene) -> None:
    found = stranger().sees("/consultations/pasar-pagi/", **{"Accept-Language": "id"})

    assert (found["slug"], found["phase"], found["title"]) == ("pasar-pagi", "open", "Pasar pagi yang tertata")
    assert found["closes_at"].endswith("Z")
    assert [rule["number"] for rule in found["house_rules"]] == [1, 2, 3, 4, 5]
    assert [revision["number"] for revision in found["revisions"]] == [1]
    assert found["thread"] == str(consultation.row.threads.get(kind="general").pk)


def test_title_and_rules_come_in_the_language_that_was_asked_for(consultation: Scene) -> None:
    found = stranger().sees("/consultations/pasar-pagi/", **{"Accept-Language": "en"})

    assert (found["language"], found["title"]) == ("en", "An orderly morning market")
    assert found["house_rules"][0]["title"] == "Speak to the clause"


@pytest.mark.django_db
def test_a_consultation_that_is_not_there_is_not_found() -> None:
    problem(stranger().get(V1 + "/consultations/Not_There/"), 404)


def test_many_consultations_come_in_pages_that_lead_to_each_other(
    consultation: Scene, monkeypatch: pytest.MonkeyPatch, ratna: Someone
) -> None:
    monkeypatch.setattr(Pages, "page_size", 2)
    for number in range(4):
        staged(f"desa-{number}", moderation=Moderation.AFTER, officials=[ratna], moderators=[], draft=SHORT)

    first = stranger().sees("/consultations/")
    second = stranger().get(first["next"]).json()
    third = stranger().get(second["next"]).json()

    assert [row["slug"] for page in (first, second, third) for row in page["results"]] == [
        "desa-3",
        "desa-2",
        "desa-1",
        "desa-0",
        "pasar-pagi",
    ]
    assert (first["previous"], third["next"]) == (None, None)
    assert stranger().get(third["previous"]).json()["results"] == second["results"]


def test_the_list_asks_the_database_as_often_for_many_as_for_one(
    consultation: Scene, lively: Scene, ratna: Someone, django_assert_num_queries: object
) -> None:
    for number in range(5):
        staged(f"pasar-{number}", moderation=Moderation.AFTER, officials=[ratna], moderators=[], draft=SHORT)

    with django_assert_num_queries(2):  # type: ignore[operator]
        stranger().get(V1 + "/consultations/")


def test_no_clock_but_the_request_decides_the_phase(consultation: Scene) -> None:
    Consultation.objects.filter(pk=consultation.row.pk).update(closes_at=moment())

    assert stranger().sees("/consultations/pasar-pagi/")["phase"] == "closed"
