"""Work of polls after the request: writing their tables anew, so that no file tells in which order people voted."""

from consult.platform import jobs
from consult.platform.vacuum import rewrite
from consult.polls.models import Ballot, ClosedBallot, ClosedParticipation, Participation


@jobs.job
def rewrite_ballots(_poll_id: str) -> None:
    """Have what was moved gone from where it was; where somebody is at work in the tables, later, and for as long as it takes."""
    rewrite([Ballot, ClosedBallot, Participation, ClosedParticipation])
