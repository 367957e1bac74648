"""Ballots as JSON: `{"candidates":[…],"ballots":[[count, ballot],…]}`; beside them `seats`, `budget`, `costs`, `title`, `max_score`,
and `lot`: all candidates in the order that breaks ties, where it is another than that in which they are listed.

A ballot: `["A",["B","C"],"D"]`, a ranking, where an inner list is a tie · `["A","B"]`, approvals, where the method counts those ·
`{"A":5,"B":null}`, points · `{"A":"agree"}`, answers · `null`, an abstention.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Final

from consult.errors import BadInput
from consult.tally.formats.ballot_file import BallotFile
from consult.tally.formats.json.ballots import Sheet, kind_of, profile_of
from consult.tally.formats.json.values import Doubled, as_json, line_of, value_of
from consult.tally.formats.limits import MOST_POINTS, bearable_size, expected, listed, name_in, none_twice, shown, title_of, whole
from consult.tally.profile import MOST_VOTERS, Ballots
from consult.text.normal_form import composed

NEEDED: Final = ("candidates", "ballots")
BESIDE: Final = ("seats", "budget", "costs", "title", "max_score", "lot")
WHOLE_FILE: Final = '{"candidates":["A","B"],"ballots":[[1,["A"]]]}'
MOST_MONEY: Final = 10**15

Given = Mapping[str, object]


def read_json(lines: Iterable[str], wanted: tuple[Ballots, ...]) -> BallotFile:
    """The ballots of a JSON file.

    Raises:
        BadInput: it is no JSON, or not of this shape; of a ballot, its number and its line are told.
    """
    text = "".join(lines)
    given = known(value_of(text), text)
    options = options_in(given["candidates"], text)
    ballots = given["ballots"]
    if not isinstance(ballots, list):
        raise expected("[[1,[…]],…]", as_json(ballots), line=line_of(text, "ballots"))
    bearable_size(rows=len(ballots), options=len(options))
    most = number_in(given, "max_score", text, most=MOST_POINTS)
    sheet = Sheet(kind_of(ballots, wanted), options, MOST_POINTS if most is None else most, text)
    return BallotFile(
        whole(profile_of(ballots, sheet), line=text.count("\n") + 1),
        lot=lot_in(given, options, text),
        seats=number_in(given, "seats", text, most=MOST_VOTERS),
        costs=costs_in(given, options, text),
        budget=amount_in(given["budget"], line=line_of(text, "budget")) if "budget" in given else None,
        title=title_in(given, text),
        most_points=most,
    )


def known(value: object, text: str) -> Given:
    """The object that the file is.

    Raises:
        BadInput: it is none; a name is missing, not known, or there twice.
    """
    if not isinstance(value, dict):
        raise expected(WHOLE_FILE, text.strip()[:20], line=1)
    if isinstance(value, Doubled):
        raise BadInput("tally.name_twice", field="file", line=line_of(text, value.twice), name=shown(value.twice))
    for name in value:
        if name not in {*NEEDED, *BESIDE}:
            names = ", ".join((*NEEDED, *BESIDE))
            raise BadInput("tally.unknown_name", field="file", line=line_of(text, name), name=shown(name), names=names)
    for name in NEEDED:
        if name not in value:
            raise BadInput("tally.no_part", field="file", line=text.count("\n") + 1, name=name)
    return value


def options_in(value: object, text: str) -> tuple[str, ...]:
    """The names of the options.

    Raises:
        BadInput: they are no list of different texts.
    """
    line = line_of(text, "candidates")
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise expected('["A","B"]', as_json(value), line=line)
    return listed([name_in(name, line=line) for name in value], line_of=lambda number: line_of(text, "candidates", number))


def lot_in(given: Given, options: tuple[str, ...], text: str) -> tuple[str, ...]:
    """The order that breaks ties, the first before the others: that of the list where nothing else is said.

    Raises:
        BadInput: it does not name each option once.
    """
    value = given.get("lot")
    if value is None:
        return options
    line = line_of(text, "lot")
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise expected('["B","A"]', as_json(value), line=line)
    lot = listed([name_in(name, line=line) for name in value], line_of=lambda number: line_of(text, "lot", number))
    for position, name in enumerate(lot):
        if name not in options:
            raise BadInput("tally.unknown_option", field="file", line=line_of(text, "lot", position), name=shown(name))
    for name in options:
        if name not in lot:
            raise BadInput("tally.not_in_lot", field="file", line=line, name=shown(name))
    return lot


def number_in(given: Given, name: str, text: str, *, most: int) -> int | None:
    """A whole number from 1 up, or null, or left out.

    Raises:
        BadInput: it is none.
    """
    value = given.get(name)
    if value is None:
        return None
    if type(value) is not int or not 1 <= value <= most:  # True is an int, and no number
        raise expected(f"1 … {most}", as_json(value), line=line_of(text, name))
    return value


def amount_in(value: object, *, line: int) -> Fraction:
    """An amount above 0, exactly.

    Raises:
        BadInput: it is none.
    """
    if type(value) not in {int, Fraction} or not isinstance(value, int | Fraction) or not 0 < value <= MOST_MONEY:
        raise expected("1000 | 1000.50", as_json(value), line=line)
    return Fraction(value)


def costs_in(given: Given, options: tuple[str, ...], text: str) -> Mapping[str, Fraction] | None:
    """What each option costs, or None where nothing is said of it.

    Raises:
        BadInput: an option has no cost, or a cost has no option.
    """
    if "costs" not in given:
        return None
    line, value = line_of(text, "costs"), given["costs"]
    if not isinstance(value, dict):
        raise expected('{"A":1000}', as_json(value), line=line)
    if isinstance(value, Doubled):
        raise BadInput("tally.named_twice", field="file", line=line, name=shown(value.twice))
    costs = {composed(name): cost for name, cost in value.items()}
    none_twice(map(composed, value), line=line)
    for name in costs:
        if name not in options:
            raise BadInput("tally.unknown_option", field="file", line=line, name=shown(name))
    for name in options:
        if name not in costs:
            raise BadInput("tally.no_cost", field="file", line=line, name=shown(name))
    return {name: amount_in(costs[name], line=line) for name in options}


def title_in(given: Given, text: str) -> str:
    """The title, or none.

    Raises:
        BadInput: it is no text.
    """
    title = given.get("title")
    if title is None:
        return ""
    if not isinstance(title, str):
        raise expected('"…"', as_json(title), line=line_of(text, "title"))
    return title_of(title)
