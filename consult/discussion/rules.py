"""What posts can be, which action moves a version from which status to which, and what a contribution has to hold."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from consult.anchoring.quotes import Quote
from consult.errors import BadInput

TEXT_LIMIT: Final = 10_000  # characters
RAW_LIMIT: Final = 2 * TEXT_LIMIT  # before line ends and what does not belong into a text are taken out


class ThreadKind(StrEnum):
    """What a thread is about."""

    CLAUSE = "clause"
    GENERAL = "general"
    SEVERAL = "several"


class ThreadStatus(StrEnum):
    """Whether a thread takes contributions, as far as the thread itself is concerned."""

    OPEN = "open"
    LOCKED = "locked"


class ThreadAction(StrEnum):
    """What moves a thread from one status to another."""

    LOCK = "lock"
    UNLOCK = "unlock"


THREAD_TRANSITIONS: Final[Mapping[ThreadStatus, Mapping[ThreadAction, ThreadStatus]]] = {
    ThreadStatus.OPEN: {ThreadAction.LOCK: ThreadStatus.LOCKED},
    ThreadStatus.LOCKED: {ThreadAction.UNLOCK: ThreadStatus.OPEN},
}


class Outcome(StrEnum):
    """What answered a flag."""

    HIDDEN = "hidden"  # a moderator hid the post
    STOOD = "stood"  # a moderator let it stand
    SETTLED = "settled"  # otherwise: a later version was published, or the author took it back


class Office(StrEnum):
    """As what somebody of the team answers; the public sees the office, not the name."""

    OFFICIAL = "official"
    MODERATOR = "moderator"


class Kind(StrEnum):
    """What a post is."""

    COMMENT = "comment"
    QUESTION = "question"
    PROPOSAL = "proposal"
    REPLY = "reply"


class Stance(StrEnum):
    """Where its author stands on the clause."""

    SUPPORT = "support"
    OPPOSE = "oppose"
    MIXED = "mixed"
    NEUTRAL = "neutral"


class Operation(StrEnum):
    """What a proposal does with the clause."""

    REPLACE = "replace"
    INSERT_AFTER = "insert_after"
    DELETE = "delete"


class ShownName(StrEnum):
    """Under which name a post is shown."""

    REAL = "real"
    CHOSEN = "chosen"
    WITHHELD = "withheld"


class Channel(StrEnum):
    """How a submission arrived."""

    WEB = "web"
    API = "api"
    EMAIL = "e-mail"
    PAPER = "paper"
    HEARING = "hearing"


class Status(StrEnum):
    """What a version of a post is; a post has the status of its shown version, else of its latest."""

    HELD = "held"
    SHOWN = "shown"
    HIDDEN = "hidden"
    SUPERSEDED = "superseded"  # a later version took its place
    WITHDRAWN = "withdrawn"
    ERASED = "erased"


class Action(StrEnum):
    """What moves a version from one status to another."""

    PUBLISH = "publish"
    HIDE = "hide"
    RESTORE = "restore"
    PUT_BACK = "put_back"  # restore a version that a later one has taken the place of
    SUPERSEDE = "supersede"
    WITHDRAW = "withdraw"
    ERASE = "erase"


TRANSITIONS: Final[Mapping[Status, Mapping[Action, Status]]] = {
    Status.HELD: {
        Action.PUBLISH: Status.SHOWN,
        Action.HIDE: Status.HIDDEN,
        Action.SUPERSEDE: Status.SUPERSEDED,
        Action.WITHDRAW: Status.WITHDRAWN,
        Action.ERASE: Status.ERASED,
    },
    Status.SHOWN: {
        Action.HIDE: Status.HIDDEN,
        Action.SUPERSEDE: Status.SUPERSEDED,
        Action.WITHDRAW: Status.WITHDRAWN,
        Action.ERASE: Status.ERASED,
    },
    Status.HIDDEN: {
        Action.RESTORE: Status.SHOWN,
        Action.PUT_BACK: Status.SUPERSEDED,
        Action.WITHDRAW: Status.WITHDRAWN,
        Action.ERASE: Status.ERASED,
    },
    Status.SUPERSEDED: {Action.HIDE: Status.HIDDEN, Action.ERASE: Status.ERASED},  # hidden: only its post's history shows it no more
    Status.WITHDRAWN: {Action.ERASE: Status.ERASED},
    Status.ERASED: {},
}

EDITABLE: Final = frozenset({Status.HELD, Status.SHOWN, Status.HIDDEN})


class PlacementVerdict(StrEnum):
    """What a person says of a doubtful placement."""

    PASSAGE = "passage"  # it stands at the passage that was found
    CLAUSE_ONLY = "clause_only"  # at its own clause, whose passage is gone
    ORPHANED = "orphaned"  # nowhere any more


class PickedOutcome(StrEnum):
    """What became of a proposal that was picked for the next revision."""

    MERGED = "merged"  # its words are in the draft
    CONFLICT = "conflict"  # others were picked that change the same words: a person settles it before the draft is published
    TAKEN = "taken"  # it was preferred to those others
    LEFT = "left"  # others were preferred to it


class Event(StrEnum):
    """What a thread tells of, and only of what the public may see."""

    POSTED = "posted"
    EDITED = "edited"
    HIDDEN = "hidden"
    RESTORED = "restored"
    WITHDRAWN = "withdrawn"
    ANSWERED = "answered"


def event_of(before: Status | None, after: Status | None, *, numbered: bool) -> Event | None:
    """What the public sees happen when a post goes from one status to another; None where it sees nothing.

    Args:
        before, after: the status of what is public of the post (SHOWN), or its own status where nothing is.
        numbered: whether the post has been public before.
    """
    if after is Status.SHOWN:
        return Event.EDITED if before is Status.SHOWN else Event.RESTORED if numbered else Event.POSTED
    if before is not Status.SHOWN:
        return None
    return Event.WITHDRAWN if after in {Status.WITHDRAWN, Status.ERASED} else Event.HIDDEN


def counts_after(counts: Mapping[str, int], *, gone: str | None, come: str | None) -> dict[str, int]:
    """Shown posts by stance, with `total` (replies included), after one version went out of sight or one came into it, or both.

    Args:
        gone, come: the stance of that version, empty for a reply; None where there is no such version.
    """
    after = Counter(counts)
    for stance, step in ((gone, -1), (come, 1)):
        if stance is not None:
            after.update({"total": step, stance: step})
    return {name: n for name, n in after.items() if name and n}


def post_status(versions: Iterable[Status]) -> Status:
    """The status of a post from those of its versions, oldest first (at least one)."""
    known = list(versions)
    return Status.SHOWN if Status.SHOWN in known else known[-1]


@dataclass(frozen=True)
class Proposal:
    """What is to become of the clause; the wording is empty where it is to be deleted."""

    operation: Operation
    wording: str = ""


@dataclass(frozen=True)
class Contribution:
    """What somebody says in one post, already cleaned by markup."""

    text: str
    kind: Kind = Kind.COMMENT
    stance: Stance | None = None
    quote: Quote | None = None
    proposal: Proposal | None = None
    shown_name: ShownName = ShownName.WITHHELD


def check(given: Contribution, *, clause_text: str) -> None:
    """Refuse what cannot be a post on a clause that says `clause_text`.

    Raises:
        BadInput: naming the field.
    """
    check_text(given.text, field="text")
    if given.kind is Kind.REPLY and given.stance is not None:
        raise BadInput("post.stance_reply", field="stance")
    if given.kind is not Kind.REPLY and given.stance is None:
        raise BadInput("post.stance", field="stance")
    check_proposal(given, clause_text=clause_text)


def check_size(given: Contribution) -> None:
    """Refuse what is far over the limit before anything is done with it: cleaning takes time, and others wait.

    Raises:
        BadInput: naming the field.
    """
    quote, proposal = given.quote or Quote(""), given.proposal
    raw = {"text": given.text, "proposal": proposal.wording if proposal else "", "quote": quote.exact + quote.prefix + quote.suffix}
    for field, text in raw.items():
        if len(text) > RAW_LIMIT:
            raise BadInput("post.too_long", field=field, length=len(text), limit=TEXT_LIMIT)


def check_text(text: str, *, field: str) -> None:
    """Refuse an empty text and one over the limit."""
    if not text.strip():
        raise BadInput("post.empty", field=field)
    if len(text) > TEXT_LIMIT:
        raise BadInput("post.too_long", field=field, length=len(text), limit=TEXT_LIMIT)


def check_proposal(given: Contribution, *, clause_text: str) -> None:
    """Refuse a proposal without its wording, wording without a proposal, and wording that changes nothing."""
    proposal = given.proposal
    if given.kind is not Kind.PROPOSAL:
        if proposal is not None:
            raise BadInput("post.proposal_kind", field="proposal")
        return
    if proposal is None or (proposal.operation is Operation.DELETE) == bool(proposal.wording.strip()):
        raise BadInput("post.proposal", field="proposal")
    if len(proposal.wording) > TEXT_LIMIT:
        raise BadInput("post.too_long", field="proposal", length=len(proposal.wording), limit=TEXT_LIMIT)
    if proposal.operation is Operation.REPLACE and proposal.wording.split() == clause_text.split():
        raise BadInput("post.proposal_same", field="proposal")


def hashed_text(text: str, wording: str) -> str:
    """What of a version is hashed with its salt: its text and, where wording is proposed, a line feed and that."""
    return f"{text}\n{wording}" if wording else text
