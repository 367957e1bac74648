"""Who goes first among equals in a count by stages: the earlier stages say, the latest of them first, and then the lot.

Source: SSI 2007/42, rules 49(3) and 51(3).
"""

from collections.abc import Mapping, Sequence
from functools import partial

from consult.polls.methods.breaking import first_of
from consult.polls.methods.outcome import By, Tie

Stage = Mapping[str, int]


def highest(equals: Sequence[str], *, stages: Sequence[Stage], lot: Sequence[str]) -> tuple[str, Tie | None]:
    """Which of the options with most votes in the last of `stages` goes first."""
    return _first(equals, 1, stages, lot)


def lowest(equals: Sequence[str], *, stages: Sequence[Stage], lot: Sequence[str]) -> tuple[str, Tie | None]:
    """Which of the options with fewest votes goes: of equals the last in the lot."""
    return _first(equals, -1, stages, lot[::-1])


def _first(options: Sequence[str], sign: int, stages: Sequence[Stage], lot: Sequence[str]) -> tuple[str, Tie | None]:
    now = stages[-1]
    most = max(sign * now[option] for option in options)
    equals = [option for option in options if sign * now[option] == most]
    return first_of(equals, lot=lot, steps=[(By.EARLIER, partial(_signed, stage, sign)) for stage in stages[-2::-1]])


def _signed(stage: Stage, sign: int, option: str) -> int:
    return sign * stage[option]
