"""What was typed stays, whichever of a page's other doors is taken: another language, signing in, agreeing with somebody."""

import pytest
from playwright.sync_api import Page, expect

from consult.discussion.models import Post, Support
from tests.cast import Scene, Someone
from tests.flows.conftest import WAYS, Browsers
from tests.flows.test_first_half import sign_in
from tests.flows.test_letter import EMAIL, clause

SAID = "Lapak perlu atap,\ndan lampu."


def holds(page: Page, *, stance: str = "menolak", text: str = "Teks Anda") -> None:
    """The form holds what was typed."""
    expect(page.get_by_label(text)).to_have_value(SAID)
    expect(page.get_by_label(stance)).to_be_checked()


@pytest.mark.parametrize("browsers", WAYS, indirect=True)
def test_a_visitor_switches_the_language_agrees_and_signs_in_and_nothing_is_lost(browsers: Browsers, lively: Scene, siti: Someone) -> None:
    siti.posts("Lapak perlu lampu.", on=lively.clause("Pasal 3"))
    page = browsers.open()
    page.goto(clause(lively, "Pasal 3"))
    page.get_by_label("menolak").check()
    page.get_by_label("Teks Anda").fill(SAID)

    page.get_by_role("button", name="English", exact=True).click()
    holds(page, stance="oppose", text="Your text")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#refused")).to_have_count(0)
    expect(page.get_by_role("article", name="Contribution 1", exact=True)).to_contain_text("Lapak perlu lampu.")
    page.get_by_role("button", name="Indonesia", exact=True).click()
    holds(page)
    page.get_by_role("button", name="Dukung").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Masuk dengan kode")
    page.goto(clause(lively, "Pasal 3"))
    holds(page)
    page.get_by_role("button", name="Masuk dahulu dan pilih nama yang ditampilkan").click()
    sign_in(page, EMAIL)

    holds(page)
    page.get_by_role("button", name="Dukung").click()
    expect(page.get_by_text("1 orang mendukung").first).to_be_visible()
    holds(page)
    page.get_by_role("button", name="Kirim", exact=True).click()
    expect(page.locator(".receipt")).to_contain_text("Pasal 3")
    assert Post.objects.get(number=2).versions.get().text == SAID
    assert Support.objects.count() == 1


@pytest.mark.parametrize("browsers", ["desk", "desk-without-javascript"], indirect=True)
def test_enter_in_a_field_sends_the_form_and_neither_switches_nor_agrees(browsers: Browsers, lively: Scene, siti: Someone) -> None:
    siti.posts("Lapak perlu lampu.", on=lively.clause("Pasal 3"))
    page = browsers.open()
    page.goto(clause(lively, "Pasal 3"))
    page.get_by_label("menolak").check()
    page.get_by_label("Teks Anda").fill(SAID)
    page.get_by_label("Alamat surel Anda").fill(EMAIL)
    page.get_by_label("Alamat surel Anda").press("Enter")

    expect(page.get_by_role("heading", name="Pastikan dengan kode dari surel", level=1)).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "id")
