"""Close a poll: store its ballots in an order that tells nothing, count them, and put the outcome into the record, all in one step."""

from datetime import datetime
from math import ceil
from time import perf_counter
from uuid import UUID

from django.db import connection
from django.db.models import Model

from consult.access import Right
from consult.accounts.models import Account
from consult.accounts.viewer import Viewer
from consult.consultations.models import Membership
from consult.consultations.rights import require
from consult.consultations.rules import TeamRole
from consult.platform import idempotency, jobs
from consult.polls.actions.create_poll import step_from
from consult.polls.actions.record_entries import write_down
from consult.polls.count_ballots import tallied
from consult.polls.jobs import rewrite_ballots
from consult.polls.locks import locked_poll
from consult.polls.models import Ballot, ClosedBallot, ClosedParticipation, Participation, Poll
from consult.polls.queries import grouped, known_poll
from consult.polls.rules import Kind, Step
from consult.tally.lot import list_hash, lot_of

AT_ONCE = 5_000  # rows read at a time


@idempotency.action
def close_poll(*, actor: Viewer, poll_id: UUID, now: datetime) -> Poll:
    """Take no more ballots, and make the result public.

    Raises:
        NotFound, NotAllowed: see `rights.require`.
        NotPossible: the poll is not open, or the consultation is past that stage.
    """
    poll = known_poll(locked_poll(poll_id), viewer=actor, now=now)
    require(actor, Right.POLL_CLOSE, at=poll.consultation, now=now)
    poll.status, poll.closed_at = step_from(poll, Step.CLOSE), now
    move(Ballot, ClosedBallot, poll, fields=("commitment", "choice"))
    move(Participation, ClosedParticipation, poll, fields=("id", "person_id"))
    began = perf_counter()
    count(poll)
    poll.seconds = ceil(perf_counter() - began)
    poll.save(update_fields=["status", "closed_at", "list_sha256", "eligible", "taking_part", "tally", "seconds"])
    told = {"rules_sha256": poll.rules_sha256, "list_sha256": poll.list_sha256, "seed": poll.seed}
    write_down(poll, actor=actor, action="poll.closed", now=now, **told)
    jobs.enqueue(rewrite_ballots, str(poll.id))
    return poll


def move(source: type[Model], target: type[Model], poll: Poll, *, fields: tuple[str, ...]) -> None:
    """Copy the poll's rows in the order of their random keys, the first of the fields, and take them out of where they were."""
    quote = connection.ops.quote_name
    columns = ", ".join(map(quote, (*fields, "poll_id")))
    here, there = quote(source._meta.db_table), quote(target._meta.db_table)
    statement = (
        f"INSERT INTO {there} ({columns}) "  # nosec B608 - only names of our own tables
        f"SELECT {columns} FROM {here} WHERE poll_id = %s ORDER BY {quote(fields[0])}"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [Poll._meta.pk.get_db_prep_value(poll.pk, connection)])
    source._base_manager.filter(poll=poll).delete()


def count(poll: Poll) -> None:
    """Hash all ballots, draw the lot from that, and tally them."""
    ballots = ClosedBallot.objects.filter(poll=poll)
    in_order = ballots.order_by("commitment").values_list("commitment", "choice")
    poll.list_sha256 = list_hash(in_order.iterator(chunk_size=AT_ONCE))
    options = [str(option) for option in poll.options.order_by("position").values_list("id", flat=True)]
    lot = lot_of(options, seed=poll.seed, ballots=poll.list_sha256)
    outcome = tallied(Kind(poll.kind), grouped(poll), options=options, lot=lot)
    poll.tally = outcome.plain()
    poll.taking_part = ClosedParticipation.objects.filter(poll=poll).count()
    poll.eligible = eligible(poll)


def eligible(poll: Poll) -> int:
    """How many could vote: who had an account before votes were taken no more, and is not of the team now; and who took part all the same,
    and has left since or joined the team."""
    team = Membership.objects.filter(consultation=poll.consultation).exclude(role=TeamRole.DELEGATE)
    can_vote = Account.objects.filter(is_active=True, created_at__lte=votes_until(poll)).exclude(person__in=team.values("person"))
    could = ClosedParticipation.objects.filter(poll=poll).exclude(person__in=can_vote.values("person"))
    return can_vote.count() + could.count()


def votes_until(poll: Poll) -> datetime:
    """When the last vote could be cast: as the poll closed, or its consultation before it."""
    ends = [end for end in (poll.closed_at, poll.consultation.closes_at) if end]
    return min(ends)
