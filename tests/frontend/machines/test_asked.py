"""What programs ask for before anything else: robots.txt, the icon, security.txt and the sitemap."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils.dateparse import parse_datetime
from PIL import Image
from pytest_django import Settings

from consult.consultations.models import Consultation
from consult.consultations.rules import Moderation
from frontend.machines import sitemap
from tests.cast import Scene, Someone, moment, staged
from tests.frontend.pages import browser

pytestmark = pytest.mark.django_db

XML = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
HOME = "https://rembuk.example"
ALL = ("/robots.txt", "/favicon.ico", "/sitemap.xml", "/.well-known/security.txt")


@pytest.fixture(autouse=True)
def _at_home(settings: Settings) -> Iterator[None]:
    """At a public address, with nothing kept."""
    settings.PUBLIC_ADDRESS = HOME
    cache.clear()
    yield
    cache.clear()


def lines(path: str) -> list[str]:
    """Of a file of text."""
    answer = Client().get(path)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/plain; charset=utf-8")
    return answer.content.decode().splitlines()


def listed(path: str = "/sitemap.xml", client: Client | None = None) -> dict[str, str]:
    """The paths in a sitemap, each with when it last changed."""
    answer: Any = (client or Client()).get(path)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/xml; charset=utf-8")
    found = ElementTree.fromstring(answer.content).iter(f"{XML}url")
    return {one.findtext(f"{XML}loc", "").removeprefix(HOME): one.findtext(f"{XML}lastmod", "") for one in found}


@pytest.mark.parametrize("path", ALL)
@pytest.mark.parametrize("signed_in", [False, True])
def test_each_is_the_same_for_everybody_and_may_be_kept(path: str, siti: Someone, signed_in: bool) -> None:
    answer = browser(siti if signed_in else None).get(path)

    assert answer.status_code == 200
    assert re.fullmatch(r"public, max-age=\d{4,5}", answer["Cache-Control"])
    assert "Cookie" not in answer.get("Vary", "")
    assert not answer.cookies
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert Client().post(path).status_code == 405


def test_robots_leave_desks_and_forms_alone_and_read_all_else() -> None:
    robots = RobotFileParser()
    robots.parse(lines("/robots.txt"))

    closed = ("/desk/", "/desk/pasar/queue/", "/me/", "/sign-in/code/", "/receipts/0EYZFDGX6K/", "/language/", "/search/?q=pasar")
    assert [path for path in closed if robots.can_fetch("Googlebot", f"{HOME}{path}")] == []
    public = ("/", "/k/pasar/", "/k/pasar/draft/", "/k/pasar/report/", "/help/", "/feeds/pasar.atom", "/api/docs/")
    assert [path for path in public if not robots.can_fetch("Googlebot", f"{HOME}{path}")] == []
    assert robots.site_maps() == [f"{HOME}/sitemap.xml"]


def test_the_icon_is_our_mark_in_three_sizes() -> None:
    icon = Image.open(BytesIO(Client().get("/favicon.ico").content))

    assert icon.format == "ICO"
    assert icon.info["sizes"] == {(16, 16), (32, 32), (48, 48)}
    assert icon.convert("RGBA").getpixel((8, 24)) == (31, 58, 122, 255)


@pytest.mark.parametrize(
    ("for_holes", "for_all", "contacts"),
    [
        ("celah@kota.example", "tanya@kota.example", ["mailto:celah@kota.example"]),
        ("https://kota.example/celah, celah@kota.example", "", ["https://kota.example/celah", "mailto:celah@kota.example"]),
        ("", "Loket 3, tanya@kota.example, Senin", ["mailto:tanya@kota.example"]),
        ("<celah@kota.example>, [https://kota.example/celah].", "", ["mailto:celah@kota.example", "https://kota.example/celah"]),
        ("", "Loket 3, Balai Kota", [f"{HOME}/privacy/"]),
    ],
)
def test_security_txt_says_whom_to_tell_and_until_when(settings: Settings, for_holes: str, for_all: str, contacts: list[str]) -> None:
    settings.SECURITY_CONTACT, settings.CONTACT = for_holes, for_all

    said = [line.partition(": ")[::2] for line in lines("/.well-known/security.txt")]

    assert [value for name, value in said if name == "Contact"] == contacts
    fields = dict(said)
    assert (fields["Preferred-Languages"], fields["Canonical"]) == ("id, en", f"{HOME}/.well-known/security.txt")
    expires = parse_datetime(fields["Expires"])
    assert expires is not None
    assert timedelta(days=150) < expires - datetime.now(UTC) < timedelta(days=365)


def test_the_sitemap_lists_what_a_visitor_reads_and_when_it_changed(lively: Scene, siti: Someone) -> None:
    post = siti.posts("Lapak perlu atap.", on=lively.clause("Pasal 3"))

    found = listed()

    at = f"/k/{lively.row.slug}"
    clause = f"{at}/clauses/{lively.clause('Pasal 3')}/"
    assert {"/", "/help/", f"{at}/", f"{at}/draft/", f"{at}/report/", clause} <= found.keys()
    assert not [path for path in found if "/clauses/" in path and path != clause]
    assert parse_datetime(found[clause]) == post.created_at.replace(microsecond=0)
    assert found[f"{at}/"] == found[clause]
    assert [path for path in found if Client().get(path).status_code != 200] == []


def test_what_is_in_preparation_or_for_practice_is_on_no_map_not_even_for_its_team(budi: Someone, ratna: Someone, lively: Scene) -> None:
    staged("pasar-rahasia", moderation=Moderation.BEFORE, officials=[ratna], moderators=[budi], open_it=False)
    practice = staged("latihan", moderation=Moderation.AFTER, officials=[ratna], moderators=[budi])
    Consultation.objects.filter(pk=practice.row.pk).update(practice=True)

    found = listed(client=browser(ratna))

    assert [path for path in found if "rahasia" in path or "latihan" in path] == []
    assert f"/k/{lively.row.slug}/" in found


def test_too_many_addresses_stand_in_several_files_each_once(lively: Scene, siti: Someone, monkeypatch: pytest.MonkeyPatch) -> None:
    for label in ("Pasal 1", "Pasal 2", "Pasal 3", "Pasal 5"):
        siti.posts("Mohon diperjelas.", on=lively.clause(label))
    whole = list(listed())
    cache.clear()
    monkeypatch.setattr(sitemap, "AT_MOST", 3)

    index = ElementTree.fromstring(Client().get("/sitemap.xml").content)
    parts = [one.text or "" for one in index.iter(f"{XML}loc")]
    found = [path for part in parts for path in listed(part.removeprefix(HOME))]

    assert parts == [f"{HOME}/sitemap-{n}.xml" for n in range(1, -(-len(whole) // 3) + 1)]
    assert found == whole
    assert {Client().get(f"/sitemap-{n}.xml").status_code for n in (0, len(parts) + 1)} == {404}


def test_the_sitemap_takes_as_many_queries_however_much_there_is(lively: Scene, siti: Someone, django_assert_num_queries: Any) -> None:
    for label in ("Pasal 1", "Pasal 2", "Pasal 3"):
        siti.posts("Mohon diperjelas.", on=lively.clause(label), now=moment())

    with django_assert_num_queries(4):
        listed()
