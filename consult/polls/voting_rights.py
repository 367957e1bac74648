"""Who may vote in a poll now: what casting asks for, and what a page asks for before it shows anybody a code."""

from datetime import datetime

from consult.access import Right
from consult.accounts.viewer import Viewer
from consult.consultations.rights import require
from consult.errors import NotPossible
from consult.polls.models import Poll
from consult.polls.queries import has_voted
from consult.polls.rules import Status


def require_vote(poll: Poll, *, actor: Viewer, now: datetime) -> None:
    """Let the actor go on to vote, or refuse as casting would.

    Raises:
        NotFound, NotAllowed: see `rights.require`.
        NotPossible: the actor has voted already, or the poll or its consultation is not open.
    """
    if has_voted(poll, viewer=actor):
        raise NotPossible("ballot.twice")
    require_open(poll, actor=actor, now=now)


def require_open(poll: Poll, *, actor: Viewer, now: datetime) -> None:
    """The same for whoever is known not to have voted."""
    require(actor, Right.BALLOT_CAST, at=poll.consultation, now=now)
    if poll.status != Status.OPEN:
        raise NotPossible("poll.not_open", status=poll.status)
