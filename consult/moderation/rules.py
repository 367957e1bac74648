"""What a moderator can decide, and what a decision has to hold."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from consult.discussion.rules import Action, Outcome, Status
from consult.errors import BadInput

LEAST_REASON: Final = 10  # characters
REASON_LIMIT: Final = 2_000
BATCH_LIMIT: Final = 50  # contributions that one decision reaches at once
LONG_WAIT: Final = timedelta(days=1)  # the public figures say how many waited longer
SECOND_THOUGHT: Final = timedelta(minutes=2)  # before the author is told, so that a slip can be taken back


class Verdict(StrEnum):
    """What a moderator decides about a version."""

    PUBLISH = "publish"
    HIDE = "hide"
    RESTORE = "restore"


ACTIONS: Final[Mapping[Verdict, Action]] = {
    Verdict.PUBLISH: Action.PUBLISH,
    Verdict.HIDE: Action.HIDE,
    Verdict.RESTORE: Action.RESTORE,
}

OUTCOMES: Final[Mapping[Verdict, Outcome]] = {  # what a decision is to those who reported the post
    Verdict.PUBLISH: Outcome.SETTLED,
    Verdict.HIDE: Outcome.HIDDEN,
    Verdict.RESTORE: Outcome.SETTLED,
}

OFFERED: Final[Mapping[Status, tuple[Verdict, ...]]] = {  # what a page offers for a version that is …
    Status.HELD: (Verdict.PUBLISH, Verdict.HIDE),
    Status.SHOWN: (Verdict.HIDE,),
    Status.HIDDEN: (Verdict.RESTORE,),
    Status.SUPERSEDED: (Verdict.HIDE,),  # where it was public: from the history of its post
}


def opposite(status: Status) -> Verdict | None:
    """What takes a decision back that left a version with this status: nothing waits again, so it is hidden or shown.
    Where its author has replaced it since, there is nothing to take back."""
    return next(iter(OFFERED.get(status, ())), None) if status not in {Status.HELD, Status.SUPERSEDED} else None


def check_reason(reason: str) -> str:
    """The reason as it is kept.

    Raises:
        BadInput: it says too little or too much.
    """
    if len(reason.strip()) < LEAST_REASON:
        raise BadInput("decision.reason", field="reason", least=LEAST_REASON)
    if len(reason) > REASON_LIMIT:
        raise BadInput("decision.reason_too_long", field="reason", length=len(reason), limit=REASON_LIMIT)
    return reason


def check_chosen(chosen: Collection[object]) -> None:
    """Whether one decision may reach so many.

    Raises:
        BadInput: nothing is chosen, or more than a person can have looked at.
    """
    if not chosen:
        raise BadInput("decision.none_chosen", field="chosen")
    if len(chosen) > BATCH_LIMIT:
        raise BadInput("decision.too_many", field="chosen", length=len(chosen), limit=BATCH_LIMIT)


class Told(StrEnum):
    """Whether the author has been told of a decision."""

    SOON = "soon"
    TOLD = "told"
    NEVER = "never"  # a later decision came in time


def told(decided_at: datetime, *, later: datetime | None, now: datetime) -> Told:
    """What has become of the word to the author by `now`.

    Args:
        later: when the next decision on the same version was taken, if there is one.
    """
    due = decided_at + SECOND_THOUGHT
    if later is not None and later <= due:
        return Told.NEVER
    return Told.TOLD if due <= now else Told.SOON


def median(waits: Sequence[timedelta]) -> timedelta | None:
    """The median of waits that stand in order of their length; None where there are none."""
    middle = waits[(len(waits) - 1) // 2 : len(waits) // 2 + 1] if waits else ()
    return sum(middle, timedelta()) / len(middle) if middle else None
