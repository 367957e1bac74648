"""Beginning a consultation, and correcting what it says of itself until the public knows of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from consult.access import Right
from consult.consultations.actions import create_consultation, describe_consultation
from consult.consultations.queries import consultation_of, team_of, text_in
from consult.consultations.rights import may_create, require
from consult.errors import NotAllowed
from frontend.consultations.desk.description import DetailsForm, NewForm, as_typed
from frontend.forms import form_page, refusals_on
from frontend.http_answers import PRIVATE
from frontend.request_context import SignedRequest


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedRequest) -> HttpResponse:
    """The form for a new consultation; what is posted to it begins one."""
    if not may_create(request.viewer):
        raise NotAllowed
    form = NewForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_on(form):
            given = {"slug": form.slug_given, "texts": form.texts, "details": form.details, "team": form.team}
            row = create_consultation(actor=request.viewer, now=request.now, key=form.once, **given)
            messages.success(request, _("The consultation is there. Only its team sees it so far."))
            return redirect("desk", slug=row.slug)
    return form_page(request, "consultations/desk/new.html", form, cache=PRIVATE)


@require_http_methods(["GET", "HEAD", "POST"])
def details(request: SignedRequest, slug: str) -> HttpResponse:
    """The same form for one that is there, without its address and its team."""
    row = consultation_of(slug, viewer=request.viewer, now=request.now)
    require(request.viewer, Right.CONSULTATION_DESCRIBE, at=row, now=request.now)
    form = DetailsForm(request.POST if request.method == "POST" else None, initial=as_typed(row))
    if form.is_valid():
        with refusals_on(form):
            given = {"texts": form.texts, "details": form.details, "team": form.team}
            describe_consultation(actor=request.viewer, slug=slug, now=request.now, key=form.once, **given)
            messages.success(request, _("The details are changed."))
            return redirect("desk", slug=slug)
    given = {"row": row, "text": text_in(row, get_language() or "id"), "team": team_of(row, viewer=request.viewer, now=request.now)}
    return form_page(request, "consultations/desk/details.html", form, cache=PRIVATE, **given)
