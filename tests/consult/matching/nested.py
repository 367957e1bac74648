"""Invented laws whose clauses begin with a lead-in and go on in items, at every level, and random edits of them.

Of each clause it is known from which of the old law it came. The levels are those of the six traditions; all words are invented.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from random import Random
from typing import Final, TypeAlias

from consult.matching.links import Unit
from tests.consult.matching.edited import LETTERS, Language

LEVELS: Final[Sequence[Sequence[str]]] = (
    ("pasal", "ayat", "huruf", "angka"),
    ("article", "paragraph", "point", "item"),
    ("paragraph_sign", "absatz", "nummer", "item"),
    ("section", "subsection", "paragraph", "subparagraph", "clause"),
    ("heading", "heading", "item", "item"),
)
BY_DEPTH: Final[Sequence[str]] = ("section", "subsection", "clause", "clause", "clause")
"""Where numbers are paths, the kind of a clause is said by its depth alone, so that it changes when a level comes in above it."""

TITLED: Final = {"heading", "section", "article", "paragraph_sign"}
OFTEN: Final = 5  # lead-ins, short items and sentences that are said again and again, as "The Secretary shall:" and "the name;" are


@dataclass
class Node:
    """A clause with what stands below it. `level`: how deep its kind is; `origins`: the old clauses that it came from."""

    text: str
    level: int
    title: str
    below: list["Node"] = field(default_factory=list)
    number: str = ""
    origins: frozenset[int] = frozenset()

    def all(self) -> Iterator["Node"]:
        """It and all below it, in reading order."""
        yield self
        for one in self.below:
            yield from one.all()

    def copy(self) -> "Node":
        """The same, which may be edited."""
        return replace(self, below=[one.copy() for one in self.below])


@dataclass
class Writer:
    """Makes clauses of a law in one tradition."""

    language: Language
    kinds: Sequence[str]
    leads: list[str] = field(default_factory=list)
    said_often: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.random = self.language.random
        self.leads = [self.lead_in() for _ in range(OFTEN)]
        self.said_often = [*(f"{self.said(1, 5)};" for _ in range(OFTEN)), *self.language.shared[:OFTEN]]

    def lead_in(self) -> str:
        """Some words and a colon."""
        return f"{self.said(1, 7).capitalize()}:"

    def said(self, least: int, most: int) -> str:
        """So many words."""
        return " ".join(self.language.word() for _ in range(self.random.randint(least, most)))

    def item(self, level: int) -> Node:
        """A clause without parts, of one short or long sentence, or of two."""
        if self.random.random() < 0.1:
            return self.node(self.random.choice(self.said_often), level)
        sentences = self.random.choice((1, 1, 1, 2))
        short = f"{self.said(2, 8)};"
        text = short if self.random.random() < 0.4 else " ".join(self.language.sentence() for _ in range(sentences))
        return self.node(text, level)

    def node(self, text: str, level: int, below: Sequence[Node] = (), origins: frozenset[int] = frozenset()) -> Node:
        """A clause with this text, and a title of its own, which is told where clauses of its kind have one."""
        return Node(text, level, self.said(1, 4).capitalize(), list(below), origins=origins)

    def clause(self, level: int = 0) -> Node:
        """A clause: an item, or a lead-in with items, one or two levels below it; some of those have items again."""
        deepest = len(self.kinds) - 1
        if level >= deepest or self.random.random() < (0.3, 0.6, 0.8, 1.0)[min(level, 3)]:
            return self.item(level)
        lead = self.random.choice(self.leads) if self.random.random() < 0.3 else self.lead_in()
        below = min(deepest, level + self.random.choice((1, 1, 2)))
        return self.node(lead, level, [self.clause(below) for _ in range(self.random.randint(2, 5))])

    def law(self, size: int) -> list[Node]:
        """So many clauses of the first level, numbered through, each its own origin."""
        clauses = [self.clause() for _ in range(size)]
        numbered(clauses)
        for origin, one in zip(count(), everything(clauses)):
            one.origins = frozenset({origin})
        return clauses


def everything(clauses: Sequence[Node]) -> Iterator[Node]:
    """All clauses of all levels, in reading order."""
    for one in clauses:
        yield from one.all()


def numbered(clauses: Sequence[Node]) -> None:
    """Number all levels from 1."""
    for at, one in enumerate(clauses, 1):
        one.number = str(at)
        numbered(one.below)


def edited(writer: Writer, old: Sequence[Node], *, edits: int, renumbered: bool) -> list[Node]:
    """The law after some random edits, numbered from 1 again; or the numbers are kept, with letters for what came in."""
    law = Node("", -1, "", [one.copy() for one in old])
    for _ in range(edits):
        writer.random.choice(EDITS)(writer, law)
    if renumbered:
        numbered(law.below)
    for parent in law.all():
        _lettered(parent.below)
    return law.below


def _lettered(siblings: Sequence[Node]) -> None:
    """Give what came in a number of its own behind that before it."""
    taken: set[str] = set()
    for at, one in enumerate(siblings):
        if not one.number or one.number in taken:
            stem = siblings[at - 1].number.rstrip(LETTERS) if at else "0"
            free = (f"{stem}{letter}" for letter in (*LETTERS, *(a + b for a in LETTERS for b in LETTERS)))
            known = taken | {other.number for other in siblings}
            one.number = next(number for number in free if number not in known)
        taken.add(one.number)


def _parents(law: Node, *, least: int = 1) -> list[Node]:
    return [one for one in law.all() if len(one.below) >= least]


def _any_parent(writer: Writer, law: Node, *, least: int = 1) -> Node:
    """One of those that have items; the law itself as often as any other."""
    return writer.random.choice(_parents(law, least=least))


def _reword(writer: Writer, law: Node) -> None:
    one = writer.random.choice([one for one in law.all() if one.text])
    end = one.text[-1]
    one.text = writer.language.reworded(one.text.rstrip(";:"), writer.random.choice((0.05, 0.1, 0.2, 0.35))).rstrip(".") + end


def _reword_lead_in(writer: Writer, law: Node) -> None:
    found = [one for one in _parents(law) if one.text]
    if found:
        writer.random.choice(found).text = writer.lead_in()


def _insert(writer: Writer, law: Node) -> None:
    parent = _any_parent(writer, law)
    parent.below.insert(writer.random.randint(0, len(parent.below)), writer.clause(parent.below[0].level))


def _delete(writer: Writer, law: Node) -> None:
    parent = _any_parent(writer, law, least=2)
    parent.below.pop(writer.random.randrange(len(parent.below)))


def _move(writer: Writer, law: Node) -> None:
    """An item to another place of its own parent, or under another parent that has items of its kind."""
    parent = _any_parent(writer, law, least=2)
    one = parent.below.pop(writer.random.randrange(len(parent.below)))
    inside = {id(node) for node in one.all()}
    others = [other for other in _parents(law) if other.below[0].level == one.level and id(other) not in inside]
    there = writer.random.choice(others)
    there.below.insert(writer.random.randint(0, len(there.below)), one)
    one.number = ""


def _copy(writer: Writer, law: Node) -> None:
    """An item comes in under another parent as well, word for word."""
    one = writer.random.choice([one for parent in _parents(law) for one in parent.below if not one.below])
    there = writer.random.choice([other for other in _parents(law) if other.below[0].level == one.level])
    there.below.insert(writer.random.randint(0, len(there.below)), writer.node(one.text, one.level))


def _wrap(writer: Writer, law: Node) -> None:
    """The items of a clause with its lead-in become the first part of it; another part comes in behind."""
    found = [one for one in _parents(law) if one.level >= 0 and one.below[0].level > one.level + 1]
    if found:
        one = writer.random.choice(found)
        part = writer.node(one.text, one.level + 1, one.below, one.origins)
        one.text, one.below = "", [part, writer.item(one.level + 1)]


def _unwrap(writer: Writer, law: Node) -> None:
    """A part that has items is dissolved: they stand directly below what it stood in, and the other parts go."""
    found = [one for one in _parents(law) if one.level >= 0 and any(part.below for part in one.below)]
    if found:
        one = writer.random.choice(found)
        part = writer.random.choice([part for part in one.below if part.below])
        one.text, one.below, one.origins = part.text, part.below, one.origins | part.origins


def _absorb(writer: Writer, law: Node) -> None:
    """The items of a clause become sentences of its own text, and are gone."""
    found = [one for one in _parents(law) if one.level >= 0 and not any(part.below for part in one.below)]
    if found:
        one = writer.random.choice(found)
        one.text = " ".join([one.text, *(part.text for part in one.below)]).strip()
        one.origins = one.origins.union(*(part.origins for part in one.below))
        one.below = []


def _unfold(writer: Writer, law: Node) -> None:
    """The sentences of a clause become items below a lead-in."""
    deepest = len(writer.kinds) - 1
    found = [one for one in law.all() if not one.below and one.level < deepest and one.text.count(". ")]
    if found:
        one = writer.random.choice(found)
        sentences = [f"{said.rstrip('.')}." for said in one.text.split(". ")]
        one.text = writer.lead_in()
        one.below = [writer.node(said, one.level + 1, origins=one.origins) for said in sentences]


def _join(writer: Writer, law: Node) -> None:
    """Two neighbours without items become one."""
    places = [
        (parent, at)
        for parent in _parents(law, least=2)
        for at in range(len(parent.below) - 1)
        if not parent.below[at].below and not parent.below[at + 1].below
    ]
    if places:
        parent, at = writer.random.choice(places)
        one, other = parent.below[at : at + 2]
        one.text, one.origins = f"{one.text} {other.text}", one.origins | other.origins
        del parent.below[at + 1]


def _divide(writer: Writer, law: Node) -> None:
    """A clause of two sentences becomes two."""
    places = [(parent, one) for parent in law.all() for one in parent.below if not one.below and one.text.count(". ")]
    if places:
        parent, one = writer.random.choice(places)
        first, rest = one.text.split(". ", 1)
        one.text = f"{first}."
        parent.below.insert(parent.below.index(one) + 1, writer.node(rest, one.level, origins=one.origins))


Edit: TypeAlias = Callable[[Writer, Node], None]
EDITS: Final[Sequence[Edit]] = (
    *(_reword, _reword_lead_in, _insert, _delete, _move, _move, _copy, _wrap, _wrap),
    *(_unwrap, _absorb, _unfold, _join, _divide),
)


def units(clauses: Sequence[Node], kinds: Sequence[str]) -> list[Unit]:
    """The law as matching takes it. The ids are the places in reading order; where kinds go by depth, they go by that alone."""
    ids = count()
    return [unit for one in clauses for unit in _units(one, None, "", 0, kinds, ids)]


def _units(one: Node, parent: str | None, above: str, depth: int, kinds: Sequence[str], ids: Iterator[int]) -> Iterator[Unit]:
    kind = kinds[min(depth if kinds is BY_DEPTH else one.level, len(kinds) - 1)]
    own, label = str(next(ids)), f"{above}.{one.number}" if above else one.number
    yield Unit(own, parent, "body", kind, one.number, f"{kind} {label}", one.title if kind in TITLED else "", one.text)
    for part in one.below:
        yield from _units(part, own, label, depth + 1, kinds, ids)


def random_writer(random: Random) -> Writer:
    """A writer in one of the six traditions."""
    return Writer(Language(random), random.choice((*LEVELS, BY_DEPTH)))
