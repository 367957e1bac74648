"""What can be done about a doubtful place: a table by the code of the doubt, and the buttons and links that come of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consult.documents.editing.doubtful_places import start_of
from consult.documents.editing.passages import HEADING
from consult.documents.editing.tradition_styles import Beginning, beginning_of
from consult.documents.models import Wording

RIGHT, JOIN, SPLIT, NUMBER, HEAD, PLACE, EDIT = "right", "join", "split", "number", "head", "place", "edit"

ALL: Final = (JOIN, NUMBER, PLACE)
WAYS: Final[Mapping[str, Sequence[str]]] = {  # beside “it is right”, which there always is; of codes that are not here, all
    "number.missing": (NUMBER, JOIN),
    "number.doubled": (NUMBER, JOIN),
    "number.out_of_order": (NUMBER, JOIN, PLACE),
    "number.late": (NUMBER, JOIN),
    "list.unannounced": (PLACE, JOIN),
    "list.too_deep": (PLACE,),
    "mark.glued": (JOIN, NUMBER),
    "mark.in_sentence": (SPLIT, EDIT),
    "mark.after_unfinished": (JOIN, NUMBER),
    "heading.doubled": (JOIN, NUMBER),
    "heading.glued": (HEAD, JOIN),
    "text.after_list": (SPLIT, EDIT),
    "text.under_heading": (SPLIT, HEAD),
    "body.reopened": (JOIN, PLACE),
    "text.continued": (JOIN, EDIT),
    "number.format": (NUMBER,),
    "picked.whole": (SPLIT, EDIT),
    "picked.number": (NUMBER, PLACE, JOIN),
    **dict.fromkeys(
        (
            *("draft.no_clauses", "profile.close", "pdf.proposal"),  # about the whole
            *("deletion.left_out", "component.elsewhere", "changes.accepted", "comments.left_out", "contents.left_out"),
            *("navigation.left_out", "hidden.left_out", "part.left_out", "picture.kept", "picture.left_out"),
            *("formula.flat", "symbol.unknown", "field.unread", "hyphen.kept"),  # about words, which are mended in the file
            *("page.no_text", "page.unreadable", "page.repeated", "page.carried"),
        ),
        (),
    ),
}
CALLED: Final[Mapping[str, Promise]] = {
    RIGHT: _("It is right as it is"),
    JOIN: _("Join with the one before"),
    SPLIT: _("Split here"),
    NUMBER: _("Change the number"),
    HEAD: _("Change the heading"),
    PLACE: _("Move it"),
    EDIT: _("Change it"),
}
FIELDS: Final = {NUMBER: "number", HEAD: "heading", PLACE: "way", EDIT: "kind"}  # of the forms of a clause, to which a link leads
KEYS: Final = {RIGHT: "a", JOIN: "m", SPLIT: "s"}  # of the keyboard; links that open the form have E


@dataclass(frozen=True, slots=True)
class Way:
    """One thing to do. `field`: of the clause's forms, to which the link leads; empty where a button does it at once."""

    name: str
    field: str = ""

    @property
    def called(self) -> str:
        """What the button or link says."""
        return str(CALLED[self.name])

    @property
    def key(self) -> str:
        """The key that leads to it."""
        return KEYS.get(self.name, "e")


@dataclass(frozen=True, slots=True)
class Cut:
    """Where another clause begins in the text of one, and what that would be."""

    at: int
    kind: str
    number: str


def ways(warning: Mapping[str, Any], clause: Wording | None, *, first: bool, profile: str) -> list[Way]:
    """What can be done about a doubt that is open, in the order of the table.

    Args:
        clause: that it is about. first: whether nothing is read before it.
    """
    found = [Way(RIGHT)]
    for name in WAYS.get(str(warning.get("code", "")), ALL) if clause else ():
        if name == SPLIT and not cut_of(warning, clause, profile):
            continue
        if not (name == JOIN and first):
            found.append(Way(name, FIELDS.get(name, "")))
    return found


def cut_of(warning: Mapping[str, Any], clause: Wording | None, profile: str) -> Cut | None:
    """Where the doubt says that another clause may begin; None where these words are not in the clause, or more than once."""
    start = start_of(warning)
    if clause is None or not start or clause.text.count(start) != 1:
        return None
    at = clause.text.index(start)
    if at == 0 and not (clause.mark or clause.heading):
        return None
    found = beginning_of(clause.text[at:], profile) or Beginning("clause", "", "")
    return Cut(at, found.kind if found.kind != HEADING else "clause", found.number)
