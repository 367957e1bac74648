"""The desk's page of editions: freezing the report, and how far its files are made."""

from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from consult.access import Right
from consult.consultations.queries import consultation_of, text_in
from consult.consultations.rights import may, require
from consult.reports.actions import freeze_edition
from frontend.forms import KeyedForm, form_page, refusals_on
from frontend.http_answers import PRIVATE, SeeOther
from frontend.reports.editions import listed
from frontend.request_context import SignedRequest

TEMPLATE: Final = "reports/desk/report.html"


class FreezeForm(KeyedForm):
    """Nothing but the key."""


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: SignedRequest, slug: str) -> HttpResponse:
    """The editions, for the team; what is posted freezes one."""
    row = consultation_of(slug, viewer=request.viewer, now=request.now)
    require(request.viewer, Right.QUEUE_READ, at=row, now=request.now)
    form = FreezeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            edition = freeze_edition(actor=request.viewer, slug=slug, key=form.once, now=request.now)
            messages.success(request, _("Edition %(number)s is frozen. Its files are being made.") % {"number": edition.number})
            return SeeOther(request.path)
    given = {
        "row": row,
        "text": text_in(row, get_language() or "id"),
        "editions": listed(row),
        "may_freeze": may(request.viewer, Right.EDITION_FREEZE, at=row, now=request.now),
    }
    return form_page(request, TEMPLATE, form, cache=PRIVATE, **given)
