"""Finding one's way: from the first page by a search to a consultation, its documents and rules, its summary, and a file."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from consult.discussion.rules import Stance
from tests.cast import Scene, Someone, closes
from tests.flows.conftest import WAYS, Browsers
from tests.sights.axe import sideways

DEVICES = ["phone", "phone-without-javascript", "desk", "desk-without-javascript"]


@pytest.fixture
def discussed(lively: Scene, siti: Someone, agus: Someone, budi: Someone) -> Scene:
    """A consultation with something to find in it."""
    clause = lively.clause("Pasal 3")
    siti.posts("Lapak memang milik bersama.", on=clause, stance=Stance.SUPPORT)
    agus.posts("Lapak saya rawat sendiri.", on=clause, stance=Stance.OPPOSE)
    budi.hides(agus.posts("Promosi lapak.", on=clause), rule=1)
    return lively


@pytest.mark.parametrize("browsers", WAYS, indirect=True)
def test_a_stranger_searches_reads_the_rules_and_takes_the_summary_away(browsers: Browsers, discussed: Scene) -> None:
    page = browsers.open()
    page.goto("/")
    page.get_by_role("searchbox", name="Cari dalam judul dan ringkasan").fill("tertata")
    page.get_by_role("button", name="Cari").click()
    expect(page.get_by_role("status")).to_contain_text("Konsultasi yang menyebut “tertata”")
    page.get_by_role("link", name="Pasar pagi yang tertata", exact=True).click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Pasar pagi yang tertata")
    expect(page.locator(".stage [aria-current]")).to_contain_text("hari lagi")
    fingerprint = page.get_by_text("Sidik", exact=False).first
    fingerprint.click()
    expect(page.locator("details .hash")).to_be_visible()
    expect(page.locator("#rule-2")).to_contain_text("Jaga data pribadi")

    page.get_by_role("link", name="Lihat laporan ringkas").click()
    contested = page.locator(".contested").first
    expect(contested).to_contain_text("Lapak memang milik bersama.")
    expect(contested).to_contain_text("Lapak saya rawat sendiri.")
    assert not sideways(page)
    page.get_by_role("link", name="Aturan diskusi 1").click()
    expect(page).to_have_url(re.compile("/k/pasar-ramai/#rule-1$"))
    page.go_back()

    page.get_by_role("link", name="Unduh laporan ringkas").click()
    for form in ("HTML", "CSV", "JSON"):
        with page.expect_download() as download:
            page.get_by_role("link", name=f"Unduh {form}", exact=True).click()
        assert "Lapak memang milik bersama." in download.value.path().read_text()


@pytest.mark.parametrize("browsers", ["phone", "desk-without-javascript"], indirect=True)
def test_a_figure_of_the_summary_leads_to_the_words_behind_it(browsers: Browsers, discussed: Scene) -> None:
    page = browsers.open()
    page.goto("/k/pasar-ramai/report/")
    page.locator(".contested").get_by_role("link", name="Masukan 2").click()

    expect(page.get_by_role("article", name="Masukan 2")).to_be_visible()
    expect(page).to_have_url(re.compile("#post-2$"))


@pytest.mark.parametrize("browsers", ["phone-without-javascript", "desk"], indirect=True)
def test_a_search_without_a_find_leads_back_to_all(browsers: Browsers, discussed: Scene) -> None:
    page = browsers.open()
    page.goto("/?q=kereta")
    expect(page.get_by_role("status")).to_contain_text("Tidak ada konsultasi yang menyebut “kereta”")

    page.get_by_role("link", name="Tampilkan semua konsultasi").click()
    expect(page.get_by_role("link", name="Pasar pagi yang tertata", exact=True)).to_be_visible()


@pytest.mark.parametrize("browsers", ["phone", "desk-without-javascript"], indirect=True)
def test_what_changed_lately_leads_to_what_happened(browsers: Browsers, discussed: Scene) -> None:
    closes(discussed)
    page = browsers.open()
    page.goto("/")
    news = page.get_by_role("region", name="Yang baru terjadi")
    expect(news.get_by_role("listitem").first).to_contain_text("Ditutup untuk masukan")

    news.get_by_role("link", name="Pasar pagi yang tertata").first.click()
    expect(page.locator(".now")).to_contain_text("Masukan tidak diterima lagi sejak")


@pytest.mark.parametrize("browsers", DEVICES, indirect=True)
def test_the_keyboard_alone_goes_from_the_first_page_to_a_file(browsers: Browsers, discussed: Scene) -> None:
    page = browsers.open()
    page.goto("/")
    reach(page, "searchbox", "Cari dalam judul dan ringkasan")
    page.keyboard.type("pagi")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"\?q=pagi"))
    follow(page, "Pasar pagi yang tertata")
    follow(page, "Lihat laporan ringkas")
    reach(page, "link", "Unduh CSV")
    with page.expect_download() as download:
        page.keyboard.press("Enter")

    assert download.value.suggested_filename == "pasar-ramai.csv"


def follow(page: Page, name: str) -> None:
    """Go with the tabulator to a link, open it, and wait for where it leads."""
    before = page.url
    reach(page, "link", name)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != before)


def reach(page: Page, role: str, name: str) -> None:
    """Press the tabulator until the element has the focus."""
    wanted = page.get_by_role(role, name=name, exact=True)  # type: ignore[arg-type]
    for _ in presses():
        page.keyboard.press("Tab")
        if wanted.evaluate_all("found => found.some(one => one === document.activeElement)"):
            return
    raise AssertionError(f"{name} is not reached")


def presses() -> Iterator[int]:
    """As often as a patient person would press it."""
    yield from range(60)
