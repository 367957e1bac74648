"""What holds for ballots in every format: how numbers and names are written, and how much there may be of everything."""

import re
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import Final
from unicodedata import category, normalize

import numpy as np

from consult.errors import BadInput
from consult.tally.profile import MOST_OPTIONS, MOST_VOTERS, Profile
from consult.text.normal_form import composed, visible

MOST_POINTS: Final = 1_000  # that an option can be given on one ballot; a table of how many gave how many stays readable
MOST_MARKS: Final = 50_000_000  # ballots that differ, times options: 0.4 GB, and two or three times that while they are counted
MOST_SHOWN: Final = 60  # characters of what is quoted in a refusal
DIGITS: Final = re.compile("[0-9]{1,10}")
BREAKS: Final = frozenset({"Cc", "Zl", "Zp"})  # categories of Unicode
UNSEEN: Final = BREAKS | {"Cf", "Co", "Cs"}
MONEY: Final = re.compile(r"[0-9]{1,15}(\.[0-9]{1,6})?")


def shown(text: object) -> str:
    """What was given, for a refusal: its beginning."""
    words = str(text)
    return words if len(words) <= MOST_SHOWN else f"{words[:MOST_SHOWN]}…"


def expected(what: str, given: object, *, line: int) -> BadInput:
    """The refusal of something in whose place `what` should stand, as it is written in the format."""
    return BadInput("tally.expected", field="file", line=line, expected=what, given=shown(given))


def voters_in(text: str, *, line: int) -> int:
    """How many voters cast a ballot.

    Raises:
        BadInput: it is no whole number, or one outside 1 … MOST_VOTERS.
    """
    number = int(text) if DIGITS.fullmatch(text) else 0
    if not 1 <= number <= MOST_VOTERS:
        raise BadInput("tally.count", field="file", line=line, given=shown(text), limit=MOST_VOTERS)
    return number


def points_in(text: str, *, line: int) -> int:
    """How many points a ballot gives to an option.

    Raises:
        BadInput: it is no whole number, or one outside 0 … MOST_POINTS.
    """
    if not DIGITS.fullmatch(text) or int(text) > MOST_POINTS:
        raise expected(f"0 … {MOST_POINTS}", text, line=line)
    return int(text)


def money_in(text: str) -> Fraction | None:
    """An amount of money, or None where it is not written as one."""
    return Fraction(text) if MONEY.fullmatch(text) else None


def name_in(text: str, *, line: int) -> str:
    """The name of an option, in one of the ways in which Unicode can write it (NFC), so that two ways of writing are one name.

    Raises:
        BadInput: it is empty, or holds characters that are not text, or that nobody sees.
    """
    if not text:
        raise BadInput("tally.no_name", field="file", line=line)
    if text.isascii() and text.isprintable():
        return text
    if any(category(character) in UNSEEN for character in text):
        raise BadInput("tally.controls", field="file", line=line)
    return composed(text)


def title_of(text: str) -> str:
    """A title as one line; what is no text in it, or cannot be seen, is left out: it is no name, and decides nothing."""
    spaced = "".join(" " if category(character) in BREAKS else character for character in text)
    return composed(" ".join("".join(character for character in spaced if category(character) not in UNSEEN).split()))


def look_alikes(options: Sequence[str]) -> list[str]:
    """Options of which whoever reads them may not tell one from another: for each such group, its names."""
    groups: dict[str, list[str]] = {}
    for option in options:
        groups.setdefault(visible(normalize("NFKC", option)), []).append(option)
    return ["; ".join(group) for group in groups.values() if len(group) > 1]


def listed(names: Sequence[str], *, line_of: Callable[[int], int], most: int = MOST_OPTIONS) -> tuple[str, ...]:
    """The options that a file lists. `line_of`: position in the list → line. `most`: how many there may be.

    Raises:
        BadInput: there is none, there are too many, or one stands there twice.
    """
    if not names:
        raise BadInput("tally.no_options", field="file", line=1)
    if len(names) > most:
        raise BadInput("tally.many_options", field="file", line=line_of(most), limit=most)
    seen: set[str] = set()
    for position, name in enumerate(names):
        if name in seen:
            raise BadInput("tally.option_twice", field="file", line=line_of(position), name=shown(name))
        seen.add(name)
    return tuple(names)


def none_twice(names: Iterable[str], *, line: int) -> None:
    """Check what one ballot names.

    Raises:
        BadInput: it names an option twice.
    """
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise BadInput("tally.named_twice", field="file", line=line, name=shown(name))
        seen.add(name)


def none_again(voter: str, known: set[str], *, line: int) -> None:
    """Check that a voter has no other ballot, and know them from now on; who is not named is nobody known.

    Raises:
        BadInput: they have.
    """
    if voter and voter in known:
        raise BadInput("tally.voter_twice", field="file", line=line, name=shown(voter))
    known.add(voter)


def bearable_size(*, rows: int, options: int) -> None:
    """Check before the marks are made.

    Raises:
        BadInput: they would not fit into the memory of a common machine.
    """
    if rows * options > MOST_MARKS:
        raise BadInput("tally.too_much", field="file", rows=rows, options=options)


def whole(profile: Profile, *, line: int) -> Profile:
    """The same profile, where it is one that can be counted. `line`: the last of the file.

    Raises:
        BadInput: there is no ballot, or there are more than there are people.
    """
    if not len(profile.counts):
        raise BadInput("tally.no_ballots", field="file", line=line)
    if int(profile.counts.sum(dtype=np.int64)) > MOST_VOTERS:
        raise BadInput("tally.many_voters", field="file", line=line, limit=MOST_VOTERS)
    return profile
