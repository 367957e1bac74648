"""Kinds of polls, their steps, and what a poll may be. Plain values only."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Final

from consult.errors import BadInput
from consult.text.normal_form import visible


class Kind(StrEnum):
    """How people answer."""

    SINGLE = "single"  # one option, or none of them


class Status(StrEnum):
    """Where a poll stands."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


class Step(StrEnum):
    """What carries it on."""

    OPEN = "open"
    CLOSE = "close"


STEPS: Final[Mapping[Status, Mapping[Step, Status]]] = {
    Status.DRAFT: {Step.OPEN: Status.OPEN},
    Status.OPEN: {Step.CLOSE: Status.CLOSED},
    Status.CLOSED: {},
}

TITLE_LIMIT: Final = 300  # characters
DESCRIPTION_LIMIT: Final = 2_000
OPTIONS_LEAST, OPTIONS_MOST = 2, 100
RECOMPUTABLE_FROM: Final = 10  # ballots: fewer would tell too much of each
ELIGIBILITY: Final = "citizens"  # everybody with an account who is not in the team


SEATS: Final[Mapping[Kind, int]] = {Kind.SINGLE: 1}  # how many options win


def wrong_in(*, title: str, description: str, options: Sequence[str]) -> Iterator[BadInput]:
    """What a poll cannot be opened with; texts are cleaned already."""
    if not visible(title):
        yield BadInput("input.required", field="title")
    if len(title) > TITLE_LIMIT:
        yield BadInput("input.too_long", field="title", length=len(title), limit=TITLE_LIMIT)
    if len(description) > DESCRIPTION_LIMIT:
        yield BadInput("input.too_long", field="description", length=len(description), limit=DESCRIPTION_LIMIT)
    if not OPTIONS_LEAST <= len(options) <= OPTIONS_MOST:
        yield BadInput("poll.options", field="options", least=OPTIONS_LEAST, most=OPTIONS_MOST)
    known: set[str] = set()
    for number, option in enumerate(options):
        seen = visible(option)
        if not seen:
            yield BadInput("input.required", field=f"options.{number}.title")
        elif len(option) > TITLE_LIMIT:
            yield BadInput("input.too_long", field=f"options.{number}.title", length=len(option), limit=TITLE_LIMIT)
        elif seen in known:
            yield BadInput("poll.option_twice", field=f"options.{number}.title", title=option)
        known.add(seen)


def wrong_numbers(kind: Kind, *, seats: int | None, budget: object) -> Iterator[BadInput]:
    """What does not fit the kind: seats other than it has, or a budget, which none has yet. None: nothing is said of it."""
    if seats not in {None, SEATS[kind]}:
        yield BadInput("poll.seats", field="seats", seats=SEATS[kind])
    if budget is not None:
        yield BadInput("poll.budget", field="budget")


def taking_part_shown(number: int) -> int:
    """How many took part, as far as that is public before closing: in whole tens."""
    return number // 10 * 10
