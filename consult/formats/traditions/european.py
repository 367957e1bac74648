"""The tradition of the European Union as a table: recital; TITLE › CHAPTER › Section › Article › paragraph › point.

Source: Joint Practical Guide for the drafting of European Union legislation, and the Interinstitutional style guide, part one;
lines as EUR-Lex and the Council's documents print them.
"""

import re
from dataclasses import replace
from typing import Final

from consult.formats.traditions.profile import ITEM_RANK, Mark, Nesting, Opening, Place, Profile

_BEFORE: Final = frozenset({"preamble", "recitals"})
_AFTER: Final = frozenset({"body", "closing", "annex"})

_ROMAN: Final = "[IVXLC]{1,9}[a-zA-Z]?"
_NUMBER: Final = "[0-9]{1,4}[a-z]{0,2}"
_WORD: Final = "(?:ONE|TWO|THREE|FOUR|FIVE|SIX|SEVEN|EIGHT|NINE|TEN|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)"
_LEVEL: Final = "[0-9]{1,4}(?:[a-z]{1,2}|[A-Z])?"  # of a chapter put in: `Chapter 1A`
_END: Final = r"(?:[.:]?$|[.:]? ?[—–-] ?|: ?|\.? (?=[A-Z‘'“\"(\[]))"  # of a number: nothing, or what leads to a heading
_ADOPTED: Final = r"(?:HAS|HAVE) (?:ADOPTED|DECIDED|AGREED)\b|HAS DRAWN UP\b|HEREBY ADOPT"


def _head(kind: str, style: str, numerals: str, rank: int, words: str, number: str) -> Mark:
    return Mark(kind, style, numerals, rank, re.compile(rf"(?:{words}) (?P<number>{number})(?![\w.]\w){_END}"), sentence=False)


def _item(kind: str, style: str, numerals: str, step: int, pattern: str, *, within: frozenset[str] = frozenset({"body", "annex"})) -> Mark:
    return Mark(kind, style, numerals, ITEM_RANK + step, re.compile(pattern), within)


def _levels(kind: str, rank: int, words: str) -> tuple[Mark, ...]:
    """The marks of one kind of heading, however it is numbered."""
    numbered = (("roman", _ROMAN), ("arabic", _LEVEL), ("capital", "[A-Z]"), ("cardinal", _WORD))
    return tuple(_head(kind, f"{kind} {numerals}", numerals, rank, words, number) for numerals, number in numbered)


_RECITAL: Final = _item("recital", "recital", "arabic", 0, r"\((?P<number>[0-9]{1,3}[a-z]{0,2})\)(?: |$)", within=frozenset({"recitals"}))
_BARE_RECITAL: Final = replace(_RECITAL, within=frozenset({"preamble"}), yields_to="Whereas")  # else it is a note there

MARKS: Final = (
    *_levels("part", 0, "PART|Part"),
    *_levels("title", 1, "TITLE|Title"),
    *_levels("chapter", 2, "CHAPTER|Chapter"),
    *_levels("section", 3, "SECTION|Section"),
    *_levels("subsection", 4, "SUBSECTION|SUB-SECTION|Subsection|Sub-section"),
    _head("article", "article", "arabic", 5, "Article|ARTICLE|Art\\.", _NUMBER),
    _head("article", "article-roman", "roman", 5, "ARTICLE|Article", "[IVXL]{1,7}"),
    _RECITAL,
    _BARE_RECITAL,
    _item("paragraph", "1.", "arabic", 1, r"(?P<number>[0-9]{1,3}[a-z]{0,2})\.(?: |$|(?=[A-Z‘“\[]))"),
    _item("clause", "1.", "arabic", 1, r"(?P<number>-[0-9]{1,3}[a-z]{0,2})\.?(?: |$)"),  # of a working paper, before paragraph 1
    _item("point", "(1)", "arabic", 2, r"\((?P<number>[0-9]{1,3}[a-z]{0,2})\)(?: |$)"),
    _item("point", "(a)", "inserted letter", 3, r"\((?P<number>[a-z]{1,2})\)(?: |$)"),
    _item("clause", "(a)", "inserted letter", 3, r"\((?P<number>-[a-z])\)(?: |$)"),
    _item("point", "(i)", "roman", 4, r"\((?P<number>[ivx]{1,6}[a-hj-uwyz]?)\)(?: |$)"),
)

_ANNEX: Final = (
    r"(?P<heading>(?:ANNEX|Annex|APPENDIX|Appendix)(?:ES)?(?: (?P<number>[IVXL]{1,7}[a-zA-Z]?|[0-9]{1,3}|[A-Z])\b)?"
    r"(?:[.:]| ?[—–-])?(?: [^a-z]*| .{1,150}[^.;:,])?)$"
)
_FAREWELL: Final = (
    r"(?=Done at [A-Z]|This (?:Regulation|Directive|Decision) shall be binding in its entirety"
    r"|For the (?:European Parliament|Council|Commission)$)"
)

OPENINGS: Final = (
    Opening("recitals", _BEFORE, re.compile(r"(?P<heading>(?i:whereas))(?= ?:| ?$)(?: ?:)?"), name="Whereas"),
    Opening("preamble", frozenset({"recitals"}), re.compile(rf"(?={_ADOPTED})")),
    Opening("annex", _AFTER, re.compile(_ANNEX), name="Annex", root=True, paragraphs=True),
    Opening("closing", frozenset({"body", "closing"}), re.compile(_FAREWELL)),
)

# Where something may begin inside a line, as files made from PDF glue it:
_AFTER_A_SENTENCE: Final = (
    r"(?:TITLE|CHAPTER|PART|SECTION) [IVXLC0-9]{1,6} [A-Z]|Article [0-9]{1,4}[a-z]{0,2} [A-Z‘“(]"
    r"|\([a-z]{1,2}\) |\([0-9]{1,3}\) |[0-9]{1,3}\. [A-Z]"
)
_AFTER_A_WORD: Final = r"1\. [A-Z]|Article [0-9]{1,4} [A-Z][a-z]{1,40} .{0,60}1\. "

EUROPEAN: Final = Profile(
    name="eu",
    language="en",
    places={
        "preamble": Place("preamble", "Preamble", key="preamble-", heads_lead_to="body"),
        "recitals": Place("preamble", "Preamble", key="preamble-", heads_lead_to="body"),
        "body": Place("body", "Body"),
        "closing": Place("body", "Closing", key="closing-", lists=False, heads_lead_to="body"),
        "annex": Place("annex", "Annex", key="annex-"),
    },
    openings=OPENINGS,
    marks=MARKS,
    cited={
        "part": "Part {}",
        "title": "Title {}",
        "chapter": "Chapter {}",
        "section": "Section {}",
        "subsection": "Subsection {}",
        "article": "Article {}",
        "recital": "Recital {}",
        "paragraph": "({})",
        "point": "({})",
        "clause": "({})",
    },
    alone=frozenset({"part", "title", "article", "recital"}),
    run_on=frozenset({"part", "title", "article", "recital"}),
    title_lines=frozenset({"part", "title", "chapter", "section", "subsection"}),
    titled=frozenset({"article"}),
    essential=frozenset({"article"}),
    unit="article",
    verse="paragraph",
    nesting=Nesting.RANK,
    continued="continued",
    cuts=re.compile(f"(?<=[.;:”’] )(?={_AFTER_A_SENTENCE})|(?<=[a-z] )(?={_AFTER_A_WORD})"),
    finished=re.compile(r"(?:[.;:?!”’\")\]]|[;,] ?(?:and|or|and/or))$"),
    refers=re.compile(r"\b(?:[Aa]rticles?|[Pp]aragraphs?|[Pp]oints?|[Nn]o|[Cc]hapters?|[Tt]itles?|[Ss]ections?|[Aa]nnex(?:es)?|to)$"),
    joins=re.compile(r"\b(?:and|or|to)$|,$"),
    contents=re.compile(r"(?:TABLE OF )?CONTENTS", re.IGNORECASE),
    title_begins=re.compile(
        r"(?:(?:Proposal|Draft|Amended|COMMISSION|COUNCIL|Commission|Council)\b.{0,40})?(?:REGULATION|DIRECTIVE|DECISION|RECOMMENDATION)\b"
    ),
    title_ends=re.compile(r"THE (?:EUROPEAN|COUNCIL|COMMISSION)|Having regard|Whereas|HAVE ADOPTED|\(Text with"),
    common=frozenset({"the", "of", "and", "shall", "in", "to", "be", "for"}),
)
