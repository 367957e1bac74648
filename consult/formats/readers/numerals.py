"""Numbers as word processors and browsers print them: the formats of ECMA-376 part 1, 17.18.59 that drafts are written with."""

from collections.abc import Callable, Mapping
from typing import Final

_ROMAN: Final = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_ONES: Final = (
    *("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS: Final = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_IRREGULAR: Final = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_LARGEST: Final = 32_767  # Word counts no further


def in_format(value: int, name: str, *, pattern: str = "", language: str = "") -> str | None:
    """`value` in the format `name`, which may be `custom` with a pattern as `001, 002, 003, ...`.

    `language`: a BCP 47 tag; ordinals and words differ by it. None where the format is not known here, or not in that language.
    """
    if not 0 <= value <= _LARGEST:
        return str(value)
    if name == "custom":
        return _padded(value, pattern)
    if name in _ENGLISH:
        return _ENGLISH[name](value) if language[:2].lower() in {"", "en"} else None
    return _FORMATS[name](value) if name in _FORMATS else None


def letter(value: int) -> str:
    """1 is a, 26 z, 27 aa, 28 bb: as Word goes on, not as a spreadsheet does. Empty below 1."""
    return chr(ord("a") + (value - 1) % 26) * (1 + (value - 1) // 26) if value > 0 else ""


def roman(value: int) -> str:
    """4 is iv. Empty below 1."""
    printed = ""
    for size, digits in _ROMAN:
        printed += digits * (value // size)
        value %= size
    return printed


def cardinal(value: int) -> str:
    """21 is “Twenty-one”; digits from 100 on."""
    return _in_words(value).capitalize() if 0 < value < 100 else str(value)


def ordinal_in_words(value: int) -> str:
    """21 is “Twenty-first”; as `ordinal` from 100 on."""
    if not 0 < value < 100:
        return ordinal(value)
    head, dash, last = _in_words(value).rpartition("-")
    last = _IRREGULAR.get(last) or (f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th")
    return f"{head}{dash}{last}".capitalize()


def ordinal(value: int) -> str:
    """1 is 1st, 12 is 12th."""
    ends = {1: "st", 2: "nd", 3: "rd"}
    return f"{value}{'th' if value % 100 in {11, 12, 13} else ends.get(value % 10, 'th')}"


def _in_words(value: int) -> str:
    if value < 20:
        return _ONES[value]
    tens, ones = divmod(value, 10)
    return f"{_TENS[tens]}-{_ONES[ones]}" if ones else _TENS[tens]


def _padded(value: int, pattern: str) -> str | None:
    """With as many zeros in front as the first number of the pattern has."""
    first = pattern.partition(",")[0].strip()
    return str(value).zfill(len(first)) if first.isdecimal() and first.isascii() else None


def _circled(value: int) -> str:
    return chr(0x2460 + value - 1) if 0 < value <= 20 else str(value)


_FORMATS: Final[Mapping[str, Callable[[int], str]]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda value: f"{value:02}",
    "lowerLetter": letter,
    "upperLetter": lambda value: letter(value).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda value: roman(value).upper(),
    "decimalEnclosedParen": lambda value: f"({value})",
    "decimalEnclosedFullstop": lambda value: f"{value}.",
    "decimalEnclosedCircle": _circled,
    "numberInDash": lambda value: f"- {value} -",
    "hex": lambda value: f"{value:X}",
    "none": lambda _: "",
    "bullet": lambda _: "",
}
_ENGLISH: Final[Mapping[str, Callable[[int], str]]] = {
    "ordinal": ordinal,
    "cardinalText": cardinal,
    "ordinalText": ordinal_in_words,
}
