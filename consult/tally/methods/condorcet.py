"""Condorcet: the option that wins its duel with every other; where there is none, nobody wins.

Source: Condorcet, Essai sur l'application de l'analyse à la probabilité des décisions (1785).
"""

from collections.abc import Sequence

from consult.tally.decimals import named
from consult.tally.outcome import Outcome
from consult.tally.pairwise import by_duels, duels
from consult.tally.profile import Profile

METHOD = "condorcet"


def count(profile: Profile, *, lot: Sequence[str]) -> Outcome:
    """Compare all options by twos.

    Args:
        profile: rankings; ties and what is unranked are kept.
        lot: not asked: who is not ahead of every other does not win.

    Returns first preferences as its only round, all duels, and as scores how many duels each wins.
    """
    against = duels(profile)
    won = (against > against.T).sum(axis=1)
    winners = [option for option, number in zip(profile.options, won, strict=True) if number == len(profile.options) - 1]
    return by_duels(METHOD, profile, against, winners=winners if profile.says_anything else [], scores=named(profile.options, won))
