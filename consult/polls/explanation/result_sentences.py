"""The third sentence: what came out, with the numbers that decided it."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consult.polls.explanation.number_text import listed, money, number, title_in_sentence
from consult.polls.explanation.titled_outcome import BUDGETS, Told


def result(told: Told) -> str:
    """Who won, or that nobody did."""
    if told.method in SETS:
        return SETS[told.method](told)
    if not told.winners:
        return no_winner(told)
    return SEVERAL[told.method](told) if told.seats > 1 and told.method in SEVERAL else ONE[told.method](told)


def named(told: Told, option: str) -> str:
    """An option in a sentence."""
    return title_in_sentence(told.titles[option])


def no_winner(told: Told) -> str:
    """Why nobody won."""
    if told.method != "condorcet" or not told.counted:
        return _("No option wins, since no ballot counts for one.")
    most = max(map(told.duels_won, told.options), default=0)
    return _("No option wins all its duels, and so none wins; most are won by %(names)s: %(won)s of %(all)s.") % {
        "names": listed([named(told, option) for option in told.options if told.duels_won(option) == most]),
        "won": number(most),
        "all": number(len(told.options) - 1),
    }


def by_votes(told: Told) -> str:
    """One winner by votes of one count."""
    votes = told.measure
    return _("%(winner)s wins with %(votes)s of %(all)s votes.") % {
        "winner": named(told, told.winners[0]),
        "votes": number(votes[told.winners[0]]),
        "all": number(sum(map(Fraction, votes.values()), Fraction())),
    }


def by_approvals(told: Told) -> str:
    """One winner by approvals."""
    return _("%(winner)s wins: of %(all)s ballots that were counted, %(votes)s approve of it.") % {
        "winner": named(told, told.winners[0]),
        "votes": number(told.measure[told.winners[0]]),
        "all": number(told.counted),
    }


def by_mean(told: Told) -> str:
    """One winner by the mean of points."""
    winner = told.winners[0]
    return _("%(winner)s wins with a mean of %(mean)s; opinions on it: %(rated)s.") % {
        "winner": named(told, winner),
        "mean": number(told.measure[winner]),
        "rated": number(told.figures.get(winner, {}).get("rated", told.counted)),
    }


def by_runoff(told: Told) -> str:
    """The winner of STAR's runoff."""
    runoff = told.rounds[-1].tallies
    winner = told.winners[0]
    other = next((option for option in runoff if option != winner), None)
    if other is None or len(told.rounds) < 2:
        return _("%(winner)s wins with %(points)s points, since there is nobody to meet in a runoff.") % {
            "winner": named(told, winner),
            "points": number(told.measure[winner]),
        }
    return _("%(winner)s wins the runoff against %(other)s: %(more)s voters rate it higher, %(fewer)s rate it lower.") % {
        "winner": named(told, winner),
        "other": named(told, other),
        "more": number(runoff[winner]),
        "fewer": number(runoff[other]),
    }


def by_majority(told: Told) -> str:
    """The winner of the last round of instant runoff."""
    last = told.rounds[-1].tallies
    return _("%(winner)s wins in round %(round)s with %(votes)s of the %(all)s votes that count in it.") % {
        "winner": named(told, told.winners[0]),
        "round": number(len(told.rounds)),
        "votes": number(last[told.winners[0]]),
        "all": number(sum(map(Fraction, last.values()), Fraction())),
    }


def by_points(told: Told) -> str:
    """One winner by points."""
    return _("%(winner)s wins with %(points)s points.") % {
        "winner": named(told, told.winners[0]),
        "points": number(told.measure[told.winners[0]]),
    }


def by_duels(sentence: Promise, told: Told) -> str:
    """The winner of duels, by one of the sentences below."""
    if len(told.options) == 1:
        return _("%(winner)s wins as the only option.") % {"winner": named(told, told.winners[0])}
    return str(sentence) % {
        "winner": named(told, told.winners[0]),
        "won": number(told.duels_won(told.winners[0])),
        "all": number(len(told.options) - 1),
    }


ALL_DUELS: Final = gettext_lazy("%(winner)s wins all its duels: %(won)s of %(all)s.")
CHAINS: Final = gettext_lazy(
    "%(winner)s wins: it takes %(won)s of its %(all)s duels, and no chain of duels against it is stronger than its own."
)
SETTLED: Final = gettext_lazy("%(winner)s wins: it takes %(won)s of its %(all)s duels, and no duel that was settled puts another above it.")


def elected(told: Told) -> str:
    """Several winners with their numbers, the best first."""
    with_numbers = [
        _("%(title)s (%(votes)s)") % {"title": named(told, option), "votes": number(told.measure[option])} for option in told.winners
    ]
    return _("Elected for %(seats)s seats: %(winners)s.") % {"seats": number(told.seats), "winners": listed(with_numbers)}


def by_quota(told: Told) -> str:
    """Those elected by STV, with the round in which they were."""
    in_round = {option: at for at, stage in enumerate(told.rounds, 1) for option in stage.elected}
    with_rounds = [
        _("%(title)s (round %(round)s)") % {"title": named(told, option), "round": number(in_round.get(option, len(told.rounds)))}
        for option in told.winners
    ]
    return _("Elected, with the quota at %(quota)s votes: %(winners)s.") % {"quota": number(told.quota), "winners": listed(with_rounds)}


def funded(told: Told) -> str:
    """Projects that get money."""
    if not told.winners:
        return _("No project is funded.")
    facts = {
        "n": number(len(told.winners)),
        "all": number(len(told.options)),
        "projects": listed([named(told, option) for option in told.winners]),
    }
    if not told.priced:
        return _("Funded, %(n)s of %(all)s projects: %(projects)s.") % facts
    facts |= {"spent": money(told.spent), "budget": number(told.budget)}
    return _("Funded with %(spent)s of the budget of %(budget)s, %(n)s of %(all)s projects: %(projects)s.") % facts


def carried(told: Told) -> str:
    """Statements that most agree with."""
    if not told.winners:
        return _("No statement is carried: with none of %(all)s do more than half agree.") % {"all": number(len(told.options))}
    best = told.figures[told.winners[0]]
    return _(
        "Carried are %(n)s of %(all)s statements, and most agree with %(best)s: %(agree)s agree, %(disagree)s disagree, %(passed)s pass."
    ) % {
        "n": number(len(told.winners)),
        "all": number(len(told.options)),
        "best": named(told, told.winners[0]),
        "agree": number(best["agree"]),
        "disagree": number(best["disagree"]),
        "passed": number(best["pass"]),
    }


Teller = Callable[[Told], str]

SETS: Final[Mapping[str, Teller]] = {**dict.fromkeys(BUDGETS, funded), "statements": carried}  # where no winner is a result too
SEVERAL: Final[Mapping[str, Teller]] = {"plurality": elected, "approval": elected, "borda": elected}
ONE: Final[Mapping[str, Teller]] = {
    "plurality": by_votes,
    "approval": by_approvals,
    "rating": by_mean,
    "star": by_runoff,
    "irv": by_majority,
    "borda": by_points,
    "condorcet": lambda told: by_duels(ALL_DUELS, told),
    "schulze": lambda told: by_duels(CHAINS, told),
    "ranked_pairs": lambda told: by_duels(SETTLED, told),
    "stv_scottish": by_quota,
}
