"""What came in, in tables: day by day, and clause by clause. Each is a page of its own: the desk would be heavy with them."""

from typing import Any, Final

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from consult.consultations.queries import consultation_of
from consult.discussion.stances import STANCES
from consult.documents.queries import published_revisions
from consult.reports.arrivals import Arrivals
from consult.reports.dashboard import arrivals
from consult.reports.report_words import words
from frontend.consultations.desk.columns import lines
from frontend.consultations.frame import frame
from frontend.http_answers import PRIVATE, page
from frontend.request_context import SignedRequest

AT_ONCE: Final = 50  # clauses on a page


@require_safe
def by_day(request: SignedRequest, slug: str) -> HttpResponse:
    """The spans of the picture as a table, for the team."""
    given, came = told(request, slug)
    return page(request, "consultations/desk/by_day.html", {**given, "came": came}, cache=PRIVATE)


@require_safe
def by_clause(request: SignedRequest, slug: str) -> HttpResponse:
    """Every clause on which anything came in, in the order of the draft, some at once, for the team."""
    given, came = told(request, slug)
    part = Paginator(came.clauses, AT_ONCE).get_page(request.GET.get("page"))
    draft = published_revisions(given["row"]).first()
    shown = {"came": came, "page": part, "lines": lines(part.object_list, came), "language": draft.language if draft else ""}
    return page(request, "consultations/desk/by_clause.html", {**given, **shown}, cache=PRIVATE)


def told(request: SignedRequest, slug: str) -> tuple[dict[str, Any], Arrivals]:
    """What both pages say of the consultation, and what came in."""
    row = consultation_of(slug, viewer=request.viewer, now=request.now)
    came = arrivals(row, viewer=request.viewer, now=request.now, called=words(get_language() or "id"))
    return {**frame(row), "stances": STANCES}, came
