"""Knows the clauses that we wrote into an Akoma Ntoso file ourselves, as long as nobody has renumbered them since."""

import re
from typing import Final

from consult.formats.outline.clauses import LONGEST_NUMBER, PARTS
from consult.formats.readers.akn.clause_builder import Found
from consult.formats.readers.akn.element_text import exact, name_of
from consult.formats.readers.xml_trees import Element
from consult.formats.rembuk.own_files import own

_KIND: Final = re.compile(r"[a-z_]{1,16}")


def clause_in(element: Element, owner: Found | None, part: str, line: int) -> Found | None:
    """The clause that the element is, by the names that we gave it; None where it is not ours, or not any more.

    A number that was changed in another program makes our label wrong: such a clause is read as anybody's.
    """
    kind, key, label = (element.get(own(name)) for name in ("kind", "key", "label"))
    number = element.get(own("number"), "")
    if not (kind and key and label and _KIND.fullmatch(kind)) or len(number) > LONGEST_NUMBER:
        return None
    texts = {name_of(child): exact(child) for child in element if name_of(child) in {"num", "heading"}}
    mark, heading = texts.get("num", ""), texts.get("heading", "")
    if mark and number not in mark:
        return None
    ours = element.get(own("part"), part)
    clause = Found(kind, key, label, owner.part if owner else ours if ours in PARTS else part, owner, line)
    clause.number, clause.mark, clause.heading = number, mark, heading
    return clause
