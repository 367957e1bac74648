"""What can be asked about consultations. What the viewer may not see is not found."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from consult.access import Phase, Right
from consult.accounts.viewer import Viewer
from consult.consultations.models import Consultation, ConsultationText, HouseRule, Membership
from consult.consultations.rights import may
from consult.errors import NotFound
from consult.markup import one_line


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


def teams_of(*, viewer: Viewer) -> list[Consultation]:
    """The consultations in whose team the viewer is, newest first, with their texts."""
    mine = Membership.objects.filter(person=viewer.person, person__isnull=False).exclude(role="delegate")
    return list(Consultation.objects.filter(memberships__in=mine).distinct().prefetch_related("texts").order_by("-created_at", "id"))


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
