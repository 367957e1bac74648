"""A tally as people's programs get it: titles in place of ids, what is whole as a number, all else as text with the method's decimals."""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

WHOLE: Final = re.compile("-?[0-9]+")
BEATS: Final = ">"

Title = Callable[[str], str]


def told_tally(tally: Mapping[str, Any], *, title: Title, pair: Title, seconds: float) -> dict[str, Any]:
    """The tally in the shape of the command `tally`.

    Args:
        tally: what `Outcome.plain` gives.
        title: id of an option → how it is called.
        pair: "A>B" of ids → the same of titles.
        seconds: how long the count took.
    """
    return {
        **tally,
        "options": [title(option) for option in tally["options"]],
        "winners": [title(option) for option in tally["winners"]],
        "rounds": [told_round(stage, title=title) for stage in tally["rounds"]],
        **({"quota": told(tally["quota"])} if "quota" in tally else {}),
        "pairwise": {pair(duel): voters for duel, voters in tally.get("pairwise", {}).items()},
        "scores": numbers(tally.get("scores", {}), title=title),
        **({"figures": figures(tally["figures"], title=title)} if "figures" in tally else {}),
        "ties": [{**tie, "between": [title(option) for option in tie["between"]]} for tie in tally["ties"]],
        "seconds": seconds,
    }


def told_round(stage: Mapping[str, Any], *, title: Title) -> dict[str, Any]:
    """One stage."""
    return {
        **stage,
        "tallies": numbers(stage["tallies"], title=title),
        "elected": [title(option) for option in stage["elected"]],
        "eliminated": [title(option) for option in stage["eliminated"]],
        "exhausted": told(stage["exhausted"]),
    }


def numbers(found: Mapping[str, str], *, title: Title) -> dict[str, int | str]:
    """Option → number."""
    return {title(option): told(number) for option, number in found.items()}


def figures(found: Mapping[str, Mapping[str, str]], *, title: Title) -> dict[str, dict[str, int | str]]:
    """Option → name of a figure → number."""
    return {title(option): {name: told(number) for name, number in each.items()} for option, each in found.items()}


def told(number: str) -> int | str:
    """A number of a count, which is stored as text: as a number where it is whole, else with the method's own decimals."""
    return int(number) if WHOLE.fullmatch(number) else number
