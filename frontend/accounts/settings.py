"""What a person sets on their own page: names and language, tokens for programs."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from consult.accounts.actions import give_token, rename_person, take_token
from consult.accounts.rules import Scope
from frontend.accounts.forms import NamesForm, TokenForm
from frontend.accounts.own_page import my_page
from frontend.forms import refusals_on
from frontend.request_context import SignedRequest
from frontend.signed_in import signed_in_only


@require_POST
@signed_in_only
def names(request: SignedRequest) -> HttpResponse:
    """Keep the names and the language."""
    form = NamesForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            given = {field: form.cleaned_data[field] for field in ("name", "chosen_name", "language")}
            rename_person(actor=request.viewer, now=request.now, key=form.once, **given)
            return renamed(request, language=given["language"])
    return my_page(request, names=form)


def renamed(request: SignedRequest, *, language: str) -> HttpResponse:
    """Back to one's own page, in the language that was chosen."""
    with translation.override(language):
        messages.success(request, _("Your names and your language are kept."))
    answer = redirect("me")
    answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, samesite="Lax")
    return answer


@require_POST
@signed_in_only
def new_token(request: SignedRequest) -> HttpResponse:
    """Make a token and show its secret, this once."""
    form = TokenForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            scopes = [Scope(scope) for scope in form.cleaned_data["scopes"]]
            _token, secret = give_token(actor=request.viewer, name=form.cleaned_data["name"], scopes=scopes, now=request.now)
            return my_page(request, secret=secret)
    return my_page(request, tokens=form)


@require_POST
@signed_in_only
def no_more_token(request: SignedRequest, token_id: UUID) -> HttpResponse:
    """Make a token void."""
    take_token(actor=request.viewer, token_id=token_id)
    messages.success(request, _("The token does not work any more."))
    return redirect("me")
