"""The line of stages that a consultation goes through, for the page of the public and for the desk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from consult.access import Phase

ORDER: Final = list(Phase)


@dataclass(frozen=True)
class Stage:
    """A stop on the line."""

    phase: Phase
    at: datetime | None  # when it was or will be reached, where that is known
    past: bool
    current: bool


def line(phases: Sequence[Phase], here: Phase, instants: Mapping[Phase, datetime | None]) -> list[Stage]:
    """These phases as seen from the one where it stands, each with its instant where one is known."""
    reached = ORDER.index(here)
    return [Stage(one, instants.get(one), past=ORDER.index(one) <= reached, current=one is here) for one in phases]
