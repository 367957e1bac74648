"""Who speaks is told alike wherever a contribution is shown: the office, the name that is shown, the organisation."""

from typing import Any, Final
from xml.etree import ElementTree

import pytest

from consult.discussion.rules import Kind, ShownName
from tests.cast import Scene, Someone
from tests.consult.discussion.letters import said, sends
from tests.frontend.pages import browser, page

ENGLISH: Final[dict[str, Any]] = {"HTTP_ACCEPT_LANGUAGE": "en"}
NAME = "{http://www.w3.org/2005/Atom}author/{http://www.w3.org/2005/Atom}name"

pytestmark = pytest.mark.django_db


def read(path: str) -> str:
    """The words of a page in English, as a visitor sees it."""
    return page(browser().get(path, **ENGLISH)).words


def authors(scene: Scene) -> list[str | None]:
    """Whom the feed of the consultation names, the newest contribution first."""
    feed = ElementTree.fromstring(browser().get(f"/feeds/{scene.row.slug}.atom", **ENGLISH).content)
    return [entry.findtext(NAME) for entry in feed.iter("{http://www.w3.org/2005/Atom}entry")]


def test_an_answer_by_office_names_the_institution_in_thread_feed_and_search(lively: Scene, siti: Someone, ratna: Someone) -> None:
    question = siti.posts("Siapa yang membayar?", on=lively.clause("Pasal 3"), kind=Kind.QUESTION)
    ratna.replies("Pemerintah desa.", to=question)

    assert authors(lively)[:2] == ["Desa Contoh, official reply", "A citizen"]
    assert "Desa Contoh, official reply · Reply" in read("/search/?q=pemerintah")
    assert "Desa Contoh official reply" in read(f"/k/{lively.row.slug}/clauses/{lively.clause('Pasal 3')}/")


def test_a_moderators_reply_names_the_team_and_no_citizen(lively: Scene, siti: Someone, budi: Someone) -> None:
    budi.replies("Silakan baca Pasal 5.", to=siti.posts("Siapa?", on=lively.clause("Pasal 3"), kind=Kind.QUESTION))

    assert authors(lively)[0] == "A moderator, reply of the team"
    assert "A moderator, reply of the team · Reply" in read("/search/?q=silakan")


def test_the_organisation_stands_beside_the_name_in_thread_feed_and_search(lively: Scene, siti: Someone) -> None:
    clause = lively.clause("Pasal 3")
    sends(siti, lively, said("Kami keberatan.", on=clause, shown_name=ShownName.REAL), on_behalf_of="Paguyuban Pasar")

    told = f"{siti.person.name} for Paguyuban Pasar"
    assert authors(lively)[0] == told
    assert f"{told} · Comment" in read("/search/?q=keberatan")
    assert told in read(f"/k/{lively.row.slug}/clauses/{clause}/")
