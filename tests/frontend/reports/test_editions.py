"""Pages of editions: the desk freezes them and shows how far they are made; the report's page lists them for everybody."""

import pytest

from consult.reports.models import Edition
from tests.cast import Scene, Someone
from tests.frontend.pages import browser, page, read
from tests.waiting import do_jobs

pytestmark = pytest.mark.django_db

DESK = "/desk/pasar-ramai/report/"
REPORT = "/k/pasar-ramai/report/"


@pytest.fixture
def said(lively: Scene, siti: Someone) -> Scene:
    """One contribution."""
    siti.posts("Mohon diperjelas.", on=lively.clause("Pasal 4"))
    return lively


def test_an_official_freezes_at_the_desk_and_sees_how_far_the_files_are(said: Scene, ratna: Someone) -> None:
    client = browser(ratna)
    form = page(client.get(DESK)).form(DESK)

    frozen = client.post(DESK, form, follow=True)
    client.post(DESK, form)

    assert "Edition 1 is frozen. Its files are being made." in page(frozen).words
    assert "Being made: 0 of" in page(frozen).words
    assert Edition.objects.count() == 1
    do_jobs()
    there = read(DESK, by=ratna)
    assert "Being made" not in there.words
    assert [link["href"] for link in there.find("a") if link.get("href", "").endswith("csv?language=en")]


def test_everybody_finds_editions_and_open_data_on_the_reports_page(said: Scene, ratna: Someone) -> None:
    assert "None is frozen yet." in read(REPORT).words
    client = browser(ratna)
    client.post(DESK, page(client.get(DESK)).form(DESK))
    do_jobs()

    there, edition = read(REPORT), Edition.objects.get()

    assert edition.data_sha256 in there.words
    assert edition.record_head in there.words
    links = [link["href"] for link in there.find("a")]
    assert f"/api/v1/editions/{edition.pk}.html?language=en" in links
    assert "/api/v1/consultations/pasar-ramai/open-data.zip" in links
    for link in links:
        if link.startswith("/api/v1/"):
            answer = browser().get(link)
            assert (answer.status_code, bool(b"".join(answer))) == (200, True)


def test_what_stands_in_the_way_is_said_on_the_page(lively: Scene, ratna: Someone) -> None:
    client = browser(ratna)

    answer = client.post(DESK, page(client.get(DESK)).form(DESK))

    assert (answer.status_code, "Nothing has been received yet" in page(answer).words) == (409, True)


def test_a_moderator_looks_on_without_a_button(said: Scene, budi: Someone) -> None:
    assert not [form for form in read(DESK, by=budi).forms if form.attributes.get("action") == DESK]
