"""Real laws and memos beside the project: their counts are known, none of their words may be lost, and none stands in our code."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from textwrap import wrap
from typing import Any

import pytest

from consult.formats.outline.clauses import ParsedDraft
from consult.formats.outline.lines import words
from consult.formats.parse_draft import parse_draft, source_words

ROOT = Path(__file__).resolve().parents[3]
DOCUMENTS = ROOT / "../shared/data/documents"
TRUTH = DOCUMENTS / "expected.json"
KNOWN: Mapping[str, Any] = json.loads(TRUTH.read_text())["documents"] if TRUTH.exists() else {}
INDONESIAN = [name for name, known in KNOWN.items() if known["language"] == "id"]
FORMATS = {"text/plain", "text/markdown"}

KINDS: Mapping[str, tuple[str, int | None]] = {  # what the truth calls it → our kind, and the depth where it says so
    **{kind: (kind, None) for kind in ("bab", "bagian", "paragraf", "pasal", "ayat")},
    "titles": ("title", None),
    "articles": ("article", None),
    "numbered_paragraphs": ("paragraph", None),
    "lettered_points": ("point", None),
    "paragraphen": ("paragraph_sign", None),
    "absaetze": ("absatz", None),
    "h2": ("heading", 0),
    "h3": ("heading", 1),
}
STATED = [(name, said) for name, known in KNOWN.items() if known["format"] in FORMATS for said in known["counts"]]
NOT_EXACT = {("de-jgg.v2.md", "absaetze"): 267}  # docs/decisions: one stands on a line of its own, which the truth does not count
ENOUGH = 0.97

pytestmark = pytest.mark.skipif(not KNOWN, reason="the known texts are not beside the project")


@cache
def drafts(name: str) -> ParsedDraft:
    """A known text, read once."""
    return parse_draft((DOCUMENTS / name).read_bytes(), name=name)


def counted(name: str, said: str) -> int:
    """How many clauses of a text the truth means by that name."""
    kind, depth = KINDS[said]
    return sum(c.kind == kind and c.part == "body" and depth in {None, c.depth} for c in drafts(name).clauses)


@pytest.mark.parametrize(("name", "said"), STATED)
def test_a_known_text_has_the_clauses_that_are_known_of_it(name: str, said: str) -> None:
    assert counted(name, said) == NOT_EXACT.get((name, said), KNOWN[name]["counts"][said])


def test_all_but_three_in_a_hundred_of_the_stated_counts_are_exact() -> None:
    exact = sum(counted(name, said) == KNOWN[name]["counts"][said] for name, said in STATED)

    assert exact >= ENOUGH * len(STATED)


@pytest.mark.parametrize("name", [name for name, known in KNOWN.items() if known["format"] in FORMATS])
def test_the_tradition_and_language_of_a_known_text_are_recognised(name: str) -> None:
    profiles = {"pasal": "id", "article": "eu", "§": "de", "section": "headings"}
    draft = drafts(name)

    assert (draft.profile, draft.language) == (profiles[KNOWN[name]["clause_unit"]], KNOWN[name]["language"])
    assert draft.evidence[draft.profile] > 0
    assert "profile.close" not in {warning.code for warning in draft.warnings}


@pytest.mark.parametrize("width", [60, 72, 90])
@pytest.mark.parametrize("name", [name for name in INDONESIAN if name.endswith(".txt")])
def test_a_known_law_is_read_the_same_when_its_lines_are_broken(name: str, width: int) -> None:
    text = (DOCUMENTS / name).read_text()
    lines = [part for line in text.split("\n") for part in wrap(line, width, break_on_hyphens=False)]

    assert parse_draft("\n".join(lines).encode(), name=name).counts() == parse_draft(text.encode(), name=name).counts()


@pytest.mark.parametrize("name", [name for name, known in KNOWN.items() if "USLM" not in known["format"]])
def test_no_word_of_a_known_text_is_lost_even_of_another_tradition(name: str) -> None:
    data = (DOCUMENTS / name).read_bytes()

    assert parse_draft(data, name=name).words() == source_words(data, name=name)


@pytest.mark.parametrize("name", INDONESIAN)
def test_every_clause_of_a_known_law_says_something(name: str) -> None:
    clauses = parse_draft((DOCUMENTS / name).read_bytes(), name=name).clauses
    holders = {clause.parent for clause in clauses}

    assert [c.key for c in clauses if not (c.text or c.heading or c.key in holders)] == []


@pytest.mark.parametrize("name", [name for name in INDONESIAN if "noisy" in name])
def test_a_law_with_glued_lines_is_read_with_warnings(name: str) -> None:
    assert parse_draft((DOCUMENTS / name).read_bytes(), name=name).warnings


@cache
def sequences(name: str) -> frozenset[tuple[str, ...]]:
    """All sequences of twelve words in a known text."""
    found = [word.lower() for word in words((DOCUMENTS / name).read_text())]
    return frozenset(zip(*(found[n:] for n in range(12)), strict=False))


@pytest.mark.parametrize("name", KNOWN)
def test_no_twelve_words_of_a_known_text_stand_in_the_program(name: str) -> None:
    known = sequences(name)
    for path in (ROOT / "consult").rglob("*.py"):
        code = [word.lower() for word in words(path.read_text())]
        said = set(zip(*(code[n:] for n in range(12)), strict=False)) & known
        assert not said, path
