"""What a visitor sends with an address: weighed, kept as a draft, and a code mailed that signs in and sends it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from consult.consultations.models import Consultation
from consult.consultations.queries import consultation_of
from consult.discussion.actions.letters.submit_letter import Letter
from consult.discussion.letters.unsent_letters import letter_of, points_of
from consult.discussion.locks import Place
from consult.discussion.models import Draft
from consult.discussion.visitor_letter import weigh_first
from consult.errors import BadInput, BadPoints
from consult.platform import limits
from frontend.accounts.entrance import spend_code
from frontend.accounts.sign_in import CodeProcess
from frontend.discussion.letters.letter_page import letter_page, named, with_files
from frontend.discussion.reading.thread_context import Here, found
from frontend.discussion.writing import unsent_text
from frontend.discussion.writing.forms import SentForm, sent_form
from frontend.discussion.writing.send_post import said_in, sent, writing_page
from frontend.discussion.writing.unsent_text import letter_to
from frontend.discussion.writing.visitor_address import VisitorForm
from frontend.forms import KeyedForm, refusals_on
from frontend.http_answers import SeeOther
from frontend.request_context import SignedRequest


@require_http_methods(["GET", "HEAD", "POST"])
def clause_first(request: SignedRequest, slug: str, clause_id: UUID) -> HttpResponse:
    """What is sent on a clause."""
    return first(request, found(request, Place(clause=clause_id, slug=slug)))


@require_http_methods(["GET", "HEAD", "POST"])
def thread_first(request: SignedRequest, slug: str, thread_id: UUID) -> HttpResponse:
    """What is sent into a thread that belongs to no clause alone."""
    return first(request, found(request, Place(thread=thread_id, slug=slug)))


def first(request: SignedRequest, here: Here) -> HttpResponse:
    """Keep the contribution and mail a code; or show the form again, as it was typed, with what stands in its way."""
    if request.method != "POST":
        return redirect(f"{here.address}#write")
    if request.viewer.person is not None:  # signed in meanwhile, in another window
        return sent(request, here)
    form, visitor = sent_form(request.POST, author=None, on_clause=here.wording is not None), VisitorForm(request.POST)
    if both_valid(form, visitor):
        with refusals_on(form):
            spend_weighing(request)
            weigh_alone(request, here, form)
            spend_code(request, visitor.cleaned_data["email"].lower())
            draft = unsent_text.keep(request, here).draft
            return mailed(request, visitor, draft, back=f"{here.address}#write")
    return writing_page(request, here, form, visitor=visitor)


@require_http_methods(["GET", "HEAD", "POST"])
def letter_first(request: SignedRequest, slug: str) -> HttpResponse:
    """A whole letter, likewise."""
    row = consultation_of(slug, viewer=request.viewer, now=request.now)
    draft = letter_to(request, row)
    back = reverse("letter", args=[slug])
    if request.method != "POST" or draft is None or request.viewer.person is not None:
        return redirect(back)
    form, visitor = with_files(request, draft), VisitorForm(request.POST)
    if both_valid(form, visitor):
        with refusals_on(form):
            draft = named(request, draft, form)
            points = points_of(draft)
            spend_weighing(request, times=len(points))
            weigh_first(letter_of(draft, points), **weighing(request, row))
            spend_code(request, visitor.cleaned_data["email"].lower())
            return mailed(request, visitor, draft, back=back)
    return letter_page(request, row, letter_to(request, row), form, visitor=visitor)  # files may have come with the form


def both_valid(form: KeyedForm, visitor: VisitorForm) -> bool:
    """Whether both are; both are looked at, so that all that is wrong is said at once."""
    valid = form.is_valid()
    if not visitor.is_valid():
        form.add_error(None, _("Please give an e-mail address, to which we can send the code."))
        return False
    return valid


def weighing(request: SignedRequest, row: Consultation) -> dict[str, Any]:
    """Where, for whom and when something is weighed."""
    return {"at": row, "viewer": request.viewer, "language": get_language() or "id", "now": request.now}


def weigh_alone(request: SignedRequest, here: Here, form: SentForm) -> None:
    """Refuse a contribution that sending would refuse, at the field of its own form.

    Raises:
        NotPossible, BadInput: see `weigh_first`.
    """
    try:
        weigh_first(Letter((said_in(here, form),)), **weighing(request, here.row))
    except BadPoints as refusal:
        [one] = refusal.each
        facts = {name: fact for name, fact in one.facts.items() if name != "field"}
        raise BadInput(one.code, field=one.field.split(".", 2)[2], **facts) from refusal


def spend_weighing(request: SignedRequest, *, times: int = 1) -> None:
    """Count what is about to be weighed, in points, whatever comes of it. Raises NotPossible where it is too much."""
    limits.spend("preview", account=None, address=request.address, now=request.now, times=times)


def mailed(request: SignedRequest, visitor: VisitorForm, draft: Draft, *, back: str) -> HttpResponse:
    """Have a code mailed that sends this draft, and lead to where it is typed. It works in this browser alone."""
    CodeProcess.begin(request, visitor.cleaned_data["email"].lower(), confirms=str(draft.pk), back=back)
    return SeeOther(reverse("confirm", args=[draft.consultation.slug]))
