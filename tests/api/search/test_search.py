"""Searching by program."""

from datetime import timedelta

import pytest

from consult.documents.models import Revision
from consult.platform.limits import LIMITS
from tests.api.clients import fields, problem, program, stranger
from tests.cast import Scene, Someone, moment


def test_a_contribution_is_found_with_its_place_and_where_the_words_stand(lively: Scene, siti: Someone) -> None:
    post = siti.posts("Lapak & <b>pasar</b> pagi.", on=lively.clause("Pasal 3"))

    [row] = stranger().sees("/search/?q=PASAR")["results"]

    assert (row["consultation"], row["clause"], row["label"]) == ("pasar-ramai", str(post.clause_id), "Pasal 3")
    assert row["snippet"] == "Lapak & <b>pasar</b> pagi."
    assert [row["snippet"][start:end] for start, end in row["marks"]] == ["pasar"]
    assert (row["post"]["id"], row["post"]["text"], row["post"]["number"]) == (str(post.pk), "Lapak & <b>pasar</b> pagi.", 1)


def test_clauses_of_published_drafts_are_found_where_it_is_asked_for(lively: Scene) -> None:
    [row] = stranger().sees("/search/?q=dialihkan&in=drafts&consultation=pasar-ramai")["results"]

    assert (row["label"], row["clause"], row["post"]) == ("Pasal 3", str(lively.clause("Pasal 3")), None)
    assert row["snippet"] == "Lapak tidak dapat dialihkan kepada orang lain."


def test_a_draft_that_is_not_published_is_not_found(lively: Scene, ratna: Someone) -> None:
    Revision.objects.update(status="draft", published_at=None)

    for asks in (stranger(), program(ratna)):
        assert asks.sees("/search/?q=dialihkan&in=drafts")["results"] == []
        assert asks.sees("/search/?q=dialihkan&in=drafts&consultation=pasar-ramai")["results"] == []


def test_a_search_is_narrowed_by_consultation_clause_kind_and_stance(lively: Scene, siti: Someone) -> None:
    siti.posts("Lapak.", on=lively.clause("Pasal 3"))
    here = f"consultation=pasar-ramai&clause={lively.clause('Pasal 3')}&kind=comment&stance=oppose"

    assert len(stranger().sees(f"/search/?q=lapak&{here}")["results"]) == 1
    assert stranger().sees("/search/?q=lapak&stance=support")["results"] == []


def test_the_next_page_is_an_address(lively: Scene, siti: Someone) -> None:
    start, clause = moment(), lively.clause("Pasal 3")
    for number in range(21):
        siti.posts(f"Lapak {number}.", on=clause, now=start + timedelta(seconds=number))

    first = stranger().sees("/search/?q=lapak")
    path = first["next"].partition("/api/v1")[2]
    second = stranger().sees(path)

    assert (len(first["results"]), len(second["results"])) == (20, 1)
    assert (first["previous"], second["next"]) == (None, None)


@pytest.mark.parametrize(
    ("query", "status", "named"),
    [
        ("", 400, {"q": "input.required"}),
        ("q=", 400, {"q": "input.required"}),
        ("q=" + "a" * 201, 400, {"q": "input.too_long"}),
        ("q=-lapak", 422, {"q": "search.nothing"}),
        ("q=" + "+".join(map(str, range(13))), 422, {"q": "search.too_much"}),
        ("q=a&in=mails", 400, {"in": "input.choice"}),
        ("q=a&kind=song", 400, {"kind": "input.choice"}),
        ("q=a&clause=3", 400, {"clause": "input.type"}),
        ("q=a&word=b", 400, {"word": "input.unknown"}),
    ],
)
def test_bad_questions_are_refused_by_field(db: None, query: str, status: int, named: dict[str, str]) -> None:
    assert fields(stranger().get(f"/api/v1/search/?{query}"), status) == named


@pytest.mark.parametrize(
    "query", ["consultation=tidak-ada", "cursor=palsu", "in=drafts&cursor=999", f"clause={'0' * 8}-0000-0000-0000-{'0' * 12}"]
)
def test_what_is_not_there_is_not_found(lively: Scene, query: str) -> None:
    problem(stranger().get(f"/api/v1/search/?q=lapak&{query}"), 404)


def test_searching_has_its_limit(lively: Scene, siti: Someone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LIMITS, "search", type(LIMITS["search"])(account=1, address=100, every=timedelta(minutes=10)))
    asks = program(siti)
    asks.sees("/search/?q=lapak")

    answer = asks.get("/api/v1/search/?q=lapak")

    assert problem(answer, 429)["code"] == "limit.reached"
    assert int(answer["Retry-After"]) > 0
