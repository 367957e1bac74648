"""JSON read strictly: exact numbers, no name twice, and the line of any part, which the standard library does not keep."""

import json
import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final, NoReturn

from consult.errors import BadInput
from consult.polls.formats.checks import money_in

SPACE: Final = re.compile(r"[ \t\r\n]*")
DECODER: Final = json.JSONDecoder()


class Doubled(dict[str, object]):
    """An object in which a name stands twice: one of two values is lost in it, so whoever meets it refuses it."""

    twice = ""


def value_of(text: str) -> object:
    """What a JSON text says. Amounts of money are exact; an object with a name that stands there twice is a `Doubled`.

    Raises:
        BadInput: it is no JSON, or nested deeper than any ballots.
    """
    try:
        value: object = json.loads(text, object_pairs_hook=doubled, parse_constant=no_number, parse_float=amount)
    except json.JSONDecodeError as error:
        raise BadInput("tally.json", field="file", line=error.lineno, reason=error.msg) from error
    except (ValueError, RecursionError) as error:
        raise BadInput("tally.json_number", field="file") from error
    return value


def doubled(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object, marked where a name stands in it twice."""
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    marked, names = Doubled(made), [name for name, _value in pairs]
    marked.twice = next(name for position, name in enumerate(names) if name in names[:position])
    return marked


def no_number(word: str) -> NoReturn:
    """NaN and infinite numbers are no JSON."""
    raise ValueError(word)


def amount(text: str) -> Fraction | float:
    """A number with decimals, exactly; one that is no amount of money as a float, which is taken nowhere."""
    found = money_in(text)
    return float(text) if found is None else found


def line_of(text: str, name: str, number: int | None = None) -> int:
    """The line on which a value of the outermost object begins, or the one of that number, from 0, in the list that it is.

    `text` has been read before, so that it is known to be JSON.
    """
    starts = dict(members(text))
    start = starts.get(name, 0)
    if number is not None:
        start = next((at for position, at in enumerate(elements(text, start)) if position == number), start)
    return text.count("\n", 0, start) + 1


def members(text: str) -> Iterator[tuple[str, int]]:
    """Name → where its value begins, of the outermost object."""
    at = after_space(text, after_space(text, 0) + 1)
    while text[at] != "}":
        name, at = DECODER.raw_decode(text, at)
        at = after_space(text, after_space(text, at) + 1)
        yield name, at
        _value, at = DECODER.raw_decode(text, at)
        at = after_comma(text, at)


def elements(text: str, start: int) -> Iterator[int]:
    """Where each value of the list begins that begins at `start`."""
    at = after_space(text, start + 1)
    while text[at] != "]":
        yield at
        _value, at = DECODER.raw_decode(text, at)
        at = after_comma(text, at)


def after_space(text: str, at: int) -> int:
    """Where the next thing begins."""
    found = SPACE.match(text, at)
    return found.end() if found else at


def after_comma(text: str, at: int) -> int:
    """Where the next value begins, or where the closing bracket is."""
    at = after_space(text, at)
    return after_space(text, at + 1) if text[at] == "," else at
