"""Checking polls: what was asked and when, that the rules stayed as they were frozen, and that ballots, lot and tally recompute."""

from collections.abc import Iterator

from consult.consultations.models import Consultation
from consult.polls.canonical import poll_digest, rules_digest
from consult.polls.count_ballots import tallied
from consult.polls.models import Ballot, ClosedBallot, ClosedParticipation, Participation, Poll
from consult.polls.queries import grouped
from consult.polls.rules import Kind, Status
from consult.record.checks.chains import AT_ONCE, Fault, Said
from consult.record.checks.comparisons import against
from consult.tally.lot import list_hash, lot_of


def check_polls(consultation: Consultation, said: Said) -> Iterator[Fault]:
    """Every poll. Ballots have no entry while people vote: there are as many as people who took part."""
    for poll in Poll.objects.filter(consultation=consultation).order_by("created_at", "id"):
        what = f"poll {poll.pk}"
        yield from against(said, str(poll.pk), poll_digest(poll), what=what)
        if poll.status != Status.DRAFT and rules_digest(poll) != poll.rules_sha256:
            yield Fault(what, "has other rules than those that were frozen when it opened")
        yield from check_numbers(poll, what=what)
        if poll.status == Status.CLOSED:
            yield from check_count(poll, what=what)


def check_numbers(poll: Poll, *, what: str) -> Iterator[Fault]:
    """Whether there are as many ballots as people who took part, and all of them where they belong."""
    cast, voters = Ballot.objects.filter(poll=poll).count(), Participation.objects.filter(poll=poll).count()
    counted, took_part = ClosedBallot.objects.filter(poll=poll).count(), ClosedParticipation.objects.filter(poll=poll).count()
    if (cast, counted) != (voters, took_part) or poll.taking_part not in {None, took_part}:
        yield Fault(what, "has not as many ballots as people who took part")
    if (cast and poll.status != Status.OPEN) or (counted and poll.status != Status.CLOSED):
        yield Fault(what, "has ballots where none can be")


def check_count(poll: Poll, *, what: str) -> Iterator[Fault]:
    """Whether hash of the ballots, lot and tally recompute from the ballots."""
    ballots = ClosedBallot.objects.filter(poll=poll)
    hashed = list_hash(ballots.order_by("commitment").values_list("commitment", "choice").iterator(chunk_size=AT_ONCE))
    if hashed != poll.list_sha256:
        yield Fault(what, "its ballots do not match their hash")
        return
    options = [str(option) for option in poll.options.order_by("position").values_list("id", flat=True)]
    lot = lot_of(options, seed=poll.seed, ballots=hashed)
    try:
        again = tallied(Kind(poll.kind), grouped(poll), options=options, lot=lot).plain()
    except (KeyError, ValueError):
        yield Fault(what, "a ballot of it is none of its kind, or names an option that it does not have")
        return
    if again != poll.tally:
        yield Fault(what, "its tally does not recompute from its ballots")
