"""Feeds: valid Atom with whole addresses, what is public and nothing else, and no more than has changed."""

from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from consult.discussion.rules import Kind, Operation, Proposal, ShownName
from tests.cast import Scene, Someone, moment

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def whole(scene: Scene) -> str:
    """The address of the consultation's feed."""
    return f"/feeds/{scene.row.slug}.atom"


def of_clause(scene: Scene, label: str) -> str:
    """The address of a clause's feed."""
    return f"/feeds/{scene.row.slug}/clauses/{scene.clause(label)}.atom"


def parsed(answer: Any) -> ElementTree.Element:
    """The feed, where every element is there that RFC 4287 asks for."""
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(answer.content)
    assert feed.tag == f"{ATOM}feed"
    for element in (feed, *feed.findall(f"{ATOM}entry")):
        assert said(element, "id").startswith("urn:uuid:")
        assert said(element, "title")
        assert parse_datetime(said(element, "updated"))
        assert element.find(f"{ATOM}author/{ATOM}name") is not None or feed.find(f"{ATOM}author/{ATOM}name") is not None
        assert all(link.attrib["href"].startswith(f"{settings.PUBLIC_ADDRESS}/") for link in element.findall(f"{ATOM}link"))
    ids = [said(entry, "id") for entry in feed.findall(f"{ATOM}entry")]
    assert len(ids) == len(set(ids))
    return feed


def said(element: ElementTree.Element, name: str) -> str:
    """What a part of it says."""
    return element.findtext(f"{ATOM}{name}") or ""


def titles(answer: Any) -> list[str]:
    """What its entries are called."""
    return [said(entry, "title") for entry in parsed(answer).findall(f"{ATOM}entry")]


def test_a_feed_tells_of_steps_versions_and_posts_the_newest_first(lively: Scene, siti: Someone, client: Client) -> None:
    siti.posts("Satu.", on=lively.clause("Pasal 3"))
    siti.posts("Dua.", on=lively.clause("Pasal 4"), now=moment() + timedelta(seconds=1))

    feed = parsed(client.get(whole(lively)))

    found = [said(entry, "title") for entry in feed.findall(f"{ATOM}entry")]
    assert found[:2] == ["Masukan 2 · Pasal 4", "Masukan 1 · Pasal 3"]
    assert {title.split(":")[0] for title in found[2:]} >= {"Rancangan, versi 1, diterbitkan", "Dibuka untuk masukan"}
    assert feed.attrib[LANG] == "id"
    selves = [link.attrib["href"] for link in feed.findall(f"{ATOM}link") if link.attrib.get("rel") == "self"]
    assert selves == [f"{settings.PUBLIC_ADDRESS}{whole(lively)}"]


def test_a_clause_has_a_feed_of_its_own(lively: Scene, siti: Someone, client: Client) -> None:
    siti.posts("Satu.", on=lively.clause("Pasal 3"))
    siti.posts("Dua.", on=lively.clause("Pasal 4"))

    assert titles(client.get(of_clause(lively, "Pasal 4"))) == ["Masukan 2 · Pasal 4"]
    assert titles(client.get(of_clause(lively, "Pasal 5"))) == []
    assert client.get(f"/feeds/lain/clauses/{lively.clause('Pasal 4')}.atom").status_code == 404


def test_words_are_text_whatever_they_hold(lively: Scene, siti: Someone, client: Client) -> None:
    hostile = "<script>alert(1)</script> & ]]> \"'\n\nhttps://contoh.example/?a=1&b=2"
    proposal = Proposal(Operation.REPLACE, "<img src=x onerror=alert(1)>")
    siti.posts(hostile, on=lively.clause("Pasal 3"), kind=Kind.PROPOSAL, proposal=proposal)

    [entry] = parsed(client.get(of_clause(lively, "Pasal 3"))).findall(f"{ATOM}entry")

    summary = entry.find(f"{ATOM}summary")
    assert summary is not None
    assert summary.attrib["type"] == "html"
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; ]]&gt;" in (summary.text or "")
    assert "&lt;img src=x onerror=alert(1)&gt;" in (summary.text or "")
    assert "<script" not in (summary.text or "")
    assert "<img" not in (summary.text or "")


def test_no_word_that_is_held_hidden_withdrawn_or_superseded_is_in_a_feed(
    lively: Scene, consultation: Scene, siti: Someone, budi: Someone, client: Client
) -> None:
    clause = lively.clause("Pasal 3")
    siti.posts("Kereta ditahan.", on=consultation.clause("Pasal 3"))
    budi.hides(siti.posts("Kereta disembunyikan.", on=clause))
    siti.withdraws(siti.posts("Kereta ditarik.", on=clause))
    siti.edits(siti.posts("Kereta lama.", on=clause), text="Gerobak baru.")

    for address in (whole(lively), whole(consultation), of_clause(lively, "Pasal 3"), of_clause(consultation, "Pasal 3")):
        assert "Kereta" not in client.get(address).content.decode()
    assert "Gerobak baru." in client.get(whole(lively)).content.decode()


def test_a_name_is_told_only_where_it_is_shown(lively: Scene, siti: Someone, client: Client) -> None:
    siti.posts("Satu.", on=lively.clause("Pasal 3"), shown_name=ShownName.REAL)
    siti.posts("Dua.", on=lively.clause("Pasal 3"), now=moment() + timedelta(seconds=1))

    entries = parsed(client.get(of_clause(lively, "Pasal 3"))).findall(f"{ATOM}entry")

    assert [entry.findtext(f"{ATOM}author/{ATOM}name") for entry in entries] == ["Seorang warga", siti.person.name]


def test_a_reader_that_has_the_feed_gets_it_again_only_when_something_has_changed(
    lively: Scene, siti: Someone, budi: Someone, client: Client
) -> None:
    post = siti.posts("Satu.", on=lively.clause("Pasal 3"))
    first = client.get(whole(lively))
    by_tag, by_date = {"If-None-Match": first["ETag"]}, {"If-Modified-Since": first["Last-Modified"]}

    assert client.get(whole(lively), headers=by_tag).status_code == 304
    assert client.get(whole(lively), headers=by_date).status_code == 304

    budi.hides(post, now=timezone.now() + timedelta(seconds=5))

    assert client.get(whole(lively), headers=by_tag).status_code == 200
    assert client.get(whole(lively), headers=by_date).status_code == 200


def test_what_is_edited_comes_first_again(lively: Scene, siti: Someone, client: Client) -> None:
    first = siti.posts("Satu.", on=lively.clause("Pasal 3"))
    siti.posts("Dua.", on=lively.clause("Pasal 3"), now=moment() + timedelta(seconds=1))
    siti.edits(first, text="Satu, diperbaiki.", now=moment() + timedelta(seconds=2))

    assert titles(client.get(of_clause(lively, "Pasal 3"))) == ["Masukan 1 · Pasal 3", "Masukan 2 · Pasal 3"]


def test_a_feed_holds_the_fifty_newest_and_costs_the_same_however_many_there_are(
    lively: Scene, siti: Someone, agus: Someone, client: Client, django_assert_max_num_queries: Any
) -> None:
    start, clause = moment(), lively.clause("Pasal 3")
    for number in range(52):
        author = (siti, agus)[number % 2]
        author.posts(f"Nomor {number}.", on=clause, now=start + timedelta(seconds=number))

    with django_assert_max_num_queries(10):
        found = titles(client.get(whole(lively)))

    assert len(found) == 50
    assert found[0] == "Masukan 52 · Pasal 3"


def test_a_feed_speaks_the_language_that_is_asked_for(lively: Scene, siti: Someone, client: Client) -> None:
    siti.posts("Satu.", on=lively.clause("Pasal 3"))

    answer = client.get(of_clause(lively, "Pasal 3"), headers={"Accept-Language": "en"})

    assert parsed(answer).attrib[LANG] == "en"
    assert titles(answer) == ["Contribution 1 · Pasal 3"]
    assert "Accept-Language" in answer["Vary"]


@pytest.mark.parametrize("label", ["", "Pasal 3"])
def test_the_page_leads_to_its_feed(lively: Scene, client: Client, label: str) -> None:
    page = f"/k/{lively.row.slug}/clauses/{lively.clause(label)}/" if label else f"/k/{lively.row.slug}/"
    address = of_clause(lively, label) if label else whole(lively)

    shown = client.get(page).content.decode()

    assert f'<link rel="alternate" type="application/atom+xml" href="{address}"' in shown
    assert f'<a href="{address}">' in shown
