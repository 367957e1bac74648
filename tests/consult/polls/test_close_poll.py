"""Closing: what was cast is counted, in one step, and can be recounted by anybody."""

from collections import Counter
from collections.abc import Callable
from hashlib import sha256

import pytest

from consult.accounts.actions import open_account
from consult.consultations.actions import add_members
from consult.consultations.rules import TeamRole
from consult.errors import BadInput, NotAllowed, NotFound, NotPossible
from consult.platform.audit.models import Entry
from consult.polls.actions import Question, change_poll, create_poll, open_poll
from consult.polls.canonical import rules_digest
from consult.polls.models import Ballot, ClosedBallot, ClosedParticipation, Participation, Poll
from consult.polls.queries import ballots_to_recount, named_tally, polls, result_of
from consult.record.checks.verification import verify
from consult.record.erasure.erase_person import erase_person
from consult.tally.lot import list_hash, lot_of
from tests.cast import Scene, Someone, closes, moment, someone
from tests.consult.polls.voting import TITLES, asked, closes_poll, crowd, prepared, refused, votes
from tests.faults import all_or_nothing
from tests.tables import contents
from tests.waiting import names

pytestmark = pytest.mark.django_db


def test_what_was_cast_is_counted_and_stored_in_an_order_of_its_own(poll: Poll, ratna: Someone) -> None:
    cast = Counter({TITLES[0]: 6, TITLES[1]: 3, None: 2})
    receipts = [votes(who, poll, title) for who, title in zip(crowd(11), cast.elements(), strict=True)]

    closed = closes_poll(ratna, poll)

    tally = named_tally(closed)
    assert (tally["method"], tally["ballots"], tally["abstained"], tally["winners"]) == ("plurality", 11, 2, [TITLES[0]])
    assert tally["rounds"] == [
        {"tallies": {TITLES[0]: 6, TITLES[1]: 3, TITLES[2]: 0}, "elected": [TITLES[0]], "eliminated": [], "exhausted": 0}
    ]
    listed = list(ballots_to_recount(closed))
    assert [commitment for commitment, _ballot in listed] == sorted(receipt.commitment for receipt in receipts)
    assert Counter(ballot for _commitment, ballot in listed)["null"] == 2
    assert (Ballot.objects.count(), Participation.objects.count()) == (0, 0)
    assert (ClosedBallot.objects.count(), ClosedParticipation.objects.count(), closed.taking_part) == (11, 11, 11)
    assert closed.eligible == 11
    assert "rewrite_ballots" in names()
    assert not verify().faults


def test_who_took_part_counts_among_those_who_could_also_after_leaving_or_joining_the_team(
    poll: Poll, lively: Scene, ratna: Someone, siti: Someone, agus: Someone
) -> None:
    someone("Melati")
    for who in (siti, agus):
        votes(who, poll, TITLES[0])
    erase_person(actor=siti.viewer, person_id=siti.person.pk, now=moment())
    add_members(actor=ratna.viewer, slug=lively.row.slug, team={TeamRole.MODERATOR: [agus.email]}, now=moment())

    closed = closes_poll(ratna, poll)

    assert (closed.taking_part, closed.eligible) == (2, 3)
    assert not verify().faults


def test_who_came_after_the_last_vote_could_be_cast_is_not_counted_among_those_who_could(
    poll: Poll, lively: Scene, ratna: Someone, siti: Someone
) -> None:
    votes(siti, poll, TITLES[0])
    closes(lively)
    open_account(email="melati@example.org", name="Melati", now=moment())

    assert closes_poll(ratna, poll).eligible == 1


def test_a_delegate_may_vote_and_counts_among_those_who_could(poll: Poll, lively: Scene, ratna: Someone, siti: Someone) -> None:
    add_members(actor=ratna.viewer, slug=lively.row.slug, team={TeamRole.DELEGATE: [siti.email]}, now=moment())
    votes(siti, poll, TITLES[0])

    closed = closes_poll(ratna, poll)

    assert (closed.taking_part, closed.eligible) == (1, 1)


def test_hash_lot_and_rules_can_be_recomputed_from_what_is_published(poll: Poll, ratna: Someone) -> None:
    for who, title in zip(crowd(10), (TITLES * 4)[:10], strict=True):
        votes(who, poll, title)

    closed = closes_poll(ratna, poll)

    text = "".join(f"{commitment} {ballot}\n" for commitment, ballot in ballots_to_recount(closed))
    assert closed.list_sha256 == sha256(text.encode()).hexdigest()
    [entry] = Entry.objects.filter(action="poll.closed")
    assert entry.facts == {"rules_sha256": closed.rules_sha256, "list_sha256": closed.list_sha256, "seed": closed.seed}
    assert rules_digest(closed) == Entry.objects.get(action="poll.opened").facts["rules_sha256"]


def test_a_tie_is_broken_by_a_lot_that_nobody_could_know_before(poll: Poll, ratna: Someone) -> None:
    for who, title in zip(crowd(10), (TITLES[:2] * 5)[:10], strict=True):
        votes(who, poll, title)
    assert closed_seed(poll) not in str(list(Entry.objects.values("facts", "digest")))

    closed = closes_poll(ratna, poll)

    options = {str(option.pk): option.title for option in closed.options.all()}
    lot = [options[option] for option in lot_of(list(options), seed=closed.seed, ballots=closed.list_sha256)]
    first = next(title for title in lot if title != TITLES[2])
    tally = named_tally(closed)
    assert tally["winners"] == [first]
    assert tally["ties"] == [{"between": [title for title in lot if title != TITLES[2]], "broken_by": "lot"}]
    assert result_of(closed).tied == tuple(title for title in lot if title != TITLES[2])


def closed_seed(poll: Poll) -> str:
    """The seed, which is stored from the opening on."""
    seed = Poll.objects.get(pk=poll.pk).seed
    assert len(seed) == 64
    return seed


def test_of_fewer_than_ten_ballots_totals_alone_are_published(poll: Poll, ratna: Someone) -> None:
    for who in crowd(9):
        votes(who, poll, TITLES[0])

    closed = closes_poll(ratna, poll)

    assert list(ballots_to_recount(closed)) == []
    assert (result_of(closed).recomputable, result_of(closed).chosen) == (False, 9)


def test_a_poll_that_nobody_voted_in_has_no_winner(poll: Poll, ratna: Someone) -> None:
    tally = named_tally(closes_poll(ratna, poll))

    assert (tally["winners"], tally["ties"], tally["ballots"]) == ([], [], 0)
    assert not verify().faults


def test_before_closing_there_is_no_result(poll: Poll, siti: Someone) -> None:
    votes(siti, poll, TITLES[0])

    for ask in (named_tally, result_of):
        with pytest.raises(NotFound):
            ask(poll)
    assert list(ballots_to_recount(poll)) == []


def test_a_poll_closes_once_and_one_in_preparation_not_at_all(lively: Scene, poll: Poll, ratna: Someone) -> None:
    closes_poll(ratna, poll)
    before = contents()

    for again in (poll, prepared(ratna, lively)):
        with refused(NotPossible, "poll.no_step"):
            closes_poll(ratna, again)
    assert contents()["consult_closedballot"] == before["consult_closedballot"]


def test_what_is_open_is_frozen(poll: Poll, ratna: Someone) -> None:
    with refused(NotPossible, "poll.frozen"):
        change_poll(actor=ratna.viewer, poll_id=poll.pk, question=Question("Lain?", ["Ya", "Tidak"]), now=moment())
    with refused(NotPossible, "poll.no_step"):
        open_poll(actor=ratna.viewer, poll_id=poll.pk, now=moment())


def test_what_is_in_preparation_is_said_anew_and_seen_by_the_team_alone(lively: Scene, ratna: Someone, siti: Someone) -> None:
    coming = prepared(ratna, lively)

    changed = change_poll(actor=ratna.viewer, poll_id=coming.pk, question=Question(" Kapan   buka? ", ["Ya", "Tidak"]), now=moment())

    assert (changed.title, [option.title for option in changed.options.order_by("position")]) == ("Kapan buka?", ["Ya", "Tidak"])
    assert [poll.pk for poll in polls(lively.row.slug, viewer=ratna.viewer, now=moment())] == [coming.pk]
    assert not polls(lively.row.slug, viewer=siti.viewer, now=moment())
    assert not verify().faults


@pytest.mark.parametrize("name", ["siti", "budi", "tono"])
def test_officials_alone_prepare_open_and_close(lively: Scene, poll: Poll, request: pytest.FixtureRequest, name: str) -> None:
    other = request.getfixturevalue(name)

    for act in (asked, prepared):
        with pytest.raises(NotAllowed):
            act(other, lively)
    with pytest.raises(NotAllowed):
        closes_poll(other, poll)


def test_a_poll_is_closed_after_its_consultation_too_and_not_opened(lively: Scene, poll: Poll, ratna: Someone, siti: Someone) -> None:
    votes(siti, poll, TITLES[0])
    coming = prepared(ratna, lively)
    closes(lively)

    with refused(NotPossible, "consultation.no_step"):
        open_poll(actor=ratna.viewer, poll_id=coming.pk, now=moment())
    assert closes_poll(ratna, poll).taking_part == 1


BAD = [
    (Question("", ["Ya", "Tidak"]), "title", "input.required"),
    (Question("x" * 301, ["Ya", "Tidak"]), "title", "input.too_long"),
    (Question("Kapan?", ["Ya"]), "options", "poll.options"),
    (Question("Kapan?", []), "options", "poll.options"),
    (Question("Kapan?", [f"{n}" for n in range(101)]), "options", "poll.options"),
    (Question("Kapan?", ["Ya", " "]), "options.1.title", "input.required"),
    (Question("Kapan?", ["Ya", "x" * 301]), "options.1.title", "input.too_long"),
    (Question("Kapan?", ["Ya", "Tidak", "  YA "]), "options.2.title", "poll.option_twice"),
    (Question("\u200b", ["Ya", "Tidak"]), "title", "input.required"),
    (Question("Kapan?", ["Ya", "\u200b"]), "options.1.title", "input.required"),
    (Question("Kapan?", ["Ya", "Tidak", "Y\u200da\u2060"]), "options.2.title", "poll.option_twice"),
    (Question("Kapan?", ["Ya", "Ti dak", "Ti \u00ad dak"]), "options.2.title", "poll.option_twice"),
    (Question("Kapan?", ["Ya", "Tidak"], seats=2), "seats", "poll.seats"),
    (Question("Kapan?", ["Ya", "Tidak"], budget=1), "budget", "poll.budget"),
    (Question("Kapan?", ["Ya", "Tidak"], description="x" * 2001), "description", "input.too_long"),
]


@pytest.mark.parametrize(("question", "field", "code"), BAD, ids=[f"{n}-{code}-{field}" for n, (_, field, code) in enumerate(BAD)])
def test_a_question_that_cannot_be_asked_is_refused_by_its_field(
    lively: Scene, ratna: Someone, question: Question, field: str, code: str
) -> None:
    before = contents()

    with refused(BadInput, code, field=field):
        create_poll(actor=ratna.viewer, slug=lively.row.slug, question=question, now=moment())

    assert contents() == before


@pytest.mark.django_db(transaction=True)
def test_a_poll_is_closed_wholly_or_not_at_all(lively: Scene, poll: Poll, ratna: Someone) -> None:
    for who, title in zip(crowd(10), (TITLES * 4)[:10], strict=True):
        votes(who, poll, title)

    assert all_or_nothing(lambda: closes_poll(ratna, poll)) > 10

    assert not verify().faults


@pytest.mark.django_db(transaction=True)
def test_a_vote_is_cast_wholly_or_not_at_all(poll: Poll, siti: Someone) -> None:
    assert all_or_nothing(lambda: votes(siti, poll, TITLES[0])) > 5

    assert (Ballot.objects.count(), Participation.objects.count()) == (1, 1)


def test_the_hash_of_the_list_tells_its_lines_apart() -> None:
    lines = [("a" * 64, "null"), ("b" * 64, '"x"')]
    exchanged = [("a" * 64, '"x"'), ("b" * 64, "null")]

    assert len({list_hash(given) for given in (lines, lines[:1], lines[::-1], exchanged)}) == 4


TAMPERED: dict[str, Callable[[Poll], object]] = {
    "its ballots do not match": lambda poll: ClosedBallot.objects.filter(poll=poll, choice="null").update(choice=option_of(poll)),
    "other rules": lambda poll: Poll.objects.filter(pk=poll.pk).update(seed="0" * 64),
    "not as many ballots": lambda poll: ClosedParticipation.objects.filter(poll=poll)[0].delete(),
    "tally does not recompute": lambda poll: Poll.objects.filter(pk=poll.pk).update(tally={**(poll.tally or {}), "abstained": 0}),
    "is not what the record says": lambda poll: Poll.objects.filter(pk=poll.pk).update(title="Lain?"),
    "a ballot of it is none": lambda poll: with_their_hash(poll, choice='"nobody"'),
    "ballots where none can be": lambda poll: Ballot.objects.create(poll=poll, commitment="f" * 64, choice="null"),
}


def with_their_hash(poll: Poll, *, choice: str) -> None:
    """Put other words into all ballots, and the hash of these where that of the ballots stands."""
    ballots = ClosedBallot.objects.filter(poll=poll)
    ballots.update(choice=choice)
    listed = list_hash(ballots.order_by("commitment").values_list("commitment", "choice"))
    Poll.objects.filter(pk=poll.pk).update(list_sha256=listed)


def option_of(poll: Poll) -> str:
    """A ballot for its first option."""
    return f'"{poll.options.order_by("position")[0].pk}"'


@pytest.mark.parametrize("how", TAMPERED)
def test_whatever_is_changed_in_a_closed_poll_is_named(poll: Poll, ratna: Someone, how: str) -> None:
    for who, title in zip(crowd(4), (*TITLES, None), strict=True):
        votes(who, poll, title)
    closed = closes_poll(ratna, poll)

    TAMPERED[how](closed)

    assert any(how in fault.how for fault in verify().faults)
