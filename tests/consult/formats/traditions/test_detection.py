"""Which tradition a text is read in, and why."""

import pytest

from consult.formats.outline.lines import Line
from consult.formats.outline.read_file import ReadFile
from consult.formats.parse_draft import clauses_of, parse_draft
from consult.formats.traditions.detection import PROFILES, language_of
from tests.consult.formats.drafts import codes, read

TEXTS = {
    "id": "BAB I\nUMUM\nPasal 1\nKebun yang baik.\nPasal 2\nPagar.",
    "eu": "Article 1\nThe gardens of the town.\nArticle 2\nThe fences.",
    "de": "§ 1 Gärten\nDer Garten und die Beete.\n§ 2 Zäune\nDer Zaun.",
    "us": "SEC. 1. GARDENS.\nThe gardens of the town.\nSEC. 2. FENCES.\nThe fences.",
    "numbered": "1 Gardens\nThey are kept.\n1.1 Fences\nOf wood.\n1.2 Gates\nOpen.",
    "headings": "# Gardens\n\nThey are kept.\n\n# Fences\n\nOf wood.",
    "paragraphs": "Some thoughts.\n\nOn gardens.",
}


@pytest.mark.parametrize("profile", TEXTS)
def test_each_tradition_is_recognised_by_what_its_lines_begin_with(profile: str) -> None:
    assert read(TEXTS[profile]).profile == profile


@pytest.mark.parametrize(("profile", "lines"), [("id", 3), ("eu", 2), ("de", 2), ("us", 2), ("numbered", 2), ("headings", 2)])
def test_the_reason_for_a_choice_is_the_number_of_lines_that_speak_for_it(profile: str, lines: int) -> None:
    evidence = read(TEXTS[profile]).as_json()["profile_evidence"]

    assert evidence == {name: evidence[name] for name in PROFILES}  # type: ignore[index]
    assert evidence[profile] == lines  # type: ignore[index]


def test_a_tradition_that_was_asked_for_needs_no_reason() -> None:
    assert read(TEXTS["eu"], profile="eu").evidence == {}


def test_a_choice_that_could_have_been_another_is_doubted_by_both_names() -> None:
    draft = read("§ 1\nX.\n§ 2\nY.\nPasal 1\nZ.\nPasal 2\nW.\nPasal 3\nV.")

    assert codes(draft)[0] == (1, "profile.close")
    assert draft.warnings[0].facts == {"profile": "id", "other": "de"}


def test_a_section_sign_in_an_english_text_is_american_and_in_a_german_one_german() -> None:
    assert read("§ 1. Gardens\nThe garden of the town is kept in order.\n§ 2. Fences\nThe fence.").profile == "us"
    assert read("§ 1 Gärten\nDer Garten ist nach dem Rat und der Regel zu pflegen.\n§ 2 Zäune\nDer Zaun.").profile == "de"


def test_a_memo_that_cites_one_article_is_read_by_its_headings() -> None:
    text = "\n\n".join(f"## Gardens of {n}\n\nThey are kept." for n in "abcdef") + "\n\nArticle 1 Of the charter"

    assert parse_draft(text.encode(), name="memo.md").profile == "headings"


def test_numbers_deeper_than_headings_or_outside_them_make_an_outline() -> None:
    deep = "## 1 A\n\nX.\n\n### 1.1 B\n\nX.\n\n#### 1.1.1 C\n\nX.\n\n#### 1.1.2 D\n\nX."
    outside = "# A\n\n1.1 X is kept.\n\n1.2 Y is kept.\n\n# B\n\n2.1 Z is kept.\n\n2.2 W is kept."
    memo = "## 1. A\n\nX.\n\n### 1.1 B\n\nX.\n\n### 1.2 C\n\nX.\n\n## D\n\nX."

    assert [parse_draft(text.encode(), name="x.md").profile for text in (deep, outside, memo)] == ["numbered", "numbered", "headings"]


def test_what_a_file_says_of_itself_goes_before_what_its_lines_look_like() -> None:
    lines = (Line(1, "Pasal 1", True), Line(2, "Isi.", False))
    file = ReadFile("application/x", lines, profile="paragraphs", title="Kebun", language="id")

    assert (clauses_of(file, name="x").profile, clauses_of(file, name="x").title) == ("paragraphs", "Kebun")
    assert clauses_of(file, name="x", profile="id").language == "id"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("the house of the town and the garden", "en"),
        ("der Garten und die Stadt des Landes", "de"),
        ("kebun yang dan dengan untuk", "id"),
        ("x", "und"),
    ],
)
def test_a_language_is_known_by_its_commonest_words(text: str, language: str) -> None:
    assert language_of([Line(1, text, True)]) == language
