"""The ballots of a JSON file, kind by kind."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeVar

from consult.errors import BadInput
from consult.tally.canonical_ballots import ANSWERS
from consult.tally.formats.json.values import Doubled, as_json, line_of
from consult.tally.formats.limits import none_twice, shown
from consult.tally.profile import MOST_VOTERS, Ballots, Profile, Ranking, answered, chosen, ranked, scored
from consult.text.normal_form import composed

LISTS: Final = (Ballots.RANKED, Ballots.CHOSEN)
OBJECTS: Final = (Ballots.SCORED, Ballots.ANSWERED)

Ballot = TypeVar("Ballot")
Marks = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Sheet:
    """What a ballot can say: of which options, and how many points at most. `text` is the file, for the lines of what is wrong."""

    kind: Ballots
    options: tuple[str, ...]
    most: int
    text: str

    @cached_property
    def at(self) -> Mapping[str, int]:
        """Option → its position."""
        return {option: position for position, option in enumerate(self.options)}

    def line(self, number: int) -> int:
        """The line of a ballot."""
        return line_of(self.text, "ballots", number)


def kind_of(ballots: Sequence[object], wanted: tuple[Ballots, ...]) -> Ballots:
    """The kind of the ballots: what is wanted where they can be that, else what they look like. The first that is not blank says so."""
    said = (ballot[1] for ballot in ballots if isinstance(ballot, list) and len(ballot) == 2 and ballot[1])
    first = next(said, None)
    if first is None:
        return wanted[0]
    if isinstance(first, dict):
        is_word = any(isinstance(mark, str) for mark in first.values())
        return next((kind for kind in wanted if kind in OBJECTS), Ballots.ANSWERED if is_word else Ballots.SCORED)
    return next((kind for kind in wanted if kind in LISTS), Ballots.RANKED)


def profile_of(ballots: Sequence[object], sheet: Sheet) -> Profile:
    """The profile.

    Raises:
        BadInput: a ballot is not of the kind, or names what is no option.
    """
    if sheet.kind is Ballots.RANKED:
        rankings = sums(ballots, sheet, ranking_in)
        return ranked(sheet.options, rankings.items())
    if sheet.kind is Ballots.CHOSEN:
        return chosen(sheet.options, sums(ballots, sheet, choice_in).items())
    make, mark = (scored, points_in) if sheet.kind is Ballots.SCORED else (answered, answer_in)
    marks = sums(ballots, sheet, lambda ballot, number, sheet: marks_in(ballot, number, sheet, mark))
    return make(sheet.options, ((dict(ballot), voters) for ballot, voters in marks.items()))


def sums(ballots: Sequence[object], sheet: Sheet, read: Callable[[object, int, Sheet], Ballot]) -> Counter[Ballot]:
    """Each distinct ballot, and how many voters cast it."""
    found: Counter[Ballot] = Counter()
    for number, (voters, ballot) in enumerate(counted(ballots, sheet)):
        found[read(ballot, number, sheet)] += voters
    return found


def counted(ballots: Sequence[object], sheet: Sheet) -> Iterator[tuple[int, object]]:
    """How many cast each, and what it says."""
    for number, given in enumerate(ballots):
        if not isinstance(given, list) or len(given) != 2:
            raise wrong("[1,[…]]", given, number, sheet)
        voters, ballot = given
        if type(voters) is not int or not 1 <= voters <= MOST_VOTERS:
            raise BadInput("tally.ballot_count", field="file", line=sheet.line(number), number=number + 1, limit=MOST_VOTERS)
        yield voters, ballot


def wrong(what: str, given: object, number: int, sheet: Sheet) -> BadInput:
    """The refusal of a ballot."""
    return BadInput("tally.ballot", field="file", line=sheet.line(number), number=number + 1, expected=what, given=shown(as_json(given)))


def ranking_in(ballot: object, number: int, sheet: Sheet) -> Ranking:
    """`["A",["B","C"]]`, or null."""
    if ballot is None:
        return ()
    if not isinstance(ballot, list):
        raise wrong('["A",["B","C"]]', ballot, number, sheet)
    tiers = [tier if isinstance(tier, list) else [tier] for tier in ballot]
    if not all(tiers):
        raise wrong('["A",["B","C"]]', ballot, number, sheet)
    positions_in([name for tier in tiers for name in tier], number, sheet)
    return tuple(tuple(sorted(sheet.at[composed(str(name))] for name in tier)) for tier in tiers)


def choice_in(ballot: object, number: int, sheet: Sheet) -> frozenset[int]:
    """`["A","B"]`, or null."""
    if ballot is None:
        return frozenset()
    if not isinstance(ballot, list):
        raise wrong('["A","B"]', ballot, number, sheet)
    return frozenset(positions_in(ballot, number, sheet))


def positions_in(names: Sequence[object], number: int, sheet: Sheet) -> list[int]:
    """The positions of options, each there once."""
    for name in names:
        if not isinstance(name, str):
            raise wrong('"A"', name, number, sheet)
        if composed(name) not in sheet.at:
            raise BadInput("tally.unknown_option", field="file", line=sheet.line(number), name=shown(name))
    found = [sheet.at[composed(str(name))] for name in names]
    if len(set(found)) < len(found):
        none_twice([composed(str(name)) for name in names], line=sheet.line(number))
    return found


def marks_in(ballot: object, number: int, sheet: Sheet, mark: Callable[[object, int, Sheet], int]) -> Marks:
    """`{"A":mark}`; null beside a name, or in place of all of it, says nothing."""
    if ballot is None:
        return ()
    if not isinstance(ballot, dict):
        raise wrong('{"A":…}', ballot, number, sheet)
    if isinstance(ballot, Doubled):
        raise BadInput("tally.named_twice", field="file", line=sheet.line(number), name=shown(ballot.twice))
    at = positions_in(list(ballot), number, sheet)
    said = [(position, given) for position, given in zip(at, ballot.values(), strict=True) if given is not None]
    return tuple(sorted((position, mark(given, number, sheet)) for position, given in said))


def points_in(given: object, number: int, sheet: Sheet) -> int:
    """Points from 0 up."""
    if type(given) is not int or not 0 <= given <= sheet.most:
        raise wrong(f"0 … {sheet.most}", given, number, sheet)
    return given


def answer_in(given: object, number: int, sheet: Sheet) -> int:
    """An answer, by its word."""
    if not isinstance(given, str) or given not in ANSWERS:
        raise wrong(" | ".join(ANSWERS), given, number, sheet)
    return ANSWERS[given]
