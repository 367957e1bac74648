"""German laws: divisions, §, Absatz, Nummer, Buchstabe; as a repository keeps them in Markdown, and as plain text."""

from textwrap import dedent

import pytest

from consult.formats.outline.clauses import ParsedDraft
from consult.formats.parse_draft import parse_draft
from tests.consult.formats.drafts import clause, codes, labels, read

LAW = dedent("""\
    ---
    Title: "Gartengesetz"
    slug: garteng
    ---

    # Gesetz über die Gärten (GartenG)

    Ausfertigungsdatum
    :   2030-05-01

    ## Inhaltsübersicht

    § 1 Begriffe
    § 2 Pflege

    ## Erster Teil - Gärten

    ### Abschnitt 1 - Allgemeines

    #### § 1 Begriffe

    Im Sinne dieses Gesetzes ist ein Garten eine Fläche, die nach
    § 2 Absatz 1 oder
    § 3 Satz 2 gepflegt wird.

    #### § 2 Pflege

    (1) Die Mitglieder pflegen den Garten, indem sie

    1.  die Beete gießen,

    2.  den Zaun

        a)  streichen oder

        b)  ausbessern:

            aa) im Mai,

            bb) am
                1. Juni, und

    durch Rat helfen.

    (1a) Das Nähere regelt
    der Rat.

    (2)
    Wasser ist frei.

    ## Zweiter Teil - Schluss

    ### (XXXX) §§ 3 bis 5 (weggefallen)

    ### § 6a Inkrafttreten

    Dieses Gesetz tritt am
    1. Mai 2030 in Kraft.

    ### Anlage 1 (zu § 2) Beete

    Es gibt Beete:

    1.  mit Rosen

    2.  ohne Rosen
    """)


def law() -> ParsedDraft:
    return parse_draft(LAW.encode(), name="garteng.md")


def test_each_part_of_a_law_has_its_counts() -> None:
    counts = law().counts_by_part()

    assert counts["preamble"] == {"heading": 2}
    assert counts["body"] == {
        "part": 2,
        "section": 1,
        "paragraph_sign": 4,
        "absatz": 3,
        "nummer": 2,
        "point": 2,
        "item": 2,
        "clause": 1,
    }
    assert counts["annex"] == {"heading": 1, "clause": 1, "nummer": 2}


def test_front_matter_gives_the_title_and_is_no_part_of_the_text() -> None:
    assert (law().title, law().language) == ("Gartengesetz", "de")
    assert "garteng" not in law().words()


@pytest.mark.parametrize(
    ("key", "label", "heading"),
    [
        ("part-erster", "Erster Teil", "Gärten"),
        ("part-erster-section-1", "Erster Teil Abschnitt 1", "Allgemeines"),
        ("paragraph-sign-2", "§ 2", "Pflege"),
        ("paragraph-sign-2-absatz-1-nummer-2-point-b-item-aa", "§ 2 Absatz 1 Nummer 2 Buchstabe b Doppelbuchstabe aa", ""),
        ("paragraph-sign-2-absatz-1-continued", "§ 2 Absatz 1, Fortsetzung", ""),
        ("paragraph-sign-2-absatz-1a", "§ 2 Absatz 1a", ""),
        ("paragraph-sign-3-bis-5", "§ 3 bis 5", "(weggefallen)"),
        ("paragraph-sign-6a", "§ 6a", "Inkrafttreten"),
        ("annex-1-1-nummer-2", "Anlage 1 1 Nummer 2", ""),
    ],
)
def test_a_clause_is_called_as_a_reader_writes_it(key: str, label: str, heading: str) -> None:
    found = clause(law(), key)

    assert (found.label, found.heading) == (label, heading)


def test_a_number_on_its_own_line_takes_the_text_of_the_next() -> None:
    assert clause(law(), "paragraph-sign-2-absatz-2").text == "Wasser ist frei."


def test_a_paragraph_that_a_sentence_mentions_on_a_line_of_its_own_begins_none() -> None:
    assert clause(law(), "paragraph-sign-1").text.endswith("nach § 2 Absatz 1 oder § 3 Satz 2 gepflegt wird.")


def test_a_date_is_no_number_of_a_list() -> None:
    assert clause(law(), "paragraph-sign-6a").text == "Dieses Gesetz tritt am 1. Mai 2030 in Kraft."


def test_a_range_of_paragraphs_ends_where_the_next_one_goes_on() -> None:
    draft = read("### § 1 A\n\nDas ist der Garten.\n\n### §§ 2 bis 4 (weggefallen)\n\n### § 5 B\n\nDas ist der Zaun.")

    assert labels(draft, "paragraph_sign") == ["§ 1", "§ 2 bis 4", "§ 5"]
    assert codes(draft) == []


def test_a_law_without_faults_gives_no_warning_but_for_what_was_inserted_late() -> None:
    assert codes(law()) == [(55, "number.missing")]


def test_levels_of_the_file_are_believed_before_the_usual_order_of_divisions() -> None:
    text = "## Abschnitt 1 - A\n\n### Titel 1 - B\n\n#### Kapitel 1 - C\n\n##### § 1 D\n\nX.\n\n##### § 2 E\n\nY."
    draft = read(text)

    assert clause(draft, "paragraph-sign-1").depth == 3
    assert labels(draft, "chapter") == ["Abschnitt 1 Titel 1 Kapitel 1"]


PLAIN = dedent("""\
    Gesetz über die Gärten
    Kapitel 1
    Allgemeines
    § 1
    Begriffe
    (1) Ein Garten ist eine Fläche.
    (2) Ein Zaun ist aus:
    1. Holz oder
    2. Draht.
    § 2 Pflege der Beete
    Jeder gießt.
    Artikel 2
    Inkrafttreten
    Dieses Gesetz tritt morgen in Kraft.
    """)


def test_a_law_in_plain_text_is_read_as_well() -> None:
    draft = read(PLAIN)

    assert draft.profile == "de"
    assert draft.counts() == {"chapter": 1, "paragraph_sign": 2, "absatz": 2, "nummer": 2, "article": 1}
    assert [clause(draft, f"paragraph-sign-{n}").heading for n in (1, 2)] == ["Begriffe", "Pflege der Beete"]


@pytest.mark.parametrize(
    ("printed", "label"),
    [
        ("§ 4 k Zaun", "§ 4k"),
        ("§§ 9 u. 10 (weggefallen)", "§ 9 u. 10"),
        ("(XXXX)§§ 9 und 10 (weggefallen)", "§ 9 und 10"),
        ("XXXX §§ 9a u. 10 (weggefallen)", "§ 9a u. 10"),
    ],
)
def test_a_paragraph_is_known_however_it_is_printed(printed: str, label: str) -> None:
    draft = parse_draft(f"# Gartengesetz\n\n## § 1 Beet\n\nText.\n\n## {printed}\n".encode(), name="gesetz.md")

    assert labels(draft, "paragraph_sign") == ["§ 1", label]


def test_an_article_may_have_its_heading_behind_the_short_word() -> None:
    draft = parse_draft(b"# Vertrag\n\n## Art 1 Beet\n\n(1) Text.\n\n## Art 2\n\nText.\n\n## Art 2a (weggefallen)\n", name="vertrag.md")

    assert labels(draft, "article") == ["Artikel 1", "Artikel 2", "Artikel 2a"]
    assert labels(draft, "absatz") == ["Artikel 1 Absatz 1"]
