"""A published revision with other words for some of its clauses: its clauses in order, what they are called, and what is doubtful."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID, uuid5

from consult.documents.editing.edited_revision import read_of, rows_of
from consult.documents.editing.labels import Tradition, named
from consult.documents.editing.learnt_names import learnt
from consult.documents.editing.passages import CLAUSE, HEADING, Passage, at, end_of, parents
from consult.documents.editing.tradition_styles import styles_of, unnumbered_in
from consult.documents.models import Revision, Wording
from consult.documents.next_draft.clause_parts import taken_apart
from consult.documents.next_draft.pieces import Piece
from consult.formats.outline.composed_text import composed
from consult.formats.outline.doubts import Doubt
from consult.formats.traditions.detection import PROFILES

WHOLE, NUMBER = "picked.whole", "picked.number"  # see `doubts.SENTENCES`


@dataclass(frozen=True, slots=True)
class Changes:
    """What is other in the next draft, by the ids of clauses.

    reworded: the text of the clause with its parts; None where it is taken away. No clause stands in another one of these.
    inserted: what comes after a clause, in order.
    """

    reworded: Mapping[str, str | None]
    inserted: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class NextDraft:
    """The clauses in order, label and key of each, the text of all with the line at which each begins, and the doubts."""

    passages: tuple[Passage, ...]
    names: Mapping[str, tuple[str, str]]
    text: str
    doubts: Sequence[Doubt]


@dataclass(slots=True)
class Making:
    """The passages while words are put in.

    labels: of the published ones. doubted: id of a clause → codes. behind: id of a clause → how many came in behind it.
    """

    passages: list[Passage]
    tradition: Tradition
    labels: Mapping[str, str]
    profile: str
    space: UUID  # new clauses have ids in it, the same each time
    doubted: dict[str, list[str]] = field(default_factory=dict)
    behind: dict[str, int] = field(default_factory=dict)

    def reword(self, id_: str, text: str | None) -> None:
        """Put the text in place of the clause and its parts."""
        start = at(self.passages, id_)
        block = self.passages[start : end_of(self.passages, start)]
        self.passages[start : start + len(block)] = [] if text is None else self._said(block, text)

    def insert(self, after: str, wording: str, nth: int) -> None:
        """Put a new clause of the same kind behind the clause and its parts; or a part at its end, where the wording goes on with those.

        Args:
            nth: of those that come in there, from 0.
        """
        start = at(self.passages, after)
        beside = self.passages[start]
        number, mark, text = numbered(wording, beside.kind, self.profile)
        if not number and self._go_on(start, wording):
            return
        new = Passage(str(uuid5(self.space, f"{after} {nth} {wording}")), beside.parent, beside.part, beside.kind, number, mark=mark)
        if not number and (beside.number or beside.kind not in {CLAUSE, HEADING}):
            self.doubted.setdefault(new.id, []).append(NUMBER)
        place = end_of(self.passages, start)
        for _ in range(self.behind.get(after, 0)):
            place = end_of(self.passages, place)
        self.behind[after] = self.behind.get(after, 0) + 1
        self.passages[place:place] = self._said([new], text)

    def _go_on(self, start: int, wording: str) -> bool:
        """Whether the wording says the next parts of the clause, as `(3) …` behind an ayat (2); then they are there."""
        block = self.passages[start : end_of(self.passages, start)]
        before = self._pieces(block)
        pieces = taken_apart(f"{composed(before)}\n{wording}", before, self.profile) if len(block) > 1 else None
        is_more = pieces is not None and len(pieces) > len(block) and pieces[len(block)].parent == 0
        if pieces is None or not is_more or [(one.id, one.text) for one in pieces[: len(block)]] != [(one.id, one.text) for one in before]:
            return False
        self.passages[start : start + len(block)] = self._passages(pieces, {one.id: one for one in block}, block[0])
        return True

    def _pieces(self, block: Sequence[Passage]) -> list[Piece]:
        places = {one.id: n for n, one in enumerate(block)}
        return [piece_of(one, places.get(one.parent or ""), self.labels.get(one.id, "")) for one in block]

    def _said(self, block: Sequence[Passage], text: str) -> list[Passage]:
        """The clause and its parts as the text says them; the clause alone, and doubted, where that does not tell."""
        pieces = taken_apart(text, self._pieces(block), self.profile)
        if pieces is None:
            self.doubted.setdefault(block[0].id, []).append(WHOLE)
            return [replace(block[0], text=text)]
        return self._passages(pieces, {one.id: one for one in block}, block[0])

    def _passages(self, pieces: Sequence[Piece], were: Mapping[str, Passage], whole: Passage) -> list[Passage]:
        made: list[Passage] = []
        moved: set[str | None] = set()
        for n, piece in enumerate(pieces):
            above = made[piece.parent].id if piece.parent is not None else whole.parent
            was, is_same = were.get(piece.id), False
            id_ = piece.id or str(uuid5(self.space, f"{above} {piece.kind} {piece.number} {n}"))
            told = Passage(id_, above, whole.part, piece.kind, piece.number, piece.heading, piece.text, piece.mark)
            if was is not None:
                is_same = (was.kind, was.number, was.parent) == (piece.kind, piece.number, above)
                told = replace(was, text=piece.text, pinned=None if above in moved else was.pinned) if is_same else told
            if not is_same:
                moved.add(id_)
            made.append(told)
        return made


def piece_of(one: Passage, parent: int | None, label: str) -> Piece:
    """A passage as it is composed."""
    return Piece(one.id, parent, one.kind, one.number, label, one.heading, one.text, one.mark)


def numbered(wording: str, kind: str, profile: str) -> tuple[str, str, str]:
    """Number and mark with which a wording begins as a clause of that kind does, and the words behind it; without, all are its words."""
    table = PROFILES.get(profile)
    for mark in table.marks if table else ():
        if mark.kind == kind and (found := mark.pattern.match(wording.partition("\n")[0])):
            return found["number"], found[0].strip(), wording[found.end() :].strip()
    return "", "", wording.strip()


def next_draft(wordings: Sequence[Wording], profile: str, changes: Changes, *, space: UUID) -> NextDraft:
    """The revision with the changes. `wordings`: all of it, in order. `space`: of the draft, for the ids of new clauses."""
    read, tradition = learnt([read_of(row) for row in rows_of(wordings)], styles_of(profile), unnumbered_in(profile))
    labels = {str(one.clause_id): one.label for one in wordings}
    making = Making(list(read), tradition, labels, profile, space)
    for id_, text in changes.reworded.items():
        making.reword(id_, text)
    above = parents(read)
    for id_, words in changes.inserted.items():
        anchor = there(id_, above, making.passages)
        for nth, wording in enumerate(words):
            if anchor is not None:
                making.insert(anchor, wording, nth)
    names = named(making.passages, tradition)
    passages, text = with_lines(making.passages)
    return NextDraft(passages, names, text, doubts_of(passages, names, making.doubted))


def there(id_: str | None, above: Mapping[str, str | None], passages: Sequence[Passage]) -> str | None:
    """The clause, or the nearest in which it stood that is there still."""
    known = {one.id for one in passages}
    while id_ is not None and id_ not in known:
        id_ = above.get(id_)
    return id_


def with_lines(passages: Sequence[Passage]) -> tuple[tuple[Passage, ...], str]:
    """The passages with the line at which each begins in the text of all, and that text."""
    lines: list[str] = []
    placed = []
    for one in passages:
        placed.append(replace(one, line=len(lines) + 1))
        lines += lines_of(one)
    return tuple(placed), "\n".join(lines)


def lines_of(one: Passage) -> list[str]:
    """A passage as a draft prints it: a mark stands beside its words, a heading above them."""
    above = " ".join(filter(None, (one.mark, one.heading)))
    if not one.text or not above or one.heading:
        return [line for line in (above, *one.text.split("\n")) if line]
    first, *rest = one.text.split("\n")
    return [f"{above} {first}", *rest]


def doubts_of(passages: Sequence[Passage], names: Mapping[str, tuple[str, str]], doubted: Mapping[str, Sequence[str]]) -> list[Doubt]:
    """What a person has to look at, in the order of lines."""
    return [Doubt(one.line or 1, code, {"label": names[one.id][0]}) for one in passages for code in doubted.get(one.id, ())]


def pictures_moved(previous: Revision, wordings: Sequence[Wording], passages: Sequence[Passage]) -> list[dict[str, object]]:
    """The pictures as a revision keeps them, those of a clause that is gone with the one before it. `wordings`: all of `previous`."""
    lines = {one.id: one.line for one in passages}
    moved = []
    for picture in previous.pictures:
        before = [str(one.clause_id) for one in wordings if one.line is not None and one.line <= picture["line"]]
        line = next((lines[id_] for id_ in reversed(before) if id_ in lines), None)
        moved.append({**picture, "line": line or 1})
    return moved
