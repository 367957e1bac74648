"""The automatic numbers of a DOCX file, resolved as a reader sees them (ECMA-376 part 1, 17.9).

Lists (`w:num`) of one definition (`w:abstractNum`) go on counting one another, unless one says where it starts (`w:startOverride`): then it
starts there once. A level begins anew after any higher one, or as its `w:lvlRestart` says. Where a deeper level comes first, the
higher ones count as begun, so that 1.1 is followed by 2: so do Word and LibreOffice.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from consult.formats.readers.docx.names import child, number, switch, value, w
from consult.formats.readers.docx.styles import NumberReference, Style, Styles
from consult.formats.readers.numerals import in_format
from consult.formats.readers.xml_trees import Element

_PLACE: Final = re.compile(r"%([1-9])")
_NO_LIST: Final = "0"
_BULLET: Final = "bullet"


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered.

    text: what is printed, with `%1` for the number of the first level. restart: begins anew after a level above this one, counted
    from 1; None after any higher one, 0 never. legal: all numbers in it as digits. style: the paragraph style that has this level.
    """

    start: int
    format: str
    pattern: str
    text: str
    suffix: str
    restart: int | None
    legal: bool
    style: str | None
    hidden: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: the definition that it counts in, its levels, and where it starts anew."""

    definition: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Number:
    """A number that stands before a paragraph. joint: what stands between. unknown: a format that is not known here, printed as digits."""

    text: str
    joint: str
    unknown: str = ""


class Numbering:
    """The lists of a file, and how far each has counted."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._definitions = {one.get(w("abstractNumId"), ""): one for one in _all(root, "abstractNum")}
        self._nums = {one.get(w("numId"), ""): one for one in _all(root, "num")}
        self._listings: dict[str, Listing | None] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()

    def place(self, own: NumberReference, chain: Iterable[Style]) -> tuple[str, int] | None:
        """List and level of a paragraph: what it says itself before what its styles say, the nearest first; None for no number.

        A style has the level that names it (`w:pStyle`), whatever level it names itself.
        """
        num, level = own.num, own.level
        styles = list(chain)
        num = num or next((style.numbering.num for style in styles if style.numbering.num), None)
        listing = self._listing(num) if num and num != _NO_LIST else None
        if num is None or listing is None:
            return None
        return num, level if level is not None else _level_by_style(listing, styles)

    def next(self, num: str, depth: int) -> Number | None:
        """Count one further, and give what is printed; None where the level is not defined."""
        listing = self._listing(num)
        if listing is None or depth not in listing.levels:
            return None
        counts = self._counts.setdefault(listing.definition, {})
        for deeper in [one for one in counts if one > depth and _restarts(listing.levels.get(one), after=depth)]:
            del counts[deeper]
        for higher in range(depth):
            counts.setdefault(higher, _start(listing, higher))
        if (num, depth) not in self._started and depth in listing.starts:
            counts[depth] = listing.starts[depth]
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else _start(listing, depth)
        self._started.add((num, depth))
        return _printed(listing.levels, counts, depth, self._styles.language)

    def _listing(self, num: str) -> Listing | None:
        if num not in self._listings:
            self._listings[num] = self._read(num)
        return self._listings[num]

    def _read(self, num: str) -> Listing | None:
        element = self._nums.get(num)
        definition = self._definition(value(element, "abstractNumId") or "")
        if element is None or definition is None:
            return None
        overrides = {number_at(one): one for one in element.findall(w("lvlOverride"))}
        replaced = {depth: child(one, "lvl") for depth, one in overrides.items()}
        levels = {number_at(one): one for one in definition.findall(w("lvl"))}
        levels |= {depth: one for depth, one in replaced.items() if one is not None}
        starts = {depth: number(one, "startOverride") for depth, one in overrides.items()}
        return Listing(
            definition=definition.get(w("abstractNumId"), ""),
            levels={depth: _level(one) for depth, one in levels.items()},
            starts={depth: start for depth, start in starts.items() if start is not None},
        )

    def _definition(self, id_: str, *, followed: int = 0) -> Element | None:
        """The definition itself, or the one of the numbering style that it points to."""
        found = self._definitions.get(id_)
        style = value(found, "numStyleLink")
        if style is None or followed > len(self._definitions):
            return found
        num = self._styles.number_of(style)
        pointed = value(self._nums.get(num or ""), "abstractNumId")
        return found if pointed in {None, id_} else self._definition(pointed or "", followed=followed + 1)


def number_at(element: Element) -> int:
    """The level, from 0, that a `w:lvl` or `w:lvlOverride` is about."""
    said = element.get(w("ilvl"), "0")
    return int(said) if said.isdecimal() and len(said) < 4 else 0


def _all(root: Element | None, name: str) -> list[Element]:
    return [] if root is None else list(root.findall(w(name)))


def _level(element: Element) -> Level:
    format_ = next(element.iter(w("numFmt")), None)  # newer formats stand in an mc:AlternateContent
    start = number(element, "start")
    return Level(
        start=1 if start is None and child(element, "start") is not None else start or 0,
        format="decimal" if format_ is None else format_.get(w("val"), "decimal"),
        pattern="" if format_ is None else format_.get(w("format"), ""),
        text=value(element, "lvlText") or "",
        suffix="" if value(element, "suff") == "nothing" else " ",
        restart=number(element, "lvlRestart"),
        legal=switch(element, "isLgl") or False,
        style=value(element, "pStyle"),
        hidden=switch(element, "rPr", "vanish") or False,
    )


def _level_by_style(listing: Listing, styles: Iterable[Style]) -> int:
    for style in styles:
        linked = next((depth for depth, level in listing.levels.items() if level.style == style.id), None)
        if linked is not None or style.numbering.level is not None:
            return style.numbering.level or 0 if linked is None else linked
    return 0


def _restarts(level: Level | None, *, after: int) -> bool:
    return level is None or level.restart is None or after < level.restart


def _start(listing: Listing, depth: int) -> int:
    level = listing.levels.get(depth)
    return listing.starts.get(depth, level.start if level else 1)


def _printed(levels: Mapping[int, Level], counts: Mapping[int, int], depth: int, language: str) -> Number:
    level, unknown = levels[depth], []

    def one(place: re.Match[str]) -> str:
        wanted = int(place[1]) - 1
        if wanted > depth or wanted not in levels:
            return ""
        shown = levels[wanted]
        name = "decimal" if level.legal and shown.format != "none" else shown.format
        printed = in_format(counts[wanted], name, pattern=shown.pattern, language=language)
        unknown.extend([shown.format] if printed is None else [])
        return str(counts[wanted]) if printed is None else printed

    if level.format == _BULLET or level.hidden:
        return Number("", "")
    return Number(_PLACE.sub(one, level.text), level.suffix, "".join(unknown[:1]))
