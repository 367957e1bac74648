"""What is sent to a clause or thread: shown as the public will see it, taken in, or given back with what stands in its way."""

from http import HTTPStatus
from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from consult.discussion.actions import submit_post
from consult.discussion.actions.letters.draft_letter import add_point
from consult.discussion.actions.take_in_post import Said, is_late
from consult.discussion.models import Point, Post, PostVersion
from consult.discussion.queries.posts import first_receipt, said_lately
from consult.discussion.queries.previews import Preview, preview_post
from consult.discussion.queries.thread_page import post_to_answer
from consult.discussion.rules import Channel
from consult.errors import BadInput
from consult.platform import idempotency, limits
from frontend.discussion.letters.letter_points import where_it_stands
from frontend.discussion.posts.receipts import receipt_address
from frontend.discussion.reading.thread_context import Here, told
from frontend.discussion.writing import unsent_text
from frontend.discussion.writing.forms import ReplyForm, SentForm, sent_form
from frontend.discussion.writing.office_reply import OfficeReplyForm, told_of_office
from frontend.discussion.writing.similar_posts import MEANWHILE, meanwhile, near
from frontend.discussion.writing.visitor_address import VisitorForm, remember
from frontend.forms import refusals_on
from frontend.http_answers import SeeOther, is_fragment, page_or_fragment
from frontend.request_context import SignedRequest
from frontend.signed_in import to_sign_in

LOOK: Final = "preview"  # the button that only shows
LETTER: Final = "letter"  # the button that puts it into the letter to this consultation
AGAIN: Final = "again"  # the button for what was sent before, and is meant to be sent once more


def sent(request: SignedRequest, here: Here) -> HttpResponse:
    """Take in the contribution and lead to its receipt; or show the form again, as it was typed, with a preview or with what is wrong."""
    if MEANWHILE in request.POST:
        return meanwhile(request, here)
    if LETTER in request.POST:
        return collected(request, here)
    form = form_sent(request, here)
    if request.viewer.person is None:  # to sign in first, or the session ended while somebody was writing
        keep_typed(request, here)
        return to_sign_in(request, f"{request.path}#write")
    if form.is_valid():
        with refusals_on(form):
            if LOOK in request.POST:
                return writing_page(request, here, form, preview_of(request, here, form))
            if earlier := sent_before(request, here, form):
                return writing_page(request, here, form, earlier=earlier)
            return received(request, here, take_in(request, here, form))
    return writing_page(request, here, form)


def form_sent(request: SignedRequest, here: Here) -> SentForm:
    """The form that was sent: of somebody who writes for themselves, or by office."""
    if "by_office" in request.POST:
        return OfficeReplyForm(request.POST)
    return sent_form(request.POST, author=request.viewer.person, on_clause=here.wording is not None)


def keep_typed(request: SignedRequest, here: Here) -> None:
    """Keep what stands in the form, for when they come back to it; where it was emptied, nothing."""
    remember(request)
    if form_sent(request, here).wrote or request.POST.get("stance"):
        unsent_text.keep(request, here)
    else:
        unsent_text.forget(request, here.place)


def collected(request: SignedRequest, here: Here) -> HttpResponse:
    """Put what was written into the writer's letter, and lead there. Who is not signed in collects too."""
    person = request.viewer.person
    form = sent_form(request.POST, author=person, on_clause=here.wording is not None)
    if form.is_valid():
        with refusals_on(form):
            point = put_into_letter(request, here, form)
            unsent_text.forget(request, here.place)
            messages.success(request, _("It is in your letter now. Nothing has been sent yet."))
            return SeeOther(where_it_stands(point.draft, point.pk, here.row.slug))
    return writing_page(request, here, form)


def put_into_letter(request: SignedRequest, here: Here, form: SentForm) -> Point:
    """The point that comes of it.

    Raises:
        BadInput: nothing was written.
        NotPossible: the letter is full, or too much was kept in a short time.
    """
    if not form.wrote:
        raise BadInput("post.empty", field="text")
    visitor = request.viewer.person is None
    limits.spend("unsent" if visitor else "point", account=None if visitor else request.viewer, address=request.address, now=request.now)
    letter = unsent_text.letter_to(request, here.row) if visitor else None
    point = add_point(
        actor=request.viewer,
        said=said_in(here, form),
        draft_id=letter.pk if letter else None,
        shown_name=form.name,
        key=form.once,
        now=request.now,
    )
    if visitor:
        remember(request)
        unsent_text.hold(request, unsent_text.LETTERS, here.row.slug, point.draft_id)
    return point


def said_in(here: Here, form: SentForm) -> Said:
    """What the form says, and where."""
    revision = form.cleaned_data["revision"] or here.revision.number
    return Said(place=here.place, contribution=form.contribution(), reply_to=form.reply_to, revision=revision)


def sent_before(request: SignedRequest, here: Here, form: SentForm) -> PostVersion | None:
    """The same words that the viewer sent lately, as after a step back; not where this very form was sent: it has its receipt already."""
    if AGAIN in request.POST:
        return None
    given, viewer = form.contribution(), request.viewer
    earlier = said_lately(given, here.place, reply_to=form.reply_to, viewer=viewer, now=request.now)
    return None if earlier is None or idempotency.used(form.once, by=viewer) else earlier


def take_in(request: SignedRequest, here: Here, form: SentForm) -> Post:
    """The post that comes of what was written."""
    return submit_post(
        actor=request.viewer,
        place=here.place,
        contribution=form.contribution(),
        reply_to=form.reply_to,
        revision=form.cleaned_data["revision"],
        channel=Channel.WEB,
        address=request.address,
        now=request.now,
        key=form.once,
    )


def preview_of(request: SignedRequest, here: Here, form: SentForm) -> Preview:
    """The same, only looked at.

    Raises:
        NotPossible: too much was looked at in a short time.
    """
    limits.spend("preview", account=request.viewer, address=request.address, now=request.now)
    return preview_post(
        contribution=form.contribution(),
        place=here.place,
        reply_to=form.reply_to,
        revision=form.cleaned_data["revision"],
        viewer=request.viewer,
        now=request.now,
    )


def received(request: SignedRequest, here: Here, post: Post) -> HttpResponse:
    """Thanks, and the receipt."""
    unsent_text.forget(request, here.place)
    messages.success(request, _("We have received your contribution. Please keep this receipt."))
    if written := said_late(post):
        messages.info(request, written)
    return SeeOther(receipt_address(first_receipt(post)))


def said_late(post: Post) -> str:
    """That a later version than the one that it was written on is published; nothing where none is."""
    if not is_late(post.revision) or post.revision is None:
        return ""
    told = _("You wrote on version %(number)s of the draft, and it is kept so. Version %(newest)s has been published since.")
    return told % {"number": post.revision.number, "newest": post.revision.newest_number}


def answered_by(request: SignedRequest, here: Here, form: SentForm) -> Post | None:
    """The post that the form answers, where it is there and public."""
    return post_to_answer(here.place, form.reply_to, viewer=request.viewer) if isinstance(form, ReplyForm) and form.is_bound else None


def writing_page(
    request: SignedRequest,
    here: Here,
    form: SentForm,
    preview: Preview | None = None,
    earlier: PostVersion | None = None,
    visitor: VisitorForm | None = None,
) -> HttpResponse:
    """The form with all that was typed, and below it the preview where one was asked for, or what it says once more."""
    answered = answered_by(request, here, form)
    given = (
        told(request, here)
        | told_of_office(here)
        | {"form": form, "answered": answered, "preview": preview, "similar": near(request, here, preview), "earlier": earlier}
    )
    given |= {"visitor": visitor} if visitor is not None else {}
    looks = preview is not None or is_fragment(request)  # htmx puts nothing in place that comes with an error's status
    status = HTTPStatus.OK if looks else HTTPStatus.CONFLICT if earlier else form.status
    return form.dated(page_or_fragment(request, "discussion/writing.html", "discussion/write.html", given, status=status))
