"""The switch of language, words, dates."""

from datetime import UTC, datetime

import pytest
from django.utils import translation

from consult.access import Phase, Role
from consult.accounts.rules import Scope
from consult.discussion.rules import Kind, Operation, Stance, Status
from consult.discussion.screening import Code
from consult.errors import NotPossible
from consult.moderation.rules import Verdict
from frontend.code_words import WORDS, word
from frontend.refusal_sentences import sentence
from frontend.templatetags.naskah import bar, grouped, stances
from frontend.times import age, clock, day, in_three_zones, instant
from tests.cast import Scene
from tests.frontend.pages import browser, page, read

AT = datetime(2026, 12, 4, 9, 0, tzinfo=UTC)


def test_the_switch_stays_on_the_page_and_is_remembered(consultation: Scene) -> None:
    client = browser(language="id")
    assert "Langsung ke isi" in page(client.get("/k/pasar-pagi/")).words

    answer = client.post("/language/", {"language": "en", "next": "/k/pasar-pagi/"}, follow=True)

    assert answer.request["PATH_INFO"] == "/k/pasar-pagi/"
    assert "Skip to the content" in page(answer).words
    assert "Skip to the content" in page(client.get("/")).words


def test_the_switch_leads_to_no_other_host(db: None) -> None:
    assert browser().post("/language/", {"language": "en", "next": "https://evil.example/"}).headers["Location"] == "/"


def test_the_switch_takes_a_form_and_no_link(db: None) -> None:
    assert browser().get("/language/?language=en").status_code == 405


def test_indonesian_is_what_a_browser_gets_that_asks_for_a_language_not_spoken_here(db: None) -> None:
    assert read("/", language="fr").find("html", lang="id")


@pytest.mark.parametrize(
    ("kind", "codes"),
    [
        ("phase", Phase),
        ("stance", Stance),
        ("kind", Kind),
        ("operation", Operation),
        ("status", Status),
        ("verdict", Verdict),
        ("signal", Code),
        ("scope", Scope),
    ],
)
def test_every_code_of_the_domain_has_its_word(kind: str, codes: type) -> None:
    assert set(WORDS[kind]) >= {code.value for code in codes}  # type: ignore[attr-defined]


def test_every_role_of_a_signed_in_person_has_its_word() -> None:
    assert set(WORDS["role"]) == {role.value for role in Role} - {"visitor", "operator"}


def test_words_differ_between_the_languages_where_the_domain_has_terms_for_them() -> None:
    with translation.override("id"):
        assert [word("mixed", "stance"), word("closed", "phase"), word("official", "role")] == ["campuran", "ditutup", "pejabat"]


def test_a_refusal_is_said_in_words_and_local_time_and_not_in_codes() -> None:
    refusal = NotPossible("decision.first", by="moderator", at=AT.isoformat(), action="hide", status="hidden")

    with translation.override("id"):
        assert sentence(refusal) == (
            "Ada yang lebih dahulu: moderator memutuskan “disembunyikan” pada 4 Desember 2026, 16.00 WIB. "
            "Masukan ini sekarang disembunyikan moderator."
        )


@pytest.mark.parametrize(("language", "said"), [("id", "4 Desember 2026, 16.00 WIB"), ("en", "4 December 2026, 16:00 WIB")])
def test_an_instant_is_written_as_people_write_it_and_for_programs_beside(language: str, said: str) -> None:
    with translation.override(language):
        assert instant(AT) == f'<time datetime="2026-12-04T09:00:00+00:00">{said}</time>'


def test_a_closing_time_is_given_in_the_three_zones() -> None:
    with translation.override("id"):
        assert in_three_zones(AT) == "16.00 WIB, 17.00 WITA, 18.00 WIT"


def test_the_day_is_that_of_western_indonesia() -> None:
    late = datetime(2026, 12, 4, 17, 30, tzinfo=UTC)
    with translation.override("en"):
        assert (day(late), clock(late)) == ("5 December 2026", "00:30 WIB")


@pytest.mark.parametrize(("seconds", "said"), [(59, "0 min"), (60 * 59, "59 min"), (60 * 90, "1 h"), (60 * 60 * 49, "2 d")])
def test_an_age_is_given_in_the_largest_whole_unit(seconds: int, said: str) -> None:
    with translation.override("en"):
        assert age(AT, datetime.fromtimestamp(AT.timestamp() + seconds, tz=UTC)) == said


def test_a_bar_fills_its_width_and_leaves_out_what_does_not_occur() -> None:
    stretches = bar({"total": 4, "support": 3, "neutral": 1})

    assert [stance for stance, _x, _width in stretches] == ["support", "neutral"]
    last_start, last_width = float(stretches[-1][1]), float(stretches[-1][2])
    assert last_start + last_width == pytest.approx(100, abs=0.1)
    assert bar({"total": 0}) == []
    assert stances({"total": 4, "support": 3, "neutral": 1}) == [("support", 3), ("neutral", 1)]


def test_a_code_is_grouped_to_be_read_aloud() -> None:
    assert grouped("K7RM4QX29D") == "K7RM-4QX2-9D"
