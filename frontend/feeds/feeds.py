"""The feeds: of a consultation, and of one of its clauses."""

from uuid import UUID, uuid5

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from consult.consultations.models import Consultation, ConsultationText
from consult.consultations.queries import consultation_of, text_in
from consult.discussion.attribution import Speaker
from consult.discussion.queries.feeds import Told, lately, life
from consult.discussion.queries.overview import Happening, What
from consult.discussion.queries.posts import clause_thread
from consult.documents.queries import current_wording
from consult.errors import NotFound
from frontend.feeds.atom import Entry, Head, feed
from frontend.request_context import SignedRequest


@require_safe
def of_consultation(request: SignedRequest, slug: str) -> HttpResponse:
    """What happens to a consultation, and what is said in it."""
    row = consultation_of(slug, viewer=request.viewer, now=request.now)
    text = text_in(row, get_language() or "id")
    said = lately(row, viewer=request.viewer, now=request.now)
    steps = [step_entry(step, row, text) for step in life(row, viewer=request.viewer, now=request.now)]
    head = Head(row.pk, text.title, text.question, reverse("consultation", args=[slug]), row.institution or "Rembuk", row.created_at)
    return feed(request, head, [*steps, *(post_entry(told, row) for told in said.posts)], changed=said.last)


@require_safe
def of_clause(request: SignedRequest, slug: str, clause_id: UUID) -> HttpResponse:
    """What is said on a clause."""
    wording = current_wording(clause_id, viewer=request.viewer, now=request.now)
    row = wording.revision.document.consultation
    if row.slug != slug:
        raise NotFound
    thread = clause_thread(clause_id, viewer=request.viewer, now=request.now)
    text = text_in(row, get_language() or "id")
    said = lately(thread, viewer=request.viewer, now=request.now)
    address = reverse("clause", args=[slug, clause_id])
    head = Head(thread.pk, f"{wording.label} · {text.title}", wording.heading, address, row.institution or "Rembuk", thread.created_at)
    return feed(request, head, [post_entry(told, row) for told in said.posts], changed=said.last)


def post_entry(told: Told, row: Consultation) -> Entry:
    """A contribution."""
    post, version = told.post, told.version
    given = {"post": post, "version": version}
    number = _("Contribution %(number)s") % {"number": post.number}
    return Entry(
        id=f"urn:uuid:{post.pk}",
        title=f"{number} · {told.label}" if told.label else number,
        path=reverse("post", args=[row.slug, post.number]),
        html=render_to_string("feeds/post.html", given),
        published=version.shown_at if version.number == 1 and version.shown_at else post.created_at,
        updated=told.at,
        author=str(Speaker(post, version, row)),
    )


def step_entry(step: Happening, row: Consultation, text: ConsultationText) -> Entry:
    """A step in the life of the consultation."""
    said = {
        What.ANNOUNCED: _("Announced"),
        What.OPENED: _("Open for contributions"),
        What.CLOSED: _("Closed for contributions"),
        What.ANSWERED: _("Marked as answered"),
        What.PUBLISHED: _("Draft, version %(number)s, is published") % {"number": step.number},
    }[step.what]
    address = reverse("draft" if step.what is What.PUBLISHED else "consultation", args=[row.slug])
    id_ = f"urn:uuid:{uuid5(row.pk, f'{step.what} {step.number}')}"
    why = render_to_string("consultations/answered.html", {"row": row}) if step.what is What.ANSWERED else ""
    html = format_html("<p>{}</p>{}", text.question or text.title, why)
    return Entry(id_, f"{said}: {text.title}", address, html, step.at, step.at, row.institution or "Rembuk")
