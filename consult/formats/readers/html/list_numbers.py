"""The numbers of ordered lists in HTML, which no text holds: a browser makes them (HTML Standard, 4.4.5 to 4.4.8)."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from consult.formats.readers.numerals import letter, roman
from consult.formats.readers.xml_trees import Element

_WHOLE: Final = re.compile(r"\s*[+-]?[0-9]{1,6}")
_STYLED: Final = re.compile(
    r"list-style(?:-type)?\s*:[^;]*?\b(decimal-leading-zero|decimal|(?:lower|upper)-(?:alpha|latin|roman)|none|disc|circle|square)\b"
)
_PRINTED: Final[Mapping[str, Callable[[int], str]]] = {
    "1": str,
    "a": lambda value: _spread(value),
    "A": lambda value: _spread(value).upper(),
    "i": roman,
    "I": lambda value: roman(value).upper(),
}
_TYPES: Final[Mapping[str, str]] = {
    "decimal": "1",
    "decimal-leading-zero": "01",
    **{f"lower-{name}": "a" for name in ("alpha", "latin")},
    **{f"upper-{name}": "A" for name in ("alpha", "latin")},
    "lower-roman": "i",
    "upper-roman": "I",
}
_LARGEST: Final = 3_999  # in Roman digits; larger ones are printed in digits


class Counting:
    """Counts one list."""

    def __init__(self, element: Element) -> None:
        self._is_ordered = element.tag == "ol"
        self._type = _type_of(element, element.get("type", "1"))
        self._step = -1 if element.get("reversed") is not None else 1
        items = sum(1 for item in element if item.tag == "li")
        self._next = _whole(element.get("start"), items if self._step < 0 else 1)

    def number(self, item: Element) -> str:
        """What stands before the item, as `b.`; empty in a list without numbers."""
        if not self._is_ordered:
            return ""
        value = _whole(item.get("value"), self._next)
        self._next = value + self._step
        kind = _type_of(item, item.get("type", self._type))
        return f"{_printed(value, kind)}." if kind else ""


def _printed(value: int, kind: str) -> str:
    if kind == "01":
        return f"{value:02}"
    return _PRINTED[kind](value) if kind in _PRINTED and 0 < value <= _LARGEST else str(value)


def _type_of(element: Element, usual: str) -> str:
    """The kind of numbers: the style that is written on the element before its type; empty for none."""
    styled = _STYLED.search(element.get("style", "").lower())
    return _TYPES.get(styled[1], "") if styled else usual


def _whole(said: str | None, usual: int) -> int:
    return int(said) if said and _WHOLE.fullmatch(said) else usual


def _spread(value: int) -> str:
    """27 is aa and 28 is ab: as browsers go on, unlike Word."""
    printed = ""
    while value > 0:
        value, rest = divmod(value - 1, 26)
        printed = letter(rest + 1) + printed
    return printed
