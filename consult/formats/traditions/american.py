"""The tradition of the United States as a table: TITLE › Subtitle › SEC. › (a) › (1) › (A) › (i) › (I).

Source: House Legislative Counsel's Manual on Drafting Style (HLC 104-1), parts III and IV; lines as GovInfo and Congress.gov print them.
"""

import re
from typing import Final

from consult.formats.traditions.profile import ITEM_RANK, Mark, Nesting, Opening, Place, Profile

_PLACES: Final = frozenset({"body", "annex"})
_QUOTE: Final = r"(?P<quote>[“\"]|``|'')?"
_NUMBER: Final = "[0-9]{1,6}[A-Z]{0,2}(?:-[0-9]{1,3})?"
_ROMAN: Final = "[IVXLC]{1,9}(?:-[A-Z])?"
_END: Final = r"(?:\.?$|[.:]? ?(?:[—–]|--?) ?|[.:] ?(?=[A-Z])| (?=[A-Z]))"


def _head(kind: str, style: str, numerals: str, rank: int, words: str, number: str) -> Mark:
    pattern = rf"{_QUOTE}(?:{words}) (?P<number>{number})(?!\w|-\w){_END}"
    return Mark(kind, style, numerals, rank, re.compile(pattern), sentence=False)


def _section(style: str, words: str, end: str, *, yields_to: str = "") -> Mark:
    pattern = rf"{_QUOTE}(?:{words}) ?(?P<number>{_NUMBER})(?!\w|-\w){end}"
    return Mark("section", style, "arabic", 5, re.compile(pattern), sentence=False, yields_to=yields_to)


def _item(kind: str, style: str, numerals: str, step: int, number: str) -> Mark:
    return Mark(kind, style, numerals, ITEM_RANK + step, re.compile(rf"{_QUOTE}\((?P<number>{number})\)(?: |$|(?=[A-Z(]))"), _PLACES)


MARKS: Final = (
    _head("title", "title", "roman", 0, "TITLE|Title", _ROMAN),
    _head("title", "division", "capital", 0, "DIVISION|Division", "[A-Z]{1,2}"),
    _head("part", "subtitle", "capital", 1, "SUBTITLE|Subtitle", "[A-Z]{1,2}"),
    _head("part", "part", "roman", 2, "PART|Part", _ROMAN),
    _head("part", "part", "arabic", 2, "PART|Part", "[0-9]{1,3}"),
    _head("part", "part", "capital", 2, "PART|Part", "[A-Z]"),
    _head("chapter", "chapter", "arabic", 3, "CHAPTER|Chapter", "[0-9]{1,4}"),
    _head("chapter", "subchapter", "roman", 4, "SUBCHAPTER|Subchapter", _ROMAN),
    _section("SEC.", r"SECTION|SEC\.", _END),
    _section("§", "§ ?", _END, yields_to="SEC."),
    _section("Sec.", r"Section|Sec\.", r"(?:\.?$|\. ?(?=[A-Z(]))", yields_to="SEC."),
    _item("subsection", "(a)", "letter", 1, r"[a-z]|([a-z])\3"),
    _item("paragraph", "(1)", "arabic", 2, "[0-9]{1,3}[A-Z]{0,2}"),
    _item("subparagraph", "(A)", "capital", 3, r"[A-Z]|([A-Z])\3"),
    _item("clause", "(i)", "roman", 4, "[ivx]{1,7}"),
    _item("item", "(I)", "roman", 5, "[IVX]{1,7}"),
    _item("item", "(aa)", "doubled letter", 6, r"([a-z])\3"),
)

_FAREWELL: Final = (
    r"(?=Passed the (?:House|Senate)\b|Attest:|Approved [A-Z][a-z]+ [0-9]|Speaker of the House|Vice President of the|LEGISLATIVE HISTORY)"
)
_ANNEX: Final = (
    r"(?P<heading>(?:APPENDIX|SCHEDULE|Appendix|Schedule)(?: (?P<number>[IVXL]{1,7}|[0-9]{1,3}|[A-Z])\b)?"
    r"(?:[.:]| ?[—–-])?(?: .{1,200})?)$"
)

OPENINGS: Final = (
    Opening("preamble", frozenset({"preamble"}), re.compile(r"(?=Be it (?:enacted|resolved)\b|Resolved by\b)")),
    Opening("closing", frozenset({"body"}), re.compile(_FAREWELL)),
    Opening("annex", frozenset({"body", "closing", "annex"}), re.compile(_ANNEX), name="Appendix", root=True, paragraphs=True),
)

_SMALL: Final = "and|or|of|the|in|for|to|on|by|with|a|an|under|from|at|as"
_TITLE: Final = rf"[^a-z]{{1,300}}$|(?=.{{1,120}}$)[A-Z][\w'’-]*(?:[,;]? (?:[A-Z][\w'’-]*|{_SMALL}))*\.?$"

AMERICAN: Final = Profile(
    name="us",
    language="en",
    places={
        "preamble": Place("preamble", "Preamble", key="preamble-", lists=False, heads_lead_to="body"),
        "body": Place("body", "Body"),
        "closing": Place("body", "Closing", key="closing-", lists=False, heads_lead_to="body"),
        "annex": Place("annex", "Appendix", key="annex-"),
    },
    openings=OPENINGS,
    marks=MARKS,
    cited={
        "title": "Title {}",
        "division": "Division {}",
        "subtitle": "Subtitle {}",
        "part": "Part {}",
        "chapter": "Chapter {}",
        "subchapter": "Subchapter {}",
        "section": "Section {}",
        **dict.fromkeys(("subsection", "paragraph", "subparagraph", "clause", "item"), "({})"),
    },
    alone=frozenset({"title", "section"}),
    run_on=frozenset({"title", "section"}),
    title_lines=frozenset({"title", "part", "chapter"}),
    titled=frozenset({"section"}),
    title=re.compile(_TITLE),
    loose="point",  # a clause is something else here
    essential=frozenset({"section"}),
    unit="section",
    nesting=Nesting.RANK,
    headed=True,
    continued="continued",
    cuts=re.compile(r"(?<=[.;:] )(?=SEC\. [0-9]{1,6}[A-Z]?\. [A-Z]|TITLE [IVXL]{1,7}[—-]|\([a-z0-9]{1,3}\) [A-Z])"),
    finished=re.compile(r"(?:[.;:?!”\")\]—]|--|''|assembled,|[;,] ?(?:and|or|and/or))$"),
    refers=re.compile(r"\b(?:[Ss]ections?|[Ss]ubsections?|[Pp]aragraphs?|[Ss]ubparagraphs?|[Cc]lauses?|[Tt]itles?|[Pp]art|through)$"),
    joins=re.compile(r"\b(?:and|or|through)$|,$"),
    announces=re.compile(r"(?::|—|--|–)$"),
    contents=re.compile(r"(?:TABLE OF )?CONTENTS|.*\btable of contents (?:for|of) this \w+ (?:is|are) as.*", re.IGNORECASE),
    hundreds=True,
    title_begins=re.compile(r"(?:A BILL|AN ACT|An Act|A Bill|JOINT RESOLUTION|H\. ?R\. [0-9]|S\. [0-9])"),
    title_ends=re.compile(r"Be it enacted|IN THE (?:HOUSE|SENATE)|SECTION 1|Resolved"),
    common=frozenset({"the", "of", "and", "shall", "in", "to", "be", "for"}),
)
