"""Real Indonesian laws beside the project: their counts are known, and none of their words may be lost."""

import json
from collections.abc import Mapping
from pathlib import Path
from textwrap import wrap
from typing import Any

import pytest

from consult.documents.parsing.parse import parse_draft, source_words

DOCUMENTS = Path(__file__).resolve().parents[4] / "../shared/data/documents"
TRUTH = DOCUMENTS / "expected.json"
KNOWN: Mapping[str, Any] = json.loads(TRUTH.read_text())["documents"] if TRUTH.exists() else {}
INDONESIAN = [name for name, known in KNOWN.items() if known["language"] == "id"]

pytestmark = pytest.mark.skipif(not KNOWN, reason="the known texts are not beside the project")


@pytest.mark.parametrize("name", INDONESIAN)
def test_a_known_law_is_read_with_the_counts_that_are_known_of_it(name: str) -> None:
    draft = parse_draft((DOCUMENTS / name).read_bytes(), name=name)
    counts = draft.counts()

    assert {kind: counts.get(kind, 0) for kind in KNOWN[name]["counts"]} == KNOWN[name]["counts"]
    assert (draft.profile, draft.language, draft.format) == ("id", "id", KNOWN[name]["format"])


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
