"""The tree of clauses while it grows: what is open, what was numbered last, what each clause will be called."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field

from consult.documents.parsing.clauses import ParsedClause
from consult.documents.parsing.numbers import Value
from consult.documents.parsing.profile import ITEM_RANK, Place, Profile

_TAIL = 40  # characters: enough to see whether a sentence has ended


@dataclass(slots=True, eq=False)
class Node:
    """A clause that may still grow. `last` holds, by style, the last number below it and the label that it had."""

    kind: str
    key: str
    label: str
    part: str
    parent: "Node | None"
    line: int
    number: str = ""
    value: Value | None = None
    style: str = ""
    rank: int = -1  # of a named block: it may hold every kind
    mark: str = ""
    headings: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    takes_heading: bool = False  # lines that come next may belong to its heading
    paragraphs: bool = False  # lines without a mark become clauses below it
    loose: bool = False  # it is such a clause: the next line is another one
    last: dict[str, tuple[Value, str]] = field(default_factory=dict)
    depth: int = field(init=False)

    def __post_init__(self) -> None:
        self.depth = self.parent.depth + 1 if self.parent else 0

    @property
    def is_item(self) -> bool:
        """Whether it is numbered in a list."""
        return self.rank == ITEM_RANK and self.value is not None

    @property
    def is_head(self) -> bool:
        """Whether it is numbered on a line of its own, as a Pasal."""
        return self.rank < ITEM_RANK and self.value is not None

    @property
    def tail(self) -> str:
        """The end of its text."""
        return self.texts[-1][-_TAIL:] if self.texts else ""

    def frozen(self) -> ParsedClause:
        """The clause as it leaves this package."""
        return ParsedClause(
            key=self.key,
            kind=self.kind,
            number=self.number,
            label=self.label,
            heading=" ".join(self.headings),
            text="".join(self.texts),
            depth=self.depth,
            parent=self.parent.key if self.parent else None,
            part=self.part,
            mark=self.mark,
            line=self.line,
        )


class Outline:
    """All clauses in reading order (`nodes`), and the path to the one that is open (`stack`)."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self.place_name = next(iter(profile.places))
        self.nodes: list[Node] = []
        self.stack: list[Node] = []
        self.run: dict[str, tuple[Value, str]] = {}  # as `Node.last`, for what is numbered over a whole part
        self.root: Node | None = None  # the head of the part, as `Penjelasan`
        self._keys: Counter[str] = Counter()
        self._unnumbered: Counter[str] = Counter()

    @property
    def place(self) -> Place:
        """Where the reading stands."""
        return self.profile.places[self.place_name]

    @property
    def top(self) -> Node | None:
        """The clause that is open, to which text would go."""
        return self.stack[-1] if self.stack else None

    def enter(self, place_name: str) -> None:
        """Go to a place with nothing open; numbers begin anew unless it is of the same part."""
        if self.profile.places[place_name].part != self.place.part:
            self.run = {}
        self.place_name, self.stack, self.root = place_name, [], None

    def close_to(self, parent: Node | None) -> None:
        """Close what stands below `parent`; None closes everything."""
        del self.stack[self.stack.index(parent) + 1 if parent else 0 :]

    def open_root(self, *, name: str, number: str, heading: str, line: int) -> Node:
        """Open the head of a part (`Lampiran II`); keys and labels in it begin with its own, and its numbers anew."""
        key = "-".join(filter(None, (self.place.part, slug(number))))
        node = self._push(self._node("heading", key, f"{name} {number}".strip(), line))
        node.number, node.takes_heading = number, True
        node.headings.append(heading)
        self.root, self.run = node, {}
        return node

    def open_block(self, *, name: str, number: str, heading: str, mark: str, line: int) -> Node:
        """Open a named block (`Menimbang`) below what is open."""
        node = self._push(self._node("heading", *self._cited_alone(slug(name), name), line))
        node.number, node.mark = number, mark
        node.headings.append(heading)
        return node

    def open_numbered(self, *, kind: str, style: str, rank: int, number: str, value: Value, mark: str, line: int) -> Node:
        """Open a clause with a number below what is open, and remember the number there."""
        cited, stem = self.profile.cited[kind].format(number), f"{kind}-{slug(number)}"
        if kind in self.profile.alone or not self.top:
            key, label = self._cited_alone(stem, cited)
        else:
            key, label = f"{self.top.key}-{stem}", f"{self.top.label} {cited}"
        self.numbers_of(kind, self.top)[style] = value, label
        node = self._push(self._node(kind, key, label, line))
        node.number, node.value, node.style, node.rank, node.mark = number, value, style, rank, mark
        node.takes_heading = kind in self.profile.title_lines
        return node

    def open_unnumbered(self, line: int) -> Node:
        """Open a clause without number below what is open, named after it and counted."""
        stem = f"{self.top.key}-" if self.top else self.place.key or "clause-"
        label = self.top.label if self.top else self.place.unnumbered
        self._unnumbered[stem] += 1
        node = self._push(self._node("clause", f"{stem}{self._unnumbered[stem]}", f"{label} {self._unnumbered[stem]}", line))
        node.rank = ITEM_RANK
        return node

    def numbers_of(self, kind: str, parent: Node | None) -> dict[str, tuple[Value, str]]:
        """Where the numbers of `kind` are remembered: over the whole part, or below `parent`."""
        if parent is None or (kind in self.profile.run_on and not self.container()):
            return self.run
        return parent.last

    def container(self) -> Node | None:
        """The open unit that holds other units (an amending `Pasal I`), or the item that is open in it."""
        for depth, node in enumerate(self.stack):
            if node.style == self.profile.container:
                below = self.stack[depth + 1 : depth + 2]
                return below[0] if below and below[0].is_item else node
        return None

    def quoted(self, node: Node) -> bool:
        """Whether a clause is open in an amending unit, and so quoted from the text that it changes."""
        return self.container() not in {None, node}

    def owner(self) -> Node | None:
        """The open block whose paragraphs are clauses, unless a Pasal or the like has begun in it."""
        blocks = (node for node in reversed(self.stack) if node.paragraphs or node.is_head)
        nearest = next(blocks, None)
        return nearest if nearest and nearest.paragraphs else None

    def unit(self) -> Node | None:
        """The innermost open unit, such as a Pasal."""
        return next((node for node in reversed(self.stack) if node.kind == self.profile.unit), None)

    def _cited_alone(self, stem: str, cited: str) -> tuple[str, str]:
        """Key and label of what is cited without the clauses it stands in, but with the part."""
        return (f"{self.root.key}-{stem}", f"{self.root.label} {cited}") if self.root else (self.place.key + stem, cited)

    def _node(self, kind: str, key: str, label: str, line: int) -> Node:
        return Node(kind, self._unused(key), label, self.place.part, self.top, line)

    def _push(self, node: Node) -> Node:
        self.nodes.append(node)
        self.stack.append(node)
        return node

    def _unused(self, key: str) -> str:
        candidate = key
        while candidate in self._keys:
            self._keys[key] += 1
            candidate = f"{key}-{self._keys[key]}"
        self._keys[candidate] = 1
        return candidate


def slug(printed: str) -> str:
    """`printed` in `[a-z0-9-]`, for keys: `Kedua Belas` gives `kedua-belas`."""
    plain = unicodedata.normalize("NFKD", printed).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
