"""The elements of Akoma Ntoso by what a reader does with them. Source: OASIS, Akoma Ntoso Version 1.0 Part 2, schema akomantoso30.xsd."""

import re
from collections.abc import Mapping
from typing import Final

NAMESPACES: Final = re.compile(r"http://docs\.oasis-open\.org/legaldocml/ns/akn/3\.0(?:/\w+)?|http://www\.akomantoso\.org/[12]\.0")
"""The final one, those of the working drafts (`…/3.0/WD17`), and those before OASIS took it over; a clause has the same name in all."""

DIVISIONS: Final = frozenset(
    {"book", "tome", "part", "subpart", "title", "subtitle", "chapter", "subchapter", "division", "subdivision", "transitional"}
)
UNITS: Final = frozenset({"article", "section", "rule", "regulation"})  # cited by themselves, unless they hold others
SMALLER: Final = frozenset(
    {
        "alinea",
        "clause",
        "indent",
        "level",
        "paragraph",
        "point",
        "proviso",
        "subclause",
        "subparagraph",
        "subrule",
        "subsection",
        "item",
        "citation",
        "recital",
    }
)
HIERARCHY: Final = DIVISIONS | UNITS | SMALLER
"""What is a clause in any case. `list`, `recitals`, `container` and the like hold clauses; they are one where they have a heading."""

GENERIC: Final = "hcontainer"
NAMELESS: Final = frozenset({GENERIC, "tblock"})
"""Elements whose names say nothing to a reader: what is numbered in them is called by its number."""

KINDS: Final = frozenset(
    {
        "bab",
        "bagian",
        "paragraf",
        "pasal",
        "ayat",
        "huruf",
        "angka",
        "part",
        "title",
        "chapter",
        "section",
        "subsection",
        "subparagraph",
        "article",
        "paragraph",
        "point",
        "item",
        "clause",
        "paragraph_sign",
        "absatz",
        "nummer",
        "heading",
        "recital",
    }
)
"""Which an `hcontainer` may name."""

KIND_OF: Final[Mapping[str, str]] = {
    **{name: name for name in HIERARCHY & KINDS},
    **dict.fromkeys(("book", "tome", "subtitle", "subpart"), "part"),
    "division": "title",  # as American laws rank them
    **dict.fromkeys(("subchapter", "subdivision", "transitional"), "chapter"),
    "rule": "article",
    **dict.fromkeys(("alinea", "subrule"), "paragraph"),
    **dict.fromkeys(("indent", "subclause"), "point"),
    "level": "item",
    **dict.fromkeys(("proviso", "citation"), "clause"),
    "crossHeading": "heading",
}
"""An element → the kind that comes nearest to it. A clause is called by what its element is called all the same."""

PARTS: Final[Mapping[str, str]] = {
    "act": "body",
    "bill": "body",
    "coverPage": "preamble",
    "preface": "preamble",
    "preamble": "preamble",
    "header": "preamble",
    "attachments": "annex",
    "components": "annex",
}
"""Which part begins with an element. What stands before the body of an annex is the annex's; conclusions are the body's."""

TITLES: Final = ("shortTitle", "docTitle", "longTitle", "docPurpose")  # the first that is there is what the document is called

NAMES: Final = frozenset({"num", "heading", "subheading"})  # of the clause that they stand in
STRUCTURES: Final = frozenset({"quotedStructure", "embeddedStructure", "subFlow"})  # they hold clauses amidst a sentence
APART: Final = frozenset({"authorialNote", "img", "del", "componentRef", "documentRef"})  # no words of the sentence that they stand in
SENTENCES: Final = (
    frozenset({"p", "block", "listIntroduction", "listWrapUp", "caption", "tocItem", "li", "tr", "narrative", "summary", "scene", "from"})
    | APART
)
LINES: Final = frozenset(
    {"p", "block", "caption", "li", "ul", "ol", "table", "tr", "div", "tocItem", "br"}
)  # amidst a sentence, they stand on a line
