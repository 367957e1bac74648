"""Under which name something is shown, in a form."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consult.accounts.models import Person
from consult.discussion.rules import ShownName
from frontend.forms import KeyedForm


class NamingForm(KeyedForm):
    """A form in which the author chooses the name. A visitor chooses it after signing in; who speaks by office, none."""

    shown_name = forms.ChoiceField(label=_("The name that is shown"), widget=forms.RadioSelect, initial=ShownName.WITHHELD, required=False)

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
        """Under which name it is to be shown."""
        return ShownName(self.cleaned_data.get("shown_name") or ShownName.WITHHELD)


def names_of(author: Person) -> Iterable[tuple[str, str | Promise]]:
    """The names that the author can be shown under."""
    if author.name:
        yield ShownName.REAL.value, author.name
    if author.chosen_name:
        yield ShownName.CHOSEN.value, author.chosen_name
    yield ShownName.WITHHELD.value, _("No name: “a citizen”")
