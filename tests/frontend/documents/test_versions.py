"""The reading page where there are several versions: which one it is, what has changed, and the older ones."""

import pytest

from consult.anchoring.quotes import Quote
from tests.cast import Scene, Someone, publishes_revision, revises
from tests.frontend.documents.conftest import Counting
from tests.frontend.pages import browser, read

pytestmark = pytest.mark.django_db

PAGE = "/k/pasar-ramai/draft/"
CHANGES = "/k/pasar-ramai/changes/?from=1&to=2"


def test_a_first_version_says_nothing_of_others(lively: Scene) -> None:
    draft = read(PAGE)

    assert "Changed since" not in draft.words
    assert "what has changed" not in draft.words
    assert not draft.find("p", id="older")


def test_a_second_version_leads_to_what_has_changed(lively: Scene) -> None:
    publishes_revision(lively)

    draft = read(PAGE)

    assert "Version 2, published on" in draft.words
    assert "what has changed since version 1" in draft.words
    assert draft.find("a", href=CHANGES)
    assert draft.find("a", href=f"{PAGE}?show=changed")


def test_an_older_version_is_read_as_one_and_leads_to_the_newest(lively: Scene) -> None:
    publishes_revision(lively)

    draft = read(f"{PAGE}?revision=1")

    assert "This is an older version of the draft, version 1." in draft.words
    assert "Lapak tidak dapat dialihkan kepada orang lain." in draft.words
    assert "Timbangan diperiksa" not in draft.words
    assert draft.find("a", href=PAGE)
    assert not [link for link in draft.find("a") if link.get("href", "").endswith("#write")]


def test_every_way_on_from_an_older_version_stays_in_it(lively: Scene) -> None:
    publishes_revision(lively)

    draft, sought = read(f"{PAGE}?revision=1"), read(f"{PAGE}?revision=1&q=dialihkan")

    for way in (f"{PAGE}?revision=1", f"{PAGE}?revision=1&show=discussed", "/k/pasar-ramai/draft.docx?revision=1"):
        assert draft.find("a", href=way), way
    assert draft.find("input", type="hidden", name="revision", value="1")
    assert sought.find("a", href=f"{PAGE}?revision=1&from=pasal-3#clause-pasal-3")
    assert "1 clause holds" in sought.words


@pytest.mark.parametrize("number", ["3", "0", "x", "999999999999", "1 "])
def test_a_version_that_is_not_there_has_no_page(lively: Scene, number: str) -> None:
    assert browser().get(PAGE, {"revision": number}).status_code == 404


def test_a_version_that_is_not_published_has_no_page(lively: Scene, ratna: Someone) -> None:
    revises(lively)

    assert browser(ratna).get(PAGE, {"revision": "2"}).status_code == 404


def test_what_has_changed_is_said_in_words_and_what_stayed_is_left_out(lively: Scene) -> None:
    publishes_revision(lively)

    changed = read(f"{PAGE}?show=changed")

    assert changed.find("a", href=f"{PAGE}?show=changed", aria_current="page")
    assert "Pasal 4 changed in this version Sampah dipilah sebelum pukul sembilan" in changed.words
    assert "Pasal 5 new in this version Timbangan diperiksa" in changed.words
    assert "Dalam Peraturan Desa ini yang dimaksud dengan" not in changed.words
    assert changed.find("a", href=CHANGES)


def test_where_nothing_has_changed_before_the_filter_shows_the_whole_draft(lively: Scene) -> None:
    assert "Lapak tidak dapat dialihkan" in read(f"{PAGE}?show=changed").words


@pytest.mark.parametrize("posts", [1, 8])
@pytest.mark.parametrize("way", ["", "?show=changed", "?revision=1", "?revision=1&show=discussed"])
def test_no_way_costs_more_than_the_page_of_one_version(
    lively: Scene, siti: Someone, way: str, posts: int, django_assert_max_num_queries: Counting
) -> None:
    for number in range(posts):
        siti.posts(f"Pendapat {number}.", on=lively.clause("Pasal 2"), quote=Quote("satu lapak") if number % 2 else None)
    publishes_revision(lively)
    signed_in = browser(siti)

    with django_assert_max_num_queries(5):
        browser().get(PAGE + way)
    with django_assert_max_num_queries(8):
        signed_in.get(PAGE + way)


def test_the_page_of_the_consultation_leads_to_older_versions_and_to_what_has_no_clause_any_more(lively: Scene, siti: Someone) -> None:
    siti.posts("Anak saya?", on=lively.clause("Pasal 3"))
    before = read("/k/pasar-ramai/")
    publishes_revision(lively)
    after = read("/k/pasar-ramai/")

    assert "Contributions whose clause is gone" not in before.words
    assert "Contributions whose clause is gone (1)" in after.words
    assert after.find("a", href="/k/pasar-ramai/draft/orphaned/")
    assert after.find("a", href=f"{PAGE}?revision=1")
