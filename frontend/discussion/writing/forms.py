"""Forms in which people write: a contribution on a clause, a reply, and an edit of one's own."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consult.accounts.models import Person
from consult.discussion.rules import Contribution, Kind, Operation, Proposal, Stance
from consult.errors import BadInput, Refusal
from frontend.code_words import WORDS
from frontend.discussion.writing.quote_form import QuotingForm
from frontend.discussion.writing.shown_name_form import NamingForm
from frontend.refusal_sentences import sentence

Choices = list[tuple[str, Promise | str]]

PROPOSING: Final = f"{Kind.PROPOSAL}:"
WAYS: Final[Choices] = [  # what is sent: a kind, for a proposal with what it does
    (Kind.COMMENT.value, _("A comment")),
    (Kind.QUESTION.value, _("A question to the institution")),
    (PROPOSING + Operation.REPLACE.value, _("A proposal to reword this clause")),
    (PROPOSING + Operation.INSERT_AFTER.value, _("A proposal to insert something after this clause")),
    (PROPOSING + Operation.DELETE.value, _("A proposal to delete this clause")),
]
WITHOUT_CLAUSE: Final[Choices] = [(way, name) for way, name in WAYS if not way.startswith(PROPOSING)]
STANCES: Final[Choices] = [(stance.value, WORDS["stance"][stance]) for stance in Stance]
OPERATIONS: Final[Choices] = [(operation.value, WORDS["operation"][operation]) for operation in Operation]


def long_text(rows: int, **attributes: str) -> forms.Textarea:
    """A field for many words."""
    return forms.Textarea({"rows": rows, **attributes})


class WrittenForm(NamingForm, QuotingForm):
    """What all have in common. Texts come through as they were typed; the domain judges them."""

    text = forms.CharField(
        label=_("Your text"),
        help_text=_("Plain text, at most 10,000 characters. Please leave out personal data."),
        widget=long_text(7),
        strip=False,
        required=False,
    )


class StancedForm(WrittenForm):
    """What takes a stance, and may propose wording."""

    stance = forms.ChoiceField(label=_("Where do you stand on this clause?"), choices=STANCES, widget=forms.RadioSelect, required=False)
    wording = forms.CharField(label=_("The wording you propose"), widget=long_text(5, **{"class": "serif"}), strip=False, required=False)

    @property
    def stance_taken(self) -> Stance | None:
        """The stance, where one was chosen."""
        return Stance(self.cleaned_data["stance"]) if self.cleaned_data["stance"] else None

    def refuse(self, refusal: Refusal) -> None:
        """What is wrong with a proposal is said at the field in which its wording is written."""
        if isinstance(refusal, BadInput) and refusal.field == "proposal":
            facts = {name: fact for name, fact in refusal.facts.items() if name != "field"}
            refusal = BadInput(refusal.code, field=self.field_of_wording, **facts)
        super().refuse(refusal)
        if isinstance(refusal, BadInput) and refusal.field == "text" and self.lacks_stance:  # the domain stopped at the text
            self.add_error("stance", sentence(BadInput("post.stance", field="stance")))

    @property
    def lacks_stance(self) -> bool:
        """Whether it has to take a stance, and does not."""
        return "stance" in self.fields and not self.cleaned_data.get("stance")

    @property
    def field_of_wording(self) -> str:
        """Where the proposed wording is written."""
        return "wording"


class NewForm(WrittenForm):
    """What comes new to a clause."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1, required=False)

    @property
    def reply_to(self) -> UUID | None:
        """What it answers."""
        return None


class ContributionForm(NewForm, StancedForm):
    """A contribution. A proposal to reword starts from what the clause says, `offered`; None where there is no one clause to reword."""

    way = forms.ChoiceField(
        label=_("What do you send?"), choices=WAYS, initial=Kind.COMMENT, widget=forms.RadioSelect({"class": "way"}), required=False
    )
    insertion = forms.CharField(
        label=_("What you would insert"),
        help_text=_("It would stand after this clause."),
        widget=long_text(4, **{"class": "serif"}),
        strip=False,
        required=False,
    )

    offered = forms.CharField(max_length=64, widget=forms.HiddenInput, required=False)  # the digest of what the wording started from

    def __init__(self, *args: Any, offered: str | None = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if offered is None:
            self.propose_nothing()
            return
        self.fields["wording"].initial = offered
        self.fields["offered"].initial = digest(offered)
        self.fields["wording"].help_text = _("This is the draft's text. Change what should be different; the preview shows the difference.")

    def propose_nothing(self) -> None:
        """Take out what is asked about a clause only."""
        del self.fields["wording"], self.fields["insertion"], self.fields["offered"]
        way, stance = self.fields["way"], self.fields["stance"]
        assert isinstance(way, forms.ChoiceField)
        way.choices, stance.label = WITHOUT_CLAUSE, _("Where do you stand?")

    @property
    def wrote(self) -> bool:
        """Whether something was written: the clause's own text, with which a proposal begins, is nobody's yet."""
        if "wording" not in self.fields:
            return bool(self["text"].value())
        typed = [self["text"].value(), self["insertion"].value()]
        return any(typed) or digest(self["wording"].value() or "") != self["offered"].value()

    @property
    def operation(self) -> str:
        """What is proposed to be done with the clause; nothing where it is no proposal."""
        return (self.cleaned_data.get("way") or "").partition(":")[2]

    @property
    def field_of_wording(self) -> str:
        """There are two: one starts from the clause, the other from nothing."""
        return "insertion" if self.operation == Operation.INSERT_AFTER else "wording"

    def contribution(self) -> Contribution:
        """What was written, for the domain."""
        kind = (self.cleaned_data["way"] or Kind.COMMENT.value).partition(":")[0]
        return Contribution(
            text=self.cleaned_data["text"],
            kind=Kind(kind),
            stance=self.stance_taken,
            quote=self.quote,
            proposal=self.proposal(),
            shown_name=self.name,
        )

    def proposal(self) -> Proposal | None:
        """The proposal. Wording that was typed where none belongs is handed on too: the domain refuses it, and nothing is lost."""
        if "wording" not in self.fields:
            return None
        wording, insertion = self.cleaned_data["wording"], self.cleaned_data["insertion"]
        untouched = digest(wording) == self.cleaned_data["offered"]
        if self.operation == Operation.REPLACE:
            return Proposal(Operation.REPLACE, wording)
        if self.operation == Operation.INSERT_AFTER:
            return Proposal(Operation.INSERT_AFTER, insertion)
        stray = insertion if untouched else wording
        if self.operation:
            return Proposal(Operation(self.operation), stray)
        return Proposal(Operation.REPLACE, stray) if stray.strip() else None


class ReplyForm(NewForm):
    """An answer to a post. It takes no stance and proposes nothing."""

    reply_to_post = forms.UUIDField(widget=forms.HiddenInput)

    def contribution(self) -> Contribution:
        """What was written, for the domain."""
        return Contribution(text=self.cleaned_data["text"], kind=Kind.REPLY, quote=self.quote, shown_name=self.name)

    @property
    def reply_to(self) -> UUID | None:
        """What it answers."""
        return self.cleaned_data.get("reply_to_post")


SentForm = ContributionForm | ReplyForm


def digest(text: str) -> str:
    """Tells whether a text was changed, without asking the database what it was: its words decide, not the space between them."""
    return sha256(" ".join(text.split()).encode()).hexdigest()


def sent_form(data: Mapping[str, Any], *, author: Person | None, on_clause: bool) -> SentForm:
    """The form that was sent: a reply where it names what it answers."""
    if data.get("reply_to_post"):
        return ReplyForm(data, author=author)
    return ContributionForm(data, author=author, offered="" if on_clause else None)


class EditForm(StancedForm):
    """A new version of one's own contribution; what it is (comment, question, proposal) stays.

    Its quote stays too, unless `quotes`: the clause that is shown is the one that it was taken from.
    """

    operation = forms.ChoiceField(label=_("What you propose"), choices=OPERATIONS, required=False)

    def __init__(self, *args: Any, kind: Kind, quotes: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not quotes:
            del self.fields["quoting"], self.fields["quoted"], self.fields["quoted_around"]
        if kind is not Kind.PROPOSAL:
            del self.fields["operation"], self.fields["wording"]
        if kind is Kind.REPLY:
            del self.fields["stance"]

    def changes(self) -> dict[str, object]:
        """New values for `edit_post`."""
        given: dict[str, object] = {"text": self.cleaned_data["text"], "shown_name": self.name}
        if "quoting" in self.fields:
            given["quote"] = self.quote
        if "stance" in self.fields:
            given["stance"] = self.stance_taken
        if "wording" in self.fields:
            given["proposal"] = Proposal(Operation(self.cleaned_data["operation"] or Operation.REPLACE), self.cleaned_data["wording"])
        return given
