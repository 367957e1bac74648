"""What waits for a team, as a table on its desk: how much of each kind, since when the oldest of it does, and where it is dealt with."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consult.consultations.models import Consultation
from consult.moderation.waiting_counts import Pending, Waits
from consult.polls.rules import Status
from consult.reports.arrivals import Arrivals

KINDS: Final = {
    Waits.HELD: (_("Contributions to decide about"), "queue"),
    Waits.LETTERS: (_("Letters for organisations among them"), "queue"),
    Waits.REPORTED: (_("Contributions that readers reported"), "queue"),
    Waits.ASKED: (_("Questions without an answer"), "questions"),
    Waits.LINKS: (_("Clauses of which it is doubtful what became of them"), "match"),
    Waits.PLACES: (_("Contributions of which it is doubtful where they stand now"), "placements"),
}
TO_OPEN: Final = _("Polls to open")
TO_CLOSE: Final = _("Polls to close")


@dataclass(frozen=True)
class Row:
    """One kind."""

    label: Promise
    pending: Pending
    page: str  # the name of its address


@dataclass(frozen=True)
class Table:
    """The kinds of which anything waits."""

    rows: tuple[Row, ...]

    @property
    def most(self) -> int:
        """As long as the longest bar is."""
        return max((row.pending.number for row in self.rows), default=0)


def table(came: Arrivals, row: Consultation, *, is_over: bool) -> Table:
    """What waits in the consultation."""
    posts = tuple(Row(label, came.waits[what], page) for what, (label, page) in KINDS.items() if what in came.waits)
    return Table((*posts, *polls(came, row, is_over=is_over)))


def polls(came: Arrivals, row: Consultation, *, is_over: bool) -> Iterator[Row]:
    """Those in preparation wait to be opened; those that are open when nobody can vote any more wait to be closed, since then."""
    if not is_over and Status.DRAFT in came.polls:
        yield Row(TO_OPEN, came.polls[Status.DRAFT], "desk_polls")
    if is_over and Status.OPEN in came.polls:
        left = came.polls[Status.OPEN]
        yield Row(TO_CLOSE, Pending(left.number, row.closes_at or left.since), "desk_polls")
