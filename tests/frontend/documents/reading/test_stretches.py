"""A long draft in stretches: where they are cut, what each page of it leads to, and that every clause is in one of them."""

import pytest
from django.core.cache import cache
from hypothesis import given
from hypothesis import strategies as st

from frontend.documents.reading import stretches as cutting
from frontend.documents.reading.outline import Row
from frontend.documents.reading.stretches import FULL, MARKUP, OVERFULL, stretches, weight_of
from tests.cast import Scene, Someone
from tests.frontend.documents import drafts
from tests.frontend.documents.conftest import Counting, Opening
from tests.frontend.documents.reading.test_outline import wording
from tests.frontend.pages import Page, browser, page, read

DRAFT = "/k/naskah/draft/"
ARTICLES = 24
SHAPES = ["heading", "unit", "verse", "plain"]


def row(shape: str, weight: int) -> Row:
    """A row of that weight."""
    return Row(wording("pasal", "1", text="x" * (weight - MARKUP)), shape)


@given(st.lists(st.builds(row, st.sampled_from(SHAPES), st.integers(MARKUP, FULL)), max_size=12))
def test_every_row_is_in_one_stretch_in_its_order_and_none_is_much_heavier_than_it_may_be(rows: list[Row]) -> None:
    parts = stretches(rows)

    assert [each for part in parts for each in part.rows] == rows
    assert all(sum(map(weight_of, part.rows)) <= OVERFULL + FULL for part in parts)
    assert all(part.rows for part in parts) or not rows
    assert [part.after for part in parts[:-1]] == [(part.rows[0].wording.key, part.rows[0].wording.label) for part in parts[1:]]
    assert [part.before for part in parts[1:]] == [(part.rows[0].wording.key, part.rows[0].wording.label) for part in parts[:-1]]


@given(st.lists(st.builds(row, st.sampled_from(SHAPES), st.integers(MARKUP, FULL // 8)), max_size=40))
def test_a_stretch_begins_with_a_heading_or_an_article_and_never_ends_with_a_heading(rows: list[Row]) -> None:
    for part in stretches(rows)[:-1]:
        assert part.rows[-1].shape != "heading" or sum(map(weight_of, part.rows)) > OVERFULL


def test_what_is_short_stays_whole() -> None:
    rows = [row("unit", FULL // 4) for _ in range(4)]

    assert [part.rows for part in stretches(rows)] == [rows]


@pytest.fixture
def long(opening: Opening, monkeypatch: pytest.MonkeyPatch) -> Scene:
    """A draft of two chapters that takes several stretches."""
    monkeypatch.setattr(cutting, "FULL", 10_000)
    monkeypatch.setattr(cutting, "OVERFULL", 20_000)
    return opening(drafts.generated(ARTICLES))


def articles(shown: Page) -> list[str]:
    """The articles that stand on a page."""
    return [
        had["aria-label"]
        for _tag, had in shown.elements
        if had.get("aria-label", "").startswith("Pasal ") and " ayat" not in had["aria-label"]
    ]


def leads(shown: Page, way: str) -> str | None:
    """Where the page leads, forwards or back."""
    return next((link["href"] for link in shown.find("a", rel=way)), None)


def test_each_stretch_leads_to_the_next_until_all_is_read_and_back(long: Scene) -> None:
    seen, at = [], DRAFT
    addresses: list[str] = []
    while at:
        shown = read(at)
        seen += articles(shown)
        addresses.append(at)
        at = leads(shown, "next") or ""

    assert seen == [f"Pasal {number}" for number in range(1, ARTICLES + 1)]
    assert len(addresses) > 2
    assert leads(read(addresses[2]), "prev") == f"{DRAFT}?from={addresses[1].partition('=')[2]}"
    assert leads(read(DRAFT), "prev") is None


def test_the_contents_name_all_and_lead_within_the_page_or_to_the_page_that_has_it(long: Scene) -> None:
    shown = read(DRAFT)

    assert shown.find("a", href="#clause-pasal-1")
    assert shown.find("a", href=f"{DRAFT}?from=pasal-{ARTICLES}#clause-pasal-{ARTICLES}")
    last = read(f"{DRAFT}?from=pasal-{ARTICLES}")
    assert f"Pasal {ARTICLES}" in articles(last)
    assert last.find("a", href=f"#clause-pasal-{ARTICLES}")
    assert last.find("a", href=f"{DRAFT}?from=pasal-1#clause-pasal-1")


@pytest.mark.parametrize("key", ["pasal-20-ayat-2-huruf-b", "pasal-20"])
def test_an_item_is_found_in_its_stretch_too(long: Scene, key: str) -> None:
    assert any(had.get("id") == f"clause-{key}" for _tag, had in read(f"{DRAFT}?from={key}").elements)


def test_what_is_not_in_the_draft_leads_to_its_beginning(long: Scene) -> None:
    assert articles(read(f"{DRAFT}?from=pasal-999"))[0] == "Pasal 1"


def test_all_of_it_stands_on_one_page_for_who_asks(long: Scene) -> None:
    shown = read(f"{DRAFT}?show=whole")

    assert len(articles(shown)) == ARTICLES
    assert leads(shown, "next") is None
    assert shown.find("a", href=f"#clause-pasal-{ARTICLES}")


def test_many_hits_come_in_stretches_too_and_their_number_is_said(long: Scene) -> None:
    seen, at = 0, f"{DRAFT}?q=penyelenggara"
    while at:
        shown = read(at)
        seen += len(shown.find("article"))
        assert f"{ARTICLES} clauses hold" in shown.words
        at = leads(shown, "next") or ""

    assert seen == ARTICLES


def test_a_script_is_given_the_stretch_alone(long: Scene) -> None:
    following = leads(read(DRAFT), "next") or ""

    answer = browser().get(following, headers={"HX-Request": "true"})

    assert "HX-Request" in answer.headers["Vary"]
    assert answer.content.decode().lstrip().startswith(('<article class="clause', '<div class="clause-head'))
    assert leads(page(answer), "next")
    assert not page(answer).find("h1")


@pytest.mark.parametrize("at", ["", "?from=pasal-20", "?show=whole", "?q=penyelenggara"])
def test_no_stretch_costs_more_than_five_queries(long: Scene, siti: Someone, at: str, django_assert_max_num_queries: Counting) -> None:
    siti.posts("Pendapat.", on=long.clause("Pasal 20"))

    for client, most in ((browser(), 5), (browser(siti), 8)):
        cache.clear()
        for _ in ("made", "kept"):
            with django_assert_max_num_queries(most):
                client.get(f"{DRAFT}{at}")


def test_what_was_written_meanwhile_is_counted_in_every_stretch(long: Scene, siti: Someone) -> None:
    for at in ("", "?from=pasal-20"):
        assert "Pasal 20 1 contributions" not in read(f"{DRAFT}{at}").words

    siti.posts("Pendapat.", on=long.clause("Pasal 20"))

    for at in ("", "?from=pasal-20"):
        assert "Pasal 20 1 contributions" in read(f"{DRAFT}{at}").words
