"""Fetching and erasing one's own data over the pages."""

import csv
import json
from io import StringIO

import pytest
from asgiref.sync import async_to_sync
from django.core.cache import cache
from django.http import StreamingHttpResponse
from django.test import AsyncClient

from consult.accounts.models import Account
from consult.accounts.viewer import OPERATOR
from consult.discussion.models import PostVersion
from consult.platform.streams import AT_LEAST
from consult.record.erasure.erase_person import erase_person
from frontend.page_cache import once_a_key
from tests.cast import Scene, Someone, moment
from tests.frontend.pages import browser, page

TEXT = "Lapak perlu atap & <talang>."


@pytest.fixture
def wrote(lively: Scene, siti: Someone) -> Scene:
    """A consultation in which Siti wrote something."""
    siti.posts(TEXT, on=lively.clause("Pasal 4"))
    return lively


def content(answer: object) -> str:
    """What was sent, once it is all there."""
    assert isinstance(answer, StreamingHttpResponse)
    return answer.getvalue().decode()


def test_the_files_hold_what_was_written_and_are_kept_in_no_cache(wrote: Scene, siti: Someone) -> None:
    client = browser(siti)
    as_json, as_csv = client.get("/me/data.json"), client.get("/me/data.csv")

    assert [row["text"] for row in json.loads(content(as_json))["versions"]] == [TEXT]
    assert TEXT in [line[3] for line in csv.reader(StringIO(content(as_csv)))]
    assert [answer["Cache-Control"] for answer in (as_json, as_csv)] == ["private, no-store"] * 2
    assert as_json["Content-Disposition"] == 'attachment; filename="rembuk-data.json"'


def test_a_long_file_comes_in_pieces_from_a_server_that_serves_others_meanwhile(lively: Scene, siti: Someone) -> None:
    for _ in range(5):
        siti.posts("Panjang sekali. " * 600, on=lively.clause("Pasal 4"))
    client = AsyncClient()
    client.force_login(siti.account)

    pieces = async_to_sync(fetched)(client)

    assert len(pieces) > 2
    assert max(map(len, pieces)) < 2 * AT_LEAST
    assert len(json.loads(b"".join(pieces))["versions"]) == 5


async def fetched(client: AsyncClient) -> list[bytes]:
    """The file, piece by piece."""
    answer = await client.get("/me/data.json")
    assert isinstance(answer, StreamingHttpResponse)
    return [piece async for piece in answer]


def test_the_page_says_how_much_goes_and_how_much_stays(wrote: Scene, siti: Someone, agus: Someone) -> None:
    agus.replies("Setuju.", to=PostVersion.objects.get().post)
    found = page(browser(siti).get("/me/erasure/")).words

    assert "shown name and salt: 1" in found
    assert "Replies of others to them: 1; since these are the words of others" in found
    assert "Letters that were not sent" not in found


def test_only_the_address_of_the_account_erases(wrote: Scene, siti: Someone) -> None:
    answer = browser(siti).post("/me/erasure/", {"email": "bukan@example.org"})

    assert answer.status_code == 400
    assert Account.objects.filter(email=siti.email).exists()
    assert PostVersion.objects.get().text == TEXT


def test_erasing_signs_out_leads_to_a_goodbye_and_leaves_the_place(wrote: Scene, siti: Someone) -> None:
    client, elsewhere = browser(siti), browser(siti)
    answer = client.post("/me/erasure/", {"email": " SITI@example.org "})

    assert (answer.status_code, answer["Location"]) == (303, "/me/erased/")
    assert client.get("/me/erased/").status_code == 200
    assert client.get("/me/").status_code == elsewhere.get("/me/").status_code == 303
    thread = page(client.get(f"/k/{wrote.row.slug}/clauses/{wrote.clause('Pasal 4')}/"))
    assert "talang" not in thread.words
    assert "was erased at the request of its author" in thread.words


def test_the_only_official_finds_what_is_in_the_way_and_no_form(lively: Scene, ratna: Someone) -> None:
    client = browser(ratna)
    asked = page(client.get("/me/erasure/"))

    assert asked.find("a", href=f"/desk/{lively.row.slug}/team/")
    assert not asked.find("form", action="/me/erasure/#confirm")
    refused = client.post("/me/erasure/", {"email": ratna.email})
    assert refused.status_code == 409
    assert Account.objects.filter(email=ratna.email).exists()


def test_a_receipt_says_that_the_words_are_gone(wrote: Scene, siti: Someone) -> None:
    version = PostVersion.objects.get()
    salt = version.salt
    erase_person(actor=OPERATOR, person_id=siti.person.pk, now=moment())

    receipt = browser(language="en").get(f"/receipts/{version.receipt_id}/").content.decode()
    assert salt not in receipt
    assert "The words were erased, and with them the salt that bound them to their hash" in receipt


@pytest.mark.django_db(transaction=True)
def test_what_was_kept_of_pages_is_thrown_away_with_the_words(siti: Someone) -> None:
    once_a_key(("halaman",), lambda: TEXT)
    erase_person(actor=OPERATOR, person_id=siti.person.pk, now=moment())

    assert once_a_key(("halaman",), lambda: "baru") == "baru"
    cache.clear()
