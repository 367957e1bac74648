"""Ties: which options were equal, and what put them in order."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consult.polls.explanation.number_text import listed, number, title_in_sentence
from consult.polls.explanation.titled_outcome import Equals, Told
from consult.tally.outcome import By

MOST_TIES: Final = 3  # told in the sentence
MOST_EQUALS: Final = 4  # named of each

BROKEN_BY: Final[Mapping[str, Promise]] = {
    By.LOT: gettext_lazy("%(order)s, in the order of the file (as listed there, or by name)"),
    By.EARLIER: gettext_lazy("%(order)s, in this order by the latest round before in which they differed"),
    By.DUEL: gettext_lazy("%(order)s, in this order by how many voters prefer one to the other"),
    By.POINTS: gettext_lazy("%(order)s, in this order by their points"),
    By.BEST_MARKS: gettext_lazy("%(order)s, in this order by how many voters gave the highest points"),
    By.VOTERS: gettext_lazy("%(order)s, in this order by how many voters support them"),
}
DRAWN: Final[Mapping[str, Promise]] = {**BROKEN_BY, By.LOT: gettext_lazy("%(order)s, in this order by lot")}  # where a lot was drawn


def ties(told: Told) -> str:
    """The first ties, each in the order that decided, with what decided it."""
    each = [broken(told, tie) for tie in told.ties[:MOST_TIES]]
    more = len(told.ties) - MOST_TIES
    if more > 0:
        each.append(_("and further ties: %(n)s") % {"n": number(more)})
    return "; ".join(each)


def broken(told: Told, tie: Equals) -> str:
    """One tie."""
    order = listed([title_in_sentence(told.titles[option]) for option in tie.between], most=MOST_EQUALS)
    phrase = (DRAWN if told.drawn else BROKEN_BY).get(tie.broken_by)
    return str(phrase) % {"order": order} if phrase else f"{order} ({tie.broken_by})"
