"""What clauses are called: labels and keys made from kind, number and place, in the way in which a reader of drafts makes them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from consult.documents.editing.passages import CLAUSE, HEADING, Passage
from consult.formats.outline.clause_tree import LONGEST_KEY, slug

WHOLE: Final = "body"  # the part whose keys begin with nothing


@dataclass(frozen=True, slots=True)
class Style:
    """How a kind is cited: `cited` has `{}` for the number; `alone`: without what it stands in; `tight`: without a space before it."""

    cited: str
    alone: bool = False
    tight: bool = False


@dataclass(frozen=True, slots=True)
class Tradition:
    """What editing knows of a way of drafting: styles by kind, the outermost first, and how a part calls what has no number at its top."""

    styles: Mapping[str, Style]
    unnumbered: Mapping[str, str]

    @property
    def kinds(self) -> tuple[str, ...]:
        """What a clause can be made."""
        return (*(kind for kind in self.styles if kind not in {CLAUSE, HEADING}), HEADING, CLAUSE)


@dataclass(slots=True)
class Naming:
    """One walk over a draft that gives each clause its label and its key, unique among those before it."""

    tradition: Tradition
    named: dict[str, tuple[str, str]] = field(default_factory=dict)  # id → label, key
    roots: dict[str, str] = field(default_factory=dict)  # id → id of the head of its part, where that is one
    keys: Counter[str] = field(default_factory=Counter)
    counted: Counter[str] = field(default_factory=Counter)

    def name(self, one: Passage) -> tuple[str, str]:
        """Label and key of the next clause in the order of reading."""
        made = self._made(one)
        return self._keep(one, *(one.pinned or made))

    def fits(self, one: Passage, label: str, key: str) -> bool:
        """Whether that is what the next clause is called here; it is called so in any case."""
        made, wanted = self._made(one)
        if (made, self._free(wanted)) == (label, key):
            self._keep(one, made, wanted)
            return True
        self._keep(one, label, key)
        return False

    def _keep(self, one: Passage, label: str, wanted: str) -> tuple[str, str]:
        key = self._free(wanted)
        self.named[one.id] = label, key
        self.keys.update({key, wanted})
        return label, key

    def _made(self, one: Passage) -> tuple[str, str]:
        """Label and key as kind, number and place make them."""
        root = one.id if is_root(one) else self.roots.get(one.parent or "")
        if root:
            self.roots[one.id] = root
        if is_root(one):
            return one.called or one.name, one.stem
        if one.number or one.kind == HEADING:
            return self._cited(one, root)
        return self._counted(one)

    def _cited(self, one: Passage, root: str | None) -> tuple[str, str]:
        style = self.tradition.styles.get(one.kind, Style("{}"))
        own = one.called or one.name or (one.heading if one.kind == HEADING else "") or style.cited.replace("{}", one.number)
        stem = f"{slug(one.kind)}-{slug(one.number)}" if one.number and one.kind != HEADING else slug(own)
        stem = (one.stem or stem or slug(one.kind))[:LONGEST_KEY]
        base = root if one.kind == HEADING or style.alone or one.parent is None else one.parent
        if base is None:
            return own, f"{prefix(one.part)}{stem}"
        above, key = self.named[base]
        return f"{above}{'' if style.tight and one.kind != HEADING else ' '}{own}", f"{key}-{stem}"[:LONGEST_KEY]

    def _counted(self, one: Passage) -> tuple[str, str]:
        above, key = self.named[one.parent] if one.parent is not None else ("", "")
        name = above or one.name or self.tradition.unnumbered.get(one.part, "")
        stem = f"{key}-" if key else one.stem or prefix(one.part) or f"{CLAUSE}-"
        self.counted[stem] += 1
        label = f"{above} {one.called}" if one.called else f"{name} {self.counted[stem]}"
        return label.strip(), f"{stem}{self.counted[stem]}"

    def _free(self, wanted: str) -> str:
        """The key, with a number where it is another clause's: as the reader of drafts does it."""
        candidate, number = wanted, self.keys[wanted]
        while candidate in self.keys:
            number += 1
            candidate = f"{wanted}-{number}"
        return candidate


def named(passages: Iterable[Passage], tradition: Tradition) -> dict[str, tuple[str, str]]:
    """Id → label and key of each clause."""
    naming = Naming(tradition)
    for one in passages:
        naming.name(one)
    return naming.named


def prefix(part: str) -> str:
    """With what keys at the top of a part begin."""
    return "" if part == WHOLE else f"{part}-"


def is_root(one: Passage) -> bool:
    """Whether it is the head of its part (`Penjelasan`, `Lampiran II`), with whose label and key all that it holds begins."""
    return one.kind == HEADING and one.parent is None and bool(one.stem)
