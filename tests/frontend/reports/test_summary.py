"""The summary, as a page and as files."""

import csv
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from io import StringIO

import pytest

from consult.consultations.models import Consultation
from consult.consultations.rules import Moderation
from consult.discussion.rules import Stance
from consult.platform.limits import LIMITS, Limit
from tests.cast import Scene, Someone, moment, staged
from tests.frontend.pages import browser, page, read


def test_the_page_counts_by_clause_and_says_what_the_figures_do_not_show(lively: Scene, siti: Someone) -> None:
    siti.posts("Lapak perlu atap.", on=lively.clause("Pasal 3"))

    words = read("/k/pasar-ramai/report/").words

    assert "Pasal 3 0 1 0 0 1 0 1" in words
    assert "In all 0 1 0 0 1 0 1" in words
    assert "What these figures do not show" in words
    assert lively.now_is().chain.head in words


def test_each_clause_on_the_page_leads_to_its_contributions_and_each_hidden_one_to_its_rule(
    lively: Scene, siti: Someone, budi: Someone
) -> None:
    siti.posts("Lapak perlu atap.", on=lively.clause("Pasal 3"))
    budi.hides(siti.posts("Promosi.", on=lively.clause("Pasal 3")), rule=4)

    page = read("/k/pasar-ramai/report/")

    assert page.find("a", href=f"/k/pasar-ramai/clauses/{lively.clause('Pasal 3')}/")
    assert page.find("a", href="/k/pasar-ramai/#rule-4")


def test_both_sides_are_quoted_with_a_link_to_the_whole(lively: Scene, siti: Someone, agus: Someone) -> None:
    clause = lively.clause("Pasal 3")
    siti.posts("Lapak memang milik bersama.", on=clause, stance=Stance.SUPPORT)
    agus.posts("Lapak saya rawat sendiri.", on=clause, stance=Stance.OPPOSE)

    page = read("/k/pasar-ramai/report/", language="id")

    assert "Yang setuju Lapak memang milik bersama. Masukan 1 , nama tidak ditampilkan" in page.words
    assert "Yang menolak Lapak saya rawat sendiri. Masukan 2" in page.words
    assert page.find("a", href=f"/k/pasar-ramai/clauses/{clause}/?post=2#post-2")


def test_each_file_says_what_it_is_for_and_roughly_how_large_it_is(lively: Scene) -> None:
    page = read("/k/pasar-ramai/report/")

    for form in ("html", "csv", "json"):
        assert page.find("a", href=f"/k/pasar-ramai/report.{form}", download="")
    assert "One table for a spreadsheet" in page.words
    assert "About 2 KB." in page.words


def test_a_file_keeps_its_kind(lively: Scene) -> None:
    kinds = {form: browser().get(f"/k/pasar-ramai/report.{form}").headers["Content-Type"] for form in ("html", "csv", "json")}

    assert kinds == {"html": "text/html; charset=utf-8", "csv": "text/csv; charset=utf-8", "json": "application/json"}


def test_every_file_holds_each_shown_post_and_no_other(lively: Scene, siti: Someone, budi: Someone) -> None:
    siti.posts("Lapak perlu atap.", on=lively.clause("Pasal 3"))
    budi.hides(siti.posts("Rahasia sekali.", on=lively.clause("Pasal 3")))

    for form in ("html", "csv", "json"):
        text = browser().get(f"/k/pasar-ramai/report.{form}").content.decode()
        assert "Lapak perlu atap." in text
        assert "Rahasia" not in text


def test_the_files_are_what_they_say(lively: Scene) -> None:
    table = browser().get("/k/pasar-ramai/report.csv").content.decode("utf-8-sig")
    assert next(csv.reader(StringIO(table)))[:3] == ["section", "clause", "number"]
    assert json.loads(browser().get("/k/pasar-ramai/report.json").content)


@pytest.mark.parametrize("form", ["html", "csv", "json"])
def test_a_file_is_handed_out_as_an_attachment_so_that_it_never_runs_here(lively: Scene, form: str) -> None:
    answer = browser().get(f"/k/pasar-ramai/report.{form}")

    assert answer.headers["Content-Disposition"] == f'attachment; filename="pasar-ramai.{form}"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_format_that_is_not_made_here_is_not_there(lively: Scene) -> None:
    assert browser().get("/k/pasar-ramai/report.exe").status_code == 404


def test_too_many_downloads_have_to_wait(lively: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LIMITS, "download", Limit(account=3, address=60, every=timedelta(minutes=10)))
    client = browser()
    for _ in range(60):
        client.get("/k/pasar-ramai/report.json")

    answer = client.get("/k/pasar-ramai/report.json")

    assert answer.status_code == 429
    assert "Retry-After" in answer.headers
    assert "A little slower" in page(answer).words


def test_the_next_reader_finds_the_figures_made(
    lively: Scene, siti: Someone, django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    siti.posts("Lapak perlu atap.", on=lively.clause("Pasal 3"))
    first = read("/k/pasar-ramai/report/").words

    with django_assert_max_num_queries(2):
        assert read("/k/pasar-ramai/report/").words == first


def test_what_was_hidden_a_moment_ago_is_quoted_no_more(lively: Scene, siti: Someone, agus: Someone, budi: Someone) -> None:
    clause = lively.clause("Pasal 3")
    post = siti.posts("Lapak memang milik bersama.", on=clause, stance=Stance.SUPPORT)
    agus.posts("Lapak saya rawat sendiri.", on=clause, stance=Stance.OPPOSE)
    assert "milik bersama" in read("/k/pasar-ramai/report/").words

    budi.hides(post)

    assert "milik bersama" not in read("/k/pasar-ramai/report/").words


def test_what_was_made_for_the_team_stays_hidden_from_strangers(ratna: Someone) -> None:
    staged("rahasia", moderation=Moderation.BEFORE, officials=[ratna], moderators=[], open_it=False)
    assert browser(ratna).get("/k/rahasia/report/").status_code == 200

    assert browser().get("/k/rahasia/report/").status_code == 404


def test_a_closed_consultation_does_not_say_that_it_is_open(lively: Scene) -> None:
    assert "Stage open" in read("/k/pasar-ramai/report/").words

    now = moment()
    Consultation.objects.filter(pk=lively.row.pk).update(opens_at=now - timedelta(days=60), closes_at=now - timedelta(hours=1))

    assert "Stage closed" in read("/k/pasar-ramai/report/").words
