"""The form of a letter: for which organisation it is sent, under which name, and by whom, where that is a visitor."""

from django import forms
from django.utils.translation import gettext_lazy as _

from frontend.discussion.writing.attach_file import files_field
from frontend.discussion.writing.shown_name_form import NamingForm


class LetterForm(NamingForm):
    """Which letter, and whose. A visitor is shown under no name; they can choose one after signing in."""

    draft = forms.UUIDField(widget=forms.HiddenInput({"id": False}))
    on_behalf_of = forms.CharField(
        label=_("The organisation that you write for, if any"),
        help_text=_("Its name stands beside yours at each point. Leave it empty where you write for yourself."),
        max_length=400,
        required=False,
        widget=forms.TextInput({"autocomplete": "organization"}),
    )
    attachments = files_field()
