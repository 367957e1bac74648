"""Reads printed numbers (`7A`, `IVA`, `bb`, `3.1.4`, `Kedua Belas`, `Zweiter`) as values that can be compared and counted."""

import re
from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

Value: TypeAlias = tuple[int, int]
"""What a printed number counts: `7` is (7, 0), `7A` is (7, 1), `7B` is (7, 2), `7AA` is (7, 27); what stands before 1 has 0."""

FIRST: Final[Value] = (1, 0)

_ALPHABET: Final = 26
_ARABIC: Final = re.compile(r"(-?)([0-9]{1,6})(?: (?=[A-Za-z]$))?([A-Za-z]{0,2})")
_LATIN: Final = ("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies")
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

_GERMAN_UNITS: Final = ("erst", "zweit", "dritt", "viert", "fünft", "sechst", "siebt", "acht", "neunt", "zehnt", "elft", "zwölft")
_GERMAN_TEENS: Final = ("drei", "vier", "fünf", "sech", "sieb", "acht", "neun")
_GERMAN: Final[Mapping[str, int]] = {
    **{unit: n for n, unit in enumerate(_GERMAN_UNITS, 1)},
    "siebent": 7,
    **{f"{unit}zehnt": n for n, unit in enumerate(_GERMAN_TEENS, 13)},
    "zwanzigst": 20,
    **{
        f"{unit}undzwanzigst": 20 + n
        for n, unit in enumerate(("ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"), 1)
    },
}
_ENGLISH: Final = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen"),
    *("fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)


def arabic(printed: str) -> Value | None:
    """`7`, `7A`, `7 A`, `7aa`, `7 bis`, or `-7a`, which stands before all; None where it is none of them."""
    stem, _, latin = printed.partition(" ")
    found = _ARABIC.fullmatch(stem if latin in _LATIN else printed)
    if not found or (latin in _LATIN and found[3]):
        return None
    letters = _LATIN.index(latin) + 1 if latin in _LATIN else _position(found[3])
    return (0, letters) if found[1] else (int(found[2]), letters)


def path(printed: str) -> Value | None:
    """The last part of `3.1.4` or `A.3a` as a value; whether the parts before it fit is for others to say."""
    last = printed.rsplit(".", 1)[-1]
    return capital(last) if last.isalpha() else arabic(last)


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


def inserted_letter(printed: str) -> Value | None:
    """`a` as 1, and what is inserted after it, `aa`, `ab`, as its first and second; `-a` stands before all."""
    letters = printed.removeprefix("-")
    if not 1 <= len(letters) <= 2 or not all("a" <= one <= "z" for one in letters):
        return None
    first, second = _position(letters[0]), _position(letters[1:])
    return (0, first) if letters != printed else (first, second)


def doubled_letter(printed: str) -> Value | None:
    """`aa`, `bb` or `aaa`, `bbb` as 1, 2; None for anything else."""
    return (_position(printed[0]), 0) if len(printed) > 1 and len(set(printed)) == 1 and "a" <= printed[0] <= "z" else None


def capital(printed: str) -> Value | None:
    """`A` as 1, `AA` as 27, and so on; None for anything else."""
    return letter(printed.lower()) if printed.isupper() else None


def cardinal(printed: str) -> Value | None:
    """`One` to `Twenty`; None for anything else."""
    word = printed.lower()
    return (_ENGLISH.index(word) + 1, 0) if word in _ENGLISH else None


def german_ordinal(printed: str) -> Value | None:
    """`Erster`, `Zweites`, `Dritte` as values, up to twenty-nine; None where it is no such word."""
    word = re.sub(r"e[rsmn]?$", "", printed.lower())
    return (_GERMAN[word], 0) if word in _GERMAN else None


def ordinal(printed: str) -> Value | None:
    """`Kesatu`, `Pertama`, `Kedua Belas`, `Ke-2` as a value; None where it is no Indonesian ordinal below 100."""
    word = re.sub(r"[\s-]", "", printed).lower()
    if word in _ORDINALS:
        return _ORDINALS[word], 0
    return arabic(word.removeprefix("ke")) if word.startswith("ke") else None


def follows(before: Value | None, now: Value) -> bool:
    """Whether `now` is what comes after `before`: 8 or 7A after 7; 8, 7B or 7AA after 7A; 1, or what stands before it, after nothing."""
    if before is None:
        return now == FIRST or not now[0]
    number, letters = before
    inserted = {letters + 1, _ALPHABET * letters + 1, (letters - 1) // _ALPHABET + 1} if letters else {1}
    return now == (number + 1, 0) or (now[0] == number and now[1] in inserted)


NUMERALS: Final[Mapping[str, Callable[[str], Value | None]]] = {
    "arabic": arabic,
    "roman": roman,
    "letter": letter,
    "ordinal": ordinal,
    "inserted letter": inserted_letter,
    "doubled letter": doubled_letter,
    "capital": capital,
    "cardinal": cardinal,
    "German ordinal": german_ordinal,
    "path": path,
}
"""How a profile names the way a number is written."""


def _position(suffix: str) -> int:
    """Of letters behind a number: `a` is 1, `aa`, which is inserted after it, 27."""
    place = 0
    for one in suffix.lower():
        place = _ALPHABET * place + ord(one) - ord("a") + 1
    return place


def _roman_digits(capitals: str) -> int:
    if not capitals or not _ROMAN.fullmatch(capitals):
        return 0
    digits = [_ROMAN_DIGITS[digit] for digit in capitals]
    return sum(-d if d < after else d for d, after in zip(digits, [*digits[1:], 0], strict=True))
