"""Our scripts have no sentences of their own: what they say stands translated in the page."""

import re
from pathlib import Path
from typing import Final

import pytest

MODULES: Final = sorted((Path(__file__).resolve().parents[2] / "frontend" / "static" / "modules").glob("*.js"))
SAYS: Final = re.compile(
    r"""(?:\.(?:textContent|innerText|innerHTML|ariaLabel|title|placeholder)\s*\+?=|\b(?:alert|confirm|prompt)\()\s*["'`]"""
)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.name))
def test_a_script_says_nothing_but_what_the_page_gives_it(module: Path) -> None:
    assert SAYS.findall(module.read_text()) == []


@pytest.mark.parametrize("planted", ['where.textContent = "Here"', "confirm('Sure?')", "link.title += `Go`"])
def test_a_sentence_in_a_script_is_found(planted: str) -> None:
    assert SAYS.search(planted)
