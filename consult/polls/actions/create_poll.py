"""Prepare a poll, and change or open it while nobody has voted."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from uuid import UUID, uuid4

from consult.access import Right
from consult.accounts.viewer import Viewer
from consult.consultations.locks import locked_consultation
from consult.consultations.rights import require
from consult.errors import NotPossible
from consult.platform import idempotency
from consult.platform.markup import clean_text, one_line
from consult.polls.actions.record_entries import write_down
from consult.polls.canonical import rules_digest
from consult.polls.locks import locked_poll
from consult.polls.models import Option, Poll
from consult.polls.queries import known_poll
from consult.polls.rules import STEPS, Kind, Status, Step, wrong_in, wrong_numbers

SEED_BYTES = 32


@dataclass(frozen=True)
class Question:
    """What is asked: a title, what it is for, the titles of the options in their order; seats and budget where the kind has them."""

    title: str
    options: Sequence[str]
    kind: Kind = Kind.SINGLE
    description: str = ""
    language: str = "id"
    seats: int | None = None
    budget: int | None = None


@dataclass(frozen=True)
class Change:
    """What is said anew of a question; None: as it is."""

    title: str | None = None
    options: Sequence[str] | None = None
    kind: Kind | None = None
    description: str | None = None
    language: str | None = None
    seats: int | None = None
    budget: int | None = None


@idempotency.action
def create_poll(*, actor: Viewer, slug: str, question: Question, now: datetime) -> Poll:
    """A poll in preparation, which the team alone sees.

    Raises:
        NotFound, NotAllowed, NotPossible: see `rights.require`.
        BadInput: a title is missing, too long or there twice; there are too few options or too many; seats or budget do not fit the kind.
    """
    return created(actor=actor, slug=slug, question=question, now=now)


@idempotency.action
def create_open_poll(*, actor: Viewer, slug: str, question: Question, now: datetime) -> Poll:
    """A poll that people vote in from now on: it is created and opened, or nothing is done.

    Raises:
        NotFound, NotAllowed, NotPossible, BadInput: see `create_poll` and `open_poll`.
    """
    return opened(created(actor=actor, slug=slug, question=question, now=now), actor=actor, now=now)


@idempotency.action
def change_poll(*, actor: Viewer, poll_id: UUID, question: Question | Change, now: datetime) -> Poll:
    """Say it anew while it is in preparation. What is the same already is no change, and an option that stays keeps its id.

    Raises:
        NotFound, NotAllowed: see `rights.require`.
        NotPossible: it is open or closed, and its rules are frozen; or the consultation is past that stage.
        BadInput: see `create_poll`.
    """
    poll = known_poll(locked_poll(poll_id), viewer=actor, now=now)
    require(actor, Right.POLL_PREPARE, at=poll.consultation, now=now)
    if poll.status != Status.DRAFT:
        raise NotPossible("poll.frozen")
    stands = said(poll)
    anew = checked(replace(stands, **{name: value for name, value in vars(question).items() if value is not None}))
    if anew != stands:
        write(poll, anew)
        write_down(poll, actor=actor, action="poll.changed", now=now)
    return poll


@idempotency.action
def open_poll(*, actor: Viewer, poll_id: UUID, now: datetime) -> Poll:
    """Let people vote. Question, options and rules are frozen from now on, and so is the hash of the lot's seed.

    Raises:
        NotFound, NotAllowed: see `rights.require`.
        NotPossible: the consultation is not open, or the poll is open or closed already.
    """
    return opened(known_poll(locked_poll(poll_id), viewer=actor, now=now), actor=actor, now=now)


def created(*, actor: Viewer, slug: str, question: Question, now: datetime) -> Poll:
    """The new poll; see `create_poll`."""
    consultation = locked_consultation(slug)
    require(actor, Right.POLL_PREPARE, at=consultation, now=now)
    asked = checked(question)
    poll = Poll(consultation=consultation, kind=asked.kind, created_at=now)
    write(poll, asked)
    write_down(poll, actor=actor, action="poll.created", now=now)
    return poll


def opened(poll: Poll, *, actor: Viewer, now: datetime) -> Poll:
    """The poll as it is from its opening on; see `open_poll`."""
    require(actor, Right.POLL_OPEN, at=poll.consultation, now=now)
    poll.status = step_from(poll, Step.OPEN)
    poll.opened_at, poll.seed = now, secrets.token_hex(SEED_BYTES)
    poll.rules_sha256 = rules_digest(poll)
    poll.save(update_fields=["status", "opened_at", "seed", "rules_sha256"])
    write_down(poll, actor=actor, action="poll.opened", now=now, rules_sha256=poll.rules_sha256)
    return poll


def checked(question: Question) -> Question:
    """The question as it is stored.

    Raises:
        BadInput: see `rules.wrong_in` and `rules.wrong_numbers`.
    """
    title, description = one_line(question.title), clean_text(question.description).strip()
    options = [one_line(option) for option in question.options]
    numbers = wrong_numbers(question.kind, seats=question.seats, budget=question.budget)
    for wrong in chain(wrong_in(title=title, description=description, options=options), numbers):
        raise wrong
    return Question(title, options, question.kind, description, question.language)


def said(poll: Poll) -> Question:
    """The question as it stands."""
    options = list(poll.options.order_by("position").values_list("title", flat=True))
    return Question(poll.title, options, Kind(poll.kind), poll.description, poll.language)


def write(poll: Poll, asked: Question) -> None:
    """The poll's row and those of its options; one that was there with the same title has the same id."""
    poll.kind, poll.language, poll.title, poll.description = asked.kind, asked.language, asked.title, asked.description
    poll.save()
    ids = dict(poll.options.values_list("title", "id"))
    poll.options.all().delete()
    rows = (Option(id=ids.get(title) or uuid4(), poll=poll, position=n, title=title) for n, title in enumerate(asked.options, start=1))
    Option.objects.bulk_create(rows)


def step_from(poll: Poll, step: Step) -> Status:
    """The status that `step` leads to.

    Raises:
        NotPossible: there is no such step from where it stands.
    """
    steps = STEPS[Status(poll.status)]
    if step not in steps:
        raise NotPossible("poll.no_step", status=poll.status)
    return steps[step]
