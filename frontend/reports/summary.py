"""The summary of a consultation: as a page, and as files to take away."""

from collections.abc import Callable
from typing import Final

from django.http import HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from consult import limits
from consult.reports import queries
from consult.reports.render import csv, html, json
from consult.reports.summary import Summary
from frontend.answers import page
from frontend.requests import SignedRequest

FORMATS: Final[dict[str, tuple[str, Callable[[Summary], bytes]]]] = {
    "html": ("text/html; charset=utf-8", html.render),
    "csv": ("text/csv; charset=utf-8", csv.render),
    "json": ("application/json", json.render),
}


@require_safe
def report(request: SignedRequest, slug: str) -> HttpResponse:
    """The figures on a page."""
    made = summary_of(request, slug)
    return page(request, "reports/summary.html", {**html.context(made), "formats": list(FORMATS)})


@require_safe
def download(request: SignedRequest, slug: str, form: str) -> HttpResponse:
    """The whole summary as a file."""
    limits.spend("download", account=request.viewer if request.viewer.person else None, address=request.address, now=request.now)
    kind, render = FORMATS[form]
    answer = HttpResponse(render(summary_of(request, slug)), content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{slug}.{form}"'
    answer["Cache-Control"] = "no-cache"
    return answer


def summary_of(request: SignedRequest, slug: str) -> Summary:
    """The summary as it stands now, in the language of the page."""
    return queries.summary(slug, viewer=request.viewer, now=request.now, language=get_language() or "id")
