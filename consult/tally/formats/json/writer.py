"""Ballots of any kind as JSON, a ballot a line."""

import json
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Final

from consult.tally.canonical_ballots import ANSWERS
from consult.tally.formats.ballot_file import BallotFile
from consult.tally.formats.mark_words import distinct, ranking_of
from consult.tally.profile import Ballots, Profile

WORDS: Final = {mark: word for word, mark in ANSWERS.items()}


def json_text(ballots: BallotFile) -> str:
    """The file."""
    profile = ballots.profile
    say = SAYS[profile.kind]
    parts = [f'"candidates": {said(profile.options)}']
    parts += [f'"{name}": {said(value)}' for name, value in beside(ballots).items() if value]
    if ballots.budget is not None:
        parts.append(f'"budget": {amount(ballots.budget)}')
    if ballots.costs is not None:
        costs = ", ".join(f"{said(option)}: {amount(cost)}" for option, cost in ballots.costs.items())
        parts.append(f'"costs": {{{costs}}}')
    rows = ",\n".join(f"[{voters}, {said(say(profile, marks))}]" for marks, voters in distinct(profile))
    parts.append(f'"ballots": [\n{rows}\n]')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def beside(ballots: BallotFile) -> Mapping[str, object]:
    """What else the file says, by its names; the order that breaks ties where it is not that of the options."""
    lot = ballots.lot if ballots.lot != ballots.profile.options else None
    return {"title": ballots.title, "seats": ballots.seats, "max_score": ballots.most_points, "lot": lot}


def said(value: object) -> str:
    """A value as JSON."""
    return json.dumps(value, ensure_ascii=False)


def amount(money: Fraction) -> str:
    """An amount of money, exactly: files give no more than six decimals."""
    whole, rest = divmod(money * 10**6, 10**6)
    return f"{whole}.{int(rest):06d}" if rest else str(whole)


def ranking(profile: Profile, marks: Sequence[int]) -> list[object]:
    """`["A",["B","C"]]`"""
    tiers = [[profile.options[option] for option in tier] for tier in ranking_of(marks, blank=profile.blank)]
    return [tier[0] if len(tier) == 1 else tier for tier in tiers]


def choice(profile: Profile, marks: Sequence[int]) -> list[object]:
    """`["A","B"]`"""
    return [option for option, mark in zip(profile.options, marks, strict=True) if mark]


def points(profile: Profile, marks: Sequence[int]) -> Mapping[str, object]:
    """`{"A":5}`"""
    return {option: mark for option, mark in zip(profile.options, marks, strict=True) if mark != profile.blank}


def answers(profile: Profile, marks: Sequence[int]) -> Mapping[str, object]:
    """`{"A":"agree"}`"""
    return {option: WORDS[mark] for option, mark in zip(profile.options, marks, strict=True) if mark != profile.blank}


SAYS: Final[Mapping[Ballots, Callable[[Profile, Sequence[int]], object]]] = {
    Ballots.RANKED: ranking,
    Ballots.CHOSEN: choice,
    Ballots.SCORED: points,
    Ballots.ANSWERED: answers,
}
