"""The small forms of a clause at the import desk: what it is, where it stands, and where another begins in it."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consult.documents.editing.apply_operation import LONGEST_LABEL, begins_word
from consult.documents.editing.labels import Tradition
from consult.documents.editing.operations import After, Before, Describe, OnClause, Split, Under
from consult.documents.editing.passages import CLAUSE, HEADING
from consult.documents.editing.tradition_styles import beginning_of
from consult.documents.models import Wording
from consult.errors import BadInput
from consult.formats.outline.clauses import LONGEST_NUMBER
from consult.sentences import SENTENCES
from frontend.forms import KeyedForm

TYPED: Final = "typed"  # the place of a split where its first words are typed
MOST_PLACES: Final = 12
BREAK: Final = re.compile(r"(?:(?<=[.;:”\"])\s+|\n)(?=\S)")  # behind the end of a sentence, or of a line
AROUND: Final = 60  # characters of a place that are shown
LONGEST_WORDS: Final = 400


class StepForm(KeyedForm):
    """What every form at the desk says: the last step that was seen, and the doubtful place for which something is done."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput({"id": False}))
    answers = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput({"id": False}))

    def begin(self, name: str) -> None:
        """Let the keys go to a field, where it has one of that name."""
        if name in self.fields:
            self.fields[name].widget.attrs["autofocus"] = True


class DescribeForm(StepForm):
    """What a clause is."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"))
    number = forms.CharField(
        label=gettext_lazy("Number as printed"),
        help_text=gettext_lazy("Without brackets and full stop: 7A, IV, b."),
        required=False,
        max_length=LONGEST_NUMBER,
    )
    label = forms.CharField(
        label=gettext_lazy("Label of its own"),
        help_text=gettext_lazy("Only where kind and number do not say what it is called."),
        required=False,
        max_length=LONGEST_LABEL,
    )
    heading = forms.CharField(
        label=gettext_lazy("Heading"),
        help_text=gettext_lazy("Its first words, as many of them as are the heading. The words themselves are not changed here."),
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 2, "class": "serif"}),
    )

    def __init__(self, *args: Any, wording: Wording, tradition: Tradition, called: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wording = wording
        choose(self, "kind", kinds(tradition, wording.kind))
        self.initial.update(kind=wording.kind, number=wording.number, heading=wording.heading, label=called)

    def operation(self) -> OnClause:
        """What it says."""
        given = {name: self.cleaned_data[name] for name in ("kind", "number", "label", "heading")}
        return Describe(str(self.wording.clause_id), **given)


class SplitForm(StepForm):
    """Where another clause begins in the text of one, and what that is."""

    place = forms.ChoiceField(label=gettext_lazy("Where the second one begins"), widget=forms.RadioSelect)
    words = forms.CharField(label=gettext_lazy("The words with which it begins"), required=False, max_length=LONGEST_WORDS)
    second_kind = forms.ChoiceField(label=gettext_lazy("Kind of the second one"), required=False)
    second_number = forms.CharField(label=gettext_lazy("Its number"), required=False, max_length=LONGEST_NUMBER)

    aliases = {"at": "place", "kind": "second_kind", "number": "second_number"}

    def __init__(self, *args: Any, wording: Wording, tradition: Tradition, profile: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wording, self.profile = wording, profile
        found = places(wording, profile)
        choose(self, "place", [*((str(at), around(wording.text, at)) for at in found), (TYPED, _("At other words, which I type below"))])
        choose(self, "second_kind", [("", _("As it says there")), *kinds(tradition)])
        self.initial.update(place=str(found[0]) if found else TYPED)

    def clean(self) -> dict[str, Any]:
        """The place, and what begins there where nothing else is said."""
        given = super().clean() or {}
        if given.get("place") == TYPED:
            self.find(given)
        if not self.errors and not given["second_kind"]:
            self.guess(given)
        return given

    def find(self, given: dict[str, Any]) -> None:
        """The place of the words that were typed, which have to stand in the text once."""
        said = r"\s+".join(map(re.escape, given.get("words", "").split()))
        found = [one.start() for one in re.finditer(said, self.wording.text)] if said else []
        if len(found) == 1:
            given["place"] = str(found[0])
            return
        self.add_error(
            "words", _("These words stand in the clause more than once. Please type some more.") if found else self.not_there(said)
        )

    def not_there(self, said: str) -> str:
        """Why nothing was found."""
        return _("These words are not in the text of the clause.") if said else str(SENTENCES["input.required"])

    def guess(self, given: dict[str, Any]) -> None:
        """Kind and number, as the text says them at the place."""
        found = beginning_of(self.wording.text[int(given["place"]) :], self.profile)
        if found is None:
            self.add_error("second_kind", _("The text does not say what begins there. Please choose."))
        else:
            given["second_kind"], given["second_number"] = found.kind, given["second_number"] or found.number

    def operation(self) -> OnClause:
        """What it says."""
        given = self.cleaned_data
        return Split(str(self.wording.clause_id), int(given["place"]), given["second_kind"], given["second_number"])


class MoveForm(StepForm):
    """Where a clause stands: in, before or after another, which is named as readers call it."""

    way = forms.ChoiceField(
        label=gettext_lazy("Put it"),
        choices=[
            ("under", gettext_lazy("into that clause")),
            ("before", gettext_lazy("before that clause")),
            ("after", gettext_lazy("after that clause")),
        ],
        initial="under",
    )
    other = forms.CharField(
        label=gettext_lazy("The other clause"),
        help_text=gettext_lazy("As it is called in the outline: Pasal 5 ayat (2). Left empty, “into that clause” puts it at the top."),
        required=False,
        max_length=LONGEST_WORDS,
    )

    aliases = {"under": "other", "before": "other", "after": "other", "clause": "other"}

    def __init__(self, *args: Any, wording: Wording, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wording = wording

    def operation(self, wordings: Sequence[Wording]) -> OnClause:
        """What it says.

        Raises:
            BadInput: no clause is called so.
        """
        way, called = self.cleaned_data["way"], " ".join(self.cleaned_data["other"].split()).casefold()
        clause = str(self.wording.clause_id)
        if not called and way == "under":
            return Under(clause, None)
        named = [one for one in wordings if one.label.casefold() == called]
        if not named:
            raise BadInput("edit.unknown", field=way)
        nearest = min(named, key=lambda one: abs(one.position - self.wording.position))
        return MOVES[way](clause, str(nearest.clause_id))


MOVES: Final[Mapping[str, Callable[[str, str], OnClause]]] = {"under": Under, "before": Before, "after": After}


def kinds(tradition: Tradition, now: str = "") -> list[tuple[str, str]]:
    """What a clause can be made, each as it is cited: `Pasal …`, `ayat (…)`."""
    names = {HEADING: _("a heading"), CLAUSE: _("a passage without a number")}
    offered = dict.fromkeys((*tradition.kinds, *([now] if now else [])))
    return [(kind, names.get(kind) or cited(tradition, kind)) for kind in offered]


def cited(tradition: Tradition, kind: str) -> str:
    """How a kind is cited, with dots for the number; what shows nothing but the number goes by its name."""
    style = tradition.styles.get(kind)
    said = style.cited.replace("{}", "…").strip() if style else kind
    return said if re.search(r"\w", said) else f"{kind} {said}"


def places(wording: Wording, profile: str) -> list[int]:
    """Where another clause may begin in a text: first where it looks like the beginning of one, then behind ends of sentences."""
    text = wording.text
    breaks = [found.end() for found in BREAK.finditer(text)]
    marks = [at for at in (found.start() for found in re.finditer(r"(?<=\s)\S", text)) if beginning_of(text[at:], profile)]
    found = [at for at in dict.fromkeys((*(at for at in marks if at in breaks), *marks, *breaks)) if at and begins_word(text, at)]
    return found[:MOST_PLACES]


def around(text: str, at: int) -> str:
    """The place, with some words before and behind it."""
    before, after = text[max(at - AROUND // 2, 0) : at].split(), text[at : at + AROUND].split()
    start, end = "… " if at > AROUND // 2 else "", " …" if at + AROUND < len(text) else ""
    return f"{start}{' '.join(before)} ‖ {' '.join(after)}{end}"


def choose(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    """Say what a field offers."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
