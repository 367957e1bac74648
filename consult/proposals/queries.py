"""What an official chooses from for the next draft, and what they settle once they have chosen; for the team."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from consult.access import Right
from consult.accounts.viewer import Viewer
from consult.consultations.models import Consultation
from consult.consultations.rights import require
from consult.discussion.models import PickedProposal, PostVersion
from consult.discussion.rules import Operation, PickedOutcome
from consult.documents.models import Revision, Wording
from consult.documents.queries import published_before, published_revisions, wordings_of
from consult.documents.rules import RevisionStatus
from consult.proposals.combination import Ground, grouped
from consult.proposals.picks import Standing, picked_for, picks_of, shown_proposals

AT_ONCE: Final = 300  # proposals on a page, and as many as can be picked together


@dataclass(frozen=True)
class Proposed:
    """A proposal beside the clause that it is about. is_late: its author saw other words. `picked`: where it has been, that row."""

    version: PostVersion
    clause: Wording
    says: str
    is_late: bool
    picked: PickedProposal | None = None

    @property
    def compares(self) -> bool:
        """Whether its words take the place of the clause's."""
        return self.version.operation == Operation.REPLACE


@dataclass(frozen=True)
class OnClause:
    """A clause of the published version with the proposals on it, or on it and its parts."""

    clause: Wording
    says: str
    proposals: Sequence[Proposed]


@dataclass(frozen=True)
class Pickable:
    """The published version, and a page of the proposals on it. `homeless`: of this page, those whose clause is gone."""

    revision: Revision | None
    clauses: Sequence[OnClause] = ()
    total: int = 0
    page: int = 1
    pages: int = 1
    homeless: Sequence[PostVersion] = ()


@dataclass(frozen=True)
class Settling:
    """What was picked for the draft that waits: what is still to settle, and the rows by what became of them."""

    revision: Revision
    conflicts: Sequence[OnClause]
    by_outcome: Mapping[str, Sequence[PickedProposal]] = field(default_factory=dict)


def pickable(consultation: Consultation, *, page: int, viewer: Viewer, now: datetime) -> Pickable:
    """A page of the proposals that are public, by the clause of the newest published version that they are about.

    The most supported are on the first page. Seven queries at most, and one for each earlier version that an author saw.

    Raises:
        NotAllowed: the viewer is not of the team.
    """
    require(viewer, Right.QUEUE_READ, at=consultation, now=now)
    revision = published_revisions(consultation).select_related("document").first()
    if revision is None:
        return Pickable(None)
    found = shown_proposals(consultation).order_by("-post__supported", "post__number")
    total = found.count()
    pages = max(-(-total // AT_ONCE), 1)
    number = min(max(page, 1), pages)
    versions = list(found[(number - 1) * AT_ONCE : number * AT_ONCE])
    ground = Ground(wordings_of(revision))
    standing = Standing(versions, revision, ground)
    on = [(version, pick) for version in versions if (pick := standing.pick(version)) is not None]
    listed: dict[str, list[Proposed]] = {}
    for version, pick in sorted(on, key=lambda one: ground.places[one[1].clause]):
        clause, says = ground.wordings[ground.places[pick.clause]], ground.text(pick.clause)
        listed.setdefault(pick.clause, []).append(Proposed(version, clause, says, pick.is_late))
    homeless = [version for version in versions if version not in {version for version, _ in on}]
    return Pickable(revision, [of(each) for each in listed.values()], total, number, pages, homeless)


def settling(consultation: Consultation, *, viewer: Viewer, now: datetime) -> Settling | None:
    """What was picked for the draft that waits to be published; None where none waits.

    Raises:
        NotAllowed: the viewer is not of the team.
    """
    require(viewer, Right.QUEUE_READ, at=consultation, now=now)
    waiting = Revision.objects.select_related("document__consultation")
    revision = waiting.filter(document__in=consultation.documents.filter(role="draft"), status=RevisionStatus.DRAFT).first()
    if revision is None:
        return None
    rows = list(picked_for(revision))
    by_outcome: dict[str, list[PickedProposal]] = {}
    for row in rows:
        by_outcome.setdefault(row.outcome, []).append(row)
    previous = published_before(revision) if by_outcome.get(PickedOutcome.CONFLICT) else None
    conflicts = to_settle(by_outcome[PickedOutcome.CONFLICT], previous) if previous else []
    return Settling(revision, conflicts, by_outcome)


def to_settle(rows: Iterable[PickedProposal], previous: Revision) -> list[OnClause]:
    """Those that meet, by the outermost clause that they are about."""
    rows = list(rows)
    ground = Ground(wordings_of(previous))
    picks = picks_of(rows, previous, ground)
    by_post = {str(row.post_id): row for row in rows}
    found = []
    for outermost, group in grouped(picks.values(), ground).items():
        proposals = []
        for pick in group:
            row = by_post[pick.id]
            clause = ground.wordings[ground.places[pick.clause]]
            proposals.append(Proposed(row.version, clause, ground.text(pick.clause), pick.is_late, row))
        found.append(OnClause(ground.wordings[ground.places[outermost]], ground.text(outermost), proposals))
    return found


def of(proposals: Sequence[Proposed]) -> OnClause:
    """The proposals on one clause."""
    return OnClause(proposals[0].clause, proposals[0].says, proposals)
