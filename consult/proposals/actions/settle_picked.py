"""Settle what becomes of a picked proposal that meets another: its words come in, or it is left out."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from consult.access import Right
from consult.accounts.viewer import Viewer
from consult.consultations.locks import locked_consultation
from consult.consultations.models import Consultation
from consult.consultations.rights import require
from consult.discussion.models import PickedProposal
from consult.discussion.rules import PickedOutcome, Status
from consult.documents.actions.record_entries import write_down
from consult.documents.actions.store_next import store_next
from consult.documents.canonical import source_digest
from consult.documents.models import Revision
from consult.documents.queries import published_before, unpublished_revision, wordings_of
from consult.errors import NotFound, NotPossible
from consult.platform import idempotency
from consult.proposals.actions.pick_proposals import drafted, write_down_picked
from consult.proposals.combination import Ground, rivals
from consult.proposals.picks import PUT_IN, picked_for, picks_of

READABLE = frozenset({Status.SHOWN, Status.SUPERSEDED})  # what the public could read last


@idempotency.action
def settle_picked(*, actor: Viewer, slug: str, picked: UUID, take: bool, now: datetime) -> PickedProposal:
    """Put the words of a proposal in, and leave out those that cannot be had with it; or leave it out.

    Args:
        picked: id of the row that says it was picked.

    Raises:
        NotFound, NotAllowed: see `rights.require`; or nothing like that was picked.
        NotPossible: it is settled, or its draft is published or thrown away; the draft was edited since, or the words cannot be read
            any more, so that they cannot be put in.
    """
    consultation = locked_consultation(slug)
    require(actor, Right.DRAFT_IMPORT, at=consultation, now=now)
    revision, rows = to_settle([picked], consultation)
    chosen = next(one for one in rows if one.pk == picked)
    settled = taken(chosen, rows, revision, now=now) if take else [marked(chosen, PickedOutcome.LEFT)]
    if take:
        told = {"source": source_digest(revision.source)}
        write_down(revision, consultation, actor=actor, action="revision.picked", now=now, **told)
    store(settled, consultation, actor=actor, now=now)
    return chosen


@idempotency.action
def leave_picked(*, actor: Viewer, slug: str, picked: Sequence[UUID], now: datetime) -> Revision:
    """Leave several out that meet one another, all or none; the draft stays as it is.

    Raises:
        NotFound, NotAllowed, NotPossible: see `settle_picked`.
    """
    consultation = locked_consultation(slug)
    require(actor, Right.DRAFT_IMPORT, at=consultation, now=now)
    revision, rows = to_settle(picked, consultation)
    store([marked(one, PickedOutcome.LEFT) for one in rows if one.pk in picked], consultation, actor=actor, now=now)
    return revision


def to_settle(picked: Sequence[UUID], consultation: Consultation) -> tuple[Revision, list[PickedProposal]]:
    """The draft for which all of these were picked and wait to be settled, and everything that was picked for it.

    Raises:
        NotFound, NotPossible: see `settle_picked`.
    """
    row = PickedProposal.objects.filter(pk__in=picked, revision__document__consultation=consultation).first()
    if row is None:
        raise NotFound
    revision = unpublished_revision(consultation, row.revision_id)
    rows = list(picked_for(revision))
    wanted = [one for one in rows if one.pk in picked]
    if len(wanted) != len(set(picked)):
        raise NotFound
    if any(one.outcome != PickedOutcome.CONFLICT for one in wanted):
        raise NotPossible("picked.settled")
    return revision, rows


def store(settled: Sequence[PickedProposal], consultation: Consultation, *, actor: Viewer, now: datetime) -> None:
    """Keep what became of them and who said so, and write it down."""
    for one in settled:
        one.settled_by, one.settled_at = actor.person, now
    PickedProposal.objects.bulk_update(settled, ["outcome", "settled_by", "settled_at"])
    write_down_picked(settled, consultation, actor=actor, action="proposal.settled", now=now)


def taken(chosen: PickedProposal, rows: Sequence[PickedProposal], revision: Revision, *, now: datetime) -> list[PickedProposal]:
    """The draft is made anew with the words of the proposal; all that is settled by that.

    Raises:
        NotPossible: see `settle_picked`.
    """
    previous = published_before(revision)
    if previous is None or revision.edits.exists():
        raise NotPossible("picked.edited")
    ground = Ground(wordings_of(previous))
    picks = picks_of(rows, previous, ground)
    if chosen.pk not in picks:
        raise NotPossible("picked.hidden")
    open_ = [one for one in rows if one.outcome == PickedOutcome.CONFLICT and one.pk in picks]
    against = {pick.id for pick in rivals(picks[chosen.pk], [picks[one.pk] for one in open_], ground)}
    wanted = picks[chosen.pk].says
    settled = [marked(one, PickedOutcome.TAKEN) for one in open_ if picks[one.pk].says == wanted]
    settled += [marked(one, PickedOutcome.LEFT) for one in open_ if picks[one.pk].id in against and one not in settled]
    put_in = [one for one in rows if one.outcome in PUT_IN]
    if any(one.version.status not in READABLE for one in (chosen, *put_in)):  # what was hidden since is made part of no new text
        raise NotPossible("picked.hidden")
    store_next(revision, drafted([picks[one.pk] for one in put_in], revision, ground), previous=previous, now=now)
    return settled


def marked(row: PickedProposal, outcome: PickedOutcome) -> PickedProposal:
    """The row with what became of it."""
    row.outcome = outcome
    return row
