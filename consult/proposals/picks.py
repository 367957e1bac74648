"""Proposals as they are picked for the next draft: where each stands in the published revision, and whether its words still fit there."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import QuerySet

from consult.consultations.models import Consultation
from consult.discussion.models import PickedProposal, Placement, PostVersion
from consult.discussion.queries.placements import place_of, seen_in
from consult.discussion.rules import Kind, Operation, PickedOutcome, Status
from consult.documents.models import Revision
from consult.documents.queries import published_revisions, wordings_of
from consult.proposals.combination import Ground, Pick

PUT_IN = frozenset({PickedOutcome.MERGED, PickedOutcome.TAKEN})  # what has its words in the draft


class Standing:
    """Where proposals stand in a published revision. A query for each earlier revision that their authors saw, and two more."""

    def __init__(self, versions: Iterable[PostVersion], revision: Revision, ground: Ground) -> None:
        versions = list(versions)
        self.revision, self.ground = revision, ground
        older = {seen_in(version) for version in versions} - {revision.number}
        late = [version.post_id for version in versions if seen_in(version) != revision.number]
        rows = Placement.objects.filter(revision=revision, post__in=late).select_related("decision") if late else ()
        self.placed = {row.post_id: place_of(row).clause for row in rows}
        earlier = published_revisions(revision.document.consultation).filter(number__in=older) if older else ()
        self.grounds = {one.number: Ground(wordings_of(one)) for one in earlier}

    def clause(self, version: PostVersion) -> str | None:
        """The clause of the revision that it is about; None where it is about none of it any more."""
        id_ = version.post.clause_id if seen_in(version) == self.revision.number else self.placed.get(version.post_id)
        return str(id_) if str(id_) in self.ground.places else None

    def pick(self, version: PostVersion) -> Pick | None:
        """The proposal; None where it is about no clause of the revision."""
        clause = self.clause(version)
        if clause is None:
            return None
        return Pick(str(version.post_id), clause, Operation(version.operation), version.wording.strip(), self._is_late(version, clause))

    def _is_late(self, version: PostVersion, clause: str) -> bool:
        """Whether its author saw other words than stand there now."""
        if seen_in(version) == self.revision.number:
            return False
        before = self.grounds[seen_in(version)]
        was = str(version.post.clause_id)
        return was not in before.places or before.text(was) != self.ground.text(clause)


def shown_proposals(consultation: Consultation) -> QuerySet[PostVersion]:
    """The shown version of each proposal that the public can read."""
    shown = PostVersion.objects.filter(post__consultation=consultation, post__kind=Kind.PROPOSAL, status=Status.SHOWN)
    return shown.filter(post__status=Status.SHOWN, post__clause__isnull=False).select_related("post__revision")


def picks_of(picked: Sequence[PickedProposal], previous: Revision, ground: Ground) -> dict[UUID, Pick]:
    """Id of a row → the proposal. `picked`: rows of one revision, with version and post; what is about nothing any more is left out."""
    standing = Standing([one.version for one in picked], previous, ground)
    found = {one.pk: standing.pick(one.version) for one in picked}
    return {id_: pick for id_, pick in found.items() if pick is not None}


def picked_for(revision: Revision) -> QuerySet[PickedProposal]:
    """The proposals that were picked for it, by number, with their words."""
    rows = PickedProposal.objects.filter(revision=revision).select_related("version__post__revision", "post")
    return rows.order_by("post__number", "pk")


def open_conflicts(revision: Revision) -> QuerySet[PickedProposal]:
    """Those that meet others and that nobody has settled."""
    return PickedProposal.objects.filter(revision=revision, outcome=PickedOutcome.CONFLICT)
