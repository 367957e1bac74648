"""What comes out of a file of ballots, whatever its format. Plain values.

Each format is a file with `read(lines, wanted) -> BallotFile`. `lines` come with their ends, as `open(newline="")` gives them. `wanted`:
the kinds of ballots that the method counts; where the same words could be two kinds, the first of them is meant. What is wrong is refused
with BadInput, which names the line.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from consult.tally.profile import Ballots, Profile


@dataclass(frozen=True)
class BallotFile:
    """Ballots, and what else their file says.

    `profile`: what was voted.
    `lot`: all options in the order that breaks ties: as the file gives it, else as it lists them, else by name.
    `seats`: how many are to be elected, where the file says so.
    `costs`, `budget`: what each project costs, and what there is, in the file's own currency.
    `title`: of the vote.
    `most_points`: that a ballot can give to an option, where the file says so.
    `notes`: code of a sentence → how many ballots it is about: what the file says and no count can use.
    """

    profile: Profile
    lot: tuple[str, ...]
    seats: int | None = None
    costs: Mapping[str, Fraction] | None = None
    budget: Fraction | None = None
    title: str = ""
    most_points: int | None = None
    notes: Mapping[str, int] = field(default_factory=dict)


Reader = Callable[[Iterable[str], tuple[Ballots, ...]], BallotFile]
