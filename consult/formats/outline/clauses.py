"""What reading a draft gives: clauses in reading order, with where each stands and what is doubtful."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from consult.formats.outline.doubts import Doubt
from consult.formats.outline.lines import words


class Part(StrEnum):
    """Which part of the document a clause stands in."""

    BODY = "body"
    PREAMBLE = "preamble"
    EXPLANATION = "explanation"
    ANNEX = "annex"


ITEMS: Final = frozenset({"huruf", "angka", "point", "item", "subparagraph", "nummer"})  # of a list, in the text of what holds them


PARTS: Final = ("preamble", "body", "explanation", "annex")
MOST_CLAUSES: Final = 20_000  # in a draft, and as many doubts; more are more than people could discuss
LONGEST_NUMBER: Final = 40  # characters, as many as are stored; what is longer is a name
DEEPEST: Final = 24
"""Levels of clauses that a file may name itself: no law comes near, and pages and exports go into one another as clauses do."""


@dataclass(frozen=True, slots=True)
class ParsedClause:
    """One clause of a draft; its text is its own, without that of the clauses below it.

    key: unique in the draft, of `[a-z0-9-]`, readable: `pasal-4-ayat-2`, `explanation-pasal-4`.
    kind: what the tradition calls it: `bab`, `pasal`, `ayat`, `clause`, `heading`.
    number: as printed, without brackets or full stop; empty where there is none.
    label: as a reader cites it: `Pasal 4 ayat (2)`, `BAB I Bagian Kesatu`, `Penjelasan Pasal 4`.
    depth: 0 for what stands under nothing; else one more than the clause with the key `parent`.
    mark: the words of the file that became number and label, so that no word is unaccounted for.
    line: the line of the file where it begins.
    """

    key: str
    kind: str
    number: str
    label: str
    heading: str
    text: str
    depth: int
    parent: str | None
    part: str
    mark: str
    line: int

    def as_json(self) -> dict[str, object]:
        """The clause as `parse_draft --json` prints it; `mark` and `line` are for this program alone."""
        return {
            "key": self.key,
            "kind": self.kind,
            "number": self.number,
            "label": self.label,
            "heading": self.heading,
            "text": self.text,
            "depth": self.depth,
            "parent": self.parent,
            "part": self.part,
        }


@dataclass(frozen=True, slots=True)
class ParsedDraft:
    """A draft read into clauses. `format` is a media type, `profile` the drafting tradition, `language` a BCP 47 tag.

    evidence: how many lines spoke for each tradition where the program chose one; empty where somebody named it.
    """

    format: str
    profile: str
    language: str
    title: str
    clauses: tuple[ParsedClause, ...]
    warnings: tuple[Doubt, ...]
    evidence: Mapping[str, int] = field(default_factory=dict)

    def counts_by_part(self) -> dict[str, dict[str, int]]:
        """How many clauses of each kind stand in each part that has any."""
        counts = {part: Counter(c.kind for c in self.clauses if c.part == part) for part in PARTS}
        return {part: dict(kinds) for part, kinds in counts.items() if kinds}

    def counts(self) -> dict[str, int]:
        """How many clauses of each kind stand in the body."""
        return self.counts_by_part().get("body", {})

    def words(self) -> list[str]:
        """Every word of every clause in reading order: the words of the file, each once (see `parse.source_words`)."""
        return [word for c in self.clauses for printed in (c.mark, c.heading, c.text) for word in words(printed)]

    def as_json(self) -> dict[str, object]:
        """The draft as `parse_draft --json` prints it."""
        return {
            "format": self.format,
            "profile": self.profile,
            "profile_evidence": dict(self.evidence),
            "language": self.language,
            "title": self.title,
            "counts": self.counts(),
            "counts_by_part": self.counts_by_part(),
            "clauses": [clause.as_json() for clause in self.clauses],
            "warnings": [warning.as_json() for warning in self.warnings],
        }
