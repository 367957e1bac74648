"""Quotes marked in the clause: right where they overlap, and safe whatever the clause says."""

import re
from collections.abc import Mapping
from html import unescape
from typing import Final

from django.template.loader import render_to_string
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.anchoring.quotes import Quote, Span
from consult.documents.models import Wording
from frontend.discussion.reading.marked_quotes import Quotes, Run, cut
from tests.cast import Scene, Someone
from tests.frontend.pages import Page, read

TEXT = "satu dua tiga empat"


def test_a_text_that_nobody_quotes_is_one_run() -> None:
    assert cut(TEXT, {}) == [Run(TEXT)]


def test_a_quote_is_cut_out_and_its_number_stands_at_its_end() -> None:
    assert cut(TEXT, {7: Span(5, 8)}) == [Run("satu "), Run("dua", (7,), (7,)), Run(" tiga empat")]


def test_quotes_that_overlap_are_marked_once_where_they_part_and_twice_where_they_meet() -> None:
    assert cut(TEXT, {1: Span(0, 8), 2: Span(5, 13)}) == [
        Run("satu ", (1,)),
        Run("dua", (1, 2), (1,)),
        Run(" tiga", (2,), (2,)),
        Run(" empat"),
    ]


def test_a_quote_that_runs_on_into_the_next_part_is_marked_in_both_and_numbered_in_the_last() -> None:
    assert cut("satu", {3: Span(2, 9)}) == [Run("sa"), Run("tu", (3,))]
    assert cut("dua tiga", {3: Span(-3, 3)}) == [Run("dua", (3,), (3,)), Run(" tiga")]


def test_a_quote_that_ends_with_the_space_between_two_parts_is_numbered_in_the_first() -> None:
    assert cut("satu", {3: Span(0, 5)}) == [Run("satu", (3,), (3,))]
    assert cut("dua", {3: Span(-5, 0)}) == [Run("dua")]


SPANS = st.dictionaries(st.integers(1, 9), st.tuples(st.integers(-5, 30), st.integers(-5, 30)).map(sorted).map(lambda ends: Span(*ends)))


@given(text=st.text(alphabet="ab <&\U0001f33f", max_size=25), spans=SPANS)
@settings(max_examples=300, deadline=None)
def test_however_quotes_lie_no_character_is_lost_and_each_is_marked_as_often_as_it_is_quoted(text: str, spans: Mapping[int, Span]) -> None:
    runs = cut(text, spans)

    assert "".join(run.text for run in runs) == text
    depths = [run.depth for run in runs for _ in run.text]
    assert depths == [sum(span.start <= at < span.end for span in spans.values()) for at in range(len(text))]
    numbers = [number for run in runs for number in run.ends]
    assert len(numbers) == len(set(numbers))


def test_hostile_text_is_escaped_inside_and_outside_of_marks() -> None:
    wording = Wording(text='<script>alert(1)</script> & "<b>"')
    quotes = Quotes({1: Span(3, 12)}, {wording.pk: 0})

    html = render_to_string("discussion/marked.html", {"wording": wording, "quotes": quotes})

    assert set(re.findall(r"<[^>]*>", html)) == {'<mark data-by="1">', "</mark>"} | set(re.findall(r"</?(?:sup|a|span)[^>]*>", html))
    assert marks_in(html) == [wording.text[3:12]]


MARK: Final = re.compile(r"<mark[^>]*>(.*?)</mark>", re.DOTALL)


def marks_in(html: str) -> list[str]:
    """What is marked, as it is read."""
    return [unescape(words) for words in MARK.findall(html)]


def page_of(scene: Scene, label: str) -> Page:
    """The page of a clause, for a visitor."""
    return read(f"/k/{scene.row.slug}/clauses/{scene.clause(label)}/")


def test_a_quote_leads_from_the_clause_to_its_post_and_back(lively: Scene, siti: Someone, agus: Someone) -> None:
    siti.posts("Mengapa satu?", on=lively.clause("Pasal 2"), quote=Quote("satu lapak"))
    agus.posts("Urutan apa?", on=lively.clause("Pasal 2"), quote=Quote("lapak. Lapak diberikan"))
    page = page_of(lively, "Pasal 2")

    assert marks_in(page.html) == ["satu ", "lapak", ".", "Lapak diberikan"]
    assert "[1] is the contribution" in page.words
    assert re.findall(r'<mark data-by="([^"]*)"( class="twice")?>', page.html) == [
        ("1", ""),
        ("1 2", ' class="twice"'),
        ("2", ""),
        ("2", ""),
    ]
    for number in (1, 2):
        assert page.find("a", id=f"quoted-{number}", href=f"#post-{number}")
        assert page.find("article", id=f"post-{number}")
        assert page.find("a", href=f"#quoted-{number}")


def test_a_quote_that_is_hidden_or_withdrawn_or_from_elsewhere_is_marked_no_more(
    lively: Scene, siti: Someone, agus: Someone, budi: Someone
) -> None:
    clause = lively.clause("Pasal 3")
    budi.hides(siti.posts("Satu.", on=clause, quote=Quote("dialihkan")))
    agus.withdraws(agus.posts("Dua.", on=clause, quote=Quote("orang lain")))
    siti.posts("Tiga.", on=clause)

    page = page_of(lively, "Pasal 3")

    assert marks_in(page.html) == []
    assert not page.find("sup")
    assert "#quoted-" not in page.html


def test_where_many_quote_the_same_three_are_named_and_the_others_are_counted(lively: Scene, siti: Someone) -> None:
    for number in range(5):
        siti.posts(f"Pendapat {number}.", on=lively.clause("Pasal 3"), quote=Quote("dialihkan"))
    page = page_of(lively, "Pasal 3")

    assert [had["href"] for _tag, had in page.elements if had.get("id", "").startswith("quoted-") and "href" in had] == [
        "#post-1",
        "#post-2",
        "#post-3",
    ]
    assert "+2" in page.words
    assert all(page.find("span", id=f"quoted-{number}") for number in (4, 5))
