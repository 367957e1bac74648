"""The whole draft on one page."""

import pytest

from consult.consultations.rules import Moderation
from consult.discussion.rules import Stance
from tests.cast import Scene, Someone, staged
from tests.frontend.documents import drafts
from tests.frontend.documents.conftest import Counting, Opening
from tests.frontend.pages import browser, page, read

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


def test_a_revision_that_was_not_published_and_a_consultation_that_is_not_known_have_no_page(budi: Someone, ratna: Someone) -> None:
    staged("rahasia", moderation=Moderation.BEFORE, officials=[ratna], moderators=[budi], open_it=False)

    assert browser().get("/k/rahasia/draft/").status_code == 404
    assert browser(ratna).get("/k/rahasia/draft/").status_code == 200
    assert browser().get("/k/rahasia/draft/?q=lapak").status_code == 404
    assert browser().get("/k/tidak-ada/draft/").status_code == 404


def test_a_text_without_numbers_has_a_permanent_link_for_each_paragraph(opening: Opening) -> None:
    opening(drafts.PLAIN)
    draft = read("/k/naskah/draft/")

    articles = draft.find("article")
    assert len(articles) == 3
    assert all(draft.find("a", href=f"#{had['id']}") for had in articles)
    assert "This draft has no headings." in draft.words


def test_a_very_long_heading_is_there_in_whole(opening: Opening) -> None:
    long = "TATA CARA " * 40
    opening(f"BAB I {long.strip()}\nPasal 1\nIsi.\n")

    assert read("/k/naskah/draft/").words.count("TATA CARA") >= 80  # in the contents, and above the article


def test_each_clause_and_each_item_has_a_permanent_link(lively: Scene) -> None:
    draft = read(DRAFT)

    for anchor in ("clause-pasal-3", "clause-pasal-2-ayat-1", "clause-pasal-2-ayat-2-huruf-a"):
        assert draft.find("a", href=f"#{anchor}"), anchor


def test_the_contents_count_what_stands_below_each_article(lively: Scene, siti: Someone) -> None:
    for label in ("Pasal 2", "Pasal 2 ayat (2)", "Pasal 2 ayat (2) huruf b"):
        siti.posts("Pendapat.", on=lively.clause(label))

    assert "Pasal 2 3 contributions" in read(DRAFT).words


@pytest.mark.parametrize(("cookie", "checked"), [("large", "large"), ("", "medium"), ("huge", None)])
def test_the_size_that_was_chosen_before_is_chosen_again(lively: Scene, cookie: str, checked: str | None) -> None:
    client = browser()
    if cookie:
        client.cookies["size"] = cookie
    chosen = [had["value"] for had in page(client.get(DRAFT)).find("input", type="radio") if "checked" in had]

    assert chosen == ([checked] if checked else ["medium"])
