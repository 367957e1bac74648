"""The first page."""

from datetime import timedelta

from consult.access import Phase
from consult.consultations.models import Consultation
from consult.consultations.rules import Moderation
from frontend.consultations.start import days_left
from tests.cast import Scene, Someone, closes, moment, staged
from tests.frontend.pages import browser, read


def test_an_open_consultation_says_what_is_asked_and_how_long_is_left(consultation: Scene) -> None:
    words = read("/", language="id").words

    assert "Pasar pagi yang tertata" in words
    assert "Apakah aturan ini adil?" in words
    assert "30 hari lagi" in words
    assert "Desa Contoh" in words


def test_a_title_in_the_language_of_the_page_is_taken_and_marked_with_its_own_language(consultation: Scene) -> None:
    assert "An orderly morning market" in read("/", language="en").words
    assert read("/", language="en").find("h3", lang="en")


def test_what_is_in_preparation_is_seen_by_its_team_alone(siti: Someone, budi: Someone, ratna: Someone) -> None:
    staged("pasar-rahasia", moderation=Moderation.BEFORE, officials=[ratna], moderators=[budi], open_it=False)

    assert "orderly" not in read("/").words
    assert "orderly" not in read("/", by=siti).words
    assert "orderly" in read("/", by=budi).words


def test_a_closed_consultation_stands_below_with_its_closing_time(consultation: Scene) -> None:
    closes(consultation)

    words = read("/").words
    assert "Nothing is open just now" in words
    assert "An orderly morning market" in words


def test_nothing_at_all_leaves_a_page_that_says_so(db: None) -> None:
    assert "Nothing is open just now" in read("/").words


def test_the_list_takes_as_many_queries_for_many_as_for_one(consultation: Scene, lively: Scene, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(2):  # type: ignore[operator]
        browser().get("/")


def test_days_left_count_the_present_one() -> None:
    now = moment()
    assert days_left(Consultation(closes_at=now + timedelta(hours=1)), now=now) == 1
    assert days_left(Consultation(closes_at=now + timedelta(days=9, hours=1)), now=now) == 10
    assert days_left(Consultation(step=Phase.OPEN), now=now) is None
