"""Which element of Akoma Ntoso stands for a clause, and its eId: `chp_II`, `art_5__para_2__point_a`.

Source: OASIS, Akoma Ntoso Naming Convention Version 1.0 (2019), section 5, "The eId and wId".
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Final
from uuid import UUID

from consult.formats.readers.akn.vocabulary import GENERIC, HIERARCHY
from consult.formats.writers.exported_draft import Clause

ELEMENTS: Final[Mapping[str, str]] = {
    "bab": "chapter",
    "bagian": "section",
    "paragraf": "subsection",
    "pasal": "article",
    "ayat": "paragraph",
    "huruf": "point",
    "angka": "point",
    "paragraph_sign": "article",
    "absatz": "paragraph",
    "nummer": "point",
    "item": "point",
    "recital": "clause",
    **{name: name for name in HIERARCHY - {"item", "recital", "citation"}},
}
"""A clause's kind → its element; every other kind is an `hcontainer` with its name."""

SHORT: Final[Mapping[str, str]] = {
    "alinea": "al",
    "article": "art",
    "attachment": "att",
    "chapter": "chp",
    "clause": "cl",
    "division": "dvs",
    "paragraph": "para",
    "recital": "rec",
    "recitals": "recs",
    "section": "sec",
    "subchapter": "subchp",
    "subclause": "subcl",
    "subdivision": "subdvs",
    "subparagraph": "subpara",
    "subsection": "subsec",
}
"""How the convention shortens the name of an element; the others stay whole."""

ALONE: Final = frozenset({"article", "section", "chapter", "part", "title", "book", "tome"})
"""Where such an element's number is there only once, its eId says nothing of what it stands in."""

_NOT_IN_NAMES: Final = re.compile(r"[^\w-]+")


def element_of(clause: Clause, *, before: bool) -> str:
    """The element that stands for the clause; `before` the body the standard has none of the hierarchy."""
    if before:
        return "recital" if clause.kind == "recital" and not clause.above else "blockContainer"
    return ELEMENTS.get(clause.kind, GENERIC)


def stretches(clauses: Sequence[Clause]) -> tuple[list[Clause], list[Clause], list[list[Clause]]]:
    """What becomes preamble, body, and each of the attachments: the clauses cut where their part changes."""
    found = [list(stretch) for _, stretch in groupby(clauses, key=lambda clause: clause.part)]
    preamble = found.pop(0) if found and found[0][0].part == "preamble" else []
    body = found.pop(0) if found and found[0][0].part == "body" else []
    return preamble, body, found


def names(clauses: Sequence[Clause]) -> dict[UUID, str]:
    """The eId of each clause, unique among all; those in attachments begin with the attachment's."""
    preamble, body, attachments = stretches(clauses)
    taken: Counter[str] = Counter()
    found = named(preamble, "", taken, before=True) | named(body, "", taken)
    for n, stretch in enumerate(attachments, start=1):
        found |= named(stretch, f"att_{n}__", taken)
    return found


def named(clauses: Sequence[Clause], prefix: str, taken: Counter[str], *, before: bool = False) -> dict[UUID, str]:
    """The eId of each clause of one component."""
    elements = [element_of(clause, before=before) for clause in clauses]
    own = [(element, stem(clause, element)) for clause, element in zip(clauses, elements, strict=True)]
    often = Counter(own)
    found: dict[UUID, str] = {}
    for clause, (element, said) in zip(clauses, own, strict=True):
        is_alone = element in ALONE and clause.number and often[element, said] == 1
        above = f"{found[clause.parent.id]}__" if clause.parent and not is_alone else prefix
        found[clause.id] = unused(f"{above}{said}", taken, counted=not clause.number)
    return found


def stem(clause: Clause, element: str) -> str:
    """Its name without what it stands in: `para_2`; without a number, `para`."""
    number = _NOT_IN_NAMES.sub("-", clause.number).strip("-")
    return "_".join(filter(None, (SHORT.get(element, element), number)))


def unused(candidate: str, taken: Counter[str], *, counted: bool) -> str:
    """The name, with how often it has been there where that is more than once, or where nothing else counts it."""
    while True:
        taken[candidate] += 1
        if taken[candidate] == 1 and not counted:
            return candidate
        candidate, counted = f"{candidate}_{taken[candidate]}", False
