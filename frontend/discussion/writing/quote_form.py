"""Quoting words of the clause in a form: chosen from its sentences, marked with mouse or finger, or typed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from consult.anchoring.quotes import Quote, quotable
from consult.errors import BadInput
from frontend.discussion.reading.thread_context import Here
from frontend.forms import KeyedForm
from frontend.refusal_sentences import sentence

TYPED: Final = "typed"  # the choice of words that are not among the sentences
OFFERED: Final = 40  # sentences to choose from; in a longer clause the words are marked or typed


class QuotingForm(KeyedForm):
    """A form in which words of the clause may be quoted.

    A passage travels as a JSON list of what is before it, itself, and what is after it. `quoted_around` is that of the words which were
    marked: it counts as long as nobody changes them.
    """

    aliases: ClassVar[Mapping[str, str]] = {"quote": "quoted", "quote.exact": "quoted"}

    quoting = forms.CharField(max_length=30_000, required=False, widget=forms.RadioSelect)
    quoted = forms.CharField(
        label=_("The words that you quote"),
        help_text=_("As they stand in the clause. Its numbers are left out."),
        widget=forms.Textarea({"rows": 2, "class": "serif"}),
        required=False,
    )
    quoted_around = forms.CharField(max_length=30_000, required=False, widget=forms.HiddenInput)

    def clean_quoting(self) -> str:
        """A choice of ours: nothing, typed words, or a passage."""
        chosen: str = self.cleaned_data["quoting"]
        if chosen not in {"", TYPED} and passage_in(chosen) is None:
            raise forms.ValidationError(sentence(BadInput("post.quote", field="quoted")))
        return chosen

    @property
    def quote(self) -> Quote | None:
        """What is quoted."""
        chosen = self.cleaned_data["quoting"]
        if chosen != TYPED:
            return passage_in(chosen)
        typed: str = self.cleaned_data["quoted"]
        around = passage_in(self.cleaned_data["quoted_around"])
        return around if around is not None and around.exact.split() == typed.split() else Quote(typed)


@dataclass(frozen=True)
class Choice:
    """A passage to choose: what is sent, what is read, and whether it is the one."""

    value: str
    text: str
    chosen: bool


def choices(form: forms.Form, here: Here) -> list[Choice]:
    """The sentences of the clause; none where they are too many to choose from."""
    offered = quotable([part.text for part in here.parts])
    if len(offered) > OFFERED:
        return []
    chosen = form["quoting"].value()
    return [Choice(value := passage(quote), quote.exact, value == chosen) for quote in offered]


def passage(quote: Quote) -> str:
    """The quote as it travels."""
    return json.dumps([quote.prefix, quote.exact, quote.suffix], ensure_ascii=False)


def passage_in(value: str) -> Quote | None:
    """The quote that came; None where that is none."""
    try:
        found: Any = json.loads(value)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, list) or len(found) != 3 or not all(isinstance(one, str) for one in found):
        return None
    prefix, exact, suffix = found
    return Quote(exact, prefix, suffix)


def as_quoted(stored: Mapping[str, Any] | None) -> dict[str, str]:
    """What the fields hold for a quote that is stored."""
    if stored is None:
        return {}
    quote = Quote(stored["exact"], stored["prefix"], stored["suffix"])
    return {"quoting": TYPED, "quoted": quote.exact, "quoted_around": passage(quote)}
