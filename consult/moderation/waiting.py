"""What waits for a team, over all consultations of somebody's teams."""

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, QuerySet, Value

from consult.accounts.viewer import Viewer
from consult.consultations.models import Consultation
from consult.consultations.queries import of_team
from consult.discussion.answers import unanswered
from consult.discussion.models import Post, PostVersion
from consult.discussion.rules import Status


class Waits(StrEnum):
    """What there is to do about contributions."""

    HELD = "held"  # versions that wait for a decision
    REPORTED = "reported"  # public posts that readers reported
    ASKED = "asked"  # public questions that no official has answered
    LETTERS = "letters"  # letters for organisations of which some point waits for a decision


NOTHING: Final[Mapping[Waits, int]] = Counter()


def waiting_by_consultation(*, viewer: Viewer) -> Mapping[UUID, Mapping[Waits, int]]:
    """Consultation → how much waits in it, where anything does and the viewer is of the team. One query."""
    return counted(of_team(viewer))


def waiting_in(consultation: Consultation) -> Mapping[Waits, int]:
    """The same of one consultation, for whoever has asked for the right."""
    return counted(Consultation.objects.filter(pk=consultation.pk)).get(consultation.pk, NOTHING)


def counted(consultations: QuerySet[Consultation]) -> Mapping[UUID, Mapping[Waits, int]]:
    """How much waits in each of them. One query."""
    held = PostVersion.objects.filter(status=Status.HELD, post__consultation__in=consultations)
    shown = Post.objects.filter(status=Status.SHOWN, consultation__in=consultations)
    parts = [
        of_each(held, "post__consultation", Waits.HELD),
        of_each(shown.filter(flagged__gt=0), "consultation", Waits.REPORTED),
        of_each(unanswered(shown), "consultation", Waits.ASKED),
        of_each(held.exclude(post__submission__on_behalf_of=""), "post__consultation", Waits.LETTERS, count="post__submission"),
    ]
    found: dict[UUID, Counter[Waits]] = {}
    for consultation, n, what in parts[0].union(*parts[1:], all=True):
        found.setdefault(consultation, Counter())[Waits(what)] = n
    return found


def of_each(
    rows: QuerySet[PostVersion] | QuerySet[Post], consultation: str, what: Waits, *, count: str = "id"
) -> QuerySet[Any, tuple[UUID, int, str]]:
    """Consultation, how many of the rows are in it, or of what they belong to, and what is counted."""
    return rows.order_by().values_list(consultation).annotate(n=Count(count, distinct=True), what=Value(what.value))
