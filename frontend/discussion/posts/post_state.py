"""What became of a post in the newest version of the draft, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consult.anchoring.placement import PlacementState
from consult.discussion.models import Post
from consult.discussion.queries.placements import Stands
from frontend.discussion.reading.thread_context import Here


class Became(StrEnum):
    """What a reader is told of a place."""

    SAME = "same"
    FOUND = "found"
    TAKEN_UP = "taken_up"
    OTHER_WORDS = "other_words"
    PASSAGE_GONE = "passage_gone"
    LOOKING = "looking"
    GONE = "gone"


SENTENCES: Final[Mapping[Became, Promise]] = {
    Became.SAME: _("In version %(number)s it stands where it stood."),
    Became.FOUND: _("In version %(number)s it stands at the passage that a person found for it."),
    Became.TAKEN_UP: _("In version %(number)s it stands at another clause, which took up its own:"),
    Became.OTHER_WORDS: _("In version %(number)s it stands at its clause, whose wording has changed."),
    Became.PASSAGE_GONE: _("The passage that it quotes is not in version %(number)s any more; it stands at its clause."),
    Became.LOOKING: _("A person is looking where it belongs in version %(number)s."),
    Became.GONE: _("What it was written on is not in version %(number)s any more. It stays readable, is counted and can be answered."),
}
QUIET: Final = frozenset({Became.SAME, Became.FOUND, Became.OTHER_WORDS})  # in its thread, where the text itself shows it

SAID_OF_ALL: Final = frozenset({*Became} - {Became.TAKEN_UP, Became.LOOKING})  # on the page of a clause that is gone


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of a post. `clause`, `label`: of another clause that it stands at now."""

    became: Became
    number: int
    clause: UUID | None = None
    label: str = ""

    def __str__(self) -> str:
        return str(SENTENCES[self.became]) % {"number": self.number}


@dataclass(frozen=True, slots=True)
class Since:
    """That a post was written on an older version than the one that is shown, and what became of it where the text does not show it."""

    number: int
    is_changed: bool
    told: Told | None = None


def told_of(post: Post, stands: Stands | None, *, quotes: bool) -> Told | None:
    """What became of it; nothing where its author saw the newest version. `quotes`: whether it quotes words of its clause."""
    if stands is None:
        return None
    place = stands.place
    elsewhere = place.clause != post.clause_id and place.clause is not None and place.state is not PlacementState.ORPHANED
    if elsewhere and not place.is_open:
        return Told(Became.TAKEN_UP, stands.number, place.clause, stands.label)
    return Told(became(stands, quotes=quotes), stands.number)


def became(stands: Stands, *, quotes: bool) -> Became:
    """The same of a post whose clause goes on, or is gone."""
    place = stands.place
    if place.is_open:
        return Became.LOOKING
    if place.state is PlacementState.ORPHANED:
        return Became.GONE
    if place.state is PlacementState.CLAUSE_ONLY:
        return Became.PASSAGE_GONE if quotes else Became.OTHER_WORDS
    return Became.FOUND if place.state is PlacementState.FUZZY else Became.SAME


def since(post: Post, here: Here, *, quotes: bool) -> Since | None:
    """What stands above a post of an older version on the page of its clause or thread; nothing on one of the version that is shown.

    On the page of a clause that is gone it is told of what stands somewhere else now, or may.
    """
    told = told_of(post, getattr(post, "stands", None), quotes=quotes)
    if told is not None and told.became in (SAID_OF_ALL if here.is_gone else QUIET):
        told = None
    if post.revision is None or (post.revision_id == here.revision.pk and told is None):
        return None
    before, now = (here.said_in(one) for one in (post.revision_id, here.revision.pk)) if here.wording else (None, None)
    is_changed = before is not None and now is not None and before != now
    return Since(post.revision.number, is_changed, told)
