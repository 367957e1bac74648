"""The code that was mailed for something written: the right one signs in and sends it, or keeps it as a letter and says why."""

from uuid import UUID

from allauth.core.internal.cryptokit import compare_user_code
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from consult.accounts.viewer import Viewer
from consult.consultations.queries import consultation_of
from consult.discussion.actions.letters.draft_letter import send_letter, take_over
from consult.discussion.models import Submission
from consult.discussion.rules import Channel
from consult.errors import NotPossible, Refusal
from frontend.accounts.entrance import send_again, spend_try
from frontend.accounts.forms import CodeForm
from frontend.accounts.sign_in import CodeProcess
from frontend.discussion.letters.letter_page import thanks
from frontend.discussion.writing import unsent_text
from frontend.forms import form_page, refusals_on
from frontend.http_answers import PRIVATE, SeeOther
from frontend.refusal_sentences import sentence
from frontend.request_context import SignedRequest

BACK = "confirming"  # in the session: where to go on when the code is void


@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: SignedRequest, slug: str) -> HttpResponse:
    """Take the code for what this session has written to a consultation."""
    row = consultation_of(slug, viewer=request.viewer, now=request.now)
    if request.viewer.person is not None:
        return redirect("letter", slug)
    process = CodeProcess.under_way(request)
    if process is None or process.confirms is None:
        messages.warning(request, _("That code is not valid any more. What you wrote is kept; please send it once more for a new code."))
        return SeeOther(request.session.get(BACK) or reverse("letter", args=[slug]))
    request.session[BACK] = process.back
    here = reverse("confirm", args=[slug])
    if request.method == "POST" and "again" in request.POST:
        return send_again(request, process, here)
    form = CodeForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            spend_try(request)
            if (answer := judged(request, process, form, slug)) is not None:
                return answer
    given = {"row": row, "email": process.email, "can_resend": process.can_resend, "back": process.back, "action": here}
    return form_page(request, "confirming/code.html", form, cache=PRIVATE, **given)


def judged(request: SignedRequest, process: CodeProcess, form: CodeForm, slug: str) -> HttpResponse | None:
    """The answer to a code: sent, or to begin anew after too many wrong ones; None where another try is left."""
    if compare_user_code(actual=form.cleaned_data["code"], expected=process.code):
        return confirmed(request, process, slug)
    back = process.back
    if process.record_invalid_attempt():
        form.add_error("code", _("This is not the code. Please compare it with the mail; only the newest code works."))
        return None
    messages.warning(request, _("That was not the code, several times. What you wrote is kept; please send it once more for a new code."))
    return SeeOther(back)


def confirmed(request: SignedRequest, process: CodeProcess, slug: str) -> HttpResponse:
    """Sign in, and send what was written. Whoever is not let in keeps it in this browser."""
    draft_id, back = process.confirms, process.back
    assert draft_id is not None
    answer = process.finish(back)
    if not request.user.is_authenticated:
        return answer
    request.viewer = Viewer(person=request.user.person)
    request.session.pop(BACK, None)
    try:
        submission = sent(request, draft_id)
    except Refusal as refusal:
        answer = kept_instead(request, draft_id, slug, refusal)
    else:
        answer = thanks(request, submission)
    unsent_text.settle(request)
    return answer


def sent(request: SignedRequest, draft_id: UUID) -> Submission:
    """The submission that comes of the draft; the same again where the code was sent twice at once."""
    given = {"actor": request.viewer, "draft_id": draft_id, "channel": Channel.WEB, "address": request.address}
    return send_letter(**given, now=request.now, key=f"confirmed-{draft_id}")


def kept_instead(request: SignedRequest, draft_id: UUID, slug: str, refusal: Refusal) -> HttpResponse:
    """It could not be sent: keep it in the person's letter, and say why."""
    try:
        take_over(actor=request.viewer, draft_id=draft_id, now=request.now)
    except NotPossible as full:
        messages.error(request, sentence(full))
    messages.error(request, sentence(refusal))
    messages.warning(request, _("You are signed in. What you wrote has not been sent; it is kept in your letter."))
    return redirect("letter", slug)
