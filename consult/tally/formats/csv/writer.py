"""Ballots as CSV. What this format cannot say without being read as something else is refused: JSON says it."""

from collections.abc import Iterator, Sequence
from typing import Final

from consult.errors import BadInput
from consult.tally.formats.ballot_file import BallotFile
from consult.tally.formats.csv.rankings import RESERVED, TIE
from consult.tally.formats.json.writer import WORDS
from consult.tally.formats.limits import shown
from consult.tally.formats.mark_words import distinct, ranking_of
from consult.tally.profile import Ballots, Profile
from consult.text.cells import safe_cell, written

LISTS: Final = frozenset({Ballots.RANKED, Ballots.CHOSEN})


def csv_text(ballots: BallotFile) -> str:
    """The file.

    Raises:
        BadInput: a name would be read as something else; an option that no ballot names, costs, or the order of ties would be lost.
    """
    profile = ballots.profile
    if ballots.costs is not None or ballots.budget is not None:
        raise BadInput("tally.unwritable_costs", field="ballots")
    if ballots.lot != (tuple(sorted(profile.options)) if profile.kind in LISTS else profile.options):
        raise BadInput("tally.unwritable_lot", field="ballots")
    for position, name in enumerate(profile.options):
        is_lost = profile.kind in LISTS and bool((profile.marks[:, position] == profile.blank).all())
        if is_lost or TIE in name or name in RESERVED or name != name.strip() or safe_cell(name) != name:
            raise BadInput("tally.unwritable_name", field="ballots", name=shown(name))
    return "".join(written(rows(profile)))


def rows(profile: Profile) -> Iterator[Sequence[object]]:
    """The header, and a row for each distinct ballot."""
    if profile.kind not in LISTS:
        yield ("count", *profile.options)
        for marks, voters in distinct(profile):
            yield (voters, *(cell(profile, mark) for mark in marks))
        return
    found = [(voters, cells(profile, marks)) for marks, voters in distinct(profile)]
    width = max(len(row) for _voters, row in found)
    word = "rank" if profile.kind is Ballots.RANKED else "choice"
    yield ("count", *(f"{word}{number}" for number in range(1, width + 1)))
    for voters, row in found:
        yield (voters, *row, *[""] * (width - len(row)))


def cell(profile: Profile, mark: int) -> object:
    """Points or an answer."""
    if mark == profile.blank:
        return ""
    return WORDS[mark] if profile.kind is Ballots.ANSWERED else mark


def cells(profile: Profile, marks: Sequence[int]) -> list[str]:
    """Ranks or choices."""
    if profile.kind is Ballots.CHOSEN:
        return [option for option, mark in zip(profile.options, marks, strict=True) if mark]
    return [TIE.join(profile.options[option] for option in tier) for tier in ranking_of(marks, blank=profile.blank)]
