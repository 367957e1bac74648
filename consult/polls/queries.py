"""What can be asked about polls: which there are, how many take part, what came of them, and what can be recounted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from consult.access import Right
from consult.accounts.models import Person
from consult.accounts.viewer import Viewer
from consult.consultations.models import Consultation
from consult.consultations.queries import consultation_of
from consult.consultations.rights import may
from consult.errors import BadInput, NotFound
from consult.polls.ballots import CODE, commitments_under
from consult.polls.models import ClosedBallot, ClosedParticipation, Option, Participation, Poll
from consult.polls.rules import RECOMPUTABLE_FROM, Status, taking_part_shown
from consult.tally.tally_json import BEATS, told_tally

OPTIONS = Prefetch("options", queryset=Option.objects.order_by("position"))
AT_ONCE = 5_000  # rows read at a time


def polls(slug: str, *, viewer: Viewer, now: datetime) -> QuerySet[Poll]:
    """The polls of a consultation that the viewer may see, the earliest first, each with its options.

    Raises:
        NotFound: the viewer may not see the consultation.
    """
    return polls_of(consultation_of(slug, viewer=viewer, now=now), viewer=viewer, now=now)


def polls_of(consultation: Consultation, *, viewer: Viewer, now: datetime) -> QuerySet[Poll]:
    """The same of one that the viewer sees: those in preparation for its team alone."""
    counted = Poll.objects.annotate(voters=Count("participations"))
    found = counted.filter(consultation=consultation).prefetch_related(OPTIONS).order_by("created_at", "id")
    return found if may(viewer, Right.POLL_PREVIEW, at=consultation, now=now) else found.exclude(status=Status.DRAFT)


def how_many(consultation: Consultation) -> Mapping[str, int]:
    """Status → how many polls of the consultation stand so, for whoever has asked for the right. One query."""
    counted = dict(Poll.objects.filter(consultation=consultation).order_by().values_list("status").annotate(n=Count("pk")))
    return {status.value: counted.get(status, 0) for status in Status}


def poll_of(poll_id: UUID, *, viewer: Viewer, now: datetime) -> Poll:
    """A poll with its consultation and options.

    Raises:
        NotFound: there is none for this viewer.
    """
    poll = Poll.objects.select_related("consultation").prefetch_related(OPTIONS).filter(pk=poll_id).first()
    if poll is None:
        raise NotFound
    return known_poll(poll, viewer=viewer, now=now)


def known_poll(poll: Poll, *, viewer: Viewer, now: datetime) -> Poll:
    """The poll, where the viewer may know of it.

    Raises:
        NotFound: they may not.
    """
    wanted = Right.POLL_PREVIEW if poll.status == Status.DRAFT else Right.CONSULTATION_READ
    if not may(viewer, wanted, at=poll.consultation, now=now):
        raise NotFound
    return poll


def has_voted(poll: Poll, *, viewer: Viewer) -> bool:
    """Whether the viewer has taken part; nobody is told how."""
    found = ClosedParticipation if poll.status == Status.CLOSED else Participation
    return viewer.person is not None and found.objects.filter(poll=poll, person=viewer.person).exists()


def taking_part(poll: Poll) -> int:
    """How many take part, as far as that is public: in whole tens before closing."""
    if poll.taking_part is not None:
        return poll.taking_part
    so_far: int | None = getattr(poll, "voters", None)  # as `polls_of` counts them
    return taking_part_shown(Participation.objects.filter(poll=poll).count() if so_far is None else so_far)


def in_voters_order(poll: Poll, *, viewer: Viewer) -> list[Option]:
    """The options in an order that is random, and the same each time for this viewer: none profits from standing first."""
    return sorted(poll.options.all(), key=lambda option: sha256(f"{poll.pk} {viewer} {option.pk}".encode()).digest())


@dataclass(frozen=True)
class Vote:
    """A ballot that was counted: what it names (no option: an abstention), and its place in the list of all, from 1."""

    option: Option | None
    place: int


def counted(poll: Poll, code: str) -> tuple[Vote, ...]:
    """The vote that was cast under a receipt code in a closed poll; none where none was counted, and all where others used the code too.

    Raises:
        BadInput: it is no receipt code.
    """
    if not CODE.fullmatch(code):
        raise BadInput("ballot.code_mistyped", field="code")
    options = {str(option.pk): option for option in poll.options.all()}
    named = commitments_under(str(poll.pk), code, options)
    ballots = ClosedBallot.objects.filter(poll=poll)
    found = ballots.filter(pk__in=named).order_by("pk").values_list("pk", flat=True)
    return tuple(Vote(options.get(named[pk] or ""), ballots.filter(pk__lte=pk).count()) for pk in found)


def voted_in(person: Person) -> QuerySet[Poll]:
    """The polls, open and closed, that a person took part in: for themselves."""
    took_part = Q(participations__person=person) | Q(closed_participations__person=person)
    return Poll.objects.filter(took_part).distinct().order_by("opened_at", "id")


@dataclass(frozen=True)
class Result:
    """What came of a closed poll: options with their votes, most first, of how many; winners and ties by title."""

    poll: Poll
    rows: tuple[tuple[Option, int], ...]
    chosen: int  # ballots that name an option: the base of every share
    winners: tuple[str, ...]
    tied: tuple[str, ...]
    recomputable: bool


def result_of(poll: Poll) -> Result:
    """The result.

    Raises:
        NotFound: it is not closed; before, nobody is told anything.
    """
    if poll.tally is None:
        raise NotFound
    title = {str(option.pk): option.title for option in poll.options.all()}
    [last] = poll.tally["rounds"][-1:]
    votes = {option: int(last["tallies"][str(option.pk)]) for option in poll.options.all()}
    return Result(
        poll=poll,
        rows=tuple(sorted(votes.items(), key=lambda row: (-row[1], row[0].position))),
        chosen=poll.tally["ballots"] - poll.tally["abstained"],
        winners=tuple(title[option] for option in poll.tally["winners"]),
        tied=tuple(title[option] for tie in poll.tally["ties"] for option in tie["between"]),
        recomputable=poll.tally["ballots"] >= RECOMPUTABLE_FROM,
    )


def named_tally(poll: Poll) -> dict[str, Any]:
    """The tally with titles in place of ids, as the command `tally` prints one: what is whole as a number, all else as text.

    Raises:
        NotFound: the poll is not closed.
    """
    if poll.tally is None:
        raise NotFound
    title = {str(option.pk): option.title for option in poll.options.all()}
    return told_tally(
        poll.tally,
        title=title.__getitem__,
        pair=lambda duel: BEATS.join(title[option] for option in duel.split(BEATS)),  # ids hold no such sign
        seconds=poll.seconds or 0,
    )


def grouped(poll: Poll) -> Iterator[tuple[str, int]]:
    """Each canonical ballot of a closed poll, and how many cast it, for whoever counts it. The database groups them by an index."""
    found = ClosedBallot.objects.filter(poll=poll).order_by().values_list("choice").annotate(n=Count("*"))
    yield from found.iterator(chunk_size=AT_ONCE)


def ballots_to_recount(poll: Poll) -> Iterator[tuple[str, str]]:
    """Commitment and canonical ballot of each, in the order of the commitments; none where they are too few to be published."""
    if poll.tally is None or poll.tally["ballots"] < RECOMPUTABLE_FROM:
        return
    found = ClosedBallot.objects.filter(poll=poll).order_by("commitment").values_list("commitment", "choice")
    yield from found.iterator(chunk_size=AT_ONCE)
