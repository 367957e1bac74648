"""The fourth sentence of a budget: ties, how it was filled, and what of it stays unspent."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Final, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consult.polls.explanation.number_text import money
from consult.polls.explanation.tie_sentences import ties
from consult.polls.explanation.titled_outcome import Told

FILLED_BY: Final[Mapping[str, Promise]] = {
    "add1": _("raising all shares by the same small steps"),
}


class Known(NamedTuple):
    """What there is to be told."""

    tied: bool
    filled: bool  # what a method itself left was given out
    priced: bool


SENTENCES: Final[Mapping[Known, Promise]] = {
    Known(tied=False, filled=False, priced=False): _("No tie had to be broken."),
    Known(tied=False, filled=False, priced=True): _("No tie had to be broken; %(left)s of the budget stays unspent."),
    Known(tied=False, filled=True, priced=False): _("No tie had to be broken; what the shares left was given out by %(filled)s."),
    Known(tied=False, filled=True, priced=True): _(
        "No tie had to be broken; what the shares left was given out by %(filled)s; %(left)s of the budget stays unspent."
    ),
    Known(tied=True, filled=False, priced=False): _("Ties had to be broken: %(ties)s."),
    Known(tied=True, filled=False, priced=True): _("Of the budget, %(left)s stays unspent. Ties had to be broken: %(ties)s."),
    Known(tied=True, filled=True, priced=False): _("What the shares left was given out by %(filled)s. Ties had to be broken: %(ties)s."),
    Known(tied=True, filled=True, priced=True): _(
        "What the shares left was given out by %(filled)s; %(left)s of the budget stays unspent. Ties had to be broken: %(ties)s."
    ),
}


def left_over(told: Told) -> str:
    """The sentence; after what is told of the money, ties stand for themselves, since there may be several."""
    known = Known(tied=bool(told.ties), filled=bool(told.completion and told.winners), priced=told.priced)
    return str(SENTENCES[known]) % {
        "ties": ties(told),
        "filled": str(FILLED_BY.get(told.completion, told.completion)),
        "left": money(Fraction(told.budget) - told.spent) if told.priced else "",
    }
