"""The first page: what is open now, what comes, what was."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from consult.access import Phase
from consult.consultations.models import Consultation, ConsultationText
from consult.consultations.queries import text_in, visible_consultations
from consult.consultations.rights import phase_of
from frontend.answers import page
from frontend.requests import SignedRequest


@dataclass(frozen=True)
class Entry:
    """A consultation in the list."""

    row: Consultation
    phase: Phase
    text: ConsultationText
    days: int | None  # whole days until it closes, rounded up


@require_safe
def start(request: SignedRequest) -> HttpResponse:
    """All that the viewer may read, by phase; what is open and closes first comes first."""
    entries = [entry(row, now=request.now) for row in visible_consultations(viewer=request.viewer)]
    given = {
        "open": sorted(in_phases(entries, Phase.OPEN), key=closing),
        "coming": in_phases(entries, Phase.ANNOUNCED),
        "preparing": in_phases(entries, Phase.DRAFT),
        "past": in_phases(entries, Phase.CLOSED, Phase.ANSWERED, Phase.ARCHIVED),
    }
    return page(request, "consultations/start.html", given)


def entry(row: Consultation, *, now: datetime) -> Entry:
    """One line of the list, in the language of the page."""
    return Entry(row, phase_of(row, now=now), text_in(row, get_language() or "id"), days_left(row, now=now))


def days_left(row: Consultation, *, now: datetime) -> int | None:
    """How many days it stays open, the present one included; None where no end is set."""
    return (row.closes_at - now).days + 1 if row.closes_at else None


def in_phases(entries: list[Entry], *phases: Phase) -> list[Entry]:
    """Those of the entries that stand in one of the phases."""
    return [one for one in entries if one.phase in phases]


def closing(one: Entry) -> tuple[bool, float]:
    """Sorts by closing instant; those without one last."""
    return (one.row.closes_at is None, one.row.closes_at.timestamp() if one.row.closes_at else 0)
