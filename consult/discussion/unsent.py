"""Letters that are not sent yet: whose they are, what stands in them, and what was written as plain values and back."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Q, QuerySet

from consult.accounts.viewer import Viewer
from consult.discussion.actions.submit_letter import Letter
from consult.discussion.actions.taking_in import Said
from consult.discussion.locks import Place
from consult.discussion.models import Draft, Point
from consult.discussion.rules import Contribution, Kind, Operation, Proposal, Quote, ShownName, Stance
from consult.documents.models import Wording
from consult.documents.rules import RevisionStatus
from consult.markup import clean_text

KEPT: Final = timedelta(days=90)  # after it was last changed
KEPT_FOR_VISITORS: Final = timedelta(days=14)


def drafts_of(viewer: Viewer, *, held: Collection[UUID] = ()) -> QuerySet[Draft]:
    """The viewer's own drafts, the latest changed first, with their consultations; and those of nobody yet whose ids they hold."""
    mine = Q(person=viewer.person) if viewer.person else Q(pk__in=())
    found = Draft.objects.select_related("consultation").filter(mine | Q(person=None, pk__in=list(held)))
    return found.order_by("-changed_at", "id")


def points_of(draft: Draft) -> list[Point]:
    """The points in the order of the letter, each with its thread and with what it answers."""
    return list(draft.points.select_related("thread", "reply_to").order_by("position", "created_at"))


def wordings_seen(points: Sequence[Point]) -> dict[UUID, Wording]:
    """The clause of each point as its author saw it. One query."""
    seen = {(point.clause_id, point.revision): point.thread.consultation_id for point in points if point.clause_id}
    clauses, consultations = {clause for clause, _number in seen}, set(seen.values())
    found = Wording.objects.select_related("revision").filter(
        clause__in=clauses, revision__status=RevisionStatus.PUBLISHED, revision__document__consultation__in=consultations
    )
    wordings = {(wording.clause_id, wording.revision.number): wording for wording in found}
    return {point.pk: wordings[at] for point in points if (at := (point.clause_id, point.revision)) in wordings}  # type: ignore[index]


def letter_of(draft: Draft, points: Sequence[Point]) -> Letter:
    """The letter as it would be sent now."""
    return Letter(tuple(said_in(point, ShownName(draft.shown_name)) for point in points), draft.on_behalf_of)


def said_in(point: Point, shown_name: ShownName) -> Said:
    """What a point says, where."""
    place = Place(clause=point.clause_id) if point.clause_id else Place(thread=point.thread_id)
    given = contribution_in(point.said, shown_name)
    return Said(place=place, contribution=given, reply_to=point.reply_to_id, revision=point.revision)


def plain(given: Contribution) -> dict[str, Any]:
    """What was written, as it is kept. The shown name is the letter's."""
    values = asdict(given)
    del values["shown_name"]
    if given.quote:
        values["quote"]["exact"] = clean_text(given.quote.exact)  # nobody has compared it with the clause yet
    return values


def contribution_in(said: Mapping[str, Any], shown_name: ShownName) -> Contribution:
    """What was kept, as it was written. It need not be fit to be sent."""
    quote, proposal = said.get("quote"), said.get("proposal")
    return Contribution(
        text=said["text"],
        kind=Kind(said["kind"]),
        stance=Stance(said["stance"]) if said.get("stance") else None,
        quote=Quote(**quote) if quote else None,
        proposal=Proposal(Operation(proposal["operation"]), proposal["wording"]) if proposal else None,
        shown_name=shown_name,
    )


def forget_old(*, now: datetime) -> None:
    """Throw away what nobody has gone on with for as long as the privacy notice says."""
    Draft.objects.filter(Q(changed_at__lt=now - KEPT) | Q(person=None, changed_at__lt=now - KEPT_FOR_VISITORS)).delete()
