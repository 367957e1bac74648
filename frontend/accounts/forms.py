"""Forms of a person's account."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from consult.accounts.rules import Scope
from frontend.code_words import WORDS
from frontend.forms import KeyedForm

SCOPES = [(scope.value, WORDS["scope"][scope]) for scope in Scope]


class AddressForm(KeyedForm):
    """Where the code is to be sent."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("We send a code there. If you have no account yet, you get one with it."),
        widget=forms.EmailInput({"autocomplete": "email", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"invalid": _("This is not an e-mail address. An example: siti@example.org")},
    )


class CodeForm(KeyedForm):
    """The code that came by mail."""

    code = forms.CharField(
        label=_("The code from the mail"),
        help_text=_("Eight letters. Small ones are fine, and so is leaving the hyphen out."),
        max_length=40,
        widget=forms.TextInput(
            {
                "autocomplete": "one-time-code",
                "inputmode": "text",
                "autocapitalize": "characters",
                "autocorrect": "off",
                "spellcheck": "false",
            }
        ),
    )


class ErasureForm(KeyedForm):
    """The address of one's account, typed once more, so that nothing is erased by a slip of the finger."""

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.expected = email

    email = forms.CharField(
        label=_("Your e-mail address, to confirm"),
        help_text=_("The one that you sign in with."),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )

    def clean_email(self) -> str:
        """Let no other address pass."""
        given: str = self.cleaned_data["email"].strip().lower()
        if given != self.expected:
            raise forms.ValidationError(_("This is not the address of your account. Nothing has been erased."))
        return given


class NamesForm(KeyedForm):
    """The names that a person goes by, and the language of their mails."""

    name = forms.CharField(label=_("Your name"), max_length=120, required=False, widget=forms.TextInput({"autocomplete": "name"}))
    chosen_name = forms.CharField(
        label=_("A name you would rather be called"),
        help_text=_("You choose for each contribution whether one of them is shown, and which."),
        max_length=120,
        required=False,
        widget=forms.TextInput({"autocomplete": "nickname"}),
    )
    language = forms.ChoiceField(label=_("Language of our mails to you"), choices=settings.LANGUAGES)


class TokenForm(KeyedForm):
    """A personal token for programs. It stands on one page with the form of names, so its fields have ids of their own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="token_%s", **kwargs)

    name = forms.CharField(label=_("What the token is for"), max_length=80, required=False, widget=forms.TextInput({"autocomplete": "off"}))
    scopes = forms.MultipleChoiceField(label=_("What it may do"), choices=SCOPES, widget=forms.CheckboxSelectMultiple)
