"""JSON read strictly: exact numbers, no name twice, and the line of any part, which the standard library does not keep."""

import json
import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final, NoReturn

from consult.errors import BadInput
from consult.tally.formats.limits import money_in

SPACE: Final = re.compile(r"[ \t\r\n]*")
DECODER: Final = json.JSONDecoder()
MOST_DIGITS: Final = 4_000  # that a whole number surely can have; the interpreter takes 300 more
DEEPEST: Final = 100
STRING: Final = r'"(?:[^"\\]|\\.)*"'
ODD: Final = re.compile(rf"{STRING}|(?P<odd>NaN|-?Infinity|-?[0-9]{{{MOST_DIGITS},}}(?![0-9.eE]))|[0-9]+")
BRACKET: Final = re.compile(rf"{STRING}|[\[\]{{}}]")


class Doubled(dict[str, object]):
    """An object in which a name stands twice: one of two values is lost in it, so whoever meets it refuses it."""

    twice = ""


def value_of(text: str) -> object:
    """What a JSON text says. Amounts of money are exact; an object with a name that stands there twice is a `Doubled`.

    Raises:
        BadInput: it is no JSON, nested deeper than any ballots, or holds a number that JSON does not know, or that is too long.
    """
    try:
        value: object = json.loads(text, object_pairs_hook=doubled, parse_constant=no_number, parse_float=amount)
    except json.JSONDecodeError as error:
        raise BadInput("tally.json", field="file", line=error.lineno, reason=error.msg) from error
    except RecursionError as error:
        raise BadInput("tally.json_deep", field="file", line=line_at(text, deepest(text))) from error
    except ValueError as error:
        raise unreadable(text) from error
    return value


def as_json(value: object) -> str:
    """A value as it stands in the file, or nearly, for a refusal."""
    return json.dumps(value, ensure_ascii=False, default=float)


def unreadable(text: str) -> BadInput:
    """The refusal of a number that is none, or of one with so many digits that nothing can be counted with it."""
    found = next((found for found in ODD.finditer(text) if found["odd"]), None)
    line, odd = (line_at(text, found.start()), found["odd"]) if found else (1, "")
    if odd.lstrip("-").isdigit():
        return BadInput("tally.json_digits", field="file", line=line, limit=MOST_DIGITS)
    return BadInput("tally.json_number", field="file", line=line, given=odd)


def deepest(text: str) -> int:
    """Where brackets first stand deeper in one another than ballots ever do."""
    depth = 0
    for found in BRACKET.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(found[0], 0)
        if depth > DEEPEST:
            return found.start()
    return 0


def line_at(text: str, at: int) -> int:
    """The line of a character."""
    return text.count("\n", 0, at) + 1


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
    return line_at(text, start)


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
