"""What can be asked about consultations. What the viewer may not see is not found."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from consult.access import Phase, Right, Role
from consult.accounts.models import Person
from consult.accounts.viewer import Viewer
from consult.consultations.models import Consultation, ConsultationText, HouseRule, Membership
from consult.consultations.rights import may, require
from consult.consultations.rules import TeamRole
from consult.errors import NotFound
from consult.platform.audit.models import Entry
from consult.platform.markup import one_line

SEE_THE_TEAM: Final = frozenset({Role.OFFICIAL, Role.ADMINISTRATOR, Role.OPERATOR})
EARLY: Final = 200  # an announcement comes before the contributions: it is among the first entries of its chain


def consultation_of(slug: str, *, viewer: Viewer, now: datetime) -> Consultation:
    """The consultation, with its texts.

    Raises:
        NotFound: there is none that the viewer may read.
    """
    found = Consultation.objects.select_related("chain").prefetch_related("texts").filter(slug=slug).first()
    return seen(found, viewer=viewer, now=now)


def seen(consultation: Consultation | None, *, viewer: Viewer, now: datetime) -> Consultation:
    """The consultation, where there is one and the viewer may read it; the gate before everything that stands in it."""
    if consultation is None or not may(viewer, Right.CONSULTATION_READ, at=consultation, now=now):
        raise NotFound
    return consultation


def visible_consultations(*, viewer: Viewer) -> QuerySet[Consultation]:
    """All that the viewer may read, newest first."""
    every = Consultation.objects.prefetch_related("texts").order_by("-created_at", "id")
    if viewer.operator:
        return every
    team = Membership.objects.filter(consultation=OuterRef("pk"), person=viewer.person).exclude(role="delegate")
    known = ~Q(step=Phase.DRAFT)
    return every.filter(known | Exists(team)) if viewer.person else every.filter(known)


def past_consultations(*, viewer: Viewer, now: datetime) -> QuerySet[Consultation]:
    """Those of the visible ones that take nothing any more, the last to close first."""
    over = Q(step__in=[Phase.ANNOUNCED, Phase.OPEN], closes_at__lte=now)
    past = visible_consultations(viewer=viewer).filter(Q(step__in=[Phase.CLOSED, Phase.ANSWERED, Phase.ARCHIVED]) | over)
    return past.order_by(F("closes_at").desc(nulls_last=True), "-created_at", "id")


def present_consultations(*, viewer: Viewer, now: datetime) -> QuerySet[Consultation]:
    """The rest of the visible ones: in preparation, announced, or open."""
    over = Q(closes_at__lte=now, closes_at__isnull=False)
    return visible_consultations(viewer=viewer).filter(Q(step=Phase.DRAFT) | (Q(step__in=[Phase.ANNOUNCED, Phase.OPEN]) & ~over))


def announcements(consultations: Iterable[UUID]) -> dict[UUID, datetime]:
    """When each of them was announced, as its record says; one that never was is left out. One query."""
    said = Entry.objects.filter(chain__consultation__in=list(consultations), action="consultation.announced", number__lte=EARLY)
    return dict(said.order_by("-number").values_list("chain__consultation", "at"))


def of_team(viewer: Viewer) -> QuerySet[Consultation]:
    """The consultations in whose team the viewer is."""
    return Consultation.objects.filter(Exists(in_team(viewer.person, consultation=OuterRef("pk"))))


def in_team(person: Person | OuterRef | None, **given: object) -> QuerySet[Membership]:
    """The person's roles in teams. A delegate takes part; the team is who runs it."""
    found: dict[str, object] = {"person": person, "person__isnull": False, **given}
    return Membership.objects.filter(**found).exclude(role=TeamRole.DELEGATE)


def teams_of(*, viewer: Viewer) -> list[Consultation]:
    """The consultations in whose team the viewer is, newest first, with their texts."""
    return list(of_team(viewer).prefetch_related("texts").order_by("-created_at", "id"))


def roles_by_consultation(*, viewer: Viewer) -> dict[UUID, set[Role]]:
    """Consultation → what the viewer is in its team. One query."""
    roles: dict[UUID, set[Role]] = {}
    for consultation, role in in_team(viewer.person).values_list("consultation", "role"):
        roles.setdefault(consultation, set()).add(Role(role))
    return roles


def in_a_team(person: str) -> Exists:
    """Whether the person that a query names in this column is in any team."""
    return Exists(in_team(OuterRef(person)))


def members_of(consultation: Consultation) -> QuerySet[Membership]:
    """Every role that somebody has in its team; a delegate is not of the team."""
    return Membership.objects.filter(consultation=consultation).exclude(role=TeamRole.DELEGATE)


def team_of(consultation: Consultation, *, viewer: Viewer, now: datetime) -> list[Membership]:
    """Who is in its team, with their addresses, by role: all of them for officials and administrators, for others only themselves.

    Raises:
        NotAllowed: the viewer is not of it.
    """
    roles = require(viewer, Right.QUEUE_READ, at=consultation, now=now)
    team = members_of(consultation)
    seen = team if roles & SEE_THE_TEAM else team.filter(person=viewer.person)
    return list(seen.select_related("person__account").order_by("role", "id"))


def in_phase(phase: Phase, *, viewer: Viewer, now: datetime) -> QuerySet[Consultation]:
    """Those of the visible ones that stand in `phase` at `now`: `rules.phase` written as a filter."""
    every = visible_consultations(viewer=viewer)
    over, not_yet = Q(closes_at__lte=now), Q(opens_at__gt=now)
    by_dates = Q(step__in=[Phase.ANNOUNCED, Phase.OPEN])
    if phase is Phase.CLOSED:
        return every.filter(Q(step=Phase.CLOSED) | (by_dates & over))
    if phase is Phase.ANNOUNCED:
        return every.filter(by_dates & ~over & (not_yet | Q(step=Phase.ANNOUNCED, opens_at=None)))
    if phase is Phase.OPEN:
        return every.filter(by_dates & ~over & ~not_yet & ~Q(step=Phase.ANNOUNCED, opens_at=None))
    return every.filter(step=phase)


def speaking_of(words: str, consultations: QuerySet[Consultation]) -> QuerySet[Consultation]:
    """Those of them whose title or summary, in any language, holds `words`."""
    cleaned = one_line(words)
    texts = ConsultationText.objects.filter(consultation=OuterRef("pk"))
    return consultations.filter(Exists(texts.filter(Q(title__icontains=cleaned) | Q(summary__icontains=cleaned))))


def rules_in_force(consultation: Consultation) -> Sequence[HouseRule]:
    """The newest version of each house rule, by number, with its texts. House rules are public wherever the consultation is."""
    newest = HouseRule.objects.filter(consultation=consultation, number=OuterRef("number"), version__gt=OuterRef("version"))
    return list(HouseRule.objects.filter(~Exists(newest), consultation=consultation).prefetch_related("texts"))


def rule_in_force(consultation: Consultation, number: int) -> HouseRule | None:
    """The newest version of the rule with this number, if there is one."""
    return HouseRule.objects.filter(consultation=consultation, number=number).order_by("-version").first()


def text_in(consultation: Consultation, language: str) -> ConsultationText:
    """Title, summary and question in `language`, or else in the language they were written in first."""
    texts = sorted(consultation.texts.all(), key=lambda text: (text.language != language, text.pk))
    return texts[0]


def rule_text(rule: HouseRule, language: str) -> tuple[str, str]:
    """Title and text of a house rule in `language`, or else in the language it was written in first."""
    texts = sorted(rule.texts.all(), key=lambda text: (text.language != language, text.pk))
    return (texts[0].title, texts[0].text) if texts else ("", "")
