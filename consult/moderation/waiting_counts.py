"""What waits for a team, over all consultations of somebody's teams."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, TypeAlias
from uuid import UUID

from django.db.models import Count, Min, QuerySet, Value

from consult.accounts.viewer import Viewer
from consult.consultations.models import Consultation
from consult.consultations.queries import of_team
from consult.discussion.models import Placement, Post, PostVersion
from consult.discussion.queries.placements import places_to_decide
from consult.discussion.queries.posts import to_be_decided, unanswered
from consult.discussion.rules import Status
from consult.documents.models import ClauseLink
from consult.documents.rules import RevisionStatus

Counted: TypeAlias = QuerySet[PostVersion] | QuerySet[Post] | QuerySet[ClauseLink] | QuerySet[Placement]


class Waits(StrEnum):
    """What there is to do about contributions, and about what became of the clauses that they are on."""

    HELD = "held"  # versions that wait for a decision, and shown ones with a file that does
    REPORTED = "reported"  # public posts that readers reported
    ASKED = "asked"  # public questions that no official has answered
    LETTERS = "letters"  # letters for organisations of which some point waits for a decision
    LINKS = "links"  # clauses of a version that waits to be published of which it is doubtful what became of them
    PLACES = "places"  # posts of which it is doubtful where they stand in the newest version


@dataclass(frozen=True)
class Pending:
    """How much of a kind waits, and since when the oldest of it does."""

    number: int
    since: datetime


NOTHING: Final[Mapping[Waits, int]] = Counter()


def waiting_by_consultation(*, viewer: Viewer) -> Mapping[UUID, Mapping[Waits, int]]:
    """Consultation → how much waits in it, where anything does and the viewer is of the team. One query."""
    return {consultation: numbers(waits) for consultation, waits in pending(of_team(viewer)).items()}


def waiting_in(consultation: Consultation) -> Mapping[Waits, int]:
    """The same of one consultation, for whoever has asked for the right."""
    return numbers(pending_in(consultation))


def pending_in(consultation: Consultation) -> Mapping[Waits, Pending]:
    """The same with since when; what nothing waits of is left out."""
    return pending(Consultation.objects.filter(pk=consultation.pk)).get(consultation.pk, {})


def numbers(waits: Mapping[Waits, Pending]) -> Mapping[Waits, int]:
    """How much, without since when."""
    return Counter({what: one.number for what, one in waits.items()})


def pending(consultations: QuerySet[Consultation]) -> Mapping[UUID, Mapping[Waits, Pending]]:
    """What waits in each of them. One query."""
    held = to_be_decided(consultations)
    shown = Post.objects.filter(status=Status.SHOWN, consultation__in=consultations)
    flagged = shown.filter(flagged__gt=0, flags__isnull=False, flags__answered_at=None)
    parts = [
        of_each(held, "post__consultation", Waits.HELD),
        of_each(flagged, "consultation", Waits.REPORTED, since="flags__created_at"),
        of_each(unanswered(shown), "consultation", Waits.ASKED),
        of_each(held.exclude(post__submission__on_behalf_of=""), "post__consultation", Waits.LETTERS, count="post__submission"),
        of_each(links_in(consultations), "revision__document__consultation", Waits.LINKS, since="revision__created_at"),
        of_each(places_to_decide(consultations), "post__consultation", Waits.PLACES, since="placed_at"),
    ]
    found: dict[UUID, dict[Waits, Pending]] = {}
    for consultation, n, oldest, what in parts[0].union(*parts[1:], all=True):
        found.setdefault(consultation, {})[Waits(what)] = Pending(n, oldest)
    return found


def links_in(consultations: QuerySet[Consultation]) -> QuerySet[ClauseLink]:
    """The doubtful links that publishing waits for."""
    waits = ClauseLink.objects.filter(revision__document__consultation__in=consultations, doubtful=True, confirmed_at=None)
    return waits.filter(revision__status=RevisionStatus.DRAFT)


def of_each(
    rows: Counted, consultation: str, what: Waits, *, count: str = "id", since: str = "created_at"
) -> QuerySet[Any, tuple[UUID, int, datetime, str]]:
    """Consultation, how many of the rows are in it, or of what they belong to, since when the oldest is, and what is counted."""
    grouped = rows.order_by().values_list(consultation)
    return grouped.annotate(n=Count(count, distinct=True), oldest=Min(since), what=Value(what.value))
