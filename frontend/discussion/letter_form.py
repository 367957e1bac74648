"""The form of a letter: for which organisation it is sent, under which name, and by whom, where that is a visitor."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consult.accounts.models import Person
from consult.discussion.rules import ShownName
from frontend.discussion.forms import names_of
from frontend.forms import KeyedForm


class LetterForm(KeyedForm):
    """Which letter, and whose. A visitor is shown under no name; they can choose one after signing in."""

    draft = forms.UUIDField(widget=forms.HiddenInput({"id": False}))
    on_behalf_of = forms.CharField(
        label=_("The organisation that you write for, if any"),
        help_text=_("Its name stands beside yours at each point. Leave it empty where you write for yourself."),
        max_length=400,
        required=False,
        widget=forms.TextInput({"autocomplete": "organization"}),
    )
    shown_name = forms.ChoiceField(label=_("The name that is shown"), widget=forms.RadioSelect, required=False)

    def __init__(self, *args: Any, author: Person | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if author is None:
            del self.fields["shown_name"]
            return
        names = self.fields["shown_name"]
        assert isinstance(names, forms.ChoiceField)
        names.choices = list(names_of(author))

    @property
    def name(self) -> ShownName:
        """Under which name its points are shown."""
        return ShownName(self.cleaned_data.get("shown_name") or ShownName.WITHHELD)
