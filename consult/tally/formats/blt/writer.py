"""Rankings as BLT, as droop and OpenSTV read it; the order that breaks ties as `[tie …]`, where it is not that of the options."""

from collections.abc import Iterator

from consult.errors import BadInput
from consult.tally.formats.ballot_file import BallotFile
from consult.tally.formats.mark_words import distinct, ranking_of
from consult.tally.profile import Ballots


def blt_text(ballots: BallotFile) -> str:
    """The file.

    Raises:
        BadInput: the ballots are no rankings, or projects have costs.
    """
    if ballots.profile.kind is not Ballots.RANKED:
        raise BadInput("tally.unwritable_kind", field="ballots", kind=ballots.profile.kind)
    if ballots.costs is not None or ballots.budget is not None:
        raise BadInput("tally.unwritable_costs", field="ballots")
    return "".join(f"{line}\n" for line in lines(ballots))


def lines(ballots: BallotFile) -> Iterator[str]:
    """Line by line."""
    profile = ballots.profile
    yield f"{len(profile.options)} {ballots.seats or 1}"
    if ballots.lot != profile.options:
        yield f"[tie {' '.join(str(profile.options.index(option) + 1) for option in ballots.lot)}]"
    for marks, voters in distinct(profile):
        tiers = ("=".join(str(option + 1) for option in tier) for tier in ranking_of(marks, blank=profile.blank))
        yield " ".join((str(voters), *tiers, "0"))
    yield "0"
    for name in (*profile.options, ballots.title):
        yield quoted(name)


def quoted(name: str) -> str:
    """A string in quotation marks."""
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
