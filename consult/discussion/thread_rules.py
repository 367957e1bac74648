"""What a thread over several clauses has to have, and what is to be said when a thread is closed."""

from typing import Final

from consult.discussion.rules import THREAD_TRANSITIONS, Contribution, Kind, ThreadAction, ThreadStatus
from consult.errors import BadInput, NotPossible
from consult.platform.markup import clean_text, one_line

TITLE_LIMIT: Final = 120  # characters
NOTICE_LEAST: Final = 10  # characters
NOTICE_LIMIT: Final = 1_000
CLAUSES_LEAST: Final = 2


def title_in(raw: str) -> str:
    """The title of a thread, on one line.

    Raises:
        BadInput: there is none, or it is too long.
    """
    title = one_line(raw)
    if not 0 < len(title) <= TITLE_LIMIT:
        raise BadInput("thread.title", field="title", limit=TITLE_LIMIT)
    return title


def notice_in(raw: str) -> str:
    """Why a thread is closed, as it is stored.

    Raises:
        BadInput: it says too little, or too much.
    """
    notice = clean_text(raw).strip()
    if len(notice) < NOTICE_LEAST:
        raise BadInput("thread.notice", field="notice", least=NOTICE_LEAST)
    if len(notice) > NOTICE_LIMIT:
        raise BadInput("input.too_long", field="notice", length=len(notice), limit=NOTICE_LIMIT)
    return notice


def next_status(status: ThreadStatus, action: ThreadAction) -> ThreadStatus:
    """Where the step leads.

    Raises:
        NotPossible: it leads nowhere from there.
    """
    target = THREAD_TRANSITIONS[status].get(action)
    if target is None:
        raise NotPossible("thread.no_step", status=status.value)
    return target


def check_without_clause(given: Contribution) -> None:
    """Refuse what can only be said about one clause, in a thread that belongs to none alone.

    Raises:
        BadInput: naming the field.
    """
    if given.kind is Kind.PROPOSAL or given.proposal is not None:
        raise BadInput("post.proposal_place", field="proposal")
    if given.quote is not None:
        raise BadInput("post.quote_place", field="quote")
