"""Bills and acts of the United States: titles, sections, subsections down to items; quotations; lists of contents."""

from textwrap import dedent

import pytest

from tests.consult.formats.drafts import clause, codes, labels, read

BILL = dedent("""\
                                  A BILL

      To establish gardens, and for other purposes.

        Be it enacted by the Senate and House of Representatives of the
    United States of America in Congress assembled,

    SECTION 1. SHORT TITLE; TABLE OF CONTENTS.

        (a) Short Title.--This Act may be cited as the ``Gardens Act''.
        (b) Table of Contents.--The table of contents for this Act is as
    follows:

    Sec. 1. Short title; table of contents.
                            TITLE I--GARDENS

    Sec. 101. Definitions.
    Sec. 102. Grants.

                            TITLE I--GARDENS

                       Subtitle A--Beds and Fences

    SEC. 101. DEFINITIONS.

        In this title:
                (1) Garden.--The term ``garden'' means a plot--
                        (A) that is open; and
                        (B) on which--
                                (i) roses grow; or
                                (ii) cabbages grow as in section
                            4(a) of the Plot Act:
                                        (I) red ones;
                                        (II) green ones.
                (2) Town.--The term ``town'' means a town.

    SEC. 102. GRANTS FOR GARDENS AND FOR THE TOOLS THAT ARE
                  NEEDED IN THEM.

        (a) In General.--Section 5 of the Plot Act is amended--
                (1) by striking ``plot''; and
                (2) by adding at the end the following:
        ``(c) Gardens.--The Town may help--
                ``(1) schools; and
                ``(2) clubs.
        ``(d) Report.--The Town shall report.''.
        (b) Funds.--There are funds.

    The funds are public.

        Attest:
    """)


def test_every_kind_is_counted_in_the_body() -> None:
    assert read(BILL).counts() == {
        "section": 3,
        "subsection": 6,
        "point": 3,
        "title": 1,
        "part": 1,
        "paragraph": 6,
        "subparagraph": 2,
        "clause": 2,
        "item": 2,
    }


@pytest.mark.parametrize(
    ("key", "kind", "label"),
    [
        ("title-i-part-a", "part", "Title I Subtitle A"),
        ("section-101", "section", "Section 101"),
        ("section-101-paragraph-1-subparagraph-b-clause-ii-item-i", "item", "Section 101(1)(B)(ii)(I)"),
        ("section-102-subsection-a-paragraph-2-subsection-c-paragraph-1", "paragraph", "Section 102(a)(2)(c)(1)"),
        ("section-102-subsection-a-paragraph-2-subsection-d", "subsection", "Section 102(a)(2)(d)"),
        ("section-102-subsection-b", "subsection", "Section 102(b)"),
        ("section-102-continued", "point", "Section 102, continued"),
    ],
)
def test_a_clause_is_called_as_a_reader_writes_it(key: str, kind: str, label: str) -> None:
    found = clause(read(BILL), key)

    assert (found.kind, found.label) == (kind, label)


def test_a_heading_in_capitals_goes_on_over_a_broken_line() -> None:
    assert clause(read(BILL), "section-102").heading == "GRANTS FOR GARDENS AND FOR THE TOOLS THAT ARE NEEDED IN THEM."


def test_a_list_of_contents_opens_no_clause() -> None:
    assert labels(read(BILL), "title") == ["Title I"]
    assert "Sec. 102. Grants." in clause(read(BILL), "section-1-continued").text


def test_a_bill_without_faults_gives_no_warning() -> None:
    assert codes(read(BILL)) == []


def test_sections_in_small_letters_are_read_where_no_other_are() -> None:
    draft = read("Section 1. The town keeps the gardens.\nSec. 2. The members of the town keep the fences.")

    assert [(c.label, c.text) for c in draft.clauses] == [
        ("Section 1", "The town keeps the gardens."),
        ("Section 2", "The members of the town keep the fences."),
    ]


@pytest.mark.parametrize(
    ("text", "warnings"),
    [
        ("SEC. 1. A.\nX.\nSEC. 3. B.\nY.", [(3, "number.missing")]),
        ("TITLE I—A\nSEC. 101. B.\nX.\nTITLE II—C\nSEC. 201. D.\nY.", []),
        ("SEC. 1. A.\n(a) X.\n(c) Y.", [(3, "number.missing")]),
        ("SEC. 1. A.\n(a) X—\n(1) y;\n(3) z.", [(4, "number.missing")]),
        ("SEC. 1. A.\n(a) X—\n“(7) y.\n“(8) z.”\n(b) W.", []),
    ],
)
def test_numbers_that_are_missing_are_named_but_not_in_quotations(text: str, warnings: list[tuple[int, str]]) -> None:
    assert codes(read(text)) == warnings
