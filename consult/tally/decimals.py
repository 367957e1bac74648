"""How numbers of a count are written: whole ones as they are, others with a fixed number of decimals, cut and never rounded."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

DECIMALS: Final = 5  # SSI 2007/42, rule 48(3): five decimal places, ignoring any remainder
UNIT: Final = 10**DECIMALS  # a vote, in hundred-thousandths


def cut(number: Fraction | int) -> str:
    """With five decimals, cut: 2/3 is 0.66666. What is less than nought is cut towards it."""
    return hundred_thousandths(int(Fraction(number) * UNIT))


def hundred_thousandths(number: int) -> str:
    """A number of hundred-thousandths with five decimals: 123456 is 1.23456."""
    whole, rest = divmod(abs(number), UNIT)
    return f"{'-' if number < 0 else ''}{whole}.{rest:0{DECIMALS}d}"


def named(options: Sequence[str], numbers: Sequence[object]) -> Mapping[str, str]:
    """Option → its number as text."""
    return {option: str(number) for option, number in zip(options, numbers, strict=True)}
