"""Quoting words of the clause: by mouse, by finger, by keys, and without any script."""

from typing import Final

import pytest
from playwright.sync_api import Page, expect

from consult.anchoring.quotes import Quote
from consult.discussion.models import PostVersion
from tests.cast import Scene, Someone
from tests.flows.conftest import NARROWEST, WAYS, Browsers
from tests.flows.keyboard import Keyboard
from tests.sights.axe import sideways, violations

FIND: Final = """([first, last]) => {
  const texts = document.createTreeWalker(document.querySelector(".said-here"), NodeFilter.SHOW_TEXT), range = new Range();
  for (let node; (node = texts.nextNode()); ) {
    if (node.data.includes(first)) range.setStart(node, node.data.indexOf(first));
    if (node.data.includes(last)) range.setEnd(node, node.data.indexOf(last) + last.length);
  }
  return range;
}"""
PLACES: Final = f"""words => {{
  const range = ({FIND})(words), [first] = range.getClientRects(), last = [...range.getClientRects()].at(-1);
  return [first.left + 1, first.top + first.height / 2, last.right - 1, last.top + last.height / 2];
}}"""
MARK: Final = f"words => {{ getSelection().removeAllRanges(); getSelection().addRange(({FIND})(words)); }}"


def address(scene: Scene, label: str = "Pasal 2") -> str:
    """The page of a clause."""
    return f"/k/{scene.row.slug}/clauses/{scene.clause(label)}/"


def finish(page: Page, text: str = "Kata ini perlu dijelaskan.") -> None:
    """Say something about what is quoted, look at it, send it, and go to it."""
    page.get_by_label("setuju", exact=True).check()
    page.get_by_label("Teks Anda").fill(text)
    page.get_by_role("button", name="Lihat dahulu").click()
    expect(page.locator("#looked-at blockquote")).to_be_visible()
    page.locator("#looked-at").get_by_role("button", name="Kirim").click()
    page.get_by_role("link", name="Lihat di utasnya").click()


def stored() -> tuple[str, str]:
    """What was quoted, and what was kept of the words before it."""
    quote = PostVersion.objects.get().quote
    assert quote is not None
    return quote["exact"], quote["prefix"]


def test_what_the_mouse_marks_is_quoted_by_a_button_and_marked_in_the_clause(browsers: Browsers, lively: Scene, siti: Someone) -> None:
    page = browsers.open(siti)
    page.goto(address(lively))
    left, top, right, bottom = page.evaluate(PLACES, ["memperoleh satu", "Lapak diberikan"])
    page.mouse.move(left, top)
    page.mouse.down()
    page.mouse.move(right, bottom, steps=5)
    page.mouse.up()
    page.get_by_role("button", name="Kutip ini").click()

    expect(page.get_by_label("Kata-kata yang Anda kutip")).to_be_focused()
    expect(page.get_by_label("Kata-kata yang Anda kutip")).to_have_value("memperoleh satu lapak. Lapak diberikan")
    assert violations(page) == []
    finish(page)

    assert stored()[0] == "memperoleh satu lapak. Lapak diberikan"
    expect(page.locator(".said-here mark")).to_have_text(["memperoleh satu lapak.", "Lapak diberikan"])
    page.locator("#quoted-1").click()
    expect(page.locator("#post-1")).to_be_in_viewport()
    page.get_by_role("link", name="Letaknya dalam ketentuan").click()
    expect(page.locator("#quoted-1")).to_be_in_viewport()
    assert violations(page) == []


APART: Final = """() => {
  const { top, bottom } = document.querySelector(".picker").getBoundingClientRect();
  return top > getSelection().getRangeAt(0).getBoundingClientRect().bottom + 40 && bottom <= innerHeight;
}"""


@pytest.mark.parametrize("browsers", ["phone"], indirect=True)
def test_for_a_finger_the_button_is_at_the_bottom_and_away_from_the_words_and_their_handles(
    browsers: Browsers, lively: Scene, siti: Someone
) -> None:
    page = browsers.open(siti)
    page.goto(address(lively))
    page.locator(".said-here").scroll_into_view_if_needed()
    page.evaluate(MARK, ["memperoleh satu", "memperoleh satu"])

    expect(page.get_by_role("button", name="Kutip ini")).to_be_in_viewport()
    assert page.evaluate(APART)


@pytest.mark.parametrize("browsers", ["phone"], indirect=True)
def test_what_a_finger_marks_is_quoted_by_a_tap(browsers: Browsers, lively: Scene, siti: Someone) -> None:
    page = browsers.open(siti)
    page.goto(address(lively))
    page.locator(".said-here").scroll_into_view_if_needed()
    page.evaluate(MARK, ["jenis", "dagangan"])  # the handles of a finger's selection are the system's; what they leave is this
    page.get_by_role("button", name="Kutip ini").tap()

    expect(page.get_by_label("Kata-kata yang Anda kutip")).to_have_value("jenis dagangan")
    finish(page)

    assert stored()[0] == "jenis dagangan"


def test_the_same_words_twice_are_told_apart_by_where_they_were_marked(
    browsers: Browsers, lively: Scene, siti: Someone, agus: Someone
) -> None:
    agus.posts("Mengapa satu?", on=lively.clause("Pasal 2"), quote=Quote("satu lapak"))
    page = browsers.open(siti)
    page.goto(address(lively))
    page.evaluate(MARK, ["Lapak diberikan", "Lapak"])  # across the number of another's quote, which is no word of the clause
    page.evaluate("""() => { const range = getSelection().getRangeAt(0).cloneRange();
      range.setEnd(range.startContainer, range.startOffset + 5); getSelection().removeAllRanges(); getSelection().addRange(range); }""")
    page.get_by_role("button", name="Kutip ini").click()
    finish(page)

    quote = PostVersion.objects.get(post__number=2).quote
    assert quote is not None
    assert (quote["exact"], quote["prefix"], quote["start"]) == ("Lapak", "pedagang memperoleh satu lapak. ", 39)


def test_who_marks_further_and_presses_at_once_quotes_all_of_it(browsers: Browsers, lively: Scene, siti: Someone) -> None:
    page = browsers.open(siti)
    page.goto(address(lively))
    page.evaluate(MARK, ["memperoleh satu", "memperoleh satu"])
    expect(page.get_by_role("button", name="Kutip ini")).to_be_visible()
    page.evaluate(f"words => {{ ({MARK})(words); document.querySelector('.picker').click(); }}", ["memperoleh satu", "Lapak diberikan"])

    expect(page.get_by_label("Kata-kata yang Anda kutip")).to_have_value("memperoleh satu lapak. Lapak diberikan")


def test_the_button_goes_away_with_the_marking(browsers: Browsers, lively: Scene, siti: Someone) -> None:
    page = browsers.open(siti)
    page.goto(address(lively))
    button = page.get_by_role("button", name="Kutip ini")
    expect(button).to_be_hidden()
    page.evaluate(MARK, ["jenis", "dagangan"])
    expect(button).to_be_visible()
    page.evaluate("getSelection().removeAllRanges()")

    expect(button).to_be_hidden()


@pytest.mark.parametrize("browsers", [*WAYS, *NARROWEST], indirect=True)
def test_a_sentence_is_chosen_from_a_list_with_and_without_scripts(browsers: Browsers, lively: Scene, siti: Someone) -> None:
    page = browsers.open(siti)
    page.goto(address(lively))
    page.get_by_text("Kutip kata-kata ketentuan ini").click()
    page.get_by_label("Lapak diberikan menurut:").check()
    assert sideways(page) == []
    finish(page)

    assert stored() == ("Lapak diberikan menurut:", "")
    expect(page.locator("#post-1 blockquote")).to_have_text("Lapak diberikan menurut:")
    assert sideways(page) == []


@pytest.mark.parametrize("browsers", ["desk-without-javascript"], indirect=True)
def test_words_that_are_typed_wrongly_are_said_to_be_so_and_can_be_mended(browsers: Browsers, lively: Scene, siti: Someone) -> None:
    page = browsers.open(siti)
    page.goto(address(lively))
    page.get_by_text("Kutip kata-kata ketentuan ini").click()
    page.get_by_label("Kata-kata lain dari ketentuan ini").check()
    page.get_by_label("Kata-kata yang Anda kutip").fill("dua lapak")
    page.get_by_label("setuju", exact=True).check()
    page.get_by_label("Teks Anda").fill("Kata ini perlu dijelaskan.")
    page.get_by_role("button", name="Kirim", exact=True).click()
    expect(page.get_by_text("Kata-kata yang dikutip tidak ada dalam ketentuan ini")).to_be_visible()
    page.get_by_label("Kata-kata yang Anda kutip").fill("satu lapak")
    finish(page)

    assert stored()[0] == "satu lapak"


@pytest.mark.parametrize("browsers", ["desk", "desk-without-javascript"], indirect=True)
def test_the_keyboard_alone_quotes_a_sentence(browsers: Browsers, lively: Scene, siti: Someone) -> None:
    page = browsers.open(siti)
    keys = Keyboard(page)
    keys.goes_to(address(lively))
    keys.chooses("setuju")
    keys.unfolds("Kutip kata-kata ketentuan ini")
    keys.chooses("Lapak diberikan menurut:")
    keys.types("Kata ini perlu dijelaskan.", into="Teks Anda")
    keys.presses("Kirim")

    expect(page.locator(".receipt")).to_be_visible()
    assert stored()[0] == "Lapak diberikan menurut:"
