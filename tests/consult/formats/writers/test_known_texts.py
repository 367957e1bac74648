"""The known texts taken away in every format and brought back: the same clauses, whatever tradition they were read by."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from consult.formats.outline.clauses import ParsedDraft
from consult.formats.parse_draft import parse_draft
from consult.formats.writers.writer_table import FORMATS
from tests.consult.formats.writers.drafts import exported, same
from tests.consult.formats.writers.schema import faults, needs_schema

DOCUMENTS = Path(__file__).resolve().parents[4] / "../shared/data/documents"
TRUTH = DOCUMENTS / "expected.json"
KNOWN: Mapping[str, Any] = json.loads(TRUTH.read_text())["documents"] if TRUTH.exists() else {}
NAMES = [name for name, known in KNOWN.items() if "USLM" not in known["format"]]  # of a format that is not read

pytestmark = pytest.mark.skipif(not KNOWN, reason="the known texts are not beside the project")


@cache
def draft(name: str) -> ParsedDraft:
    """What the reader makes of a known text."""
    return parse_draft((DOCUMENTS / name).read_bytes(), name=name)


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "csv"])
@pytest.mark.parametrize("name", NAMES)
def test_a_known_text_comes_back_as_it_was(name: str, form: str) -> None:
    back = parse_draft(FORMATS[form].render(exported(draft(name))), name=f"draft.{FORMATS[form].ending}")

    assert same(back.clauses) == same(draft(name).clauses)
    assert (back.title, back.profile) == (draft(name).title, draft(name).profile)


@needs_schema
@pytest.mark.parametrize("name", NAMES)
def test_a_known_text_is_valid_akoma_ntoso(name: str) -> None:
    assert faults(FORMATS["akn"].render(exported(draft(name)))) == []
