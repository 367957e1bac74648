"""The first page: what is open now, what comes, what was, and what changed lately."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from consult.access import Phase
from consult.consultations.models import Consultation, ConsultationText
from consult.consultations.queries import past_consultations, present_consultations, speaking_of, text_in
from consult.consultations.rights import phase_of
from consult.discussion.queries.overview import Happening, happenings, shown_counts
from consult.documents.draft_sizes import Size, latest_revisions, sizes
from consult.platform.markup import one_line
from frontend.http_answers import page
from frontend.request_context import SignedRequest

PAST_AT_ONCE: Final = 10
LONGEST: Final = 100  # characters that are searched for


@dataclass(frozen=True)
class Entry:
    """A consultation in the list."""

    row: Consultation
    phase: Phase
    text: ConsultationText
    size: Size | None  # of its draft, where one is published
    contributions: int  # those that are public


@dataclass(frozen=True)
class News:
    """A happening with what it is about."""

    happened: Happening
    row: Consultation
    text: ConsultationText


@require_safe
def start(request: SignedRequest) -> HttpResponse:
    """All that the viewer may read, or what speaks of the words searched for; what is open and closes first comes first."""
    words = one_line(request.GET.get("q", ""))[:LONGEST]
    past = past_page(request, words)
    present = present_consultations(viewer=request.viewer, now=request.now)
    entries = entered([*about(words, present), *past.object_list], now=request.now)
    given = {
        "words": words,
        "open": sorted(in_phases(entries, Phase.OPEN), key=closing),
        "coming": sorted(in_phases(entries, Phase.ANNOUNCED), key=opening),
        "preparing": in_phases(entries, Phase.DRAFT),
        "past": in_phases(entries, Phase.CLOSED, Phase.ANSWERED, Phase.ARCHIVED),
        "page": past,
        "news": [] if words or past.number > 1 else news(request),
    }
    return page(request, "consultations/start.html", given)


def past_page(request: SignedRequest, words: str) -> Page[Consultation]:
    """One page of those that are over."""
    past = past_consultations(viewer=request.viewer, now=request.now)
    return Paginator(about(words, past), PAST_AT_ONCE).get_page(request.GET.get("page"))


def about(words: str, consultations: QuerySet[Consultation]) -> QuerySet[Consultation]:
    """Those of them that speak of the words; all, where nothing was searched for."""
    return speaking_of(words, consultations) if words else consultations


def entered(rows: Iterable[Consultation], *, now: datetime) -> list[Entry]:
    """The lines of the list, in the language of the page. Three queries, whatever their number."""
    listed, language = list(rows), get_language() or "id"
    drafts = latest_revisions(row.pk for row in listed)
    measured = sizes(drafts.values())
    counted = shown_counts(row.pk for row in listed)
    return [
        Entry(row, phase_of(row, now=now), text_in(row, language), measured.get(drafts.get(row.pk)), counted.get(row.pk, 0))  # type: ignore[arg-type]
        for row in listed
    ]


def news(request: SignedRequest) -> list[News]:
    """What changed lately, in the language of the page."""
    language = get_language() or "id"
    return [News(happened, row, text_in(row, language)) for happened, row in happenings(viewer=request.viewer, now=request.now)]


def in_phases(entries: list[Entry], *phases: Phase) -> list[Entry]:
    """Those of the entries that stand in one of the phases."""
    return [one for one in entries if one.phase in phases]


def closing(one: Entry) -> tuple[bool, float]:
    """Sorts by closing instant; those without one last."""
    return (one.row.closes_at is None, one.row.closes_at.timestamp() if one.row.closes_at else 0)


def opening(one: Entry) -> tuple[bool, float]:
    """Sorts by opening instant; those without one last."""
    return (one.row.opens_at is None, one.row.opens_at.timestamp() if one.row.opens_at else 0)
