"""Signing in and out: an address, the code that was mailed to it, and the way back to where one was."""

from urllib.parse import urlencode

from allauth.account.internal.flows.logout import logout
from allauth.core.internal.cryptokit import compare_user_code
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from consult.accounts.viewer import Viewer
from consult.platform import limits
from frontend.accounts.forms import AddressForm, CodeForm
from frontend.accounts.sign_in import CodeProcess
from frontend.discussion.writing import unsent_text
from frontend.forms import form_page, refusals_on
from frontend.http_answers import PRIVATE, SeeOther, page, way_back
from frontend.request_context import SignedRequest
from frontend.signed_in import ask_to_sign_in


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: SignedRequest) -> HttpResponse:
    """Ask for an address and mail a code to it, the same for known and unknown ones."""
    if request.viewer.person is not None:
        return SeeOther(way_back(request))
    form = AddressForm(request.POST or None)
    if form.is_valid():
        email = form.cleaned_data["email"].lower()
        with refusals_on(form):
            spend_code(request, email)
            CodeProcess.begin(request, email)
            return SeeOther(code_address(request))
    return form_page(request, "accounts/sign_in.html", form, cache=PRIVATE, next=way_back(request))


def spend_code(request: SignedRequest, email: str) -> None:
    """Count one more code for this address.

    Whoever asks for codes to somebody else's address takes none away from them: they are counted apart for each place that asks, and
    what is one too many there does not count among those of all places.

    Raises:
        NotPossible: it is one too many.
    """
    mailbox = limits.hashed(email)
    limits.spend("code", account=limits.at_place(mailbox, request.address), address=request.address, now=request.now)
    limits.spend("code_mails", account=mailbox, address="", now=request.now)


def spend_try(request: SignedRequest) -> None:
    """Count one more try at a code for this session, which alone knows that code: others who ask for codes for the same address take
    no try away. How often it can be guessed at is bounded by the tries at each code, and by the codes for an address.

    Raises:
        NotPossible: it is one too many.
    """
    limits.spend("code_try", account=limits.hashed(request.session.session_key or ""), address=request.address, now=request.now)


def code_address(request: SignedRequest) -> str:
    """The page where the code is typed."""
    return f"{reverse('account_confirm_login_code')}?{urlencode({'next': way_back(request)})}"


@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: SignedRequest) -> HttpResponse:
    """Take the code; the right one signs in."""
    if request.viewer.person is not None:
        return SeeOther(way_back(request))
    process = CodeProcess.under_way(request)
    if process is None:
        messages.warning(request, _("That code is not valid any more. Please ask for a new one."))
        return ask_to_sign_in(way_back(request))
    if request.method == "POST" and "again" in request.POST:
        return send_again(request, process, code_address(request))
    form = CodeForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            spend_try(request)
            if (answer := judged(request, process, form)) is not None:
                return answer
    given = {"next": way_back(request), "email": process.email, "can_resend": process.can_resend}
    return form_page(request, "accounts/code.html", form, cache=PRIVATE, **given)


def judged(request: SignedRequest, process: CodeProcess, form: CodeForm) -> HttpResponse | None:
    """The answer to a code: signed in, or to begin anew after too many wrong ones; None where another try is left."""
    if compare_user_code(actual=form.cleaned_data["code"], expected=process.code):
        return entered(request, process)
    if process.record_invalid_attempt():
        form.add_error("code", _("This is not the code. Please compare it with the mail; only the newest code works."))
        return None
    messages.warning(request, _("That was not the code, several times. Please ask for a new one."))
    return ask_to_sign_in(way_back(request))


def entered(request: SignedRequest, process: CodeProcess) -> HttpResponse:
    """Signed in, with the letters that this session had collected; or told that the account may not be used."""
    answer = process.finish(way_back(request))
    if request.user.is_authenticated:
        request.viewer = Viewer(person=request.user.person)
        unsent_text.settle(request)
    return answer


def send_again(request: SignedRequest, process: CodeProcess, here: str) -> HttpResponse:
    """Mail a new code, a few times at most, and lead back to where it is typed."""
    if process.can_resend:
        spend_code(request, process.email)
        process.resend()
        messages.success(request, _("A new code is on its way. The earlier one does not work any more."))
    return SeeOther(here)


@require_POST
def sign_out(request: SignedRequest) -> HttpResponse:
    """End the session, and leave nothing of what was typed in it."""
    unsent_text.leave_nothing(request)
    logout(request, show_message=False)
    messages.success(request, _("You have signed out."))
    return SeeOther("/")


@require_safe
def suspended(request: SignedRequest) -> HttpResponse:
    """The account is there and may not be used."""
    return page(request, "accounts/suspended.html", {}, status=403, cache=PRIVATE)
