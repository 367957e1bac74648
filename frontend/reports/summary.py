"""The summary of a consultation: as a page, and as files to take away."""

from dataclasses import dataclass
from typing import Final

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.views.decorators.http import require_safe

from consult.consultations.queries import consultation_of, text_in
from consult.consultations.rights import phase_of
from consult.platform import limits
from consult.reports import queries
from consult.reports.render import FORMATS, TYPES, html
from consult.reports.render.file_sizes import about
from consult.reports.report_words import words
from consult.reports.summary import Summary
from frontend.http_answers import page
from frontend.page_cache import once_a_key
from frontend.reports.editions import Listed, listed
from frontend.request_context import SignedRequest

MEANT_FOR: Final[dict[str, str | Promise]] = {
    "html": gettext_lazy("A whole document to read, print and send on. It needs no network."),
    "csv": gettext_lazy("One table for a spreadsheet: every figure with its base, and every shown contribution."),
    "json": gettext_lazy("The same for programs, every figure by its name."),
}


@dataclass(frozen=True)
class File:
    """A file that the summary can be taken away as."""

    form: str
    meant_for: str | Promise
    kilobytes: int  # roughly


@require_safe
def report(request: SignedRequest, slug: str) -> HttpResponse:
    """The figures on a page, each of which leads to the contributions that it counts. They are made anew when the record has grown."""
    row, language = consultation_of(slug, viewer=request.viewer, now=request.now), get_language() or "id"
    enters = ("summary", row.pk, language, phase_of(row, now=request.now).value)
    main = once_a_key(enters, lambda: figures(summary_of(request, slug), listed(row)), told=row.chain.length)
    return page(request, "reports/summary.html", {"row": row, "text": text_in(row, language), "words": words(language), "main": main})


def figures(made: Summary, editions: list[Listed]) -> SafeString:
    """The main part of the page. It is given no request, and so knows neither viewer nor token."""
    files = [File(form, meant_for, max(round(about(made, form) / 1_000), 1)) for form, meant_for in MEANT_FOR.items()]
    given = {**html.context(made), "files": files, "linked": reverse("consultation", args=[made.slug]), "editions": editions}
    return render_to_string("reports/summary_figures.html", given)


@require_safe
def download(request: SignedRequest, slug: str, form: str) -> HttpResponse:
    """The whole summary as a file."""
    limits.spend("download", account=request.viewer if request.viewer.person else None, address=request.address, now=request.now)
    kind = f"{TYPES[form]}; charset=utf-8" if TYPES[form].startswith("text/") else TYPES[form]
    answer = HttpResponse(FORMATS[form](summary_of(request, slug)), content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{slug}.{form}"'
    answer["Cache-Control"] = "no-cache"
    return answer


def summary_of(request: SignedRequest, slug: str) -> Summary:
    """The summary as it stands now, in the language of the page."""
    return queries.summary(slug, viewer=request.viewer, now=request.now, language=get_language() or "id")
