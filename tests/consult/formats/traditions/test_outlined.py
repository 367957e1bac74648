"""Texts without a law: numbers that are paths, and headings of the file."""

from textwrap import dedent

import pytest

from consult.formats.outline.clauses import ParsedDraft
from consult.formats.outline.lines import Line
from consult.formats.outline.read_file import ReadFile
from consult.formats.parse_draft import clauses_of, parse_draft
from tests.consult.formats.drafts import clause, codes, labels, read

STANDARD = dedent("""\
    Garden Standard

    Table of Contents

    1 Scope ........ 3
    2 Terms ........ 4

    1 Scope

    This standard applies to gardens of

    2.5 acres.

    2. Terms

    2.1 General

    The following terms apply:

    1. Garden
    2. Fence

    2.1.1 The fence shall be at least
    1.2 metres high.

    2.1.2. The gate is open.

    a) by day;
    b) by night.

    It is closed in winter.

    Annex A
    (normative)

    A.1 Water

    A.1.1 Water is clean.
    """)


def test_the_parts_of_a_number_say_the_kind_and_the_number_is_the_label() -> None:
    draft = read(STANDARD)

    assert draft.profile == "numbered"
    assert labels(draft, "section") == ["1", "2", "A"]
    assert labels(draft, "subsection") == ["2.1", "A.1"]
    assert labels(draft, "clause") == ["2.1.1", "2.1.2", "A.1.1"]
    assert labels(draft, "item") == ["2.1(1)", "2.1(2)", "2.1.2(a)", "2.1.2(b)"]


def test_a_number_stands_below_the_one_it_begins_with() -> None:
    draft = read(STANDARD)

    assert [(c.label, c.parent) for c in draft.clauses if c.kind == "clause"] == [
        ("2.1.1", "subsection-2-1"),
        ("2.1.2", "subsection-2-1"),
        ("A.1.1", "subsection-a-1"),
    ]


def test_a_heading_is_told_from_a_sentence() -> None:
    draft = read(STANDARD)

    assert (clause(draft, "section-2").heading, clause(draft, "section-2").text) == ("Terms", "")
    assert clause(draft, "clause-2-1-1").text == "The fence shall be at least 1.2 metres high."


def test_measures_and_contents_are_no_clauses_and_nothing_is_doubted() -> None:
    draft = read(STANDARD)

    assert clause(draft, "section-1").text.endswith("gardens of\n2.5 acres.")
    assert codes(draft) == []


@pytest.mark.parametrize(
    ("text", "warnings"),
    [
        ("1 A\n1.1 B\n1.3 C", [(3, "number.missing")]),
        ("1 A\n1.1 B\n1.1 C", [(3, "number.doubled")]),
        ("1 A\n1.1 B\n3 C\n3.1 D", [(4, "number.missing")]),
        ("1 A\n1.1 B\n2.3.1 C", [(3, "number.missing")]),
        ("1.1 A\n1.2 B\n2.1 C", []),
    ],
)
def test_numbers_that_are_missing_are_named(text: str, warnings: list[tuple[int, str]]) -> None:
    assert codes(read(text, profile="numbered")) == warnings


MEMO = dedent("""\
    To all members<br/>of the town

    ## 1. Gardens

    Gardens **are** kept:

    1. by day;

    2. by night.

    ### 1.1 Fences

    * of wood;
    * of wire.

    Gates
    -----

    Gates are open.

    Appendix A: Beds
    ================

    None.
    """)


def memo(text: str = MEMO) -> ParsedDraft:
    return parse_draft(text.encode(), name="memo.md")


def test_headings_of_a_memo_are_its_clauses_by_their_level() -> None:
    found = [(c.label, c.number, c.depth) for c in memo().clauses if c.kind == "heading"]

    assert memo().profile == "headings"
    assert found == [("1. Gardens", "1", 0), ("1.1 Fences", "1.1", 1), ("Gates", "", 0), ("Appendix A: Beds", "", 0)]


def test_what_stands_under_a_heading_is_its_text_and_numbered_points_are_items() -> None:
    draft = memo()

    assert clause(draft, "1-1-fences").text == "of wood;\nof wire."
    assert labels(draft, "item") == ["1. Gardens(1)", "1. Gardens(2)"]
    assert [c.text for c in draft.clauses if c.part == "preamble"] == ["To all members of the town"]


def test_the_same_heading_twice_keeps_its_label_and_gets_a_key_of_its_own() -> None:
    draft = memo("## Gardens\n\nA.\n\n## Gardens\n\nB.")

    assert [(c.key, c.label) for c in draft.clauses] == [("gardens", "Gardens"), ("gardens-2", "Gardens")]


def test_headings_without_letters_of_ours_get_a_key_too() -> None:
    assert [c.key for c in memo("## 花园\n\nA.\n\n## Сад\n\nB.").clauses] == ["heading", "heading-2"]


def test_underlined_titles_of_a_plain_text_are_headings_by_the_order_of_their_lines() -> None:
    draft = read("Gardens\n=======\n\nFences\n------\n\nOf wood.\n\nGates\n=====\n\nOpen.")

    assert [(c.label, c.depth) for c in draft.clauses] == [("Gardens", 0), ("Fences", 1), ("Gates", 0)]
    assert draft.words() == ["Gardens", "Fences", "Of", "wood", "Gates", "Open"]


def test_a_number_that_a_word_processor_made_is_certain() -> None:
    texts = [("1. Gardens", 1, 2), ("The members keep", 0, 0), ("1. their gardens", 0, 2), ("5. their fences", 0, 2)]
    lines = tuple(Line(n, text, True, level=level, numbered=numbered) for n, (text, level, numbered) in enumerate(texts, 1))
    draft = clauses_of(ReadFile("application/x", lines), name="draft.x", profile="headings")

    assert [c.number for c in draft.clauses if c.kind == "item"] == ["1", "5"]


def test_a_head_that_a_word_processor_numbered_is_one_even_after_an_unfinished_sentence() -> None:
    texts = [("Pasal 1", 7), ("Kebun kota adalah", 0), ("Pasal 9", 7), ("Isi.", 0)]
    lines = tuple(Line(n, text, True, numbered=numbered) for n, (text, numbered) in enumerate(texts, 1))

    assert labels(clauses_of(ReadFile("application/x", lines), name="x", profile="id"), "pasal") == ["Pasal 1", "Pasal 9"]
