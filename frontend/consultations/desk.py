"""The team's desk: what waits, and the steps that an official takes with the consultation as a whole."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from consult.access import Right
from consult.consultations.actions import close_consultation, open_consultation
from consult.consultations.queries import consultation_of, text_in
from consult.consultations.rights import may, phase_of, require, roles_of
from consult.documents.queries import published_revisions
from consult.moderation.queries import queue
from frontend.answers import PRIVATE
from frontend.forms import KeyedForm, form_page, refusals_on
from frontend.requests import SignedRequest


class OpenForm(KeyedForm):
    """Until when contributions are taken."""

    closes_at = forms.DateTimeField(
        label=gettext_lazy("Closes on (time in western Indonesia, WIB)"),
        help_text=gettext_lazy("Leave it empty to close by hand."),
        required=False,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"invalid": gettext_lazy("Please give day and time, like 2026-12-04 16:00.")},
    )


@require_safe
def desk(request: SignedRequest, slug: str) -> HttpResponse:
    """The desk, for the team."""
    return desk_page(request, slug)


def desk_page(request: SignedRequest, slug: str, *, opening: OpenForm | None = None, closing: KeyedForm | None = None) -> HttpResponse:
    """The desk, with a form that came back where there is one."""
    row = consultation_of(slug, viewer=request.viewer, now=request.now)
    require(request.viewer, Right.QUEUE_READ, at=row, now=request.now)
    return form_page(
        request,
        "consultations/desk.html",
        opening or closing,
        cache=PRIVATE,
        row=row,
        text=text_in(row, get_language() or "id"),
        phase=phase_of(row, now=request.now),
        roles=sorted(roles_of(request.viewer, row)),
        revision=published_revisions(row).first(),
        waiting=queue(slug, viewer=request.viewer, now=request.now).count(),
        may_open=may(request.viewer, Right.CONSULTATION_OPEN, at=row, now=request.now),
        may_close=may(request.viewer, Right.CONSULTATION_CLOSE, at=row, now=request.now),
        opening=opening or OpenForm(),
        closing=closing or KeyedForm(),
    )


@require_POST
def opened(request: SignedRequest, slug: str) -> HttpResponse:
    """Take contributions from now on."""
    form = OpenForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            open_consultation(actor=request.viewer, slug=slug, closes_at=form.cleaned_data["closes_at"], now=request.now, key=form.once)
            messages.success(request, _("The consultation is open."))
            return redirect("desk", slug=slug)
    return desk_page(request, slug, opening=form)


@require_POST
def closed(request: SignedRequest, slug: str) -> HttpResponse:
    """Take no more contributions."""
    form = KeyedForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            close_consultation(actor=request.viewer, slug=slug, now=request.now, key=form.once)
            messages.success(request, _("The consultation is closed."))
            return redirect("desk", slug=slug)
    return desk_page(request, slug, closing=form)
