"""Chooses the drafting tradition of a text by what its lines begin with, and says how many speak for each."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from consult.formats.outline.lines import Line, words
from consult.formats.outline.marks import headed_kinds, marks_in
from consult.formats.traditions.american import AMERICAN
from consult.formats.traditions.european import EUROPEAN
from consult.formats.traditions.german import GERMAN
from consult.formats.traditions.indonesian import INDONESIAN
from consult.formats.traditions.outlined import HEADINGS, NUMBERED
from consult.formats.traditions.profile import Profile

LAWS: Final = (INDONESIAN, EUROPEAN, GERMAN, AMERICAN)
PROFILES: Final[Mapping[str, Profile]] = {profile.name: profile for profile in (*LAWS, NUMBERED, HEADINGS)}
UNDETERMINED: Final = "und"  # BCP 47: the language is not known

_FEWEST: Final = 2  # headings or numbers with dots that make a structure
_SECTIONS: Final = 3  # as many, where they are numbered 1, 2, 3
_MENTIONS: Final = 4  # as many lines of another structure outweigh one head of a law
_FOREIGN: Final = 0.25  # what a head is worth in a text of another language
_SAMPLE: Final = 400  # lines that are enough to know a language


@dataclass(frozen=True, slots=True)
class Choice:
    """The traditions to try, best first; how many lines speak for each; and the one that is nearly as good as the first, or empty."""

    profiles: tuple[Profile, ...]
    evidence: Mapping[str, int]
    rival: str = ""


def choose(lines: Sequence[Line]) -> Choice:
    """The choice for a text: the law whose articles most lines begin, unless numbered paths or headings are many more."""
    heads = _heads(lines)
    common = _common(lines)
    likely = {law.name: heads[law.name] * (1 if _speaks(law, common) else _FOREIGN) for law in LAWS}
    laws = sorted((law for law in LAWS if heads[law.name]), key=lambda law: (-likely[law.name], -_spoken(law, common)))
    outlined, evidence = _outlined(lines)
    many = bool(laws) and max(evidence.values()) > _MENTIONS * heads[laws[0].name] and not headed_kinds(lines, marks_in(lines, laws[0]))
    close = len(laws) > 1 and 2 * likely[laws[1].name] > likely[laws[0].name]
    order = (*outlined, *laws) if many else (*laws, *outlined)
    return Choice(order, heads | evidence, laws[1].name if close and not many else "")


def language_of(lines: Sequence[Line]) -> str:
    """The language of a text by its commonest words; `und` where these say nothing."""
    common = _common(lines)
    best = max(LAWS, key=lambda law: _spoken(law, common))
    return best.language if _spoken(best, common) > _FEWEST else UNDETERMINED


def _common(lines: Sequence[Line]) -> Counter[str]:
    return Counter(word for line in lines[:_SAMPLE] for word in words(line.text.lower()))


def _speaks(law: Profile, common: Counter[str]) -> bool:
    """Whether a text may be in the language of a law: no other one has twice as many of its commonest words in it."""
    return 2 * _spoken(law, common) >= max(_spoken(one, common) for one in LAWS)


def _spoken(profile: Profile, common: Counter[str]) -> int:
    return sum(common[word] for word in profile.common)


def _heads(lines: Sequence[Line]) -> dict[str, int]:
    """For each law, how many lines begin an article, or what else a text of it cannot be without, or what stands above such.

    Where no line does, what stands inside lines counts: files made from PDF glue it there.
    """
    marks = {law.name: marks_in(lines, law) for law in LAWS}
    heads = {law.name: [marks[law.name].head_at(line.text) for line in lines] for law in LAWS}
    if not any(any(found) for found in heads.values()):
        heads = {law.name: [marks[law.name].head_at(text, cut.start()) for text, cut in _cuts(lines, law)] for law in LAWS}
    found = {name: [mark for mark in begun if mark] for name, begun in heads.items()}
    return {law.name: len(found[law.name]) if law.knows(mark.kind for mark in found[law.name]) else 0 for law in LAWS}


def _cuts(lines: Sequence[Line], law: Profile) -> Iterator[tuple[str, re.Match[str]]]:
    return ((line.text, cut) for line in lines for cut in law.cuts.finditer(line.text))


def _outlined(lines: Sequence[Line]) -> tuple[list[Profile], dict[str, int]]:
    """The traditions without a law that a text may be of, best first; how many numbers with dots and how many headings it has.

    In a text with headings the numbers make the outline only where they go deeper than one would give headings, or where they
    number what is no heading; else they belong to the headings.
    """
    marks = marks_in(lines, NUMBERED)
    begun = ((line, marks.read(line.text, "body")) for line in lines if marks.any_head.match(line.text))
    numbers = [(line, founds[0].number.count(".")) for line, founds in begun if founds]
    dotted = [(line, dots) for line, dots in numbers if dots]
    levels = sum(line.level > 0 for line in lines)
    evidence = {NUMBERED.name: len(dotted), HEADINGS.name: levels}
    if levels < _FEWEST:
        sections = sum(not dots and bool(NUMBERED.title.match(line.text)) for line, dots in numbers)
        return [NUMBERED] if len(dotted) >= _FEWEST or sections >= _SECTIONS else [], evidence
    headed = sum(line.level > 0 for line, _ in numbers)
    deep = sum(dots > 1 for _, dots in dotted) >= _FEWEST and 2 * headed >= levels
    below = sum(not line.level for line, _ in dotted)
    return [NUMBERED, HEADINGS] if deep or below > max(levels, _FEWEST) else [HEADINGS, NUMBERED], evidence
