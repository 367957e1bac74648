"""Clauses of revisions as matching sees them, and the links between two neighbouring ones as they are stored."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from consult.documents.models import ClauseLink, Revision, Wording
from consult.formats.outline.clauses import ParsedClause
from consult.matching.citation_levels import lay_out, level_of
from consult.matching.link_decisions import as_tie
from consult.matching.link_states import tell
from consult.matching.links import Link, LinkStatus, Matched, Tie, Unit, carried_on
from consult.matching.match import links_of_kind


@dataclass(frozen=True, slots=True)
class Beside:
    """What was read, matched with the published revision that it is to follow."""

    previous: UUID
    matched: Matched
    old: Sequence[Unit]
    new: Sequence[Unit]

    def doubtful(self) -> list[tuple[str, str]]:
        """Of each doubtful link the label before and after; empty where there is none."""
        called = {None: ""} | {unit.id: unit.label for unit in (*self.old, *self.new)}
        return [(called[link.old], called[link.new]) for link in self.matched.links if link.doubtful]


TOLD = ("part", "kind", "number", "label", "heading", "text")


def units_of(wordings: Iterable[Wording]) -> list[Unit]:
    """The clauses of a revision, in reading order, by the ids of clauses."""
    wordings = list(wordings)
    ids = {one.pk: str(one.clause_id) for one in wordings}
    return [
        Unit(str(one.clause_id), ids[one.parent_id] if one.parent_id else None, **{name: getattr(one, name) for name in TOLD})
        for one in wordings
    ]


def units_read(clauses: Iterable[ParsedClause]) -> list[Unit]:
    """The same of clauses that are not stored yet, by their keys."""
    return [Unit(one.key, one.parent, **{name: getattr(one, name) for name in TOLD}) for one in clauses]


def stored_links(revision: Revision, links: Sequence[Link], *, ids: Mapping[str, UUID] | None = None) -> list[ClauseLink]:
    """Rows for these links, not stored yet. `ids`: the clause of each id of a new unit, where that is none of a clause."""
    carrying = carried_on(links if ids is not None else kept_first(links))
    return [
        ClauseLink(
            revision=revision,
            position=position,
            old_id=UUID(link.old) if link.old else None,
            new_id=(ids[link.new] if ids is not None else UUID(link.new)) if link.new else None,
            status=link.status,
            renumbered=link.renumbered,
            score=link.score,
            carries=link.old is not None and link.new is not None and carrying.get(link.new) == link.old,
            doubtful=link.doubtful,
        )
        for position, link in enumerate(links, start=1)
    ]


def link_of(row: ClauseLink) -> Link:
    """The link that a row holds; what somebody has confirmed is not doubtful any more."""
    old, new = (str(id_) if id_ else None for id_ in (row.old_id, row.new_id))
    return Link(old, new, LinkStatus(row.status), row.renumbered, row.score, row.doubtful and row.confirmed_at is None)


def kept_first(links: Iterable[Link]) -> list[Link]:
    """The links between ids of clauses, those first that say of a clause of both revisions that it is itself: whatever was merged into
    it or split from it, it carries its own identity on."""
    return sorted(links, key=lambda link: link.old is None or link.old != link.new)


def loses_known(links: Iterable[Link], old: Sequence[Unit], new: Sequence[Unit]) -> bool:
    """Whether a clause of both revisions is not itself by these links, which cannot be: its words and its thread have one identity."""
    known = {unit.id for unit in old} & {unit.id for unit in new}
    return not known <= {link.old for link in links if link.old == link.new}


def says_the_same(old: Sequence[Unit], new: Sequence[Unit]) -> bool:
    """Whether nothing differs but white space: what clauses are called, where they stand, and what they say."""

    def said(units: Sequence[Unit]) -> list[list[str]]:
        return [f"{unit.part} {unit.kind} {unit.label}\n{unit.heading}\n{unit.text}".split() for unit in units]

    return said(old) == said(new)


def cited(matched: Matched, old: Sequence[Unit], new: Sequence[Unit]) -> Matched:
    """The links at the level that people cite alone: what says whether the two are one text."""
    level = level_of([*old, *new])
    return Matched([*links_of_kind(matched, old, new, kind=level)], matched.trust) if level else matched


def known_kept(matched: Matched, old: Sequence[Unit], new: Sequence[Unit]) -> Matched:
    """The same where some clauses of the new revision are clauses of the old one already: whatever their words, they are that."""
    known = {unit.id for unit in old} & {unit.id for unit in new}
    if not known:
        return matched
    ties = [as_tie(link) for link in matched.links if link.old and link.new and not {link.old, link.new} & known]
    ties += [Tie(one, one, 1.0, False) for one in known]
    level = level_of([*old, *new])
    return Matched(tell(lay_out(old, level=level), lay_out(new, level=level), ties), matched.trust)


def kept(old: Sequence[Unit], new: Sequence[Unit]) -> Matched:
    """The links of a revision that was made from the one before: a clause of both is the same, and no other is any of the other's."""
    both = {unit.id for unit in old} & {unit.id for unit in new}
    level = level_of([*old, *new])
    return Matched(tell(lay_out(old, level=level), lay_out(new, level=level), [Tie(one, one, 1.0, False) for one in both]), trust=1.0)
