"""The steps that an official takes with a consultation as a whole: announce it, open it, close it, answer it, archive it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from consult.consultations.actions import announce_consultation, close_consultation, open_consultation
from consult.consultations.models import Consultation
from consult.consultations.queries import consultation_of, text_in
from consult.documents.queries import draft_of, published_revisions, title_of
from consult.moderation.actions.answer_consultation import answer_consultation
from consult.moderation.actions.archive_consultation import archive_consultation
from frontend.consultations.desk.consultation_page import desk_page
from frontend.consultations.desk.dates import AnnounceForm, AnswerForm, ArchiveForm, CloseForm, OpenForm, PlainForm, StepForm
from frontend.forms import refusals_on
from frontend.http_answers import PRIVATE, page
from frontend.request_context import SignedRequest


@require_POST
def announced(request: SignedRequest, slug: str) -> HttpResponse:
    """Let the public know of it, with the instants at which it opens and closes."""
    form = AnnounceForm(request.POST, now=request.now)

    def announce() -> None:
        given = form.cleaned_data
        opens_at, closes_at = given["opens_at"], given["closes_at"]
        announce_consultation(actor=request.viewer, slug=slug, opens_at=opens_at, closes_at=closes_at, now=request.now, key=form.once)
        messages.success(request, _("The consultation is announced. It opens by itself."))

    return step(request, slug, form, announce)


@require_POST
def opened(request: SignedRequest, slug: str) -> HttpResponse:
    """Take contributions from now on."""
    form = OpenForm(request.POST, now=request.now)

    def open_it() -> None:
        open_consultation(actor=request.viewer, slug=slug, closes_at=form.cleaned_data["closes_at"], now=request.now, key=form.once)
        messages.success(request, _("The consultation is open."))

    return step(request, slug, form, open_it)


def step(request: SignedRequest, slug: str, form: StepForm, take: Callable[[], None]) -> HttpResponse:
    """Show what was typed; once it has been looked at, take the step. What is wrong comes back on the desk."""
    row = consultation_of(slug, viewer=request.viewer, now=request.now)
    if form.is_valid():
        published = published_revisions(row).exists()
        stamp = form.stamp(published=published)
        if form.cleaned_data["checked"] != stamp:
            form.show_with(checked=stamp)
            language = get_language() or "id"
            draft = title_of(draft_of(row), language) if published else ""
            given = {"form": form, "row": row, "text": text_in(row, language), "published": published, "draft": draft}
            return page(request, "consultations/desk/check.html", given, cache=PRIVATE)
        with refusals_on(form):
            take()
            return redirect("desk", slug=slug)
    return desk_page(request, slug, form)


@require_POST
def closed(request: SignedRequest, slug: str) -> HttpResponse:
    """Take no more contributions."""
    return plain_step(request, slug, CloseForm(request.POST), close_consultation, _("The consultation is closed."))


@require_POST
def answered(request: SignedRequest, slug: str) -> HttpResponse:
    """Say that the institution has answered; where questions have no answer, why."""
    return plain_step(request, slug, AnswerForm(request.POST), answer_consultation, _("The consultation is marked as answered."))


@require_POST
def archived(request: SignedRequest, slug: str) -> HttpResponse:
    """Let nothing change any more."""
    return plain_step(request, slug, ArchiveForm(request.POST), archive_consultation, _("The consultation is archived."))


def plain_step(request: SignedRequest, slug: str, form: PlainForm, take: Callable[..., Consultation], said: str) -> HttpResponse:
    """A step without dates; what is wrong comes back on the desk, with what is open."""
    if form.is_valid():
        with refusals_on(form):
            take(actor=request.viewer, slug=slug, now=request.now, key=form.once, **form.given)
            messages.success(request, said)
            return redirect("desk", slug=slug)
    return desk_page(request, slug, form)
