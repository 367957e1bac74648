"""The desk's pages of polls: an official prepares, changes, opens and closes; others of the team look on."""

import pytest

from consult.polls.models import Poll
from tests.cast import Scene, Someone
from tests.consult.polls.voting import TITLES, asked, closes_poll, crowd, prepared, votes
from tests.frontend.pages import browser, page, read

pytestmark = pytest.mark.django_db

POLLS = "/desk/pasar-ramai/polls/"
QUESTION = {"title": "Kapan pasar buka?", "description": "Untuk jadwal.", "options": "Pagi\r\n\r\n Siang \r\n", "language": "id"}


def test_an_official_prepares_changes_opens_and_closes_a_poll(lively: Scene, ratna: Someone, siti: Someone) -> None:
    client = browser(ratna)

    made = client.post(POLLS, {**page(client.get(POLLS)).form(POLLS), **QUESTION}, follow=True)
    poll = Poll.objects.get()
    here = f"{POLLS}{poll.pk}/"
    assert made.redirect_chain[-1][0] == here
    form = page(made).form(here)
    assert form["options"] == "Pagi\nSiang"
    client.post(here, {**form, "options": "Pagi\nSiang\nMalam"})
    client.post(f"{here}opening/", page(client.get(here)).form("/opening/"))
    poll.refresh_from_db()
    assert (poll.status, poll.options.count()) == ("open", 3)
    assert poll.rules_sha256 in read(here, by=ratna).words
    votes(siti, poll, "Malam")
    closed = client.post(f"{here}closing/", page(client.get(here)).form("/closing/"), follow=True)

    assert "The poll is closed and counted. The result is public." in page(closed).words
    assert "First is “Malam”" in page(closed).words


def test_a_prepared_poll_is_thrown_away_and_an_open_one_offers_nothing_of_the_kind(lively: Scene, ratna: Someone) -> None:
    client, poll = browser(ratna), prepared(ratna, lively)
    here = f"{POLLS}{poll.pk}/"
    form = page(client.get(here)).form("/removal/")

    gone = client.post(f"{here}removal/", form, follow=True)

    assert gone.redirect_chain[-1][0] == POLLS
    assert "The poll was thrown away. Nobody outside the team has seen it." in page(gone).words
    assert not Poll.objects.exists()
    assert "Throw the poll away" not in read(f"{POLLS}{asked(ratna, lively).pk}/", by=ratna).words


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"title": ""}, "Please fill this in."),
        ({"options": "Pagi"}, "Please give at least 2 options"),
        ({"options": "Pagi\nSiang\npagi"}, "Option 3: Two options are the same: “pagi”."),
        ({"options": "Pagi\n" + "x" * 301}, "Option 2: This is too long"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(
    lively: Scene, ratna: Someone, given: dict[str, str], said: str
) -> None:
    answer = browser(ratna).post(POLLS, {**QUESTION, **given})

    assert answer.status_code == 400
    shown = page(answer)
    assert said in shown.words
    assert shown.form(POLLS)["description"] == "Untuk jadwal."
    assert not Poll.objects.exists()


def test_a_moderator_looks_on_and_others_find_nothing(lively: Scene, ratna: Someone, budi: Someone, siti: Someone) -> None:
    poll = prepared(ratna, lively)
    here = f"{POLLS}{poll.pk}/"

    shown = read(here, by=budi)
    assert TITLES[0] in shown.words
    assert not shown.find("textarea")
    for path, given in ((POLLS, QUESTION), (here, QUESTION), (f"{here}opening/", {}), (f"{here}closing/", {})):
        assert browser(budi).post(path, given).status_code in {403, 409}, path
        assert browser(siti).post(path, given).status_code in {403, 404}, path
    assert browser(siti).get(POLLS).status_code == 403
    assert Poll.objects.get().status == "draft"


def test_a_step_that_cannot_be_taken_is_said_on_the_polls_page(lively: Scene, ratna: Someone) -> None:
    poll = prepared(ratna, lively)

    answer = browser(ratna).post(f"{POLLS}{poll.pk}/closing/", {"key": "sekali"})

    assert answer.status_code == 409
    assert "cannot take that step" in page(answer).words


def test_the_desk_and_the_consultation_lead_to_polls(lively: Scene, ratna: Someone) -> None:
    assert read("/desk/pasar-ramai/", by=ratna).find("a", href=POLLS)
    assert "There is none yet." in read(POLLS, by=ratna).words


def test_the_desk_calls_the_number_of_an_open_poll_what_it_is(lively: Scene, ratna: Someone) -> None:
    poll = asked(ratna, lively)
    for who in crowd(11):
        votes(who, poll, TITLES[0])
    assert "open · at least 10 took part" in read(POLLS, by=ratna).words

    closes_poll(ratna, poll)

    assert "closed · 11 took part" in read(POLLS, by=ratna).words
