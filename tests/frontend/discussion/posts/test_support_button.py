"""The button on a post: what it says, what it does without JavaScript and with it, and for whom it is there."""

from typing import Any

import pytest

from consult.discussion.models import Post, Support
from tests.cast import Scene, Someone, closes
from tests.frontend.pages import Page, browser, page, read

IN_PLACE = {"hx-request": "true"}


@pytest.fixture
def post(lively: Scene, siti: Someone) -> Post:
    """A public one."""
    return siti.posts("Lapak perlu atap.", on=lively.clause("Pasal 3"))


def thread(scene: Scene) -> str:
    """The page of the clause."""
    return f"/k/{scene.row.slug}/clauses/{scene.clause('Pasal 3')}/"


def button(shown: Page) -> dict[str, str]:
    """The button on contribution 1."""
    [found] = shown.find("button", id="support-1")
    return found


def presses(scene: Scene, who: Someone, **more: str) -> Any:
    """Press it, as a browser without JavaScript does."""
    pressed = button(read(f"{thread(scene)}?order=newest", by=who))
    next_ = f"{thread(scene)}?order=newest"
    return browser(who).post(pressed["formaction"], {"next": next_, pressed["name"]: pressed["value"], **more})


def test_one_agrees_and_takes_that_back_and_stays_where_the_post_stands(lively: Scene, post: Post, agus: Someone) -> None:
    answer = presses(lively, agus)

    assert (answer.status_code, answer["Location"]) == (303, f"{thread(lively)}?order=newest#post-1")
    after = read(thread(lively), by=agus)
    assert "1 person agrees" in after.words
    assert "I do not agree any more" in after.words

    presses(lively, agus)
    after = read(thread(lively), by=agus)
    assert not Support.objects.exists()
    assert "agrees" not in after.words
    assert "I agree" in after.words


def test_in_place_the_answer_is_the_line_alone(lively: Scene, post: Post, agus: Someone) -> None:
    answer = browser(agus).post(f"/k/{lively.row.slug}/posts/1/support/", {"version": "1"}, headers=IN_PLACE)

    assert answer.status_code == 200
    assert page(answer).words == "1 person agrees I do not agree any more with contribution 1"
    assert button(page(answer))["name"] == "back"
    assert answer["Cache-Control"] == "private, no-cache"


def test_others_see_how_many_agree_and_nobody_who(lively: Scene, post: Post, agus: Someone, ratna: Someone, tono: Someone) -> None:
    agus.supports(post)

    for one in (tono, ratna):
        shown = read(thread(lively), by=one)
        assert "1 person agrees" in shown.words
        assert "Agus" not in shown.html
    assert not read(thread(lively), by=ratna).find("button", id="support-1")


def test_there_is_no_button_on_ones_own_nor_after_closing(lively: Scene, post: Post, siti: Someone, agus: Someone) -> None:
    assert not read(thread(lively), by=siti).find("button", id="support-1")
    agus.supports(post)
    closes(lively)

    after = read(thread(lively), by=agus)
    assert "1 person agrees" in after.words
    assert not after.find("button", id="support-1")


def test_a_visitor_signs_in_first_and_comes_back_to_the_post(lively: Scene, post: Post, tono: Someone) -> None:
    answer = presses(lively, tono)

    assert answer.status_code == 303
    assert answer["Location"].startswith("/sign-in/?next=")
    assert "post-1" in answer["Location"]
    assert not Support.objects.exists()


def test_the_page_says_that_the_words_have_changed_since(lively: Scene, post: Post, siti: Someone, agus: Someone, tono: Someone) -> None:
    agus.supports(post)
    siti.edits(post, text="Lapak perlu lampu.")

    assert "1 person agrees, 1 of them before it was edited" in read(thread(lively), by=tono).words
    assert "You agreed with version 1; its words have changed since." in read(thread(lively), by=agus).words

    agus.supports_no_more(post)
    agus.supports(post)
    assert "before it was edited" not in read(thread(lively), by=tono).words


def test_whoever_has_the_page_from_before_an_edit_agrees_with_those_words(lively: Scene, post: Post, siti: Someone, agus: Someone) -> None:
    pressed = button(read(thread(lively), by=agus))
    siti.edits(post, text="Lapak perlu lampu.")

    browser(agus).post(pressed["formaction"], {pressed["name"]: pressed["value"]})

    assert Support.objects.get().version.number == 1


def test_what_went_wrong_is_said_on_a_page(lively: Scene, post: Post, siti: Someone, agus: Someone, budi: Someone) -> None:
    address = f"/k/{lively.row.slug}/posts/1/support/"
    own = browser(siti).post(address, {"version": "1"})
    budi.hides(post)
    hidden = browser(agus).post(address, {"version": "1"})

    assert (own.status_code, hidden.status_code) == (403, 409)
    assert "your own contribution" in page(own).words
    assert "not public now" in page(hidden).words
    assert browser(agus).post(f"/k/{lively.row.slug}/posts/2/support/").status_code == 404


@pytest.mark.parametrize("next_", ["https://example.org/", "//example.org", "/\\example.org", ""])
def test_the_way_back_leads_to_no_other_site(lively: Scene, post: Post, agus: Someone, next_: str) -> None:
    answer = browser(agus).post(f"/k/{lively.row.slug}/posts/1/support/", {"version": "1", "next": next_})

    assert answer["Location"] == f"/k/{lively.row.slug}/posts/1/#post-1"


def test_a_thread_opened_in_the_draft_counts_and_has_no_button(lively: Scene, post: Post, agus: Someone) -> None:
    agus.supports(post)

    opened = page(browser(agus).get(thread(lively), headers=IN_PLACE))

    assert "1 person agrees" in opened.words
    assert not opened.find("button", id="support-1")


def test_the_permanent_page_of_a_post_counts_too(lively: Scene, post: Post, siti: Someone, agus: Someone, tono: Someone) -> None:
    agus.supports(post)
    siti.edits(post, text="Lapak perlu lampu.")

    assert "1 person agrees, 1 of them before it was edited" in read(f"/k/{lively.row.slug}/posts/1/", by=tono).words
