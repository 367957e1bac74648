"""Statements: what share of those who answered agrees with each, and how far opinions of it are apart.

Source: counts as Polis tells them (compdemocracy.org/algorithms); divisiveness is the variance of answers coded 1, 0 and −1.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from consult.tally.decimals import cut, named
from consult.tally.outcome import Outcome, in_one_round
from consult.tally.profile import AGREE, DISAGREE, PASS, Profile

METHOD = "statements"
HALF = Fraction(1, 2)


@dataclass(frozen=True)
class Answers:
    """How many answered a statement, and how."""

    agree: int
    disagree: int
    passed: int

    @property
    def all(self) -> int:
        """Everybody who answered, those who passed among them."""
        return self.agree + self.disagree + self.passed

    @property
    def agreement(self) -> Fraction:
        """The share of those who agree; 0 of nobody."""
        return Fraction(self.agree, max(1, self.all))

    @property
    def divisiveness(self) -> Fraction:
        """The variance of the answers: 0 where all answer alike, 1 where half agree and half disagree."""
        return Fraction(self.agree + self.disagree, max(1, self.all)) - Fraction(self.agree - self.disagree, max(1, self.all)) ** 2


def count(profile: Profile, *, lot: Sequence[str]) -> Outcome:
    """Count answers.

    Args:
        profile: answers to statements.
        lot: all options; it only orders statements that are equal in share and number of answers, which decides nothing.

    Returns one round. Winners are all statements with which more than half of those who answered agree, the highest share first, then the
    one that more answered. Tallies are who agree; scores and the figures `agreement` and `divisiveness` are cut to five decimals.
    """
    answers = _answers(profile)
    order = sorted(profile.options, key=lambda option: (-answers[option].agreement, -answers[option].all, lot.index(option)))
    winners = [option for option in order if answers[option].agreement > HALF]
    given = list(answers.values())
    return in_one_round(
        METHOD,
        profile,
        tallies=named(profile.options, [each.agree for each in given]),
        winners=winners,
        scores=named(profile.options, [cut(each.agreement) for each in given]),
        figures={option: _figures(each) for option, each in answers.items()},
    )


def _answers(profile: Profile) -> dict[str, Answers]:
    columns = [map(int, profile.counts @ (profile.marks == answer)) for answer in (AGREE, DISAGREE, PASS)]
    return {option: Answers(*numbers) for option, *numbers in zip(profile.options, *columns, strict=True)}


def _figures(answers: Answers) -> dict[str, str]:
    return {
        "agree": str(answers.agree),
        "disagree": str(answers.disagree),
        "pass": str(answers.passed),
        "agreement": cut(answers.agreement),
        "divisiveness": cut(answers.divisiveness),
    }
