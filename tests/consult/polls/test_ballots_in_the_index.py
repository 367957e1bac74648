"""Every ballot that can be cast fits the index by which a count groups them: else it would be cast, and its poll could never be closed."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final
from uuid import UUID

import pytest

from consult.polls.ballots import canonical_ballot
from consult.polls.rules import OPTIONS_MOST, Kind

MOST_BYTES: Final = 2_704  # of an entry in a B-tree of PostgreSQL: a third of a page; the id of the poll and heads of rows are in it too
BESIDE: Final = 64

LONGEST: Final[Mapping[Kind, Callable[[Sequence[str]], object]]] = {Kind.SINGLE: lambda options: options[0]}


@pytest.mark.parametrize("kind", list(Kind))
def test_the_longest_ballot_of_each_kind_fits(kind: Kind) -> None:
    options = [str(UUID(int=number)) for number in range(OPTIONS_MOST)]
    assert len(canonical_ballot(kind, LONGEST[kind](options), options=options).encode()) + BESIDE <= MOST_BYTES
