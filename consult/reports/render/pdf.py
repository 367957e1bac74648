"""The report as PDF/UA, set by typst: tagged, with its language, title and outline. What people wrote goes in as data, never as markup."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Final

import typst

from consult.reports.render.glyphs import FOLDERS, breakable, everywhere, settable
from consult.reports.render.paper import paper
from consult.reports.summary import Summary

TEMPLATE: Final = Path(__file__).parent / "templates" / "report.typ"


def render(summary: Summary) -> bytes:
    """A tagged PDF (PDF/UA-1). The same summary gives the same bytes; its instant is the one that the figures were counted at."""
    found = everywhere(asdict(paper(summary)), lambda text: breakable(settable(text)))
    made: bytes = typst.compile(
        str(TEMPLATE),
        format="pdf",
        sys_inputs={"data": json.dumps(found, ensure_ascii=False)},
        font_paths=[str(folder) for folder in FOLDERS],
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
        timestamp=int(summary.made_at.timestamp()),
    )
    return made
