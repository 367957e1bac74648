"""One branch of a thread alone, as the script of a live thread asks for it; and what the page tells that script."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consult.discussion.models import Thread
from tests.cast import Scene, Someone
from tests.frontend.pages import Page, browser, page, read

HTMX = {"hx-request": "true"}


def address(scene: Scene, label: str = "Pasal 3") -> str:
    """The page of a clause."""
    return f"/k/{scene.row.slug}/clauses/{scene.clause(label)}/"


def branch(scene: Scene, number: int, more: str = "", *, by: Someone | None = None) -> Page:
    """The branch in which a post stands."""
    answer = browser(by).get(f"{address(scene)}?branch={number}{more}", headers=HTMX)
    assert answer.status_code == 200
    assert "HX-Request" in answer["Vary"]
    return page(answer)


def articles(found: Page) -> list[str]:
    """The ids of the posts on it."""
    return [had["id"] for tag, had in found.elements if tag == "article"]


def test_a_page_tells_which_thread_it_shows_and_what_it_knows_of_it(lively: Scene, siti: Someone) -> None:
    siti.posts("Satu.", on=lively.clause("Pasal 3"))
    siti.posts("Dua.", on=lively.clause("Pasal 3"))
    thread = Thread.objects.get(places__clause=lively.clause("Pasal 3"))

    assert read(address(lively)).find("div", data_live=str(thread.pk), data_after="2")
    opened = page(browser().get(address(lively), headers=HTMX))
    assert opened.find("div", data_live=str(thread.pk), data_branch=f"{address(lively)}?draft=1&branch=")


def test_an_empty_thread_tells_that_nothing_is_known_of_it(lively: Scene) -> None:
    assert read(address(lively)).find("div", data_after="0")


def test_a_branch_comes_with_its_replies_and_without_the_others(lively: Scene, siti: Someone, agus: Someone) -> None:
    first = siti.posts("Satu.", on=lively.clause("Pasal 3"))
    siti.posts("Dua.", on=lively.clause("Pasal 3"))
    agus.replies("Tiga.", to=first)

    for number in (1, 3):
        assert articles(branch(lively, number)) == ["post-1", "post-3"]
    assert articles(branch(lively, 2)) == ["post-2"]


def test_in_the_draft_a_branch_is_its_first_post_and_the_number_of_its_replies(lively: Scene, siti: Someone, agus: Someone) -> None:
    agus.replies("Dua.", to=siti.posts("Satu.", on=lively.clause("Pasal 3")))

    found = branch(lively, 2, "&draft=1")

    assert articles(found) == ["post-1"]
    assert "1 reply" in found.words


def test_what_is_hidden_comes_without_a_word_of_it(lively: Scene, siti: Someone, budi: Someone) -> None:
    budi.hides(siti.posts("Kata rahasia.", on=lively.clause("Pasal 3")))

    found = branch(lively, 1)

    assert "Kata rahasia" not in found.html
    assert "house rule" in found.words


def test_what_can_be_done_with_a_post_is_as_on_its_page(lively: Scene, siti: Someone, tono: Someone) -> None:
    siti.posts("Satu.", on=lively.clause("Pasal 3"))

    assert "yours" in branch(lively, 1, by=siti).words
    assert "yours" not in branch(lively, 1, by=tono).words


@pytest.mark.parametrize("number", ["0", "2", "x", "", "99999999999"])
def test_a_branch_that_is_not_there_is_not_found(lively: Scene, siti: Someone, number: str) -> None:
    siti.posts("Satu.", on=lively.clause("Pasal 3"))

    assert browser().get(f"{address(lively)}?branch={number}", headers=HTMX).status_code == 404


def test_a_post_of_another_clause_is_not_found_and_neither_is_one_that_waits(lively: Scene, siti: Someone) -> None:
    siti.posts("Satu.", on=lively.clause("Pasal 4"))
    siti.posts("Telepon 0812-3456-7890.", on=lively.clause("Pasal 3"))

    assert browser(siti).get(f"{address(lively)}?branch=1", headers=HTMX).status_code == 404


def test_without_htmx_the_whole_page_comes(lively: Scene, siti: Someone) -> None:
    siti.posts("Satu.", on=lively.clause("Pasal 3"))
    siti.posts("Dua.", on=lively.clause("Pasal 3"))

    assert articles(read(f"{address(lively)}?branch=2")) == ["post-1", "post-2"]


def test_a_branch_costs_no_more_queries_than_its_page(lively: Scene, siti: Someone) -> None:
    for number in range(4):
        siti.posts(f"Pendapat {number}.", on=lively.clause("Pasal 3"))

    with CaptureQueriesContext(connection) as asked:
        branch(lively, 2)

    assert len(asked) <= 6
