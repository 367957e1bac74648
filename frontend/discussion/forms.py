"""Forms in which people write: a contribution on a clause, and an edit of one's own."""

from collections.abc import Iterable
from typing import Any, ClassVar, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consult.accounts.models import Person
from consult.discussion.rules import Contribution, Kind, Operation, Proposal, ShownName, Stance
from frontend.forms import KeyedForm
from frontend.words import WORDS

Choices = list[tuple[str, Promise | str]]

PROPOSING: Final = f"{Kind.PROPOSAL}:"
WAYS: Final[Choices] = [  # what is sent: a kind, for a proposal with what it does
    (Kind.COMMENT.value, _("A comment")),
    (Kind.QUESTION.value, _("A question to the institution")),
    (PROPOSING + Operation.REPLACE.value, _("A proposal to reword this clause")),
    (PROPOSING + Operation.INSERT_AFTER.value, _("A proposal to insert something after this clause")),
    (PROPOSING + Operation.DELETE.value, _("A proposal to delete this clause")),
]
STANCES: Final[Choices] = [(stance.value, WORDS["stance"][stance]) for stance in Stance]
OPERATIONS: Final[Choices] = [(operation.value, WORDS["operation"][operation]) for operation in Operation]


class WrittenForm(KeyedForm):
    """What a contribution and its edit have in common. Texts come through as they were typed; the domain judges them."""

    aliases: ClassVar = {"proposal": "wording"}

    stance = forms.ChoiceField(label=_("Where do you stand on this clause?"), choices=STANCES, widget=forms.RadioSelect, required=False)
    text = forms.CharField(
        label=_("Your text"),
        help_text=_("Plain text, at most 10,000 characters. Please leave out personal data."),
        widget=forms.Textarea({"rows": 7}),
        strip=False,
        required=False,
    )
    wording = forms.CharField(
        label=_("The wording you propose"),
        help_text=_("Only if you propose to reword or to insert something."),
        widget=forms.Textarea({"rows": 4, "class": "serif"}),
        strip=False,
        required=False,
    )
    shown_name = forms.ChoiceField(label=_("The name that is shown"), widget=forms.RadioSelect, initial=ShownName.WITHHELD, required=False)

    def __init__(self, *args: Any, author: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = self.fields["shown_name"]
        assert isinstance(names, forms.ChoiceField)
        names.choices = list(names_of(author))

    @property
    def stance_taken(self) -> Stance | None:
        """The stance, where one was chosen."""
        return Stance(self.cleaned_data["stance"]) if self.cleaned_data["stance"] else None

    @property
    def name(self) -> ShownName:
        """Under which name it is to be shown."""
        return ShownName(self.cleaned_data["shown_name"] or ShownName.WITHHELD)

    def proposal(self, operation: str) -> Proposal | None:
        """The proposal, where an operation was chosen or wording typed; what fits together, the domain says."""
        wording = self.cleaned_data["wording"]
        if not operation and not wording.strip():
            return None
        return Proposal(Operation(operation or Operation.REPLACE), wording)


class ContributionForm(WrittenForm):
    """A contribution on a clause."""

    way = forms.ChoiceField(label=_("What do you send?"), choices=WAYS, initial=Kind.COMMENT, required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1, required=False)

    def contribution(self) -> Contribution:
        """What was written, for the domain."""
        kind, _colon, operation = (self.cleaned_data["way"] or Kind.COMMENT.value).partition(":")
        return Contribution(
            text=self.cleaned_data["text"],
            kind=Kind(kind),
            stance=self.stance_taken,
            proposal=self.proposal(operation),
            shown_name=self.name,
        )


class EditForm(WrittenForm):
    """A new version of one's own contribution; what it is (comment, question, proposal) stays."""

    operation = forms.ChoiceField(label=_("What you propose"), choices=OPERATIONS, required=False)

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind is not Kind.PROPOSAL:
            del self.fields["operation"], self.fields["wording"]
        if kind is Kind.REPLY:
            del self.fields["stance"]

    def changes(self) -> dict[str, object]:
        """New values for `edit_post`."""
        given: dict[str, object] = {"text": self.cleaned_data["text"], "shown_name": self.name}
        if "stance" in self.fields:
            given["stance"] = self.stance_taken
        if "wording" in self.fields:
            given["proposal"] = self.proposal(self.cleaned_data["operation"])
        return given


def names_of(author: Person) -> Iterable[tuple[str, str | Promise]]:
    """The names that the author can be shown under."""
    if author.name:
        yield ShownName.REAL.value, author.name
    if author.chosen_name:
        yield ShownName.CHOSEN.value, author.chosen_name
    yield ShownName.WITHHELD.value, _("No name: “a citizen”")
