"""What was done to a draft at the desk, in words: for the button that undoes it, and for the line that says what happened."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from consult.documents.editing.edited_revision import Edited
from consult.documents.editing.operations import REDO, UNDO
from consult.documents.models import Edit
from consult.reports.render.template_filters import number as grouped

SENTENCES: Final[Mapping[str, Promise]] = {
    "join": gettext_lazy("%(label)s joined with %(other)s"),
    "split": gettext_lazy("%(label)s split: %(other)s begins in it"),
    "describe": gettext_lazy("%(label)s is now %(now)s"),
    "heading": gettext_lazy("heading of %(label)s"),
    "under": gettext_lazy("%(label)s put into %(other)s"),
    "top": gettext_lazy("%(label)s put at the top"),
    "before": gettext_lazy("%(label)s put before %(other)s"),
    "after": gettext_lazy("%(label)s put after %(other)s"),
    "settle": gettext_lazy("line %(line)s is right as it is"),
    "reopen": gettext_lazy("line %(line)s opened again"),
}


def in_words(edit: Edit) -> str:
    """What the step was, as a part of a sentence."""
    name, said = edit.name, edit.said
    if name == "describe" and said.get("label") == said.get("now"):
        name = "heading"
    if name == "under" and not said.get("other"):
        name = "top"
    facts: dict[str, Any] = {"label": "", "other": "", "now": "", "line": "", **said}
    return str(SENTENCES[name]) % facts


def told(edit: Edit, edited: Edited) -> str:
    """What happened, and how much is left: what the page says after a step."""
    turned = edited.steps.get(edit.given.get("edit", 0)) if edit.name in {UNDO, REDO} else None
    if turned is None:
        happened = _("Done: %(what)s.") % {"what": in_words(edit)}
    elif edit.name == UNDO:
        happened = _("Undone: %(what)s.") % {"what": in_words(turned)}
    else:
        happened = _("Done again: %(what)s.") % {"what": in_words(turned)}
    return f"{happened} {left(len(edited.open))}"


def left(n: int) -> str:
    """How many doubtful places nobody has settled."""
    if not n:
        return _("No doubtful place is left.")
    return ngettext("%(number)s doubtful place is left.", "%(number)s doubtful places are left.", n) % {"number": grouped(n)}


def next_turns(edited: Edited) -> dict[str, str]:
    """What undoing would undo, and what redoing would do again, in words; empty where there is nothing."""
    last = {UNDO: edited.history.holds[-1:], REDO: edited.history.undone[-1:]}
    return {turn: in_words(edited.steps[steps[0].number]) if steps else "" for turn, steps in last.items()}
