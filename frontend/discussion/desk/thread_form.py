"""The form that opens a thread over several clauses. Of a long draft the clauses are folded together, and can be typed as well."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise
from typing import Any, Final
from uuid import UUID

from django import forms
from django.forms.boundfield import BoundWidget
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consult.consultations.models import Consultation
from consult.discussion.queries.threads import choices
from consult.discussion.thread_rules import TITLE_LIMIT
from consult.documents.models import Wording
from frontend.forms import KeyedForm

TOGETHER: Final = 40  # clauses in one fold; of a draft with no more, all lie open
BETWEEN: Final = re.compile(r"[;\n]")  # typed labels


@dataclass(frozen=True)
class Fold:
    """Clauses that follow each other, to choose from."""

    choices: Sequence[BoundWidget]

    @property
    def name(self) -> str:
        """From which to which."""
        first, last = self.choices[0], self.choices[-1]
        return str(first.choice_label) if first is last else f"{first.choice_label} – {last.choice_label}"

    @property
    def is_chosen_from(self) -> bool:
        """Whether one of them is chosen: then it lies open."""
        return any(choice.data["selected"] for choice in self.choices)


class ThreadForm(KeyedForm):
    """A thread over several clauses."""

    title = forms.CharField(
        label=gettext_lazy("Title"),
        help_text=gettext_lazy("What the thread is about, in a few words, as everybody will read it."),
        widget=forms.TextInput({"maxlength": TITLE_LIMIT}),
        required=False,
    )
    typed = forms.CharField(
        label=gettext_lazy("Clauses, typed"),
        help_text=gettext_lazy("As the draft calls them, with a semicolon between: Pasal 3; Pasal 5. You can also choose them below."),
        required=False,
    )
    clauses = forms.MultipleChoiceField(
        label=gettext_lazy("Clauses"),
        help_text=gettext_lazy("At least two."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, row: Consultation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wordings = choices(row)
        clauses = self.fields["clauses"]
        assert isinstance(clauses, forms.MultipleChoiceField)
        clauses.choices = [(str(one.clause_id), one.label) for one in self.wordings]
        if len(self.wordings) <= TOGETHER:
            del self.fields["typed"]

    @cached_property
    def folds(self) -> list[Fold]:
        """The choices, folded."""
        offered = list(self["clauses"])
        return [Fold(offered[start:end]) for start, end in pairwise(cuts(self.wordings))]

    def clean_typed(self) -> list[UUID]:
        """The clauses that the draft calls so."""
        asked = [" ".join(label.split()) for label in BETWEEN.split(self.cleaned_data["typed"]) if label.strip()]
        found = {label: [one.clause_id for one in self.wordings if one.label.casefold() == label.casefold()] for label in asked}
        unclear = [label for label, clauses in found.items() if len(clauses) != 1]
        if unclear:
            raise forms.ValidationError(
                _("Not one clause of the draft is called so, or more than one: %(labels)s") % {"labels": "; ".join(unclear)}
            )
        return [clauses[0] for clauses in found.values()]

    @property
    def chosen(self) -> list[UUID]:
        """All that were chosen or typed, each once."""
        return list(dict.fromkeys([*map(UUID, self.cleaned_data["clauses"]), *self.cleaned_data.get("typed", ())]))


def cuts(wordings: Sequence[Wording]) -> list[int]:
    """Where the folds begin, and the end of the last: at chapters where that leaves none too long, else wherever one is full."""
    tops = [sum(1 for _each in together) for _top, together in groupby(numbered_tops(wordings))]
    found, end = [0], 0
    for size in tops:
        if end > found[-1] and end + size - found[-1] > TOGETHER:
            found.append(end)
        end += size
        while end - found[-1] > TOGETHER:
            found.append(found[-1] + TOGETHER)
    return [*found, end] if end > found[-1] else found


def numbered_tops(wordings: Sequence[Wording]) -> list[int]:
    """For each clause, which of those that stand in no other it stands in: 1, 2, 3…"""
    nth, found = 0, []
    for one in wordings:
        nth += one.parent_id is None
        found.append(nth)
    return found
