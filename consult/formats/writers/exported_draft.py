"""A revision as it is exported: plain values, the same for every format."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from consult.formats.outline.composed_text import HANGING, hanging


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause; what stands below it follows it. The fields are those of a `ParsedClause`; `id` outlives number and wording.

    above: the clauses that it stands in, the outermost first.
    work_name: what the standard calls wId: the eId that it had in the first revision that has it; empty where that is this one.
    """

    id: UUID
    key: str
    kind: str
    number: str
    label: str
    heading: str
    text: str
    part: str
    above: tuple["Clause", ...] = field(default=(), repr=False)
    work_name: str = ""

    @property
    def depth(self) -> int:
        """How many clauses it stands in."""
        return len(self.above)

    @property
    def parent(self) -> "Clause | None":
        """The clause that it stands in."""
        return self.above[-1] if self.above else None

    @property
    def lines(self) -> list[str]:
        """Its own text, line by line."""
        return self.text.split("\n") if self.text else []

    @property
    def name(self) -> str:
        """Its label as it is read where the labels of what it stands in are read, too: `ayat (2)`, `Bagian Kesatu`."""
        labels = (f"{one.label} " for one in reversed(self.above))
        return next((self.label.removeprefix(label) for label in labels if self.label.startswith(label)), self.label)

    @property
    def printed(self) -> str:
        """Its number as a reader sees it: `Pasal 5`, `(2)`, `a.`; empty where it has none, or its heading says it."""
        if not self.number or self.heading.casefold().startswith(self.label.casefold()):
            return ""
        if self.kind in HANGING:
            return hanging(self)
        name = self.name.removesuffix(self.heading).rstrip()  # `5.1 Fences` is printed `5.1`: its heading follows
        is_named = re.search(rf"(?<!\w){re.escape(self.number)}(?!\w)", name)
        return name if is_named else f"{self.number}."


@dataclass(frozen=True, slots=True)
class Draft:
    """A revision of a draft, with what describes it.

    slug: of the consultation. institution: whose draft it is; may be empty. profile: the drafting tradition that it was read by.
    begun: when the draft was first brought in; dated: when this revision was published, or else brought in.
    sha256: of the canonical text of the revision, as pages and record print it.
    """

    slug: str
    title: str
    institution: str
    language: str
    profile: str
    revision: int
    sha256: str
    begun: date
    dated: date
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """A clause with what stands below it."""

    clause: Clause
    below: tuple["Branch", ...]


_NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def in_xml(text: str) -> str:
    """The text with what no XML can hold as U+FFFD; no reader lets such a character in."""
    return _NOT_IN_XML.sub("\ufffd", text)


def branches(clauses: Sequence[Clause]) -> tuple[Branch, ...]:
    """The clauses as trees. `clauses` are in reading order."""
    below: dict[UUID, list[Branch]] = {}
    tops: list[Branch] = []
    for clause in reversed(clauses):
        branch = Branch(clause, tuple(reversed(below.pop(clause.id, []))))
        (below.setdefault(clause.parent.id, []) if clause.parent else tops).append(branch)
    return tuple(reversed(tops))
