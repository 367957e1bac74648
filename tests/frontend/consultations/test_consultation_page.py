"""The page of one consultation."""

import re
from datetime import datetime, timedelta
from typing import Final

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consult.access import Phase
from consult.consultations.models import Consultation
from consult.consultations.rules import Moderation
from consult.discussion.models import Thread
from consult.discussion.rules import ThreadKind
from consult.documents.models import Revision
from frontend.consultations.consultation_page import stages
from tests.cast import Scene, Someone, closes, moment, staged
from tests.frontend.pages import browser, read


def test_it_says_what_is_asked_by_whom_until_when_and_by_which_rules(consultation: Scene) -> None:
    words = read("/k/pasar-pagi/", language="id").words

    for said in ("Apakah aturan ini adil?", "Desa Contoh", "Ringkasan.", "WITA", "WIT", "1", "Bahas ketentuannya", "Patuhi hukum"):
        assert said in words


def test_each_house_rule_has_an_address_to_be_cited_by(consultation: Scene) -> None:
    assert [rule["id"] for rule in read("/k/pasar-pagi/").find("li") if "id" in rule] == [f"rule-{number}" for number in range(1, 6)]


def test_the_team_finds_its_desk_and_others_do_not(consultation: Scene, siti: Someone, budi: Someone) -> None:
    assert read("/k/pasar-pagi/", by=budi).find("a", href="/desk/pasar-pagi/")
    assert not read("/k/pasar-pagi/", by=siti).find("a", href="/desk/pasar-pagi/")
    assert not read("/k/pasar-pagi/").find("a", href="/desk/pasar-pagi/")


def test_what_is_in_preparation_and_what_is_missing_look_the_same(budi: Someone, ratna: Someone) -> None:
    staged("pasar-rahasia", moderation=Moderation.BEFORE, officials=[ratna], moderators=[budi], open_it=False)

    hidden, missing = browser().get("/k/pasar-rahasia/"), browser().get("/k/pasar-hilang--/")

    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert hidden.content == missing.content.replace(b"pasar-hilang--", b"pasar-rahasia")


def test_the_line_of_stages_marks_what_is_past_and_where_it_stands() -> None:
    line = stages(Consultation(), Phase.OPEN)

    assert [(one.phase, one.past, one.current) for one in line] == [
        ("announced", True, False),
        ("open", True, True),
        ("closed", False, False),
        ("answered", False, False),
    ]


def test_the_archive_takes_the_last_place_on_the_line_of_what_stands_there() -> None:
    assert [(one.phase, one.current) for one in stages(Consultation(), Phase.ARCHIVED)][-1] == ("archived", True)


IN_EACH_PHASE: Final = [  # step, opens in days, closes in days → what the page says can be done now
    (Phase.ANNOUNCED, 3, 30, "Writing begins on"),
    (Phase.ANNOUNCED, None, None, "When writing begins will be said here"),
    (Phase.OPEN, -1, 10, "You can read and write until"),
    (Phase.OPEN, -1, None, "No closing date is set yet"),
    (Phase.OPEN, -9, -1, "No more contributions are taken since"),
    (Phase.CLOSED, -9, -1, "What waits is still being decided"),
    (Phase.ANSWERED, -9, -1, "The institution has answered"),
    (Phase.ARCHIVED, -9, -1, "everything stays readable, and nothing changes any more"),
]


@pytest.mark.parametrize(("step", "opens", "ends", "said"), IN_EACH_PHASE)
def test_each_phase_says_what_can_be_done_now(consultation: Scene, step: Phase, opens: int | None, ends: int | None, said: str) -> None:
    put(consultation, step=step, opens_at=in_days(opens), closes_at=in_days(ends))

    assert said in read("/k/pasar-pagi/").words


def in_days(days: int | None) -> datetime | None:
    """So many days from now."""
    return None if days is None else moment() + timedelta(days=days)


def put(scene: Scene, **changes: object) -> None:
    """Put the consultation into another state."""
    Consultation.objects.filter(pk=scene.row.pk).update(**changes)


def test_the_last_day_is_called_so_with_its_hour_in_three_zones(consultation: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    noon = moment().replace(hour=5, minute=0, second=0, microsecond=0)  # in western Indonesia
    monkeypatch.setattr("django.utils.timezone.now", lambda: noon)
    put(consultation, opens_at=noon - timedelta(days=3), closes_at=noon + timedelta(hours=4))

    words = read("/k/pasar-pagi/").words

    assert "Today is the last day to write" in words
    assert "Open, 4 hours left" in words
    assert "16:00 WIB, 17:00 WITA, 18:00 WIT" in words


def test_a_practice_consultation_and_one_in_preparation_are_marked(consultation: Scene, budi: Someone) -> None:
    put(consultation, practice=True)
    assert "A consultation for practice" in read("/k/pasar-pagi/").words

    put(consultation, step=Phase.DRAFT, opens_at=None, closes_at=None)
    assert "Only the team sees this page" in read("/k/pasar-pagi/", by=budi).words


def test_closed_it_leads_the_author_to_their_own_page(consultation: Scene, siti: Someone) -> None:
    closes(consultation)

    assert read("/k/pasar-pagi/", by=siti).words.count("What you wrote yourself") == 1
    assert "once you have signed in" in read("/k/pasar-pagi/").words


def test_documents_show_version_size_and_the_whole_fingerprint(consultation: Scene) -> None:
    sha256 = Revision.objects.get(document__consultation=consultation.row).sha256
    words = read("/k/pasar-pagi/").words

    assert "The draft, version 1" in words
    assert "5 articles" in words
    assert f"{sha256[:8]}…{sha256[-8:]}" in words
    assert sha256 in words


def test_the_contact_can_be_written_to_and_is_text_all_the_same(consultation: Scene) -> None:
    put(consultation, contact="Ratna <Bagian Hukum>, ratna@arunika.example.")

    page = read("/k/pasar-pagi/")

    assert page.find("a", href="mailto:ratna@arunika.example")
    assert "Ratna <Bagian Hukum>, ratna@arunika.example ." in page.words


def test_the_page_takes_the_same_queries_whatever_was_written(lively: Scene, siti: Someone, budi: Someone) -> None:
    few = asked(None), asked(budi)
    for n in range(5):
        siti.posts(f"Pendapat {n}.", on=lively.clause("Pasal 3"))

    assert (asked(None), asked(budi)) == few
    assert few[0] <= 11


def asked(who: Someone | None) -> int:
    """How many queries the page takes."""
    client = browser(who)
    with CaptureQueriesContext(connection) as queries:
        client.get("/k/pasar-ramai/")
    return len(queries)


OF_ANY_THREAD: Final = re.compile("/threads/")


@pytest.mark.parametrize("step", [Phase.ANNOUNCED, Phase.CLOSED, Phase.ANSWERED, Phase.ARCHIVED])
def test_where_nothing_is_taken_no_thread_is_offered_that_holds_nothing(consultation: Scene, siti: Someone, step: Phase) -> None:
    assert "Speak about the draft as a whole" in read("/k/pasar-pagi/", by=siti).words

    put(
        consultation,
        step=step,
        opens_at=in_days(3 if step is Phase.ANNOUNCED else -9),
        closes_at=in_days(30 if step is Phase.ANNOUNCED else -1),
    )
    shown = read("/k/pasar-pagi/", by=siti)

    assert "Speak about the draft" not in shown.words
    assert not [link for link in shown.find("a") if OF_ANY_THREAD.search(link["href"])]


def test_what_was_said_on_no_single_clause_is_read_after_closing(lively: Scene, siti: Someone) -> None:
    siti.posts("Rancangan ini sudah baik.", on=general(lively))
    closes(lively)

    shown = read("/k/pasar-ramai/")

    assert shown.find("a", href="/k/pasar-ramai/threads/")
    assert (
        "Read what is about no single clause What was said on the draft as a whole, and on several clauses together. 1 contribution"
        in shown.words
    )


def test_a_thread_that_a_moderator_closed_is_not_offered_to_speak_in(lively: Scene, siti: Someone, budi: Someone) -> None:
    siti.posts("Rancangan ini sudah baik.", on=general(lively))
    budi.locks(general(lively))

    assert "Speak about the draft" not in read("/k/pasar-ramai/").words


def test_every_page_counts_the_same_contributions(lively: Scene, siti: Someone, agus: Someone, budi: Someone) -> None:
    """On a clause, on the draft as a whole, and over several clauses."""
    siti.posts("Setuju.", on=lively.clause("Pasal 2"))
    siti.posts("Rancangan ini sudah baik.", on=general(lively))
    thread = budi.opens_thread("Jam dan sampah", over=[lively.clause("Pasal 2"), lively.clause("Pasal 5")], at=lively)
    agus.posts("Keduanya terlalu ketat.", on=thread)

    assert "3 public contributions" in read("/k/pasar-ramai/").words
    assert "Discussed 3 contributions" in read("/k/pasar-ramai/draft/").words
    assert "3 contributions so far" in read("/").words


def general(scene: Scene) -> Thread:
    """The thread on the draft as a whole."""
    return Thread.objects.get(consultation=scene.row, kind=ThreadKind.GENERAL)
