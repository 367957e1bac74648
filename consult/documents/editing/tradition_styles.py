"""What the table of a drafting tradition says about editing: how kinds are cited, and what may begin where a clause is split."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from consult.documents.editing.labels import Style
from consult.formats.traditions.detection import PROFILES

FIRST_WORDS: Final = 120  # characters in which a mark stands, if any does


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a text looks like the beginning of: a kind, its number, and the words that are the two."""

    kind: str
    number: str
    mark: str


def styles_of(profile: str) -> dict[str, Style]:
    """Kind → how it is cited, the outermost first; nothing for what is no tradition. Of several ways, the first of its table."""
    styles: dict[str, Style] = {}
    if table := PROFILES.get(profile):
        for mark in sorted(table.marks, key=lambda mark: mark.rank):
            cited = table.cited.get(mark.style) or table.cited[mark.kind]
            styles.setdefault(mark.kind, Style(cited, alone=mark.kind in table.alone, tight=cited.startswith("(")))
    return styles


def unnumbered_in(profile: str) -> dict[str, str]:
    """Part → what a clause without number is called at its top, before its count."""
    table = PROFILES.get(profile)
    names: dict[str, str] = {}
    for place in table.places.values() if table else ():
        names.setdefault(place.part, place.unnumbered)
    return names


def beginning_of(text: str, profile: str) -> Beginning | None:
    """What the tradition would read at the head of a text."""
    table = PROFILES.get(profile)
    for mark in table.marks if table else ():
        if found := mark.pattern.match(text[:FIRST_WORDS]):
            return Beginning(mark.kind, found["number"], found[0].strip())
    return None


def mark_in(text: str, *, kind: str, number: str, styles: Mapping[str, Style]) -> str:
    """The words at the head of a text that say kind and number (`Pasal 7`, `(2)`, `b.`); empty where it says something else."""
    cited = styles.get(kind, Style("{}")).cited.replace("{}", number)
    for said in filter(None, dict.fromkeys((cited, number))):
        inner = r"\W+".join(re.escape(word) for word in re.findall(r"\w+", said))
        if inner and (found := re.match(rf"\W{{0,3}}(?:{inner})(?!\w)[^\w\s]*(?:(?=\s|$)|(?<=[)\]]))", text, re.IGNORECASE)):
            return found[0].strip()
    return ""
