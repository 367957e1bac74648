"""What came in, on the desk: figures with their base, a picture beside its table, what waits with where it is dealt with."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consult.consultations.models import Consultation
from consult.consultations.rules import TeamRole
from consult.discussion.actions.letters.submit_letter import Letter, submit_letter
from consult.discussion.actions.take_in_post import Said
from consult.discussion.locks import Place
from consult.discussion.models import PostVersion
from consult.discussion.rules import Channel, Contribution, ShownName, Stance
from tests.cast import Scene, Someone, closes, moment
from tests.consult.polls.voting import asked, prepared
from tests.consult.reports.crowd import crowd
from tests.frontend.pages import browser, read

pytestmark = pytest.mark.django_db

HERE = "/desk/pasar-ramai/"


def test_the_desk_says_what_came_in_with_its_base(lively: Scene, siti: Someone, agus: Someone, budi: Someone, ratna: Someone) -> None:
    siti.posts("Setuju.", on=lively.clause("Pasal 4"), stance=Stance.SUPPORT)
    agus.posts("Tidak.", on=lively.clause("Pasal 5"), stance=Stance.OPPOSE)
    budi.hides(agus.posts("Promosi.", on=lively.clause("Pasal 5")))

    words = read(HERE, by=ratna).words

    assert "people took part, the team not counted 2 submissions received 3 contributions in them 3" in words
    assert "shown now, 66.7% of 3 2" in words
    assert "3 in all, at most 3 at once" in words
    assert "Stance Shown Share support 1 50.0% of 2 oppose 1 50.0% of 2" in words


def test_a_picture_is_for_the_eye_and_its_table_for_everybody(lively: Scene, siti: Someone, ratna: Someone) -> None:
    siti.posts("Setuju.", on=lively.clause("Pasal 4"))

    page = read(HERE, by=ratna)

    assert page.find("svg", class_="columns", aria_hidden="true")
    assert all(svg.get("aria-hidden") == "true" for _tag, svg in page.elements if _tag == "svg")
    assert not any("style" in had for _tag, had in page.elements)
    table = read(page.find("a", href=f"{HERE}arrivals/days/")[0]["href"], by=ratna)
    assert "Contributions by when they came in, in days of western Indonesia (WIB)" in table.words
    assert "Sum 1 1 1 0 1 0 0 0 0" in table.words


def test_the_desk_names_the_eight_clauses_on_which_most_came_in_and_leads_to_all(lively: Scene, siti: Someone, ratna: Someone) -> None:
    for clause in list(lively.labels.values())[:9]:
        siti.posts("Setuju.", on=clause)
    siti.posts("Setuju lagi.", on=lively.clause("Pasal 5"))

    page = read(HERE, by=ratna)

    assert (len(page.find("th", scope="row", role="rowheader")), "the eight of 10 on which most came in" in page.words) == (8, True)
    table = read(page.find("a", href=f"{HERE}arrivals/clauses/")[0]["href"], by=ratna)
    assert len(table.find("th", scope="row", role="rowheader")) == 10 + len(["Sum"])
    assert "Pasal 5" in table.words


def test_nothing_is_said_where_nothing_came_in(lively: Scene, ratna: Someone) -> None:
    for which in ("days", "clauses"):
        assert "0 contributions" in read(f"{HERE}arrivals/{which}/", by=ratna).words


def test_an_empty_desk_offers_one_next_step_and_no_picture(lively: Scene, ratna: Someone) -> None:
    page = read(HERE, by=ratna)

    assert "Nothing has come in yet. See it as the public does" in page.words
    assert not page.find("svg", class_="columns")
    closes(lively)
    assert "Nothing came in." in read(HERE, by=ratna).words


def test_the_desk_takes_the_same_queries_whatever_came_in(consultation: Scene, budi: Someone, ratna: Someone) -> None:
    official = browser(ratna)
    official.get("/desk/pasar-pagi/")
    with CaptureQueriesContext(connection) as empty:
        official.get("/desk/pasar-pagi/")
    crowd(consultation, budi)
    with CaptureQueriesContext(connection) as full:
        official.get("/desk/pasar-pagi/")

    assert len(full) == len(empty) <= 30


def test_what_waits_stands_in_a_table_with_since_when_and_where_it_is_dealt_with(
    consultation: Scene, siti: Someone, agus: Someone, budi: Someone, ratna: Someone
) -> None:
    assert "What waits" not in read("/desk/pasar-pagi/", by=ratna).words
    posts = [who.posts("Lapak perlu atap.", on=consultation.clause("Pasal 3")) for who in (siti, siti, agus)]
    for post, day in zip(posts, (3, 2, 1), strict=True):
        PostVersion.objects.filter(post=post).update(created_at=datetime(2026, 11, day, 5, tzinfo=UTC))
    budi.publishes(posts[2])
    siti.flags(posts[2])

    page = read("/desk/pasar-pagi/", by=ratna)

    told = page.words.partition("What waits ")[2]
    assert "Contributions to decide about 2 2 November 2026 Contributions that readers reported 1 " in told
    assert page.find("a", href="/desk/pasar-pagi/queue/")
    assert "Questions without an answer" not in told


def test_polls_that_wait_are_named_and_one_that_outlived_the_consultation_is_to_be_closed(lively: Scene, ratna: Someone) -> None:
    asked(ratna, lively)
    prepared(ratna, lively)
    Consultation.objects.filter(pk=lively.row.pk).update(closes_at=moment().replace(year=moment().year + 1))
    words = read(HERE, by=ratna).words
    assert "1 poll is open. 1 poll is prepared and not open." in words
    assert ("Polls to open 1" in words, "Polls to close" in words) == (True, False)

    closes(lively)

    words = read(HERE, by=ratna).words
    assert "1 poll is open. Nobody can vote any more: close it, and the result is public." in words
    assert ("Polls to open" in words, "Polls to close 1" in words) == (False, True)


def test_a_letter_for_an_organisation_is_named_among_what_waits(consultation: Scene, siti: Someone, ratna: Someone) -> None:
    texts = ("Lapak perlu atap.", "Lapak perlu lampu.")
    given = [Contribution(text=text, stance=Stance.MIXED, shown_name=ShownName.WITHHELD) for text in texts]
    points = tuple(Said(place=Place(clause=consultation.clause("Pasal 3")), contribution=one) for one in given)
    letter = Letter(points=points, on_behalf_of="Paguyuban Pedagang")
    submit_letter(actor=siti.viewer, slug="pasar-pagi", letter=letter, channel=Channel.WEB, address="", now=moment())

    words = read("/desk/pasar-pagi/", by=ratna).words

    assert "2 contributions wait for a decision. 1 letter for an organisation is among them." in words


def test_a_moderator_sees_the_same_and_a_delegate_nothing(lively: Scene, siti: Someone, budi: Someone) -> None:
    siti.posts("Setuju.", on=lively.clause("Pasal 4"))
    lively.row.memberships.create(person=siti.person, role=TeamRole.DELEGATE)

    assert "What came in" in read(HERE, by=budi).words
    assert browser(siti).get(HERE).status_code == 403
