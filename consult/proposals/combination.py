"""Which picked proposals can be had together, and what the clauses say then. Plain Python.

Proposals on a clause and on its parts are looked at together, as texts of the outermost of these clauses.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from consult.discussion.rules import Operation
from consult.documents.models import Wording
from consult.documents.next_draft.draft import Changes
from consult.formats.outline.composed_text import composed, line_of
from consult.proposals.merge import Merge, Proposed, merged


@dataclass(frozen=True, slots=True)
class Pick:
    """A proposal as it is picked. clause: the id of the one that it is about in the published revision.

    is_late: its author saw other words of the clause than the published revision has.
    """

    id: str
    clause: str
    operation: Operation
    wording: str
    is_late: bool = False

    @property
    def says(self) -> tuple[str, Operation, str]:
        """What it wants, whoever wants it."""
        return self.clause, self.operation, self.wording


class Ground:
    """The published revision that proposals are about. `wordings`: all of it, in order."""

    def __init__(self, wordings: Sequence[Wording]) -> None:
        self.wordings = wordings
        self.places = {str(one.clause_id): n for n, one in enumerate(wordings)}
        clauses = {one.pk: str(one.clause_id) for one in wordings}
        self.above = {str(one.clause_id): clauses[one.parent_id] if one.parent_id else None for one in wordings}

    def block(self, clause: str) -> Sequence[Wording]:
        """The clause with its parts."""
        start = end = self.places[clause]
        end += 1
        while end < len(self.wordings) and self.wordings[end].depth > self.wordings[start].depth:
            end += 1
        return self.wordings[start:end]

    def text(self, clause: str) -> str:
        """What it says with its parts."""
        return composed(self.block(clause))

    def line(self, clause: str) -> list[str]:
        """The clause and those in which it stands, the innermost first."""
        found, at = [], clause if clause in self.places else None
        while at is not None:
            found.append(at)
            at = self.above[at]
        return found

    def lifted(self, pick: Pick, to: str) -> Proposed:
        """The proposal as one about the clause in which its own stands, or about that itself."""
        if pick.clause == to or pick.operation is Operation.INSERT_AFTER:
            return pick.id, pick.operation, pick.wording
        inside = self.block(pick.clause)
        said = [replace_text(inside[0], pick.wording)] if pick.operation is Operation.REPLACE else []
        lines: list[str] = []
        block = self.block(to)
        first = self.places[pick.clause] - self.places[to]
        for part in (*block[:first], *said, *block[first + len(inside) :]):
            lines.append(part.text if part is block[0] else line_of(part))
        return pick.id, Operation.REPLACE, "\n".join(line for line in lines if line)


def replace_text(one: Wording, text: str) -> Wording:
    """The wording with another text, not to be stored."""
    fields = ("kind", "number", "label", "heading")
    return Wording(text=text, **{name: getattr(one, name) for name in fields})


def grouped(picks: Iterable[Pick], ground: Ground) -> dict[str, list[Pick]]:
    """The proposals by the outermost clause about which there are any, in the order of the draft."""
    picks = list(picks)
    named = {pick.clause for pick in picks}
    groups: dict[str, list[Pick]] = {}
    for pick in picks:
        outermost = [clause for clause in ground.line(pick.clause) if clause in named][-1]
        groups.setdefault(outermost, []).append(pick)
    return dict(sorted(groups.items(), key=lambda group: ground.places[group[0]]))


def meeting(picks: Iterable[Pick], ground: Ground) -> set[str]:
    """The ids of those that a person has to decide about: they meet another, or are about words that are others now."""
    picks = list(picks)
    found = {pick.id for pick in picks if pick.is_late}
    for outermost, group in grouped(picks, ground).items():
        for conflict in together(group, outermost, ground).conflicts:
            found |= {name for wish in conflict.wishes for name in wish.proposals}
        found |= put_into_nothing(group, ground)
    return found


def put_into_nothing(group: Sequence[Pick], ground: Ground) -> set[str]:
    """Those that put something behind what others take away, and those others."""
    found: set[str] = set()
    for gone in (pick for pick in group if pick.operation is Operation.DELETE):
        behind = {one.id for one in group if one.operation is Operation.INSERT_AFTER and gone.clause in ground.line(one.clause)}
        found |= behind | {gone.id} if behind else set()
    return found


def together(group: Sequence[Pick], outermost: str, ground: Ground) -> Merge:
    """The proposals on a clause and its parts merged."""
    return merged(ground.text(outermost), [ground.lifted(pick, outermost) for pick in group])


def rivals(of: Pick, among: Iterable[Pick], ground: Ground) -> list[Pick]:
    """Those that cannot be had with it."""
    others = [pick for pick in among if pick.id != of.id]
    on_time = [replace(pick, is_late=False) for pick in (of, *others)]
    return [pick for pick, plain in zip(others, on_time[1:], strict=True) if meeting([on_time[0], plain], ground)]


def changes(picks: Iterable[Pick], ground: Ground) -> Changes:
    """What the next draft says otherwise, where none of the proposals meet."""
    reworded: dict[str, str | None] = {}
    inserted: dict[str, list[str]] = {}
    wanted = list({pick.says: pick for pick in picks}.values())
    for outermost, group in grouped([pick for pick in wanted if pick.operation is not Operation.INSERT_AFTER], ground).items():
        found = together(group, outermost, ground)
        reworded[outermost] = None if found.deleted else found.text
    for pick in wanted:
        if pick.operation is Operation.INSERT_AFTER:
            inserted.setdefault(pick.clause, []).append(pick.wording)
    return Changes(reworded, inserted)
