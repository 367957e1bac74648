"""What a moderator can decide, and what a decision has to hold."""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from typing import Final

from consult.discussion.rules import Action, Status
from consult.errors import BadInput

LEAST_REASON: Final = 10  # characters
REASON_LIMIT: Final = 2_000
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

OFFERED: Final[Mapping[Status, tuple[Verdict, ...]]] = {  # what a page offers for a version that is …
    Status.HELD: (Verdict.PUBLISH, Verdict.HIDE),
    Status.SHOWN: (Verdict.HIDE,),
    Status.HIDDEN: (Verdict.RESTORE,),
}


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
