"""Texts whose numbers are paths, as standards and contracts have them: 1, 1.2, 1.2.3, A.1; the number is what people cite.

Source: ISO/IEC Directives, part 2, clause 22 (numbering of divisions and subdivisions).
"""

import re
from typing import Final

from consult.formats.traditions.profile import ITEM_RANK, Mark, Nesting, Place, Profile

DEEPEST: Final = 7  # parts of a number
_KINDS: Final = {1: "section", 2: "subsection"}
_END: Final = r"\.?\)?(?: |$)"
_DIVISION: Final = "Section|SECTION|Chapter|CHAPTER|Clause|CLAUSE|Part|PART|Annex|ANNEX|Appendix|APPENDIX|Lampiran|LAMPIRAN|Anhang|Anlage"
_PLACES: Final = {
    "preamble": Place("preamble", "Foreword", key="preamble-", lists=False, heads_lead_to="body"),
    "body": Place("body", "Text"),
}


def _head(parts: int) -> Mark:
    """The mark of a number with so many parts, of which the first may be a letter."""
    number = rf"(?:[0-9]{{1,3}}|[A-Z])(?:\.[0-9]{{1,3}}){{{parts - 1}}}[a-z]?"
    pattern = rf"(?P<number>{number})(?!\.[0-9]|\w)(?::|{_END})(?:[—–-] )?"
    return Mark(_KINDS.get(parts, "clause"), "1" + ".1" * (parts - 1), "path", parts - 1, re.compile(pattern), sentence=False)


def _section(style: str, numerals: str, pattern: str) -> Mark:
    return Mark("section", style, numerals, 0, re.compile(rf"{pattern}(?!\.[0-9]|\w)(?::|{_END})(?:[—–-] )?"), sentence=False)


def _item(style: str, numerals: str, pattern: str) -> Mark:
    return Mark("item", style, numerals, ITEM_RANK, re.compile(pattern), frozenset({"body"}))


ITEMS: Final = (
    _item("(a)", "letter", r"\((?P<number>[a-z])\)(?: |$)"),
    _item("(1)", "arabic", r"\((?P<number>[0-9]{1,3})\)(?: |$)"),
    _item("a)", "letter", r"(?P<number>[a-z])\)(?: |$)"),
    _item("a.", "letter", r"(?P<number>[a-z])\.(?: |$)"),
    _item("1)", "arabic", r"(?P<number>[0-9]{1,3})\)(?: |$)"),
    _item("1.", "arabic", r"(?P<number>[0-9]{1,3})\.(?: |$)"),
    _item("(i)", "roman", r"\((?P<number>[ivx]{1,6})\)(?: |$)"),
    _item("i.", "roman", r"(?P<number>[ivx]{1,6})\.(?: |$)"),
    _item("i)", "roman", r"(?P<number>[ivx]{1,6})\)(?: |$)"),
)

_COMMON: Final = frozenset({"the", "of", "and", "in", "to", "yang", "dan", "der", "und"})
_FINISHED: Final = re.compile(r"(?:[.;:?!”’\")\]]|[;,] ?(?:and|or|and/or|dan|atau|und|oder))$")
_NONE: Final[frozenset[str]] = frozenset()

NUMBERED: Final = Profile(
    name="numbered",
    language="und",
    places=_PLACES,
    openings=(),
    marks=(
        _section("1", "arabic", rf"(?:(?:{_DIVISION}) )?(?P<number>[0-9]{{1,3}})"),
        _section("A", "capital", r"(?P<number>[A-Z])(?=[.)] )"),
        _section("A", "capital", rf"(?:{_DIVISION}) (?P<number>[A-Z])"),
        *(_head(parts) for parts in range(2, DEEPEST + 1)),
        *ITEMS,
    ),
    cited={"section": "{}", "subsection": "{}", "clause": "{}", "item": "({})"},
    alone=frozenset({"section", "subsection", "clause"}),
    run_on=frozenset({"section"}),
    title_lines=_NONE,
    titled=frozenset({"section", "subsection", "clause"}),
    loose="paragraph",  # a clause is something else here
    essential=frozenset({"section", "subsection", "clause"}),
    unit="section",
    nesting=Nesting.PATH,
    headed=True,
    odd_items=False,
    continued="continued",
    finished=_FINISHED,
    refers=re.compile(
        r"\b(?:[Ss]ections?|[Cc]lauses?|[Pp]aragraphs?|[Tt]ables?|[Ff]igures?|[Aa]nnex|[Aa]ppendix|[Pp]art|[Pp]asal|[Nn]o\.?|see)$"
    ),
    contents=re.compile(r"(?:TABLE OF )?CONTENTS|DAFTAR ISI|INHALT(?:SVERZEICHNIS)?", re.IGNORECASE),
    title_begins=re.compile(r"(?!)"),
    title_ends=re.compile(r"(?!)"),
    common=_COMMON,
)

HEADINGS: Final = Profile(
    name="headings",
    language="und",
    places=_PLACES,
    openings=(),
    marks=ITEMS,
    cited={"item": "({})"},
    alone=_NONE,
    run_on=frozenset({"heading"}),
    title_lines=_NONE,
    unit="heading",
    headed=True,
    odd_items=False,
    continued="continued",
    finished=_FINISHED,
    refers=NUMBERED.refers,
    title_begins=NUMBERED.title_begins,
    title_ends=NUMBERED.title_ends,
    common=_COMMON,
)
