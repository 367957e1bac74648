"""The address by which a visitor confirms what they wrote: in the same form, so that nobody has to sign in first."""

from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

from frontend.forms import KeyedForm
from frontend.request_context import SignedRequest

TYPED: Final = "typed_address"  # in the session


class VisitorForm(KeyedForm):
    """Where the code is to be sent. It stands within another form, whose key it shares."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("We send a code there. What you wrote is sent once you have typed it. Nobody sees your address."),
        widget=forms.EmailInput({"autocomplete": "email", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"invalid": _("This is not an e-mail address. An example: siti@example.org")},
    )


def visitor_form(request: SignedRequest) -> VisitorForm | None:
    """The form with what was typed, for who is not signed in."""
    if request.viewer.person is not None:
        return None
    if request.POST.get("email"):
        return VisitorForm({"email": request.POST["email"]})
    return VisitorForm(initial={"email": request.session.get(TYPED, "")})


def remember(request: SignedRequest) -> None:
    """Keep the address that a visitor has typed in their session, for the next form."""
    form = VisitorForm(request.POST)
    if request.viewer.person is None and form.is_valid():
        request.session[TYPED] = form.cleaned_data["email"]
