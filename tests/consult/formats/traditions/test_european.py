"""Acts of the European Union: recitals, titles, chapters, articles, paragraphs, points."""

from textwrap import dedent

import pytest

from tests.consult.formats.drafts import clause, codes, labels, read

ACT = dedent("""\
    REGULATION (EU) 2030/1
    on the gardens of the Union
    THE EUROPEAN PARLIAMENT,
    Having regard to the proposal,
    Whereas:
    (1) Gardens need care.
    (2) Fences need paint.
    HAVE ADOPTED THIS REGULATION:
    TITLE I
    GENERAL PROVISIONS
    CHAPTER I
    Of gardens
    Article 1
    Subject matter
    1. This Regulation lays down:
    (a) rules on gardens:
    (i) of towns;
    (ii) of villages;
    (b) rules on fences.
    In addition, it lays down rules on gates.
    2. Point (a) of Article 2(1) applies to
    Article 7 gardens only.
    Article 2
    Definitions
    For the purposes of this Regulation:
    (1) ‘garden’ means a plot of land:
    (a) with plants;
    (b) with a gate;
    (2) ‘fence’ means a row of posts.
    Article 2a
    [deleted]
    TITLE II: FINAL PROVISIONS
    Article 3 — Amendments
    1. Regulation (EU) 2029/9 is amended as follows:
    1. Article 4 is deleted.
    2. In Article 5, the following is added:
    “4. Fences are painted.”
    Article 4
    Entry into force
    This Regulation shall enter into force
    on the third day.
    This Regulation shall be binding in its entirety.
    Done at Town, 1 May 2030.
    ANNEX I
    GARDENS
    Section 1
    1. A list of gardens.
    ANNEX II: Fences of the Union
    A list of fences.
    """)


def test_each_part_of_an_act_has_its_counts() -> None:
    counts = read(ACT).counts_by_part()

    assert counts["preamble"] == {"clause": 4, "heading": 1, "recital": 2}
    assert counts["body"] == {"title": 2, "chapter": 1, "article": 5, "paragraph": 5, "point": 8, "clause": 3}
    assert counts["annex"] == {"heading": 2, "section": 1, "paragraph": 1, "clause": 1}


def test_the_title_of_an_act_runs_to_its_institutions() -> None:
    assert read(ACT).title == "REGULATION (EU) 2030/1 on the gardens of the Union"


@pytest.mark.parametrize(
    ("key", "kind", "label"),
    [
        ("preamble-recital-2", "recital", "Recital 2"),
        ("title-i", "title", "Title I"),
        ("title-i-chapter-i", "chapter", "Title I Chapter I"),
        ("article-2a", "article", "Article 2a"),
        ("article-1-paragraph-1-point-a-point-ii", "point", "Article 1(1)(a)(ii)"),
        ("article-1-paragraph-1-continued", "clause", "Article 1(1), continued"),
        ("article-2-point-1-point-b", "point", "Article 2(1)(b)"),
        ("article-3-paragraph-1-paragraph-2", "paragraph", "Article 3(1)(2)"),
        ("closing-2", "clause", "Closing 2"),
        ("annex-i-section-1", "section", "Annex I Section 1"),
        ("annex-ii-1", "clause", "Annex II 1"),
    ],
)
def test_a_clause_is_called_as_a_reader_writes_it(key: str, kind: str, label: str) -> None:
    found = clause(read(ACT), key)

    assert (found.kind, found.label) == (kind, label)


def test_a_heading_stands_on_the_line_of_its_article_or_on_the_next() -> None:
    draft = read(ACT)

    assert [clause(draft, f"article-{n}").heading for n in ("1", "2a", "3", "4")] == [
        "Subject matter",
        "[deleted]",
        "Amendments",
        "Entry into force",
    ]


def test_an_article_without_heading_keeps_its_sentence_as_text() -> None:
    draft = read("Article 1\nThe members keep the gardens of\nthe town.\nArticle 2\nOn fences\nFences are kept.")

    assert [(c.heading, c.text) for c in draft.clauses] == [
        ("", "The members keep the gardens of the town."),
        ("On fences", "Fences are kept."),
    ]


def test_an_article_that_a_sentence_mentions_begins_none() -> None:
    assert labels(read(ACT), "article") == ["Article 1", "Article 2", "Article 2a", "Article 3", "Article 4"]
    assert clause(read(ACT), "article-1-paragraph-2").text == "Point (a) of Article 2(1) applies to Article 7 gardens only."


def test_what_is_read_with_doubt_is_named_with_its_line() -> None:
    assert codes(read(ACT)) == [(20, "text.continued")]


@pytest.mark.parametrize(
    ("text", "warnings"),
    [
        ("Article 1\nA.\nArticle 3\nB.", [(3, "number.missing")]),
        ("Article 1\nA.\nArticle 1\nB.", [(3, "number.doubled")]),
        ("Article 1\n1. A.\n3. B.", [(3, "number.missing")]),
        ("Article 1\n1. A:\n(a) b;\n(c) d.", [(4, "number.missing")]),
        ("Article 1\n1. A:\n(a) b; (b) c;\n(c) d.", [(3, "mark.in_sentence"), (4, "number.missing")]),
        ("Article 1\n1. A.\n1a. B.\n1b. C.\n2. D.", []),
        ("Article 1\n1. A:\n(a) b;\n(aa) c;\n(ab) d;\n(b) e;\n(ba) f;\n(c) g.", []),
        ("Article 1\n-1a. A.\n-1b. B.\n1. C.", []),
        ("Article 1\n1. A:\n(-a) b;\n(a) c.", []),
        ("Article 1\nOn A\n1. A:\n(g) b;\n(h) c;\n(i) d.", [(4, "number.late")]),
        ("TITLE I\nX\nArticle 1\nA.\nTITLE III\nY\nArticle 2\nB.", [(5, "number.missing")]),
    ],
)
def test_numbers_that_are_missing_or_inserted_are_told_apart(text: str, warnings: list[tuple[int, str]]) -> None:
    assert codes(read(text)) == warnings


def test_numbers_of_a_working_paper_are_cited_and_counted_apart() -> None:
    draft = read("Article 1\n-1a. A.\n1. B:\n(-a) c;\n(a) d.")

    assert labels(draft, "clause") == ["Article 1(-1a)", "Article 1(1)(-a)"]
    assert (labels(draft, "paragraph"), labels(draft, "point")) == (["Article 1(1)"], ["Article 1(1)(a)"])


def test_i_is_a_letter_after_h_and_a_roman_number_where_a_list_is_announced() -> None:
    draft = read("Article 1\n1. A:\n(g) b;\n(h) c:\n(i) d;\n(ii) e;\n(i) f.")

    assert labels(draft, "point") == [f"Article 1(1){n}" for n in ("(g)", "(h)", "(h)(i)", "(h)(ii)", "(i)")]


def test_headings_of_notes_and_wikis_are_read_too() -> None:
    draft = read("## TITLE I: GARDENS\n** Chapter 1: Of fences\n== Article 1: Paint ==\n1. A.\n== Article 2:\nArticle 9 is kept.")

    assert draft.counts() == {"title": 1, "chapter": 1, "article": 2, "paragraph": 1}
    assert clause(draft, "article-2").text == "Article 9 is kept."


def test_articles_glued_into_a_line_are_found_again_with_a_doubt() -> None:
    text = "Article 1 Gardens 1. Gardens are kept. 2. They are open. Article 2 Fences 1. Fences are kept.\nArticle 3\nX."
    draft = read(text)

    assert labels(draft, "article") == ["Article 1", "Article 2", "Article 3"]
    assert labels(draft, "paragraph") == ["Article 1(1)", "Article 1(2)", "Article 2(1)"]
    assert "mark.glued" in [code for _, code in codes(draft)]


def test_recitals_need_no_line_that_announces_them() -> None:
    draft = read("(1) Gardens need care.\n(1a) Fences need paint.\nTITLE I\nGARDENS\nArticle 1\nGardens are kept.")

    assert labels(draft, "recital", part="preamble") == ["Recital 1", "Recital 1a"]


def test_a_number_before_the_line_that_announces_the_recitals_is_a_note() -> None:
    draft = read("THE COUNCIL,\n(1) See the map.\nWhereas:\n(1) Gardens need care.\nHAS DECIDED:\nArticle 1\nGardens are kept.")

    assert [(c.label, c.text) for c in draft.clauses if c.kind == "recital"] == [("Recital 1", "Gardens need care.")]
    assert clause(draft, "preamble-2").text == "(1) See the map."


def test_what_was_put_into_a_row_of_chapters_is_one_and_so_is_one_with_a_full_stop_behind_its_number() -> None:
    draft = read("CHAPTER 1\nSheds\nArticle 1\nA.\nCHAPTER 1A\nGates\nArticle 2\nB.\nCHAPTER 2. Fences\nArticle 3\nC.")

    assert [(c.label, c.heading) for c in draft.clauses if c.kind == "chapter"] == [
        ("Chapter 1", "Sheds"),
        ("Chapter 1A", "Gates"),
        ("Chapter 2", "Fences"),
    ]


def test_a_text_that_goes_on_after_two_lists_is_called_after_the_paragraph_both_times() -> None:
    text = "Article 1\n1. A garden has:\n(a) beds;\n(b) a gate.\nIn addition, it has:\n(a) a shed;\n(b) a well.\nAll of it is kept."

    assert labels(read(text), "clause") == ["Article 1(1), continued", "Article 1(1), continued 2"]


def test_a_point_put_in_behind_two_others_keeps_its_place_among_the_small_numerals() -> None:
    draft = read("Article 1\n1. A garden:\n(a) has:\n(i) beds;\n(ia) a gate;\n(ib) a shed;\n(ic) a well;\n(ii) a fence.")

    assert labels(draft, "point")[1:] == [f"Article 1(1)(a)({number})" for number in ("i", "ia", "ib", "ic", "ii")]
