"""What a reading gave, beside what it was read from: source lines, clauses, warnings, and links between them, a stretch at a time."""

import re
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Final
from uuid import UUID

from django.utils.translation import ngettext_lazy

from consult.documents.editing.edited_revision import Edited
from consult.documents.models import Edit, Revision, Wording
from consult.documents.pictures import Picture, pictured
from consult.formats.outline.clauses import PARTS
from consult.reports.render.template_filters import number as grouped
from frontend.documents.import_desk.doubt_remedies import Way, ways
from frontend.documents.import_desk.doubt_sentences import sentence
from frontend.documents.reading.outline import within

LINES: Final = 1_500  # of the source on one page; a law of sixty articles with its explanation is shorter
CLAUSES: Final = 1_000  # beside them
DOUBTS: Final = 200
TURNS: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # they turn round what follows; the draft is read without them
DEEPEST: Final = 6
FIRST_WORDS: Final = 90  # characters

KINDS: Final = {
    "bab": ngettext_lazy("%(number)s chapter (bab)", "%(number)s chapters (bab)", "n"),
    "bagian": ngettext_lazy("%(number)s section (bagian)", "%(number)s sections (bagian)", "n"),
    "paragraf": ngettext_lazy("%(number)s subsection (paragraf)", "%(number)s subsections (paragraf)", "n"),
    "pasal": ngettext_lazy("%(number)s article (pasal)", "%(number)s articles (pasal)", "n"),
    "ayat": ngettext_lazy("%(number)s paragraph (ayat)", "%(number)s paragraphs (ayat)", "n"),
    "huruf": ngettext_lazy("%(number)s letter (huruf)", "%(number)s letters (huruf)", "n"),
    "angka": ngettext_lazy("%(number)s number (angka)", "%(number)s numbers (angka)", "n"),
    "part": ngettext_lazy("%(number)s part", "%(number)s parts", "n"),
    "title": ngettext_lazy("%(number)s title", "%(number)s titles", "n"),
    "chapter": ngettext_lazy("%(number)s chapter", "%(number)s chapters", "n"),
    "section": ngettext_lazy("%(number)s section", "%(number)s sections", "n"),
    "subsection": ngettext_lazy("%(number)s subsection", "%(number)s subsections", "n"),
    "article": ngettext_lazy("%(number)s article", "%(number)s articles", "n"),
    "paragraph": ngettext_lazy("%(number)s paragraph", "%(number)s paragraphs", "n"),
    "subparagraph": ngettext_lazy("%(number)s subparagraph", "%(number)s subparagraphs", "n"),
    "point": ngettext_lazy("%(number)s point", "%(number)s points", "n"),
    "item": ngettext_lazy("%(number)s item", "%(number)s items", "n"),
    "recital": ngettext_lazy("%(number)s recital", "%(number)s recitals", "n"),
    "paragraph_sign": ngettext_lazy("%(number)s section (§)", "%(number)s sections (§)", "n"),
    "absatz": ngettext_lazy("%(number)s paragraph (Absatz)", "%(number)s paragraphs (Absatz)", "n"),
    "nummer": ngettext_lazy("%(number)s number (Nummer)", "%(number)s numbers (Nummer)", "n"),
    "heading": ngettext_lazy("%(number)s heading", "%(number)s headings", "n"),
    "clause": ngettext_lazy("%(number)s clause", "%(number)s clauses", "n"),
}


@dataclass
class Remark:
    """A warning: its number among all, the line and the clause that it is about, and how it stands."""

    number: int
    line: int
    warning: Mapping[str, Any]
    clause: Wording | None
    settled: Edit | None = None  # the step that settled it
    ways: list[Way] = field(default_factory=list)  # what can be done about it, where something can be
    page: int = 1  # the stretch that shows it
    here: bool = True  # whether that is the one that is shown
    next: "Remark | None" = None  # among those that are open
    before: "Remark | None" = None

    @property
    def sentence(self) -> str:
        """What people read."""
        return sentence(self.warning)

    @property
    def at(self) -> str:
        """Where it stands among the clauses, seen from the stretch that is shown."""
        return f"{'' if self.here else f'?page={self.page}'}#w-{self.number}"

    @property
    def line_at(self) -> str:
        """Where its line is."""
        return f"{'' if self.here else f'?page={self.page}'}#line-{self.line}"

    @property
    def settled_by_word(self) -> bool:
        """Whether somebody said that it is right as it is; else it was changed."""
        return self.settled is not None and self.settled.name == "settle"


@dataclass
class Line:
    """A line of the source, the clauses that begin in it, and what was doubted there."""

    number: int
    text: str
    clauses: list["Item"] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    @property
    def doubted(self) -> list[Remark]:
        """What nobody has settled yet."""
        return [remark for remark in self.remarks if remark.settled is None]


@dataclass
class Item:
    """A clause in the outline."""

    wording: Wording
    within: str  # the label of what it stands in
    remarks: list[Remark]
    page: int  # the stretch in which it begins: an earlier one where it only goes on here, with something doubtful
    here: bool = True  # whether that is the one that is shown
    pictures: Sequence[Picture] = ()  # that stood in it in the file

    @property
    def line_at(self) -> str:
        """Where its first line is, seen from the stretch that is shown."""
        return f"{'' if self.here else f'?page={self.page}'}#line-{self.wording.line}"

    @property
    def label(self) -> str:
        """What is left of its label."""
        return within(self.wording.label, self.within)

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
    items: list[Item]
    remarks: list[Remark]
    counts: list[tuple[str, list[str]]]

    @property
    def parts(self) -> list[tuple[str, list[Item]]]:
        """The clauses of each part that has any here."""
        return [(part, list(found)) for part, found in groupby(self.items, key=lambda item: item.wording.part)]

    @property
    def open(self) -> list[Remark]:
        """The doubtful places that nobody has settled."""
        return [remark for remark in self.remarks if remark.settled is None]


def result(
    revision: Revision, wordings: Sequence[Wording], now: Edited, *, page: int = 0, doubt: int = 0, clause: UUID | None = None
) -> Result:
    """The stretch with that number, or that holds the doubt or the clause; the first or last where there is none.

    Without a source, its clauses stand for its lines.
    """
    remarks = placed(now, wordings, revision.profile)
    texts = source_lines(revision)
    places = {one.pk: (one.line or 1) if texts else one.position for one in wordings}
    at = [remark.line if texts or not remark.clause else places[remark.clause.pk] for remark in remarks]
    starts = stretches(len(texts) or len(wordings), Counter(places.values()), Counter(at))
    for remark, place in zip(remarks, at, strict=True):
        remark.page = bisect(starts, place)
    pages = {one.clause_id: bisect(starts, places[one.pk]) for one in wordings}
    wanted = next((remark.page for remark in remarks if remark.number == doubt), None) or (pages.get(clause) if clause else None) or page
    page = min(max(wanted, 1), len(starts))
    shown = [remark for remark in remarks if remark.page == page]
    for remark in remarks:
        remark.here = remark.page == page
    items = items_of(wordings, shown, pages, page=page)
    pictures = pictured(revision, wordings)
    for item in items:
        item.pictures = pictures.get(item.wording.pk, ())
    lines = lines_of(texts, items, shown, range(starts[page - 1], [*starts, len(texts) + 1][page]))
    return Result(page, len(starts), lines, items, remarks, counts(wordings))


def stretches(last: int, clauses: Mapping[int, int], doubts: Mapping[int, int]) -> list[int]:
    """The first line of each stretch, so that none holds more than a page can show; a line is never cut."""
    starts: list[int] = [1]
    used: tuple[int, ...] = (0, 0, 0)
    for line in range(1, last + 1):
        one: tuple[int, ...] = (1, clauses.get(line, 0), doubts.get(line, 0))
        more = tuple(map(sum, zip(used, one, strict=True)))
        full = line > starts[-1] and any(n > most for n, most in zip(more, (LINES, CLAUSES, DOUBTS), strict=True))
        if full:
            starts.append(line)
        used = one if full else more
    return starts


def source_lines(revision: Revision) -> list[str]:
    """The lines of the file, the first one first; none where no file was kept."""
    source = getattr(revision, "source", None)
    return source.text.split("\n") if source else []


def placed(now: Edited, wordings: Sequence[Wording], profile: str) -> list[Remark]:
    """The warnings in the order of their lines, each with the clause that it is about, and those that are open with what can be done."""
    by_clause = {str(one.clause_id): one for one in wordings}
    remarks = []
    for number, warning in now.warnings.items():
        about = by_clause.get(now.standing.places.get(number, ""))
        settled = now.steps.get(now.standing.settled.get(number, 0))
        offered = [] if settled else ways(warning, about, first=about is not None and about.position == 1, profile=profile)
        remarks.append(Remark(number, warning["line"], warning, about, settled, offered))
    before: Remark | None = None
    for remark in remarks:
        remark.before = before
        before = before if remark.settled else remark
    after: Remark | None = None
    for remark in reversed(remarks):
        remark.next = after
        after = after if remark.settled else remark
    return remarks


def items_of(wordings: Sequence[Wording], shown: Iterable[Remark], pages: Mapping[UUID, int], *, page: int) -> list[Item]:
    """The clauses that begin in a stretch, or of which something is doubted there, in order, each with those doubts."""
    about: defaultdict[object, list[Remark]] = defaultdict(list)
    for remark in shown:
        about[remark.clause.pk if remark.clause else None].append(remark)
    labels: dict[UUID | None, str] = {wording.pk: wording.label for wording in wordings}
    begin = {one.pk: pages[one.clause_id] for one in wordings}
    here = (one for one in wordings if begin[one.pk] == page or one.pk in about)
    return [Item(one, labels.get(one.parent_id, ""), about.get(one.pk, []), begin[one.pk], begin[one.pk] == page) for one in here]


def lines_of(texts: Sequence[str], items: Iterable[Item], remarks: Iterable[Remark], stretch: range) -> list[Line]:
    """The lines of a stretch that hold something."""
    numbered = ((number, texts[number - 1]) for number in stretch if number <= len(texts))
    lines = {number: Line(number, visible(text)) for number, text in numbered if text.strip()}
    for item in items:
        if item.wording.line in lines:
            lines[item.wording.line].clauses.append(item)
    for remark in remarks:
        if remark.line in lines:
            lines[remark.line].remarks.append(remark)
    return list(lines.values())


def visible(text: str) -> str:
    """The text, with the name of a character in the place of one that would turn the words after it round: `[U+202E]`."""
    return TURNS.sub(lambda turn: f"[U+{ord(turn[0]):04X}]", text)


def counts(wordings: Sequence[Wording]) -> list[tuple[str, list[str]]]:
    """How many clauses of each kind stand in each part that has any, the kinds in the order in which they first occur."""
    found = {part: Counter(wording.kind for wording in wordings if wording.part == part) for part in PARTS}
    return [(part, [counted(kind, n) for kind, n in kinds.items()]) for part, kinds in found.items() if kinds]


def counted(kind: str, n: int) -> str:
    """`177 ayat`; a kind of another tradition goes by its own name."""
    said = KINDS.get(kind)
    return str(said % {"n": n, "number": grouped(n)}) if said else f"{grouped(n)} {kind}"
