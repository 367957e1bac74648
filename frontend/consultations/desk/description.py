"""Forms in which an official says what a consultation is about, who asks, and who is in its team."""

import re
from typing import TYPE_CHECKING, Any, ClassVar, Final

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from consult.accounts.actions import checked_email
from consult.consultations.actions import Details, Team, Text
from consult.consultations.models import Consultation
from consult.consultations.rules import Moderation, TeamRole
from consult.errors import BadInput
from frontend.code_words import WORDS
from frontend.forms import KeyedForm, LinesField
from frontend.refusal_sentences import sentence

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

LANGUAGES: Final = ("id", "en")  # the first one is needed
TEXTS: Final = ("title", "summary", "question")
DETAILS: Final = ("institution", "contact", "legal_basis", "announcement", "moderation", "practice")
MOST_ADDRESSES: Final = 50
BETWEEN: Final = re.compile(r"[\s,;]+")
LONGEST_SLUG: Final = 60


def line(label: "_StrPromise", length: int, *, help_text: "_StrPromise | str" = "", required: bool = False) -> forms.CharField:
    """A field of one line."""
    return forms.CharField(label=label, max_length=length, help_text=help_text, required=required)


def lines(label: "_StrPromise", length: int, *, rows: int = 3, help_text: "_StrPromise | str" = "") -> forms.CharField:
    """A field of several lines."""
    return LinesField(
        label=label, max_length=length, help_text=help_text, required=False, widget=forms.Textarea({"rows": rows}), strip=False
    )


class DetailsForm(KeyedForm):
    """What it is about, in Indonesian and perhaps English; who asks, on what ground; how it is moderated."""

    aliases: ClassVar = {"title": "title_id"}

    title_id = line(_("Title"), 300, required=True)
    question_id = lines(_("The question to the public"), 2_000, help_text=_("One or two sentences: what do you want to know of people?"))
    summary_id = lines(_("Summary in plain language"), 10_000, rows=6, help_text=_("What the draft is about, and whom it concerns."))
    title_en = line(_("Title in English"), 300)
    question_en = lines(_("The question in English"), 2_000)
    summary_en = lines(_("Summary in English"), 10_000, rows=6)
    institution = line(_("Institution"), 200, help_text=_("Who asks, as it is written on a letter."))
    contact = line(_("Contact"), 200, help_text=_("Where people reach you: an address, a telephone number, office hours."))
    legal_basis = lines(_("Legal basis"), 5_000, help_text=_("Which law asks for this consultation, in words that people understand."))
    announcement = line(_("Number of the announcement"), 80)
    moderation = forms.ChoiceField(
        label=_("When does a moderator look?"),
        choices=[(mode.value, WORDS["moderation"][mode]) for mode in Moderation],
        widget=forms.RadioSelect,
        initial=Moderation.BEFORE,
    )
    moderators = lines(_("Further moderators"), 5_000, help_text=_("An e-mail address a line. Whoever is in the team stays in it."))
    officials = lines(_("Further officials"), 5_000, help_text=_("An e-mail address a line."))
    practice = forms.BooleanField(label=_("For practice: marked on its page; nothing in it is counted or answered"), required=False)

    def clean(self) -> dict[str, Any]:
        """English is left out as a whole, or has a title."""
        given = super().clean() or self.cleaned_data
        if not given.get("title_en", "x") and (given.get("summary_en") or given.get("question_en")):
            self.add_error("title_en", _("Please give the title in English too, or leave English out."))
        return given

    def clean_officials(self) -> list[str]:
        """Their addresses."""
        return addresses(self.cleaned_data["officials"])

    def clean_moderators(self) -> list[str]:
        """Their addresses."""
        return addresses(self.cleaned_data["moderators"])

    @property
    def texts(self) -> list[Text]:
        """What was written, in each language that has a title."""
        given = self.cleaned_data
        return [Text(one, *(given[f"{part}_{one}"] for part in TEXTS)) for one in LANGUAGES if given[f"title_{one}"].strip()]

    @property
    def details(self) -> Details:
        """The rest."""
        given = self.cleaned_data
        return Details(**{name: given[name] for name in DETAILS} | {"moderation": Moderation(given["moderation"])})

    @property
    def team(self) -> Team:
        """Who runs it."""
        return {TeamRole.OFFICIAL: self.cleaned_data["officials"], TeamRole.MODERATOR: self.cleaned_data["moderators"]}


class NewForm(DetailsForm):
    """The same, with the address and the team."""

    slug = line(
        _("Short name in the address"),
        LONGEST_SLUG,
        help_text=_(
            "Small letters, digits and hyphens, as in pasar-pagi. It never changes later. Leave it empty to take it from the title."
        ),
    )
    officials = lines(_("Other officials"), 5_000, help_text=_("An e-mail address a line. You are an official of it yourself."))
    moderators = lines(
        _("Moderators"),
        5_000,
        help_text=_("An e-mail address a line. Whoever has no account yet gets one, and signs in with a code by mail."),
    )

    def clean(self) -> dict[str, Any]:
        """Propose the address where none was typed. The proposal is made of the title alone, so that sent twice it is the same."""
        given = super().clean()
        if not given.get("slug") and "slug" not in self.errors and "title_id" in given:
            given["slug"] = slugify(given["title_id"])[:LONGEST_SLUG].strip("-")
            self.show_with(slug=given["slug"])
        return given

    @property
    def slug_given(self) -> str:
        """The address, typed or proposed."""
        return str(self.cleaned_data["slug"])


def addresses(typed: str) -> list[str]:
    """The e-mail addresses in a text, each once.

    Raises:
        ValidationError: one of them is none, or there are too many.
    """
    found = list(dict.fromkeys(filter(None, BETWEEN.split(typed))))
    if len(found) > MOST_ADDRESSES:
        raise forms.ValidationError(_("At most %(most)s addresses are possible here."), params={"most": MOST_ADDRESSES})
    try:
        return [checked_email(address) for address in found]
    except BadInput as refusal:
        raise forms.ValidationError(sentence(refusal)) from refusal


def as_typed(row: Consultation) -> dict[str, object]:
    """What the form would hold had it just been typed."""
    texts = {f"{part}_{text.language}": getattr(text, part) for text in row.texts.all() for part in TEXTS}
    return texts | {
        name: getattr(row, name) for name in ("institution", "contact", "legal_basis", "announcement", "moderation", "practice")
    }
