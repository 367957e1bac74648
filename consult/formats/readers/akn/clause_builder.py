"""The clauses of an Akoma Ntoso file while they are found, and the lines that stand beside them."""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from consult.formats.outline.clause_tree import slug
from consult.formats.outline.clauses import LONGEST_NUMBER, PARTS, ParsedClause
from consult.formats.outline.doubts import Doubt
from consult.formats.outline.lines import Line, words
from consult.formats.readers.akn.element_text import exact, name_of
from consult.formats.readers.xml_trees import Element
from consult.formats.rembuk.own_files import own

LONGEST_KEY = 150  # characters; some more make it unique


@dataclass(slots=True, eq=False)
class Found:
    """A clause that may still grow.

    loose: it is what its parent says behind the clauses that stand in it. quoting: the clause that quotes the text it stands in.
    """

    kind: str
    key: str
    label: str
    part: str
    parent: "Found | None"
    line: int
    number: str = ""
    mark: str = ""
    heading: str = ""
    texts: list[str] = field(default_factory=list)
    loose: bool = False
    quoting: "Found | None" = None

    @property
    def depth(self) -> int:
        """How many clauses it stands in."""
        return self.parent.depth + 1 if self.parent else 0

    def frozen(self) -> ParsedClause:
        """The clause as it leaves the reader."""
        return ParsedClause(
            key=self.key,
            kind=self.kind,
            number=self.number,
            label=self.label,
            heading=self.heading,
            text="\n".join(self.texts),
            depth=self.depth,
            parent=self.parent.key if self.parent else None,
            part=self.part,
            mark=self.mark,
            line=self.line,
        )


class Finding:
    """All that was found, in reading order."""

    def __init__(self) -> None:
        self.clauses: list[Found] = []
        self.lines: list[Line] = []
        self.doubts: list[Doubt] = []
        self._keys: set[str] = set()
        self._unnumbered: Counter[str] = Counter()

    @property
    def next_line(self) -> int:
        """The number of the line that comes next."""
        return len(self.lines) + 1

    @property
    def last(self) -> Found | None:
        """The clause that was begun last."""
        return self.clauses[-1] if self.clauses else None

    def begin(self, clause: Found) -> Found:
        """Put a clause behind those before; its key becomes one that no other has."""
        clause.key = self._unused(slug(clause.key)[:LONGEST_KEY].strip("-") or clause.kind)
        self.clauses.append(clause)
        for printed in (clause.mark, clause.heading):
            self.write(printed, level=min(clause.depth + 1, 9) if clause.heading else 0)
        return clause

    def say(self, text: str, owner: Found | None, *, part: str, word: str) -> None:
        """Put a line of text into its clause; what follows the clauses inside that one is a clause of its own, in their order.

        part: where it stands. word: what that is called.
        """
        last = self.last
        if last is not None and not words(text):
            last.texts.append(text)  # a closing quotation mark, a row of stars
        elif last is not None and owner is not None and (last is owner or (last.loose and last.parent is owner)):
            last.texts.append(text)
        else:
            self.unnumbered(owner, part=part, word=word, loose=owner is not None).texts.append(text)
        self.write(text)

    def unnumbered(self, owner: Found | None, *, part: str, word: str, kind: str = "clause", loose: bool = False) -> Found:
        """Begin a clause with neither number nor heading: below its owner, or at the top of a part, which `word` names."""
        stem = owner.key if owner else part
        self._unnumbered[stem] += 1
        n = self._unnumbered[stem]
        label = f"{owner.label} [{n}]" if owner else f"{word} {n}"
        return self.begin(Found(kind, f"{stem}-{n}", label, part, owner, self.next_line, loose=loose))

    def doubt(self, code: str, **facts: str) -> None:
        """Doubt what stands at the line that was written last."""
        self.doubts.append(Doubt(max(len(self.lines), 1), code, facts))

    def write(self, text: str, *, level: int = 0) -> None:
        """Put a text among the lines that stand beside the clauses."""
        for line in filter(None, text.split("\n")):
            self.lines.append(Line(self.next_line, line, begins=True, level=level))

    def _unused(self, key: str) -> str:
        candidate, n = key, 1
        while candidate in self._keys:
            n += 1
            candidate = f"{key}-{n}"
        self._keys.add(candidate)
        return candidate


_KIND: Final = re.compile(r"[a-z_]{1,16}")


def clause_in(element: Element, owner: Found | None, part: str, line: int) -> Found | None:
    """The clause that the element is, by the names that we gave it; None where it is not ours, or not any more.

    A number that was changed in another program makes our label wrong: such a clause is read as anybody's.
    """
    kind, key, label = (element.get(own(name)) for name in ("kind", "key", "label"))
    number = element.get(own("number"), "")
    if not (kind and key and label and _KIND.fullmatch(kind)) or len(number) > LONGEST_NUMBER:
        return None
    texts = {name_of(child): exact(child) for child in element if name_of(child) in {"num", "heading"}}
    mark, heading = texts.get("num", ""), texts.get("heading", "")
    if mark and number not in mark:
        return None
    ours = element.get(own("part"), part)
    clause = Found(kind, key, label, owner.part if owner else ours if ours in PARTS else part, owner, line)
    clause.number, clause.mark, clause.heading = number, mark, heading
    return clause
