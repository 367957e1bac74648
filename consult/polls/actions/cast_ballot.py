"""Cast a ballot: once, secretly, and so that the voter can check it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from consult.accounts.actions import signed_in
from consult.accounts.viewer import Viewer
from consult.errors import BadInput, NotPossible
from consult.platform import limits
from consult.polls.ballots import canonical_ballot, checked_code, commitment_of, commitments_under
from consult.polls.locks import poll_to_vote_in
from consult.polls.models import Ballot, ClosedBallot, Participation, Poll
from consult.polls.queries import has_voted, known_poll
from consult.polls.rules import Kind, Status
from consult.polls.voting_rights import require_open


@dataclass(frozen=True)
class BallotReceipt:
    """What a voter keeps. It is handed out and stored nowhere; `is_new`: the ballot was taken in just now."""

    poll: UUID
    code: str
    commitment: str
    is_new: bool


def cast_ballot(*, actor: Viewer, poll_id: UUID, code: object, ballot: object, address: str, now: datetime) -> BallotReceipt:
    """Take a ballot in. It is final; the same again gives the same receipt, also after closing. The record has no entry of it.

    Args:
        code: the receipt code, which the voter was shown before; see `ballots.checked_code`.
        ballot: what was chosen, in the form of the poll's kind; see `ballots.canonical_ballot`.

    Raises:
        NotFound, NotAllowed: see `rights.require`.
        NotPossible: the poll or the consultation is not open, the actor has voted already, or too much came from one address,
            or too much from an account that has voted.
        BadInput: the code is malformed or was used by another voter, or the ballot is none of this poll.
    """
    if Participation.objects.filter(poll=poll_id, person=actor.person).exists():
        # who knows another's code could ask for one option after the other whether it is theirs; in a transaction of its own, so that
        # it is counted also where the answer is no
        limits.spend("ballot_again", account=actor, address=address, now=now)
    return take_in(actor=actor, poll_id=poll_id, code=code, ballot=ballot, address=address, now=now)


@transaction.atomic(durable=True)  # a ballot carries its own code, so no key of `once` is needed, and none may hold it
def take_in(*, actor: Viewer, poll_id: UUID, code: object, ballot: object, address: str, now: datetime) -> BallotReceipt:
    """The ballot itself; see `cast_ballot`."""
    poll = known_poll(poll_to_vote_in(poll_id), viewer=actor, now=now)
    person = signed_in(actor)
    again = has_voted(poll, viewer=actor)
    if not again:
        require_open(poll, actor=actor, now=now)
    options = [str(option) for option in poll.options.values_list("id", flat=True)]
    code, choice = checked_code(code), canonical_ballot(Kind(poll.kind), ballot, options=options)
    commitment = commitment_of(str(poll.id), code, choice)
    if again:
        return same_receipt(poll, code, commitment)
    limits.spend("ballot", account=None, address=address, now=now)
    if Ballot.objects.filter(poll=poll, pk__in=commitments_under(str(poll.id), code, options)).exists():
        raise BadInput("ballot.code_used", field="code")

    Participation.objects.create(poll=poll, person=person)
    Ballot.objects.create(poll=poll, commitment=commitment, choice=choice)
    return BallotReceipt(poll.id, code, commitment, is_new=True)


def same_receipt(poll: Poll, code: str, commitment: str) -> BallotReceipt:
    """The receipt once more, where this very ballot is there.

    Raises:
        NotPossible: whoever asks has cast another one.
    """
    found = Ballot if poll.status == Status.OPEN else ClosedBallot
    if not found.objects.filter(poll=poll, pk=commitment).exists():
        raise NotPossible("ballot.twice")
    return BallotReceipt(poll.id, code, commitment, is_new=False)
