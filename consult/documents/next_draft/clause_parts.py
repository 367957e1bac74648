"""Takes the text of a clause apart again into its own words and its parts, by the marks that it had and those of its tradition.

What does not tell without doubt which part a line begins is not taken apart at all.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from consult.documents.next_draft.pieces import Piece, children
from consult.formats.outline.composed_text import HANGING, VERSES
from consult.formats.outline.printed_numbers import NUMERALS, Value, follows
from consult.formats.traditions.detection import PROFILES
from consult.formats.traditions.profile import Mark


@dataclass(slots=True, eq=False)
class Node:
    """A part while the text is read. `was`: its place among the pieces before, by its mark; None where it is new."""

    kind: str
    number: str
    mark: str
    heading: str
    above: "Node | None" = None
    was: int | None = None
    lines: list[str] = field(default_factory=list)
    parts: list["Node"] = field(default_factory=list)
    last: dict[str, Value | None] = field(default_factory=dict)  # of each kind of part in it the number that was read last

    @property
    def text(self) -> str:
        """Its own words."""
        return "\n".join(self.lines)


@dataclass(frozen=True, slots=True)
class Begun:
    """One way to read a line as the beginning of a part. likely: the higher, the sooner it is that."""

    likely: int
    into: Node
    kind: str
    number: str
    value: Value | None
    mark: str
    rest: str
    was: int | None = None

    @property
    def what(self) -> tuple[int, str, str]:
        """What it says, whichever pattern has read it."""
        return id(self.into), self.kind, self.number


class Walk:
    """One walk over the lines of a text. `before`: the clause with its parts as it was, in reading order."""

    def __init__(self, before: Sequence[Piece], profile: str) -> None:
        self.before = before
        table = PROFILES.get(profile)
        self.every = table.marks if table else ()
        self.marks = [mark for mark in self.every if mark.kind in HANGING]
        whole = before[0]
        self.root = self.open = Node(whole.kind, whole.number, whole.mark, whole.heading, was=0)
        self.known = [
            (line, place if n == 0 and place and not piece.printed else None)
            for place, piece in enumerate(before)
            for n, line in enumerate(piece.unmarked(is_whole=place == 0))
            if line.strip()
        ]
        self.plain = {line for line, _ in self.known}
        self.seen = 0

    def take(self, line: str) -> bool:
        """Put the next line where it belongs; False where that is in doubt."""
        ways = {way.what: way for way in sorted(self._ways(line), key=lambda way: way.likely)}
        likely = max((way.likely for way in ways.values()), default=0)
        best = [way for way in ways.values() if way.likely == likely]
        if len(best) > 1:
            return False
        if best:
            self._begin(best[0])
        elif line in self.plain or not any(mark.pattern.match(line) for mark in self.every):
            self._go_on(line)
        else:
            return False
        return True

    @property
    def is_whole(self) -> bool:
        """Whether as many lines without a mark were read as there were, where some of them are parts of their own."""
        return self.seen == len(self.known) or all(place is None for _, place in self.known)

    def _chain(self) -> Iterator[Node]:
        node: Node | None = self.open
        while node is not None:
            yield node
            node = node.above

    def _ways(self, line: str) -> Iterator[Begun]:
        for node in self._chain():
            if node.was is not None:
                yield from self._known_ways(line, node)
        for mark in self.marks:
            if (found := mark.pattern.match(line)) and "last" not in {name for name, value in found.groupdict().items() if value}:
                value = NUMERALS[mark.numerals](found["number"])
                likely = [(node, self._likely(node, mark, value)) for node in self._chain()]
                rest = line[found.end() :].strip()
                yield from (Begun(n, node, mark.kind, found["number"], value, found[0].strip(), rest) for node, n in likely if n)

    def _known_ways(self, line: str, node: Node) -> Iterator[Begun]:
        """The parts that it had, behind the last that was read, of which the line has the mark."""
        read = max((part.was for part in node.parts if part.was is not None), default=0)
        for place in children(self.before, node.was or 0):
            piece = self.before[place]
            printed = piece.printed
            begins = line == printed or (piece.is_hanging and line.startswith(f"{printed} "))
            if printed and place > read and begins:
                value = value_of(piece, self.marks)
                yield Begun(3, node, piece.kind, piece.number, value, piece.mark, line[len(printed) :].strip(), place)

    def _likely(self, node: Node, mark: Mark, value: Value | None) -> int:
        """2: it goes on with a list that is open. 1: it begins one in what was read last. 0: neither."""
        if value is None:
            return 0
        if (last := node.last.get(mark.kind)) is not None:
            return 2 if follows(last, value) else 0
        is_odd = mark.kind == node.kind or (mark.kind in VERSES and node.kind in HANGING)  # no list stands directly in one of its kind
        return 1 if node is self.open and not node.parts and not is_odd and follows(None, value) else 0

    def _begin(self, way: Begun) -> None:
        heading = self.before[way.was].heading if way.was is not None else ""
        node = Node(way.kind, way.number, way.mark, heading, way.into, way.was, [way.rest] if way.rest else [])
        way.into.parts.append(node)
        way.into.last[way.kind] = way.value
        self.open = node

    def _go_on(self, line: str) -> None:
        """A line without a mark goes on with what is open, or is the part that the line in its place was."""
        if not line.strip():
            self.open.lines.append(line)
            return
        place = self.known[self.seen][1] if self.seen < len(self.known) else None
        self.seen += 1
        into = next((node for node in self._chain() if node.was == self.before[place].parent), None) if place is not None else None
        if place is None or into is None:
            self.open.lines.append(line)
            return
        piece = self.before[place]
        self._begin(Begun(3, into, piece.kind, "", None, piece.mark, line, place))


def value_of(piece: Piece, marks: Sequence[Mark]) -> Value | None:
    """What its number counts."""
    return next((value for mark in marks if mark.kind == piece.kind and (value := NUMERALS[mark.numerals](piece.number))), None)


def taken_apart(text: str, before: Sequence[Piece], profile: str) -> list[Piece] | None:
    """The clause and its parts as the text says them; None where that cannot be told without doubt.

    Args:
        before: the clause with its parts as it was: `composed` of them gives a text of the same kind.
        profile: the drafting tradition whose marks begin parts.

    A part that says the same as before is the same clause, whatever its number is now; else the one of its number and kind is.
    """
    walk = Walk(before, profile)
    if not all(walk.take(line) for line in (text.split("\n") if text else [])) or not walk.is_whole:
        return None
    pieces: list[Piece] = []
    flatten(walk.root, None, 0, before, pieces)
    return pieces


def flatten(node: Node, parent: int | None, was: int | None, before: Sequence[Piece], into: list[Piece]) -> None:
    """The node and its parts in reading order, each with the clause that it is."""
    id_ = before[was].id if was is not None else ""
    place = len(into)
    into.append(Piece(id_, parent, node.kind, node.number, "", node.heading, node.text, node.mark))
    same = kept_parts(node.parts, children(before, was) if was is not None else [], before)
    for part in node.parts:
        flatten(part, place, same.get(id(part)), before, into)


def kept_parts(parts: Sequence[Node], were: Sequence[int], before: Sequence[Piece]) -> dict[int, int]:
    """Which part is which of those before: by number and words, then by words that occur once, then by number, then by its place."""
    same: dict[int, int] = {}
    for told in (
        lambda one: (one.kind, one.number, one.heading, one.text),
        lambda one: (one.kind, one.text) if one.text else None,
        lambda one: (one.kind, one.number) if one.number else None,
    ):
        free = [part for part in parts if id(part) not in same]
        left = [place for place in were if place not in same.values()]
        olds, news = [told(before[place]) for place in left], [told(part) for part in free]
        for part, key in zip(free, news, strict=True):
            if key is not None and news.count(key) == olds.count(key) == 1:
                same[id(part)] = left[olds.index(key)]
    for part in (one for one in parts if id(one) not in same and not one.number):
        if part.was is not None and part.was in were and part.was not in same.values():
            same[id(part)] = part.was
    return same
