"""What can be done with a poll: prepare, change and open it or throw it away, vote in it, close it."""

from consult.polls.actions.cast_ballot import BallotReceipt, cast_ballot
from consult.polls.actions.close_poll import close_poll
from consult.polls.actions.create_poll import Change, Question, change_poll, create_open_poll, create_poll, open_poll
from consult.polls.actions.discard_poll import discard_poll

__all__ = [
    "BallotReceipt",
    "Change",
    "Question",
    "cast_ballot",
    "change_poll",
    "close_poll",
    "create_open_poll",
    "create_poll",
    "discard_poll",
    "open_poll",
]
