"""The whole draft on one page."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from consult.discussion.rules import Stance
from tests.cast import Scene, Someone
from tests.frontend.pages import browser, read

Counting = Callable[[int], AbstractContextManager[object]]

DRAFT = "/k/pasar-ramai/draft/"


def test_every_clause_has_its_words_and_an_address_of_its_own(lively: Scene) -> None:
    draft = read(DRAFT)

    assert "Lapak tidak dapat dialihkan kepada orang lain." in draft.words
    assert draft.find("article", id="clause-pasal-2-ayat-2")
    assert draft.find("li", id="clause-pasal-2-ayat-2-huruf-a")
    assert draft.find("div", id="clause-bab-ii")


def test_each_clause_leads_to_its_thread(lively: Scene) -> None:
    for label in ("Pasal 3", "Pasal 2 ayat (2) huruf a"):
        address = f"/k/pasar-ramai/clauses/{lively.clause(label)}/"
        assert [a for a in read(DRAFT).find("a") if a["href"].partition("#")[0] == address]


def test_stances_stand_beside_the_clause_in_words_and_numbers(lively: Scene, siti: Someone, agus: Someone) -> None:
    siti.posts("Setuju.", on=lively.clause("Pasal 3"), stance=Stance.SUPPORT)
    agus.posts("Tidak setuju.", on=lively.clause("Pasal 3"), stance=Stance.OPPOSE)

    words = read(DRAFT, language="id").words

    assert "1 setuju" in words
    assert "1 menolak" in words
    assert "2 masukan" in words


def test_a_held_post_is_counted_nowhere(consultation: Scene, siti: Someone) -> None:
    siti.posts("Menunggu.", on=consultation.clause("Pasal 3"), stance=Stance.SUPPORT)

    assert "1 support" not in read("/k/pasar-pagi/draft/").words


def test_the_law_is_marked_with_its_own_language_on_an_english_page(lively: Scene) -> None:
    draft = read(DRAFT, language="en")

    assert draft.find("html", lang="en")
    assert draft.find("div", class_="text", lang="id")


def test_the_contents_lead_to_what_is_there(lively: Scene) -> None:
    draft = read(DRAFT)
    ids = {had["id"] for _tag, had in draft.elements if "id" in had}

    assert {a["href"].removeprefix("#") for a in draft.find("a") if a["href"].startswith("#")} <= ids


@pytest.mark.parametrize("posts", [0, 8])
def test_a_visitor_costs_five_queries_and_somebody_signed_in_eight_whatever_the_number_of_posts(
    lively: Scene, siti: Someone, budi: Someone, posts: int, django_assert_max_num_queries: Counting
) -> None:
    for number in range(posts):
        siti.posts(f"Pendapat {number}.", on=lively.clause(f"Pasal {number % 5 + 1}"))
    signed_in, team = browser(siti), browser(budi)

    with django_assert_max_num_queries(5):
        browser().get(DRAFT)
    with django_assert_max_num_queries(8):
        signed_in.get(DRAFT)
    with django_assert_max_num_queries(8):
        team.get(DRAFT)
