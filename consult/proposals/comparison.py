"""Two published revisions that are compared, and what people have to do with each change: proposals in it, posts on its clauses."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from consult.accounts.viewer import Viewer
from consult.consultations.models import Consultation
from consult.consultations.queries import seen
from consult.discussion.models import PickedProposal
from consult.discussion.queries.drafts import published, with_told
from consult.discussion.queries.posts import stance_counts
from consult.discussion.revision_changes import Change, Comparison, compared
from consult.discussion.rules import Operation, Status
from consult.documents.clause_trails import linked, trails
from consult.documents.models import ClauseLink, Revision, Wording
from consult.documents.rules import RevisionKind
from consult.errors import BadInput, NotFound
from consult.matching.links import LinkStatus
from consult.proposals.picks import PUT_IN


@dataclass(frozen=True)
class Compared:
    """What a viewer compares: two published revisions, out of all, the oldest first. `before`: None where there is but one."""

    revisions: Sequence[Revision]
    before: Revision | None
    after: Revision

    @property
    def consultation(self) -> Consultation:
        """Whose draft it is, with its texts."""
        return self.after.document.consultation

    @property
    def steps(self) -> list[Revision]:
        """The revisions that led from the one to the other, the newer one last."""
        start = self.before.number if self.before else self.after.number
        return [one for one in self.revisions if start < one.number <= self.after.number]

    @property
    def is_correction(self) -> bool:
        """Whether nothing but slips was mended."""
        return bool(self.steps) and all(one.kind == RevisionKind.CORRECTION for one in self.steps)

    @property
    def told(self) -> int:
        """How many events were told of what people say; what is known of it at one number holds until the next."""
        told: int = self.after.told  # type: ignore[attr-defined]  # as `with_told` annotates it
        return told

    @property
    def enters(self) -> tuple[str, ...]:
        """All that decides what changed, for caches: both texts, and by what way the one became the other."""
        return (str(self.before.pk) if self.before else "", *(f"{one.pk} {one.sha256}" for one in self.steps))

    @cached_property
    def links(self) -> list[list[ClauseLink]]:
        """The links of each step. One query."""
        found: dict[UUID, list[ClauseLink]] = defaultdict(list)
        for link in ClauseLink.objects.filter(revision__in=self.steps).order_by("position"):
            found[link.revision_id].append(link)
        return [found[one.pk] for one in self.steps]

    def comparison(self) -> Comparison:
        """What changed between the two. Two queries."""
        if self.before is None:
            return Comparison([])
        said: dict[UUID, list[Wording]] = defaultdict(list)
        for one in Wording.objects.filter(revision__in=[self.before, self.after]).order_by("position"):
            said[one.revision_id].append(one)
        old, new = said[self.before.pk], said[self.after.pk]
        return compared(old, new, linked(old, new, self.links))


@dataclass(frozen=True)
class Voices:
    """What people have to do with the changes.

    counts: of shown posts in the own thread of each clause, replies included. proposals: number of each shown proposal that is in the
    newer revision, with its operation and the clauses that it may be found by: that it is on, and what this became.
    """

    counts: Mapping[UUID, Mapping[str, int]]
    proposals: Sequence[tuple[int, str, Sequence[str]]]

    def on(self, clauses: Iterable[str]) -> int:
        """Posts on these clauses together."""
        return sum(self.counts.get(UUID(clause), {}).get("total", 0) for clause in clauses)

    def merged(self, comparison: Comparison) -> Mapping[int, list[int]]:
        """Place of a change → the numbers of the proposals that are in it.

        What was inserted after a clause is looked for in the new one that follows it.
        """
        found: dict[int, list[int]] = defaultdict(list)
        for number, operation, clauses in self.proposals:
            places = [comparison.places[clause] for clause in clauses if clause in comparison.places]
            if places:
                found[at(places[0], operation, comparison.changes)].append(number)
        return found


def at(place: int, operation: str, changes: Sequence[Change]) -> int:
    """The place of the change that a proposal on the clause at `place` led to."""
    follows = changes[place + 1].status if place + 1 < len(changes) else None
    return place + 1 if operation == Operation.INSERT_AFTER and follows is LinkStatus.ADDED else place


def revisions_compared(slug: str, *, start: int | None, end: int | None, viewer: Viewer, now: datetime) -> Compared:
    """The published revisions with the numbers `start` and `end`; by default the newest, and the one before. Two queries.

    Raises:
        NotFound: there is no such revision that the viewer may read.
        BadInput: the first does not come before the second.
    """
    revisions = list(with_told(published(slug)))[::-1]
    if not revisions:
        raise NotFound
    seen(revisions[0].document.consultation, viewer=viewer, now=now)
    numbered = {one.number: one for one in revisions}
    after = revisions[-1] if end is None else numbered.get(end)
    if after is None or (start is not None and start not in numbered):
        raise NotFound
    if start is not None and start >= after.number:
        raise BadInput("changes.order", field="from")
    earlier = [one for one in revisions if one.number < after.number]
    return Compared(revisions, numbered[start] if start is not None else (earlier[-1] if earlier else None), after)


def voices(pair: Compared) -> Voices:
    """What is public now of what people have to do with the changes. Two queries; a third where proposals were picked."""
    picked = PickedProposal.objects.filter(revision__in=pair.steps, outcome__in=PUT_IN)
    shown = picked.filter(post__status=Status.SHOWN, post__number__isnull=False).order_by("post__number")
    rows = list(dict.fromkeys(shown.values_list("post__number", "version__operation", "post__clause")))
    became = trails(pair.links) if rows else {}
    proposals = [(number, operation, [str(clause), *became.get(str(clause), {})]) for number, operation, clause in rows if number]
    return Voices(stance_counts(pair.consultation), proposals)
