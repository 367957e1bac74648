"""A letter before it is sent: its points as the public will read them, their order, who sends it under which name; and sending it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from consult.access import Phase
from consult.consultations.models import Consultation
from consult.consultations.queries import consultation_of, text_in
from consult.consultations.rights import phase_of
from consult.discussion.actions.attachments.attach_file import remove_attachment
from consult.discussion.actions.letters.draft_letter import change_point, discard_letter, move_point, name_letter, remove_point, send_letter
from consult.discussion.letters.unsent_letters import points_of
from consult.discussion.models import Draft, Point, Submission
from consult.discussion.queries.attachments import FILES_LIMIT, files_in
from consult.discussion.queries.posts import received_versions
from consult.discussion.rules import Channel, Kind
from consult.errors import NotFound, NotPossible
from consult.platform import idempotency
from frontend.discussion.letters.letter_form import LetterForm
from frontend.discussion.letters.letter_points import points_shown, where_it_stands
from frontend.discussion.posts.post_place import place_of
from frontend.discussion.posts.receipts import receipt_address
from frontend.discussion.reading.thread_context import Here, found, told
from frontend.discussion.writing import unsent_text
from frontend.discussion.writing.attach_file import FILES, keep_files
from frontend.discussion.writing.forms import ContributionForm, ReplyForm, SentForm, sent_form
from frontend.discussion.writing.send_post import said_in
from frontend.discussion.writing.unsent_text import as_typed, letter_to, offered
from frontend.discussion.writing.visitor_address import VisitorForm, remember, visitor_form
from frontend.forms import form_page, refusals_on
from frontend.http_answers import PRIVATE, SeeOther
from frontend.request_context import SignedRequest, id_in
from frontend.signed_in import sign_in_address, to_sign_in

SEND = "send"
SIGN_IN = "sign_in"  # the button for a visitor who wants to sign in first


@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: SignedRequest, slug: str) -> HttpResponse:
    """The viewer's letter to a consultation; what is posted to it names it, or sends it."""
    row = consultation_of(slug, viewer=request.viewer, now=request.now)
    draft = letter_to(request, row)
    if request.method != "POST":
        return letter_page(request, row, draft, fresh_form(request, draft) if draft else None)
    form = with_files(request, draft)
    remember(request)
    if form.is_valid():
        with refusals_on(form):
            if SIGN_IN in request.POST:
                named(request, draft, form)
                return to_sign_in(request, reverse("letter", args=[slug]))
            if SEND in request.POST:
                return sent(request, row, form)
            named(request, draft, form)
            messages.success(request, _("Kept. Nothing has been sent yet."))
            return redirect("letter", slug)
    return letter_page(request, row, letter_to(request, row), form)  # its names may have been kept


def with_files(request: SignedRequest, draft: Draft | None) -> LetterForm:
    """The form as it was sent; the files that were chosen in it are with the letter already, whatever else is wrong."""
    form = LetterForm(request.POST, author=request.viewer.person)
    form.full_clean()
    if draft is not None and form.cleaned_data.get("draft") == draft.pk:
        keep_files(request, draft, form, once=form.cleaned_data.get("key", ""))
    return form


def fresh_form(request: SignedRequest, draft: Draft) -> LetterForm:
    """The form as it stands in the draft."""
    names = {"draft": draft.pk, "on_behalf_of": draft.on_behalf_of, "shown_name": draft.shown_name}
    return LetterForm(initial=names, author=request.viewer.person)


def named(request: SignedRequest, draft: Draft | None, form: LetterForm) -> Draft:
    """Keep who sends it, under which name; `draft` is the viewer's letter. What a page names that is none of theirs is not touched.

    Raises:
        NotPossible: the page was of another letter.
    """
    if draft is None or form.cleaned_data["draft"] != draft.pk:
        raise NotPossible("draft_letter.gone")
    given = {"on_behalf_of": form.cleaned_data["on_behalf_of"], "shown_name": form.name}
    return name_letter(actor=request.viewer, draft_id=draft.pk, now=request.now, **given)


def sent(request: SignedRequest, row: Consultation, form: LetterForm) -> HttpResponse:
    """Send it once, and lead to its receipt; to sign in first, where the session has ended."""
    if request.viewer.person is None:
        return to_sign_in(request, reverse("letter", args=[row.slug]))
    if not idempotency.used(form.once, by=request.viewer):
        named(request, letter_to(request, row), form)
    submission = send_letter(
        actor=request.viewer,
        draft_id=form.cleaned_data["draft"],
        channel=Channel.WEB,
        address=request.address,
        now=request.now,
        key=form.once,
    )
    return thanks(request, submission)


def thanks(request: SignedRequest, submission: Submission) -> HttpResponse:
    """Thanks, and the receipt."""
    versions = received_versions(submission)
    several = len(versions) > 1
    messages.success(
        request,
        _("We have received your letter. Please keep this receipt.")
        if several
        else _("We have received your contribution. Please keep this receipt."),
    )
    return SeeOther(receipt_address(versions[0].receipt_id))


def letter_page(
    request: SignedRequest, row: Consultation, draft: Draft | None, form: LetterForm | None, *, visitor: VisitorForm | None = None
) -> HttpResponse:
    """The page, with what is wrong at each point where the letter was refused."""
    given = {
        "row": row,
        "text": text_in(row, get_language() or "id"),
        "draft": draft,
        "letter": points_shown(request, row, draft, form) if draft else None,
        "attached": list(files_in(draft)) if draft and draft.has_files else [],  # type: ignore[attr-defined]  # as `drafts_of` annotates it
        "files_limit": FILES_LIMIT,
        "is_open": phase_of(row, now=request.now) is Phase.OPEN,
        "visitor": visitor or visitor_form(request),
        "sign_in": sign_in_address(reverse("letter", args=[row.slug])),
    }
    return form_page(request, "discussion/letter.html", form, cache=PRIVATE, **given)


def here_of(request: SignedRequest, draft: Draft, point: Point) -> Here:
    """Where a point stands."""
    return found(request, place_of(point, slug=draft.consultation.slug))


@require_POST
def order(request: SignedRequest, slug: str) -> HttpResponse:
    """Move a point up or down, or take it out; then back to it."""
    draft = draft_or_none(request, slug)
    moved = next((name for name in ("up", "down", "remove", "edit", "unattach") if name in request.POST), None)
    point_id = id_in(request.POST.get(moved, "")) if moved else None
    if draft is None or point_id is None:
        return redirect("letter", slug)
    form = keep_names(request, draft)
    if form.has_error(FILES):
        return letter_page(request, draft.consultation, letter_to(request, draft.consultation), form)
    if moved == "edit":
        return SeeOther(reverse("letter_point", args=[slug, point_id]))
    given = {"actor": request.viewer, "draft_id": draft.pk, "point_id": point_id, "now": request.now}
    if moved == "unattach":
        remove_attachment(actor=request.viewer, draft_id=draft.pk, attachment_id=point_id, now=request.now)
        messages.success(request, _("That file is not with your letter any more."))
        return SeeOther(f"{reverse('letter', args=[slug])}#send")
    if moved == "remove":
        remove_point(**given)
        messages.success(request, _("That point is not in your letter any more."))
        return redirect("letter", slug)
    places = [point.pk for point in points_of(draft)]
    if point_id not in places:
        return redirect("letter", slug)
    move_point(to=places.index(point_id) + (0 if moved == "up" else 2), **given)
    return SeeOther(where_it_stands(draft, point_id, slug))


def keep_names(request: SignedRequest, draft: Draft) -> LetterForm:
    """Keep what was typed and chosen below the points, where a button beside one of them was pressed."""
    form = with_files(request, draft)
    remember(request)
    if form.is_valid():
        named(request, draft, form)
    return form


def draft_or_none(request: SignedRequest, slug: str) -> Draft | None:
    """The viewer's letter to the consultation, where they may read that."""
    return letter_to(request, consultation_of(slug, viewer=request.viewer, now=request.now))


@require_http_methods(["GET", "HEAD", "POST"])
def point(request: SignedRequest, slug: str, point_id: UUID) -> HttpResponse:
    """Write one point anew."""
    draft = draft_or_none(request, slug)
    kept = next((one for one in points_of(draft) if one.pk == point_id), None) if draft else None
    if draft is None or kept is None:
        raise NotFound
    kept.draft = draft
    here = here_of(request, draft, kept)
    form = form_of(request, here, kept)
    if form.is_valid():
        with refusals_on(form):
            change_point(actor=request.viewer, draft_id=draft.pk, point_id=point_id, said=said_in(here, form), now=request.now)
            return SeeOther(where_it_stands(draft, point_id, slug))
    given: dict[str, Any] = told(request, here) | {"answered": None, "label": here.title}
    return form_page(request, "discussion/point.html", form, cache=PRIVATE, **given)


def form_of(request: SignedRequest, here: Here, kept: Point) -> SentForm:
    """The form with what the point says; the name that is shown is the letter's."""
    if request.method == "POST":
        return sent_form(request.POST, author=None, on_clause=here.wording is not None)
    if kept.said["kind"] == Kind.REPLY:
        return ReplyForm(initial={**as_typed(kept), "reply_to_post": kept.reply_to_id}, author=None)
    return ContributionForm(initial=as_typed(kept), author=None, offered=offered(here))


@require_POST
def discard(request: SignedRequest, slug: str) -> HttpResponse:
    """Throw the letter away."""
    draft = draft_or_none(request, slug)
    if draft is not None:
        discard_letter(actor=request.viewer, draft_id=draft.pk)
        unsent_text.let_go(request, unsent_text.LETTERS, slug)
        messages.success(request, _("Your letter was thrown away. Nothing of it was sent."))
    return redirect("consultation", slug)
