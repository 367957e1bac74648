"""Reads printed numbers (`7A`, `IVA`, `bb`, `Kedua Belas`) as values that can be compared and counted."""

import re
from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

Value: TypeAlias = tuple[int, int]
"""What a printed number counts: `7` is (7, 0), `7A` is (7, 1), `7B` is (7, 2)."""

FIRST: Final[Value] = (1, 0)

_ARABIC: Final = re.compile(r"([0-9]{1,4})([A-Za-z]?)")
_ROMAN: Final = re.compile(r"(C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_ROMAN_DIGITS: Final[Mapping[str, int]] = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_UNITS: Final = ("satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_ORDINALS: Final[Mapping[str, int]] = {
    "pertama": 1,
    **{f"ke{unit}": n for n, unit in enumerate(_UNITS, 1)},
    "kesepuluh": 10,
    "kesebelas": 11,
    **{f"ke{unit}belas": 10 + n for n, unit in enumerate(_UNITS, 1)},
    **{f"ke{unit}puluh": 10 * n for n, unit in enumerate(_UNITS, 1)},
    **{f"ke{ten}puluh{unit}": 10 * t + n for t, ten in enumerate(_UNITS, 1) for n, unit in enumerate(_UNITS, 1)},
}


def arabic(printed: str) -> Value | None:
    """`7` or `7A` as a value; None where it is neither."""
    found = _ARABIC.fullmatch(printed)
    return (int(found[1]), _position(found[2])) if found else None


def roman(printed: str) -> Value | None:
    """`IV`, `iv` or `IVA` as a value; None where it is no Roman number below 400."""
    capitals = printed.upper()
    if whole := _roman_digits(capitals):
        return whole, 0
    stem = _roman_digits(capitals[:-1])
    return (stem, _position(capitals[-1])) if stem and capitals[-1] not in "IVXL" else None


def letter(printed: str) -> Value | None:
    """`a` to `z`, then `aa`, `bb` to `zz`, as 1 to 52; None for anything else."""
    if not printed or len(printed) > 2 or len(set(printed)) > 1 or not "a" <= printed[0] <= "z":
        return None
    return 26 * (len(printed) - 1) + _position(printed[0]), 0


def ordinal(printed: str) -> Value | None:
    """`Kesatu`, `Pertama`, `Kedua Belas`, `Ke-2` as a value; None where it is no Indonesian ordinal below 100."""
    word = re.sub(r"[\s-]", "", printed).lower()
    if word in _ORDINALS:
        return _ORDINALS[word], 0
    return arabic(word.removeprefix("ke")) if word.startswith("ke") else None


def follows(before: Value | None, now: Value) -> bool:
    """Whether `now` is what comes after `before`: 8 or 7A after 7, 8 or 7B after 7A, 1 after nothing."""
    if before is None:
        return now == FIRST
    return now in {(before[0] + 1, 0), (before[0], before[1] + 1)}


NUMERALS: Final[Mapping[str, Callable[[str], Value | None]]] = {
    "arabic": arabic,
    "roman": roman,
    "letter": letter,
    "ordinal": ordinal,
}
"""How a profile names the way a number is written."""


def _position(suffix: str) -> int:
    return ord(suffix.lower()) - ord("a") + 1 if suffix else 0


def _roman_digits(capitals: str) -> int:
    if not capitals or not _ROMAN.fullmatch(capitals):
        return 0
    digits = [_ROMAN_DIGITS[digit] for digit in capitals]
    return sum(-d if d < after else d for d, after in zip(digits, [*digits[1:], 0], strict=True))
