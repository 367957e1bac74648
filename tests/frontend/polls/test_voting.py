"""Voting on the pages: choose, look over with the code, cast, keep the receipt; and checking the vote once the poll is closed."""

import csv
import re
from datetime import timedelta
from hashlib import sha256
from io import StringIO
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from consult.consultations.models import Consultation
from consult.polls.ballots import commitment_of
from consult.polls.models import Ballot, Poll
from consult.tally.lot import lot_of
from tests.cast import Scene, Someone, closes, moment
from tests.consult.polls.voting import TITLES, asked, closes_poll, crowd, option, prepared, votes
from tests.frontend.pages import browser, page, read
from tests.tables import contents

pytestmark = pytest.mark.django_db


@pytest.fixture
def poll(lively: Scene, ratna: Someone) -> Poll:
    """When the morning market is to open."""
    return asked(ratna, lively)


def at(poll: Poll) -> str:
    """Its page."""
    return f"/k/{poll.consultation.slug}/polls/{poll.pk}/"


def chooses(client: Client, poll: Poll, choice: str) -> Any:
    """Open the page, choose, and go on to look over."""
    assert client.get(at(poll)).status_code == 200
    return client.post(at(poll), {"choice": choice})


def casts(client: Client, poll: Poll, reviewed: Any) -> Any:
    """Press the button below the code."""
    return client.post(at(poll), {**page(reviewed).form(at(poll)), "cast": "1"})


def code_on(shown: Any) -> str:
    """The receipt code that a page shows, without its spaces."""
    found = re.search(r'class="code">([0-9a-f ]+)<', shown.content.decode())
    assert found is not None
    return found[1].replace(" ", "")


def test_one_chooses_looks_over_casts_and_gets_the_receipt_that_was_shown_before(poll: Poll, siti: Someone) -> None:
    client = browser(siti)

    reviewed = chooses(client, poll, option(poll, TITLES[0]))
    assert not Ballot.objects.exists()
    receipt = casts(client, poll, reviewed)

    assert (reviewed.status_code, receipt.status_code) == (200, 200)
    code = code_on(reviewed)
    assert code == code_on(receipt)
    assert TITLES[0] in page(receipt).words
    commitment = commitment_of(str(poll.pk), code, f'"{option(poll, TITLES[0])}"')
    assert Ballot.objects.get().pk == commitment
    assert commitment in page(receipt).words
    for answer in (reviewed, receipt):
        assert "no-store" in answer["Cache-Control"]
        assert 'name="robots" content="noindex"' in answer.content.decode()


def test_the_code_is_in_no_table_session_or_address(poll: Poll, siti: Someone) -> None:
    client = browser(siti)
    reviewed = chooses(client, poll, "abstain")
    code = code_on(reviewed)
    casts(client, poll, reviewed)

    assert code not in str(contents())
    assert all(code not in str(session.get_decoded()) for session in Session.objects.all())


def test_the_receipt_asked_for_again_is_the_same_and_another_choice_is_refused(poll: Poll, siti: Someone) -> None:
    client = browser(siti)
    reviewed = chooses(client, poll, option(poll, TITLES[0]))
    first = casts(client, poll, reviewed)

    again = casts(client, poll, reviewed)
    other = client.post(at(poll), {**page(reviewed).form(at(poll)), "choice": option(poll, TITLES[1]), "cast": "1"})

    assert code_on(again) == code_on(first)
    assert other.status_code == 409
    assert "You have voted in this poll already" in page(other).words
    assert Ballot.objects.count() == 1


def test_choosing_otherwise_leads_back_with_what_was_chosen(poll: Poll, siti: Someone) -> None:
    client, chosen = browser(siti), option(poll, TITLES[1])
    reviewed = chooses(client, poll, chosen)

    back = page(client.post(at(poll), {**page(reviewed).form(at(poll)), "change": "1"}))

    [button] = back.find("input", type="radio", value=chosen)
    assert "checked" in button


def test_choosing_otherwise_is_no_mistake_and_keeps_the_code_that_was_noted(poll: Poll, siti: Someone) -> None:
    client = browser(siti)
    reviewed = chooses(client, poll, option(poll, TITLES[1]))

    back = client.post(at(poll), {**page(reviewed).form(at(poll)), "change": "1"})
    forgotten = client.post(at(poll), {**page(back).form(at(poll)), "choice": ""})
    anew = client.post(at(poll), {**page(forgotten).form(at(poll)), "choice": option(poll, TITLES[0])})

    assert (back.status_code, forgotten.status_code, anew.status_code) == (200, 400, 200)
    assert code_on(anew) == code_on(reviewed)
    assert not page(back).find("div", id="refused")
    assert all(shown["Cache-Control"] == "private, no-store" for shown in (back, forgotten, anew))


def test_a_code_that_takes_the_place_of_another_says_so(poll: Poll, siti: Someone) -> None:
    client = browser(siti)
    first, reloaded = (chooses(client, poll, "abstain") for _ in range(2))
    back = client.post(at(poll), {**page(reloaded).form(at(poll)), "change": "1"})
    same = client.post(at(poll), {**page(back).form(at(poll)), "choice": "abstain"})

    assert code_on(first) != code_on(reloaded) == code_on(same)
    told = [("If you noted another one for this poll before, strike it out" in page(shown).words) for shown in (first, reloaded, same)]
    assert told == [True, True, False]


def test_a_code_that_was_refused_is_not_carried_on(poll: Poll, siti: Someone, agus: Someone) -> None:
    used = votes(agus, poll, TITLES[0]).code

    for code in ("abc", used):
        refused = browser(siti).post(at(poll), {"choice": "abstain", "code": code, "cast": "1"})
        assert refused.status_code == 400
        assert page(refused).form(at(poll))["code"] == ""


def test_who_chose_nothing_is_told_so_and_nothing_is_cast(poll: Poll, siti: Someone) -> None:
    for given in ({}, {"choice": "bukan"}, {"cast": "1"}):
        answer = browser(siti).post(at(poll), given)
        assert answer.status_code == 400
        assert page(answer).find("span", class_="wrong")
    assert not Ballot.objects.exists()


def test_a_code_that_was_tampered_with_is_refused_in_words(poll: Poll, siti: Someone) -> None:
    answer = browser(siti).post(at(poll), {"choice": "abstain", "code": "abc", "cast": "1"})

    assert answer.status_code == 400
    assert "The receipt code has to be 32 digits" in page(answer).words
    assert not Ballot.objects.exists()


def test_options_stand_in_an_order_of_the_voters_own_that_stays(lively: Scene, ratna: Someone) -> None:
    poll = asked(ratna, lively, titles=[f"Pilihan {n}" for n in range(8)])

    def order(who: Someone) -> list[str]:
        return [had["value"] for had in read(at(poll), by=who).find("input", type="radio")]

    orders = {who.email: order(who) for who in crowd(4)}
    assert all(order(who) == orders[who.email] for who in crowd(4))
    assert len({tuple(each) for each in orders.values()}) > 1
    assert all(each[-1] == "abstain" for each in orders.values())


def test_a_visitor_reads_and_signs_in_to_vote_and_comes_back(poll: Poll) -> None:
    shown = read(at(poll))

    assert not shown.find("input", type="radio")
    assert shown.find("a", href=f"/sign-in/?next=%2Fk%2Fpasar-ramai%2Fpolls%2F{poll.pk}%2F")
    answer = browser().post(at(poll), {"choice": "abstain"})
    assert answer["Location"].startswith("/sign-in/?next=")


@pytest.mark.parametrize("name", ["ratna", "budi"])
def test_the_team_sees_no_form_and_cannot_vote(poll: Poll, request: pytest.FixtureRequest, name: str) -> None:
    one = request.getfixturevalue(name)

    assert not read(at(poll), by=one).find("input", type="radio")
    assert "You are in the team of this consultation." in read(at(poll), by=one).words
    for sent in ({}, {"code": "a" * 32, "cast": "1"}):
        answer = browser(one).post(at(poll), {"choice": "abstain", **sent})
        assert (answer.status_code, 'class="code"' in answer.content.decode()) == (403, False)


def test_a_poll_in_preparation_is_there_for_the_team_alone(lively: Scene, ratna: Someone, siti: Someone) -> None:
    coming = prepared(ratna, lively)

    assert "In preparation" in read(at(coming), by=ratna).words
    for who in (siti, None):
        assert browser(who).get(at(coming)).status_code == 404
    assert coming.title not in read("/k/pasar-ramai/", by=siti).words


def test_a_poll_under_another_consultations_address_is_not_there(poll: Poll, consultation: Scene) -> None:
    assert browser().get(f"/k/{consultation.row.slug}/polls/{poll.pk}/").status_code == 404


def test_nobody_is_shown_a_code_for_a_vote_that_would_not_be_taken(lively: Scene, poll: Poll, siti: Someone, agus: Someone) -> None:
    votes(siti, poll, TITLES[0])
    twice = browser(siti).post(at(poll), {"choice": "abstain"})
    closes(lively)
    over = browser(agus).post(at(poll), {"choice": "abstain"})

    for answer, said in ((twice, "You have voted in this poll already"), (over, "This consultation takes no votes now (closed).")):
        assert answer.status_code == 409
        assert said in page(answer).words
        assert 'class="code"' not in answer.content.decode()


def test_where_there_is_no_form_the_page_says_why(lively: Scene, poll: Poll, siti: Someone, ratna: Someone) -> None:
    assert "To vote you need an account here" in read(at(poll)).words
    assert "Nobody can vote before the poll is opened." in read(at(prepared(ratna, lively)), by=ratna).words

    closes(lively)

    for who in (siti, ratna, None):
        shown = read(at(poll), by=who)
        assert "so no more votes are taken" in shown.words
        assert "Sign in to vote" not in shown.words


def test_the_page_says_until_when_one_can_vote_and_that_the_team_may_close_earlier(lively: Scene, poll: Poll) -> None:
    Consultation.objects.filter(pk=lively.row.pk).update(closes_at=moment() + timedelta(days=30))
    shown = read(at(poll)).words
    Consultation.objects.filter(pk=lively.row.pk).update(closes_at=None)

    assert "Until the team closes it." in read(at(poll)).words
    assert "Until the team closes it, at the latest" in shown
    assert "Nobody is told a result before it is closed, the team neither." in shown
    assert "Before that" not in shown


def test_between_the_end_of_the_consultation_and_the_count_a_poll_is_not_called_open(lively: Scene, poll: Poll) -> None:
    before = read("/k/pasar-ramai/").words
    closes(lively)

    assert "No more votes are taken, and those cast are not counted yet." in read(at(poll)).words
    assert "Until the team closes it" not in read(at(poll)).words
    assert "no more votes, not counted yet" in read("/k/pasar-ramai/").words
    assert "no more votes" not in before


def test_who_may_vote_and_the_result_say_how_far_one_account_is_one_person(poll: Poll, ratna: Someone) -> None:
    said = "An account is one person only as far as an e-mail address can tell: who has theirs erased can open another, and vote again."
    assert said in read(at(poll)).words

    closes_poll(ratna, poll)

    assert said in read(at(poll)).words


def test_after_closing_the_page_says_who_took_part_and_what_came_of_it(poll: Poll, ratna: Someone, siti: Someone) -> None:
    for who, title in zip(crowd(11), [*[TITLES[0]] * 6, *[TITLES[1]] * 3, None, None], strict=True):
        votes(who, poll, title)
    closes_poll(ratna, poll)

    words = read(at(poll)).words

    assert "First is “Setiap hari”, with 6 votes, 66.7% of 9." in words
    assert "took part, 91.7% of 12 who could 11" in words
    assert poll.title in read("/k/pasar-ramai/").words
    late = browser(siti).post(at(poll), {"choice": "abstain", "code": "a" * 32, "cast": "1"})
    assert "Your vote was not counted" in page(late).words
    assert late.status_code == 409


def test_a_vote_whose_answer_was_lost_is_confirmed_after_the_closing_too(poll: Poll, siti: Someone, ratna: Someone) -> None:
    client = browser(siti)
    reviewed = chooses(client, poll, option(poll, TITLES[0]))
    first = casts(client, poll, reviewed)
    closes_poll(ratna, poll)

    again = casts(client, poll, reviewed)

    assert again.status_code == 200
    assert code_on(again) == code_on(first)
    assert "This vote was counted." in page(again).words
    assert "not counted" not in page(again).words


def test_another_vote_of_somebody_who_has_voted_is_not_called_their_first_one_after_the_closing(
    poll: Poll, siti: Someone, ratna: Someone
) -> None:
    votes(siti, poll, TITLES[0])
    closes_poll(ratna, poll)

    for sent in ({"cast": "1", "code": "a" * 32}, {}, {"change": "1"}):
        answer = browser(siti).post(at(poll), {"choice": option(poll, TITLES[1]), **sent})
        assert answer.status_code == 409
        assert "You had voted before, and that vote was counted" in page(answer).words
        assert "Your vote was not counted" not in page(answer).words


@pytest.mark.parametrize("sent", [{}, {"change": "1"}, {"cast": "1"}, {"code": ""}, {"code": "a" * 32}], ids=str)
def test_what_is_sent_from_the_form_of_a_poll_that_has_just_closed_is_a_late_vote_and_no_check(
    poll: Poll, siti: Someone, ratna: Someone, sent: dict[str, str]
) -> None:
    closes_poll(ratna, poll)

    for who, said in ((siti, "Your vote was not counted"), (None, "its receipt code tells you below")):
        answer = browser(who).post(at(poll), {"choice": option(poll, TITLES[1]), **sent})
        assert answer.status_code == 409
        assert said in page(answer).words
        assert "No vote with this code" not in page(answer).words
        assert not page(answer).find("span", class_="wrong")


def test_before_closing_no_page_tells_how_votes_stand(poll: Poll, ratna: Someone, siti: Someone) -> None:
    before = {who: read(at(poll), by=one).html.count(TITLES[0]) for who, one in (("ratna", ratna), ("siti", siti))}
    for who in crowd(9):
        votes(who, poll, TITLES[0])

    assert {who: read(at(poll), by=one).html.count(TITLES[0]) for who, one in (("ratna", ratna), ("siti", siti))} == before
    for path in (at(poll), f"/desk/pasar-ramai/polls/{poll.pk}/", "/desk/pasar-ramai/polls/"):
        assert not re.search(r"\b9\b", read(path, by=ratna).words.replace("of 9 ", ""))


@pytest.mark.parametrize("spelt", [lambda code: code, lambda code: " ".join(re.findall("....", code.upper()))], ids=["plain", "in groups"])
def test_a_voter_checks_with_the_code_that_the_vote_was_counted(poll: Poll, ratna: Someone, siti: Someone, spelt: Any) -> None:
    for who in crowd(10):
        votes(who, poll, TITLES[1])
    receipt = votes(siti, poll, TITLES[0])
    closes_poll(ratna, poll)

    answer = browser().post(at(poll), {"code": spelt(receipt.code)})
    found = page(answer)
    unknown = page(browser().post(at(poll), {"code": "0" * 32}))
    wrong = browser().post(at(poll), {"code": "bukan kode"})

    place = sorted(row["pk"] for row in poll.closed_ballots.values("pk")).index(receipt.commitment) + 1
    assert f"This vote is in the list and was counted. Setiap hari . Line {place} of 11." in found.words
    assert "No vote with this code is in the list." in unknown.words
    assert (answer.status_code, wrong.status_code) == (200, 400)
    assert "Please compare it with what you wrote down: 32 digits of 0 to 9 and a to f." in page(wrong).words
    assert "choose once more" not in page(wrong).words
    assert answer["Cache-Control"] == "private, no-store"


def test_the_list_of_votes_is_a_file_in_the_order_of_commitments(poll: Poll, ratna: Someone) -> None:
    path = f"{at(poll)}ballots.csv"
    assert browser().get(path).status_code == 404
    receipts = [votes(who, poll, TITLES[0]) for who in crowd(10)]
    closes_poll(ratna, poll)

    answer = browser().get(path)

    lines = b"".join(answer).decode().splitlines()
    assert lines[0] == '"commitment","ballot"'
    assert [line.partition(",")[0].strip('"') for line in lines[1:]] == sorted(receipt.commitment for receipt in receipts)


def test_what_the_page_says_is_enough_to_check_everything_without_this_site(poll: Poll, ratna: Someone, siti: Someone) -> None:
    for who in crowd(10):
        votes(who, poll, TITLES[1])
    receipt = votes(siti, poll, TITLES[0])
    closes_poll(ratna, poll)
    words = read(at(poll)).words
    ids = {title: found[1] for title in TITLES if (found := re.search(rf"{title} ([0-9a-f-]{{36}})", words))}
    asked_of = {
        name: found[1]
        for name in ("Poll", "SHA-256 of the list", "Seed of the lot")
        if (found := re.search(rf"{name} ([0-9a-f-]{{36,64}})", words))
    }
    listed = list(csv.DictReader(StringIO(b"".join(browser().get(f"{at(poll)}ballots.csv")).decode())))

    mine = sha256(f'{asked_of["Poll"]}\n{receipt.code}\n"{ids[TITLES[0]]}"'.encode()).hexdigest()
    assert {"commitment": mine, "ballot": f'"{ids[TITLES[0]]}"'} in listed
    hashed = sha256("".join(f"{row['commitment']} {row['ballot']}\n" for row in listed).encode())
    assert hashed.hexdigest() == asked_of["SHA-256 of the list"]
    drawn = bytes.fromhex(asked_of["Seed of the lot"]) + hashed.digest()
    lot = sorted(ids.values(), key=lambda id_: sha256(drawn + id_.encode()).digest())
    assert lot == lot_of(list(ids.values()), seed=asked_of["Seed of the lot"], ballots=asked_of["SHA-256 of the list"])
    for said in (
        "id of the poll, line feed, your code, line feed, your vote",
        "commitment, space, vote, line feed",
        "32 bytes of the seed",
    ):
        assert said in words


def test_of_few_votes_the_page_says_that_nobody_can_recount_them(poll: Poll, ratna: Someone, siti: Someone) -> None:
    votes(siti, poll, TITLES[0])
    closes_poll(ratna, poll)

    assert "Fewer than ten votes were cast" in read(at(poll)).words
    assert browser().get(f"{at(poll)}ballots.csv").status_code == 404
