"""Searching, and being shown what others have said already: with and without JavaScript, by keys alone, and on the narrowest screen."""

import re

import pytest
from playwright.sync_api import expect

from consult.discussion.rules import Stance
from tests.cast import Scene, Someone
from tests.flows.conftest import NARROWEST, WAYS, Browsers
from tests.flows.keyboard import Keyboard
from tests.sights.axe import sideways

SAID = "Lapak seharusnya boleh dialihkan kepada anak pedagang yang sudah lama berjualan."
NEARLY = "Menurut saya lapak seharusnya boleh dialihkan kepada anak pedagang yang lama berjualan."


@pytest.fixture
def discussed(lively: Scene, siti: Someone, agus: Someone, budi: Someone) -> Scene:
    """A consultation with something to find in it, and something that is not to be found."""
    siti.posts(SAID, on=lively.clause("Pasal 3"), stance=Stance.OPPOSE)
    siti.posts("Petugas melayani dengan baik.", on=lively.clause("Pasal 4"), stance=Stance.SUPPORT)
    budi.hides(siti.posts("Lapak ini promosi.", on=lively.clause("Pasal 4")), rule=1)
    return lively


@pytest.mark.parametrize("browsers", [*WAYS, *NARROWEST], indirect=True)
def test_a_stranger_searches_a_consultation_narrows_it_and_opens_what_was_found(browsers: Browsers, discussed: Scene) -> None:
    page = browsers.open()
    page.goto(f"/k/{discussed.row.slug}/")
    page.get_by_role("searchbox", name="Cari dalam konsultasi ini").fill("pelayanan")
    page.get_by_role("button", name="Cari").click()
    expect(page.locator("mark")).to_have_text("melayani")

    page.get_by_role("searchbox").fill("lapak")
    page.get_by_label("Sikap", exact=True).select_option("oppose")
    page.get_by_role("button", name="Cari").click()
    expect(page.get_by_role("status")).to_contain_text("1 masukan memuatnya")
    assert not sideways(page)

    page.get_by_role("link", name="Dalam rancangan").click()
    expect(page.get_by_role("link", name="Pasal 3", exact=True)).to_be_visible()
    page.get_by_role("link", name="Dalam masukan").click()
    page.get_by_role("link", name="Masukan 1", exact=True).click()
    expect(page).to_have_url(re.compile("/posts/1/$"))


@pytest.mark.parametrize("browsers", [*WAYS, *NARROWEST], indirect=True)
def test_who_would_say_nearly_the_same_is_led_to_it(browsers: Browsers, discussed: Scene, agus: Someone) -> None:
    page = browsers.open(agus)
    page.goto(f"/k/{discussed.row.slug}/clauses/{discussed.clause('Pasal 3')}/")
    page.locator("#write").get_by_label("menolak").check()
    page.get_by_label("Teks Anda").fill(NEARLY)
    page.get_by_role("button", name="Lihat dahulu").click()
    expect(page.locator("#similar")).to_contain_text("Orang lain sudah menyampaikan hal yang hampir sama")
    assert not sideways(page)

    page.get_by_role("link", name="Dukung masukan 1 saja").click()

    expect(page).to_have_url(re.compile(r"\?post=1#post-1$"))
    expect(page.locator("#post-1")).to_contain_text(SAID)


@pytest.mark.parametrize("browsers", ["desk", "phone"], indirect=True)
def test_it_is_told_as_soon_as_the_words_are_left_and_nothing_typed_is_lost(browsers: Browsers, discussed: Scene, agus: Someone) -> None:
    page = browsers.open(agus)
    page.goto(f"/k/{discussed.row.slug}/clauses/{discussed.clause('Pasal 3')}/")
    page.locator("#write").get_by_label("menolak").check()
    words = page.get_by_label("Teks Anda")
    words.fill(NEARLY)
    words.press("Tab")
    expect(page.locator("#similar")).to_contain_text("Orang lain sudah menyampaikan hal yang hampir sama")
    assert not sideways(page)

    words.fill("Sampah dipilah sebelum pukul delapan.")
    words.press("Tab")
    expect(page.locator("#similar")).to_have_count(0)
    page.get_by_role("button", name="Kirim", exact=True).click()

    expect(page).to_have_url(re.compile("/receipts/"))


@pytest.mark.parametrize("browsers", ["desk-without-javascript"], indirect=True)
def test_by_keys_alone_somebody_searches_and_reads_on(browsers: Browsers, discussed: Scene) -> None:
    keys = Keyboard(browsers.open())
    keys.goes_to(f"/k/{discussed.row.slug}/")
    keys.types("melayani", into="Cari dalam konsultasi ini")
    keys.presses("Cari")
    keys.follows("Masukan 2")

    expect(keys.page.get_by_role("heading", level=1)).to_have_text("Masukan 2")
