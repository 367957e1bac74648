"""Searching in a draft, and the clauses that are discussed most."""

from urllib.parse import quote

import pytest

from consult.documents.models import Wording
from frontend.documents.reading.draft_search import Sought, asked, found, marked
from frontend.documents.reading.outline import Row
from tests.cast import Scene, Someone
from tests.frontend.documents.conftest import Counting
from tests.frontend.pages import Page, browser, read

DRAFT = "/k/pasar-ramai/draft/"


def search(words: str) -> Page:
    """The page of hits."""
    return read(f"{DRAFT}?q={quote(words)}")


def labels(page: Page) -> list[str]:
    """The clauses on it."""
    return [had["aria-label"] for had in page.find("article")]


def test_a_search_shows_the_clauses_that_hold_the_words_and_marks_them(lively: Scene) -> None:
    page = search("lapak")

    assert labels(page) == ["BAB II Bagian Kesatu", "Pasal 2 ayat (1)", "Pasal 2 ayat (2)", "Pasal 3", "Pasal 4"]
    assert len(page.find("mark")) == 5
    assert "5 clauses hold “lapak”." in page.words


def test_words_in_an_item_lead_to_the_clause_that_holds_it(lively: Scene) -> None:
    assert labels(search("urutan pendaftaran")) == ["Pasal 2 ayat (2)"]


def test_a_citation_leads_to_what_it_cites(lively: Scene) -> None:
    assert labels(search("pasal 3")) == ["Pasal 3"]


def test_words_that_stand_nowhere_together_are_looked_for_one_by_one(lively: Scene) -> None:
    assert labels(search("pukul sampah")) == ["Pasal 5"]


def test_a_search_without_hits_says_what_to_try_next(lively: Scene) -> None:
    page = search("kapal selam")

    assert labels(page) == []
    assert "No clause holds “kapal selam”." in page.words
    assert page.find("a", href=DRAFT)


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", '"><h1>', "(.*)", "[", "\\", "%", "&lt;"])
def test_whatever_is_sought_is_text(lively: Scene, words: str) -> None:
    page = search(words)

    assert words in page.words
    assert len(page.find("h1")) == 1
    assert len(page.find("script")) == len(read(DRAFT).find("script"))


def test_an_empty_search_shows_the_whole_draft(lively: Scene) -> None:
    assert len(labels(search("  "))) == len(labels(read(DRAFT)))


def test_a_very_long_question_is_cut(lively: Scene) -> None:
    assert len(asked("x" * 5000)) == 100


def test_marks_stand_in_escaped_text() -> None:
    assert marked("a < b & B", Sought(("b",))) == "a &lt; <mark>b</mark> &amp; <mark>B</mark>"
    assert marked("a < b", None) == "a &lt; b"
    assert marked("dua  kata", Sought(("dua kata",))) == "<mark>dua  kata</mark>"


def test_a_question_that_stands_as_it_was_typed_comes_before_its_words() -> None:
    both, apart = (Row(Wording(label="", text=text), "verse") for text in ("satu dua", "dua lalu satu"))

    assert found("satu dua", [both, apart])[0] == [both]
    assert found("satu dua", [apart])[0] == [apart]


def test_the_most_discussed_clause_comes_first(lively: Scene, siti: Someone, agus: Someone) -> None:
    siti.posts("Satu.", on=lively.clause("Pasal 5"))
    for number in range(3):
        agus.posts(f"Pendapat {number}.", on=lively.clause("Pasal 4"))
    siti.posts("Dua.", on=lively.clause("Pasal 2 ayat (2) huruf a"))
    siti.posts("Tiga.", on=lively.clause("Pasal 2 ayat (2) huruf b"))

    assert labels(read(f"{DRAFT}?show=discussed")) == ["Pasal 4", "Pasal 2 ayat (2)", "Pasal 5"]


def test_where_nobody_wrote_the_most_discussed_lead_back_to_the_draft(lively: Scene) -> None:
    page = read(f"{DRAFT}?show=discussed")

    assert "Nobody has written on this draft yet. You could be the first." in page.words
    assert page.find("a", href=DRAFT)


def test_an_unknown_way_of_showing_shows_everything(lively: Scene) -> None:
    assert len(labels(read(f"{DRAFT}?show=nothing"))) == len(labels(read(DRAFT)))


def test_the_contents_beside_hits_lead_to_the_whole_draft(lively: Scene) -> None:
    assert search("lapak").find("a", href=f"{DRAFT}?from=pasal-5#clause-pasal-5")


@pytest.mark.parametrize("posts", [0, 6])
@pytest.mark.parametrize("way", ["?q=lapak", "?show=discussed"])
def test_neither_way_costs_more_than_five_queries(
    lively: Scene, siti: Someone, posts: int, way: str, django_assert_max_num_queries: Counting
) -> None:
    for number in range(posts):
        siti.posts(f"Pendapat {number}.", on=lively.clause(f"Pasal {number % 5 + 1}"))

    with django_assert_max_num_queries(5):
        browser().get(f"{DRAFT}{way}")
