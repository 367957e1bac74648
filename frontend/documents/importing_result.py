"""What a reading gave, beside what it was read from: source lines, clauses, warnings, and links between them, a stretch at a time."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Final
from uuid import UUID

from django.utils.translation import ngettext_lazy

from consult.documents.models import Revision, Wording
from consult.documents.parsing.clauses import PARTS
from consult.reports.render.reporting import number as grouped
from frontend.documents.doubts import sentence

LINES: Final = 1_500  # of the source on one page; a law of sixty articles with its explanation is shorter
DEEPEST: Final = 6
FIRST_WORDS: Final = 90  # characters

KINDS: Final = {  # of the Indonesian tradition
    "bab": ngettext_lazy("%(number)s chapter (bab)", "%(number)s chapters (bab)", "n"),
    "bagian": ngettext_lazy("%(number)s section (bagian)", "%(number)s sections (bagian)", "n"),
    "paragraf": ngettext_lazy("%(number)s subsection (paragraf)", "%(number)s subsections (paragraf)", "n"),
    "pasal": ngettext_lazy("%(number)s article (pasal)", "%(number)s articles (pasal)", "n"),
    "ayat": ngettext_lazy("%(number)s paragraph (ayat)", "%(number)s paragraphs (ayat)", "n"),
    "huruf": ngettext_lazy("%(number)s letter (huruf)", "%(number)s letters (huruf)", "n"),
    "angka": ngettext_lazy("%(number)s number (angka)", "%(number)s numbers (angka)", "n"),
    "heading": ngettext_lazy("%(number)s heading", "%(number)s headings", "n"),
    "clause": ngettext_lazy("%(number)s passage without a number", "%(number)s passages without a number", "n"),
}


@dataclass
class Remark:
    """A warning: its number among all, the line and the clause that it is about."""

    number: int
    line: int
    sentence: str
    clause: Wording | None
    next: "Remark | None" = None

    @property
    def page(self) -> int:
        """The stretch that shows it."""
        return page_of(self.line)


@dataclass
class Line:
    """A line of the source, the clauses that begin in it, and what was doubted there."""

    number: int
    text: str
    clauses: list["Item"] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


@dataclass
class Item:
    """A clause in the outline."""

    wording: Wording
    within: str  # the label of what it stands in, where its own begins with that
    remarks: list[Remark]

    @property
    def label(self) -> str:
        """What is left of its label."""
        return self.wording.label.removeprefix(self.within)

    @property
    def level(self) -> int:
        """How deep it is set."""
        return min(self.wording.depth + 1, DEEPEST)

    @property
    def words(self) -> str:
        """How it begins: its heading or its first words."""
        heading = "" if self.wording.heading.casefold() == self.label.casefold() else self.wording.heading
        said = f"{heading} {self.wording.text}".strip()
        return said if len(said) <= FIRST_WORDS else said[:FIRST_WORDS].rsplit(" ", 1)[0] + " …"


@dataclass(frozen=True)
class Result:
    """One stretch of the reading, and what is said of the whole."""

    page: int
    pages: int
    lines: list[Line]
    parts: list[tuple[str, list[Item]]]
    remarks: list[Remark]
    counts: list[tuple[str, list[str]]]


def result(revision: Revision, wordings: Sequence[Wording], *, page: int) -> Result:
    """The stretch with that number, the first or last where there is none. Without a source, all clauses are on one page."""
    remarks = placed(revision.warnings, wordings)
    texts = source_lines(revision)
    pages = max(page_of(len(texts)), 1)
    page = min(max(page, 1), pages)
    items = [item for item in items_of(wordings, remarks) if not texts or page_of(item.wording.line or 1) == page]
    lines = lines_of(texts, items, remarks, page=page)
    parts = [(part, list(found)) for part, found in groupby(items, key=lambda item: item.wording.part)]
    return Result(page, pages, lines, parts, remarks, counts(wordings))


def page_of(line: int) -> int:
    """The stretch in which a line stands."""
    return max(line - 1, 0) // LINES + 1


def source_lines(revision: Revision) -> list[str]:
    """The lines of the file, the first one first; none where no file was kept."""
    source = getattr(revision, "source", None)
    return source.text.split("\n") if source else []


def placed(warnings: Iterable[Mapping[str, Any]], wordings: Sequence[Wording]) -> list[Remark]:
    """The warnings in the order of their lines, each with the clause that it is about."""
    ordered = sorted(warnings, key=lambda warning: warning["line"])
    begun = sorted((wording for wording in wordings if wording.line), key=lambda wording: (wording.line, wording.position))
    remarks, at = [], 0
    named: dict[str, Wording] = {}
    for number, warning in enumerate(ordered, start=1):
        while at < len(begun) and (begun[at].line or 0) <= warning["line"]:
            named[begun[at].label] = begun[at]
            at += 1
        label = warning.get("facts", {}).get("label")
        nearest = begun[at - 1] if at else begun[0] if begun else None
        remarks.append(Remark(number, warning["line"], sentence(warning), named.get(label, nearest)))
        if number > 1:
            remarks[-2].next = remarks[-1]
    return remarks


def items_of(wordings: Sequence[Wording], remarks: Iterable[Remark]) -> list[Item]:
    """The clauses in order, each with what was doubted about it."""
    about: defaultdict[object, list[Remark]] = defaultdict(list)
    for remark in remarks:
        about[remark.clause.pk if remark.clause else None].append(remark)
    labels: dict[UUID | None, str] = {wording.pk: wording.label for wording in wordings}
    return [Item(one, shared(one.label, labels.get(one.parent_id)), about[one.pk]) for one in wordings]


def shared(label: str, parent: str | None) -> str:
    """The beginning that a label has from what it stands in."""
    return f"{parent} " if parent and label.startswith(f"{parent} ") else ""


def lines_of(texts: Sequence[str], items: Iterable[Item], remarks: Iterable[Remark], *, page: int) -> list[Line]:
    """The lines of a stretch that hold something."""
    first = (page - 1) * LINES
    stretch = enumerate(texts[first : first + LINES], start=first + 1)
    lines = {number: Line(number, text) for number, text in stretch if text.strip()}
    for item in items:
        if item.wording.line in lines:
            lines[item.wording.line].clauses.append(item)
    for remark in remarks:
        if remark.line in lines:
            lines[remark.line].remarks.append(remark)
    return list(lines.values())


def counts(wordings: Sequence[Wording]) -> list[tuple[str, list[str]]]:
    """How many clauses of each kind stand in each part that has any, the kinds in the order in which they first occur."""
    found = {part: Counter(wording.kind for wording in wordings if wording.part == part) for part in PARTS}
    return [(part, [counted(kind, n) for kind, n in kinds.items()]) for part, kinds in found.items() if kinds]


def counted(kind: str, n: int) -> str:
    """`177 ayat`; a kind of another tradition goes by its own name."""
    said = KINDS.get(kind)
    return str(said % {"n": n, "number": grouped(n)}) if said else f"{grouped(n)} {kind}"
