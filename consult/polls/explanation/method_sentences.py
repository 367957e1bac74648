"""The first sentence: how a method counts."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consult.polls.explanation.number_text import number
from consult.polls.explanation.titled_outcome import Told

HOW: Final[Mapping[str, Promise]] = {
    "plurality": _("Each ballot counts for the option that it puts first, and the option with the most votes wins."),
    "approval": _("Each voter approves of as many options as they like, and the option with the most approvals wins."),
    "rating": _("Each voter gives points to options or has no opinion, and the option with the highest mean of the points given wins."),
    "star": _(
        "Each voter gives points to options; the two with the most points go into a runoff, which the one wins that more voters "
        "rate higher."
    ),
    "irv": _(
        "Each ballot counts for the option that it puts first among those still in; in each round the option with the fewest "
        "votes goes out, "
        "until one has more than half of the votes that count."
    ),
    "borda": _(
        "Each ballot gives an option one point for each option that it puts below it and half a point for each that it ranks "
        "equal with it, "
        "and the option with the most points wins."
    ),
    "condorcet": _(
        "Every two options meet in a duel, which the one wins that more voters put above the other; the option that wins all its "
        "duels wins."
    ),
    "schulze": _(
        "Every two options meet in a duel, which the one wins that more voters put above the other; where options beat each "
        "other in a ring, "
        "the strongest chains of won duels decide."
    ),
    "ranked_pairs": _(
        "Every two options meet in a duel, which the one wins that more voters put above the other; the clearest duels are "
        "settled first, "
        "one that contradicts those before it is left out, and the option that stands below no other wins."
    ),
    "stv_scottish": _(
        "An option that reaches the quota is elected, and what it has beyond the quota goes on to the next preferences; if "
        "nobody has more, "
        "the option with the fewest votes goes out and its votes go on, until %(seats)s are elected."
    ),
    "budget_greedy": _(
        "Projects are funded one after another, those with the most support first; one that does not fit into what is left of "
        "the budget is "
        "passed over."
    ),
    "budget_equal_shares": _(
        "Each voter has an equal share of the budget, and a project is funded when those who support it can pay for it together; "
        "the one that "
        "asks least of its supporters for what it gives them comes first."
    ),
    "statements": _(
        "Voters agree with each statement, disagree or pass, and a statement is carried if more than half of those who answered it agree."
    ),
}
SEVERAL: Final[Mapping[str, Promise]] = {  # where more than one is elected
    "plurality": _("Each ballot counts for the option that it puts first, and the %(seats)s options with the most votes are elected."),
    "approval": _("Each voter approves of as many options as they like, and the %(seats)s options with the most approvals are elected."),
    "borda": _(
        "Each ballot gives an option one point for each option that it puts below it and half a point for each that it ranks "
        "equal with it, "
        "and the %(seats)s options with the most points are elected."
    ),
}


def how(told: Told) -> str:
    """How the method counts, in one sentence."""
    sentences = {**HOW, **(SEVERAL if told.seats > 1 else {})}
    return str(sentences[told.method]) % {"seats": number(told.seats)}
