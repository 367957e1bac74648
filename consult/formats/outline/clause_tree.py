"""The tree of clauses while it grows: what is open, what was numbered last, what each clause will be called."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field

from consult.formats.outline.clauses import ParsedClause
from consult.formats.outline.marks import Found
from consult.formats.outline.printed_numbers import Value
from consult.formats.traditions.profile import ITEM_RANK, Place, Profile

_TAIL = 40  # characters: enough to see whether a sentence has ended
LONGEST_KEY = 140  # characters of a key; a number behind it, where it is taken, still fits into what is stored


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
    level: int = 0  # of the heading that it is in the file
    quoted: bool = False  # its mark says so
    mark: str = ""
    headings: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    takes_heading: bool = False  # lines that come next may belong to its heading
    paragraphs: bool = False  # lines without a mark become clauses below it
    loose: bool = False  # it is such a clause: the next line is another one
    continues: bool = False  # it goes on with its parent, after a list
    last: dict[str, tuple[Value, str]] = field(default_factory=dict)
    depth: int = field(init=False)

    def __post_init__(self) -> None:
        self.depth = self.parent.depth + 1 if self.parent else 0

    @property
    def is_item(self) -> bool:
        """Whether it is numbered in a list."""
        return self.rank >= ITEM_RANK and self.value is not None

    @property
    def is_loose(self) -> bool:
        """Whether it is a clause without number in running text or beside a list."""
        return self.rank == ITEM_RANK and self.value is None

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

    def open_numbered(self, found: Found, *, line: int, level: int = 0) -> Node:
        """Open a clause with a number below what is open, and remember the number there."""
        kind, style = found.mark.kind, found.mark.style
        cited, stem = (self.profile.cited.get(style) or self.profile.cited[kind]).format(found.number), f"{slug(kind)}-{slug(found.number)}"
        if kind in self.profile.alone or not self.top:
            key, label = self._cited_alone(stem, cited)
        else:
            key, label = f"{self.top.key}-{stem}", _joined(self.top.label, cited)
        self.numbers_of(kind, self.top)[style] = found.last, label
        node = self._push(self._node(kind, key, label, line))
        node.number, node.value, node.style, node.rank, node.mark = found.number, found.value, style, found.mark.rank, found.printed
        node.level, node.quoted = level, found.quoted
        node.takes_heading = kind in self.profile.title_lines or kind in self.profile.titled
        return node

    def open_heading(self, *, number: str, mark: str, heading: str, level: int, line: int) -> Node:
        """Open a heading of the file, cited by its words, below the heading of a lower level that is open."""
        holder = next((node for node in reversed(self.stack) if (node.level and node.level < level) or node is self.root), None)
        self.close_to(holder)
        label = f"{mark} {heading}".strip()
        node = self._push(self._node("heading", self._cited_alone(slug(label)[:LONGEST_KEY] or "heading", label)[0], label, line))
        node.number, node.mark, node.level = number, mark, level
        node.headings.append(heading)
        return node

    def open_unnumbered(self, line: int) -> Node:
        """Open a clause without number below what is open, named after it and counted."""
        stem = f"{self.top.key}-" if self.top else self.place.key or "clause-"
        label = self.top.label if self.top else self.place.unnumbered
        self._unnumbered[stem] += 1
        node = self._push(self._node(self.profile.loose, f"{stem}{self._unnumbered[stem]}", f"{label} {self._unnumbered[stem]}", line))
        node.rank = ITEM_RANK
        return node

    def open_continued(self, holder: Node, line: int) -> Node:
        """Open a clause without number for the text that goes on with `holder` after a list in it."""
        holder = holder.parent if holder.continues and holder.parent else holder
        self.close_to(holder)
        stem = f"{holder.key}-continued"
        self._unnumbered[stem] += 1
        times = f" {self._unnumbered[stem]}" if self._unnumbered[stem] > 1 else ""
        node = self._push(self._node(self.profile.loose, stem, f"{holder.label}, {self.profile.continued}{times}", line))
        node.rank, node.continues = ITEM_RANK, True
        return node

    def numbers_of(self, kind: str, parent: Node | None) -> dict[str, tuple[Value, str]]:
        """Where the numbers of `kind` are remembered: over the whole part, or below `parent`."""
        if parent is None or (kind in self.profile.run_on and not self.container() and not parent.quoted):
            return self.run
        return parent.last

    def container(self) -> Node | None:
        """The open unit that holds other units (an amending `Pasal I`), or the item that is open in it."""
        for depth, node in enumerate(self.stack if self.profile.container else ()):
            if node.style == self.profile.container:
                below = self.stack[depth + 1 : depth + 2]
                return below[0] if below and below[0].is_item else node
        return None

    def quoted(self, node: Node) -> bool:
        """Whether a clause is quoted from the text that an amending unit changes: its mark says so, or where it stands."""
        return node.quoted or self.container() not in {None, node}

    def quoting(self) -> Node | None:
        """The clause that quotes: the one in which the open quotation stands, or that is open where none is."""
        outermost = next((node for node in self.stack if node.quoted), None)
        return outermost.parent if outermost else self.top

    def owner(self) -> Node | None:
        """The open block whose paragraphs are clauses, unless a Pasal or the like has begun in it."""
        blocks = (node for node in reversed(self.stack) if node.paragraphs or node.is_head)
        nearest = next(blocks, None)
        return nearest if nearest and nearest.paragraphs else None

    def holder(self) -> Node | None:
        """What holds the outermost list that is open: a verse, a unit, a heading."""
        lists = (node for node in self.stack if node.is_item and node.kind != self.profile.verse)
        outermost = next(lists, None)
        return outermost.parent if outermost else None

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
        key = candidate = key[:LONGEST_KEY].rstrip("-")
        while candidate in self._keys:
            self._keys[key] += 1
            candidate = f"{key}-{self._keys[key]}"
        self._keys[candidate] = 1
        return candidate


def _joined(above: str, cited: str) -> str:
    """`Pasal 4 ayat (2)`, but `Article 4(2)`: what is cited in brackets stands close."""
    return f"{above}{cited}" if cited.startswith("(") else f"{above} {cited}"


def slug(printed: str) -> str:
    """`printed` in `[a-z0-9-]`, for keys: `Kedua Belas` gives `kedua-belas`."""
    plain = unicodedata.normalize("NFKD", printed).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
