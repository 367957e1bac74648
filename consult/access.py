"""Who may do what, when: role × right × phase → verdict, in one table. Plain values; nothing is looked up here."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """What somebody is in one consultation; everybody signed in is at least a citizen of it."""

    VISITOR = "visitor"
    CITIZEN = "citizen"
    DELEGATE = "delegate"
    MODERATOR = "moderator"
    OFFICIAL = "official"
    ADMINISTRATOR = "administrator"
    OPERATOR = "operator"  # whoever runs the commands on the server; never over HTTP


class Phase(StrEnum):
    """Where a consultation stands, in the order of its life."""

    DRAFT = "draft"
    ANNOUNCED = "announced"
    OPEN = "open"
    CLOSED = "closed"
    ANSWERED = "answered"
    ARCHIVED = "archived"


class Right(StrEnum):
    """`subject:action`, in alphabetical order."""

    BALLOT_CAST = "ballot:cast"
    CONSULTATION_ANNOUNCE = "consultation:announce"
    CONSULTATION_ANSWER = "consultation:answer"
    CONSULTATION_ARCHIVE = "consultation:archive"
    CONSULTATION_CLOSE = "consultation:close"
    CONSULTATION_CREATE = "consultation:create"  # asked of one's roles in all consultations together
    CONSULTATION_DESCRIBE = "consultation:describe"
    CONSULTATION_OPEN = "consultation:open"
    CONSULTATION_READ = "consultation:read"
    DRAFT_IMPORT = "draft:import"
    EDITION_FREEZE = "edition:freeze"
    POLL_CLOSE = "poll:close"
    POLL_DISCARD = "poll:discard"
    POLL_OPEN = "poll:open"
    POLL_PREPARE = "poll:prepare"
    POLL_PREVIEW = "poll:preview"  # before it opens
    POST_ANSWER = "post:answer"  # as what one is in the team
    POST_DECIDE = "post:decide"
    POST_FLAG = "post:flag"
    POST_SUBMIT = "post:submit"
    POST_SUPPORT = "post:support"
    POST_WITHDRAW = "post:withdraw"  # one's own
    QUEUE_READ = "queue:read"
    TEAM_CHANGE = "team:change"  # of others; whoever is in it may leave
    THREAD_LOCK = "thread:lock"
    THREAD_OPEN = "thread:open"  # over several clauses


Cells = Mapping[Role, frozenset[Phase]]

ALWAYS: Final = frozenset(Phase)
UNKNOWN: Final = frozenset({Phase.DRAFT})
GOING_ON: Final = ALWAYS - {Phase.ARCHIVED}
KNOWN: Final = ALWAYS - UNKNOWN  # once the public knows of it
BEFORE: Final = frozenset({Phase.DRAFT, Phase.ANNOUNCED})
OPEN: Final = frozenset({Phase.OPEN})
CLOSED: Final = frozenset({Phase.CLOSED})
ANSWERED: Final = frozenset({Phase.ANSWERED})
TAKING_STOCK: Final = frozenset({Phase.OPEN, Phase.CLOSED, Phase.ANSWERED})  # what came in is still being decided

TABLE: Final[Mapping[Right, Cells]] = {
    Right.BALLOT_CAST: {Role.CITIZEN: OPEN, Role.DELEGATE: OPEN},
    Right.CONSULTATION_ANNOUNCE: {Role.OFFICIAL: UNKNOWN, Role.OPERATOR: UNKNOWN},
    Right.CONSULTATION_ANSWER: {Role.OFFICIAL: CLOSED, Role.OPERATOR: CLOSED},
    Right.CONSULTATION_ARCHIVE: {Role.OFFICIAL: ANSWERED, Role.OPERATOR: ANSWERED},
    Right.CONSULTATION_CLOSE: {Role.OFFICIAL: OPEN, Role.OPERATOR: OPEN},
    Right.CONSULTATION_CREATE: {Role.OFFICIAL: UNKNOWN, Role.ADMINISTRATOR: UNKNOWN, Role.OPERATOR: UNKNOWN},
    Right.CONSULTATION_DESCRIBE: {Role.OFFICIAL: UNKNOWN, Role.OPERATOR: UNKNOWN},
    Right.CONSULTATION_OPEN: {Role.OFFICIAL: BEFORE, Role.OPERATOR: BEFORE},
    Right.CONSULTATION_READ: {
        Role.VISITOR: KNOWN,
        Role.CITIZEN: KNOWN,
        Role.DELEGATE: KNOWN,
        Role.MODERATOR: ALWAYS,
        Role.OFFICIAL: ALWAYS,
        Role.ADMINISTRATOR: ALWAYS,
        Role.OPERATOR: ALWAYS,
    },
    Right.DRAFT_IMPORT: {Role.OFFICIAL: BEFORE | TAKING_STOCK, Role.OPERATOR: BEFORE | TAKING_STOCK},
    Right.EDITION_FREEZE: {Role.OFFICIAL: TAKING_STOCK, Role.OPERATOR: TAKING_STOCK},
    Right.POLL_CLOSE: {Role.OFFICIAL: TAKING_STOCK, Role.OPERATOR: TAKING_STOCK},
    Right.POLL_DISCARD: {Role.OFFICIAL: BEFORE | TAKING_STOCK, Role.OPERATOR: BEFORE | TAKING_STOCK},
    Right.POLL_OPEN: {Role.OFFICIAL: OPEN, Role.OPERATOR: OPEN},
    Right.POLL_PREPARE: {Role.OFFICIAL: BEFORE | OPEN, Role.OPERATOR: BEFORE | OPEN},
    Right.POLL_PREVIEW: {Role.MODERATOR: ALWAYS, Role.OFFICIAL: ALWAYS, Role.ADMINISTRATOR: ALWAYS, Role.OPERATOR: ALWAYS},
    Right.POST_ANSWER: {Role.MODERATOR: TAKING_STOCK, Role.OFFICIAL: TAKING_STOCK},
    Right.POST_DECIDE: {Role.MODERATOR: TAKING_STOCK},
    Right.POST_FLAG: {
        Role.CITIZEN: TAKING_STOCK,
        Role.DELEGATE: TAKING_STOCK,
        Role.OFFICIAL: TAKING_STOCK,  # moderators decide at once
        Role.ADMINISTRATOR: TAKING_STOCK,
    },
    Right.POST_SUBMIT: {Role.CITIZEN: OPEN, Role.DELEGATE: OPEN},
    Right.POST_SUPPORT: {Role.CITIZEN: OPEN, Role.DELEGATE: OPEN},
    Right.POST_WITHDRAW: {
        Role.CITIZEN: TAKING_STOCK,
        Role.DELEGATE: TAKING_STOCK,
        Role.MODERATOR: TAKING_STOCK,  # who joined a team keeps the say over what they wrote before
        Role.OFFICIAL: TAKING_STOCK,
        Role.ADMINISTRATOR: TAKING_STOCK,
    },
    Right.QUEUE_READ: {Role.MODERATOR: ALWAYS, Role.OFFICIAL: ALWAYS, Role.ADMINISTRATOR: ALWAYS},
    Right.TEAM_CHANGE: {Role.OFFICIAL: GOING_ON, Role.OPERATOR: GOING_ON},
    Right.THREAD_LOCK: {Role.MODERATOR: TAKING_STOCK},
    Right.THREAD_OPEN: {Role.MODERATOR: BEFORE | OPEN},
}


def everybodys(right: Right, phase: Phase) -> bool:
    """Whether every role has `right` in `phase`, so that nobody need ask who is looking."""
    return all(phase in TABLE[right].get(role, frozenset()) for role in Role)


def allowed(roles: Iterable[Role], right: Right, phase: Phase) -> bool:
    """Whether any of `roles` has `right` in `phase`."""
    cells = TABLE[right]
    return any(phase in cells.get(role, frozenset()) for role in roles)
