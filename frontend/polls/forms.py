"""Forms in which people vote, check their vote, and in which an official asks."""

import re
from typing import Any, ClassVar, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from consult.consultations.models import Consultation
from consult.errors import BadInput, Refusal
from consult.polls.actions import Question
from consult.polls.models import Option, Poll
from consult.polls.rules import DESCRIPTION_LIMIT, TITLE_LIMIT, Kind
from frontend.forms import KeyedForm, LinesField
from frontend.refusal_sentences import sentence

ABSTAIN: Final = "abstain"
BETWEEN: Final = re.compile(r"[\s-]+")  # a code is shown, and may be typed, in groups
OPTION: Final = re.compile(r"options\.(\d+)\.title")  # how a refusal names one
LANGUAGES: Final = (("id", _("Indonesian")), ("en", _("English")))


class VoteForm(KeyedForm):
    """One option, or that one abstains."""

    aliases: ClassVar = {"ballot": "choice"}
    use_required_attribute = False  # what is missing is said in our words, beside its field

    choice = forms.ChoiceField(label=_("Your choice"), widget=forms.RadioSelect)
    code = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput({"id": False}))

    def __init__(self, *args: Any, options: list[Option], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.titles = {str(option.pk): option.title for option in options} | {ABSTAIN: _("I abstain: I take part and choose none")}
        field = self.fields["choice"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(self.titles.items())

    def refuse(self, refusal: Refusal) -> None:
        """A code that was refused is not carried on: who chooses once more gets a new one."""
        super().refuse(refusal)
        if isinstance(refusal, BadInput) and refusal.field == "code":
            self.show_with(code="")

    @property
    def ballot(self) -> str | None:
        """What was chosen, as the action takes it."""
        chosen: str = self.cleaned_data["choice"]
        return None if chosen == ABSTAIN else chosen

    @property
    def chosen(self) -> object:
        """What was chosen, as people read it."""
        return self.titles[self.cleaned_data["choice"]]


class CheckForm(KeyedForm):
    """The receipt code of a vote."""

    code = forms.CharField(
        label=_("Receipt code of your vote"),
        help_text=_("32 digits of 0 to 9 and a to f; spaces do no harm."),
        max_length=100,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        """Without what groups the digits."""
        return BETWEEN.sub("", self.cleaned_data["code"]).lower()


class QuestionForm(KeyedForm):
    """What is asked, and what can be chosen."""

    title = forms.CharField(label=_("Question"), max_length=TITLE_LIMIT)
    description = LinesField(
        label=_("What it is for"),
        help_text=_("What becomes of the result, in a sentence or two. You can leave this empty."),
        max_length=DESCRIPTION_LIMIT,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        strip=False,
    )
    options = LinesField(
        label=_("Options"), help_text=_("One on each line. Each voter sees them in a random order."), widget=forms.Textarea({"rows": 6})
    )
    language = forms.ChoiceField(label=_("Language of the question"), choices=LANGUAGES)

    def refuse(self, refusal: Refusal) -> None:
        """What is wrong with one option is said at all of them, with its number."""
        if isinstance(refusal, BadInput) and (one := OPTION.fullmatch(refusal.field)):
            self.refusal = refusal
            self.add_error("options", _("Option %(number)s: %(wrong)s") % {"number": int(one[1]) + 1, "wrong": sentence(refusal)})
        else:
            super().refuse(refusal)

    @property
    def question(self) -> Question:
        """As the action takes it."""
        given = self.cleaned_data
        titles = [line for line in given["options"].splitlines() if line.strip()]
        return Question(given["title"], titles, Kind.SINGLE, given["description"], given["language"])

    @classmethod
    def of(cls, poll: Poll) -> "QuestionForm":
        """With what the poll says now."""
        lines = "\n".join(option.title for option in sorted(poll.options.all(), key=lambda option: option.position))
        said = {"title": poll.title, "description": poll.description, "options": lines, "language": poll.language}
        return cls(initial=said)


class StepForm(KeyedForm):
    """Nothing but the key."""


def in_groups(code: str) -> str:
    """A code as it is written down: four digits at a time."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


def asked_in(row: Consultation) -> QuestionForm:
    """An empty form, in the language of the consultation."""
    first = row.texts.order_by("-language").values_list("language", flat=True).first()
    return QuestionForm(initial={"language": first or "id"})
