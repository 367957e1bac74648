"""Reading a draft: find it, read it, see what is discussed, search it, open a thread in it, and go on to comment."""

import re

import pytest
from playwright.sync_api import Locator, expect

from consult.consultations.rules import Moderation
from tests.cast import Scene, Someone, staged
from tests.flows.conftest import WAYS, Browsers
from tests.flows.keyboard import tab_to
from tests.frontend.documents import drafts

DRAFT = "/k/pasar-ramai/draft/"
WITH_SCRIPTS = [way for way in WAYS if "without" not in way]
THREAD = re.compile("^2 masukan tentang Pasal 3$")


@pytest.fixture
def discussed(lively: Scene, siti: Someone, agus: Someone) -> Scene:
    """A draft with two contributions on one clause, and one on another."""
    siti.posts("Lapak perlu atap.", on=lively.clause("Pasal 3"))
    agus.posts("Atapnya dari rumbia saja.", on=lively.clause("Pasal 3"))
    siti.posts("Sampah jangan dibakar.", on=lively.clause("Pasal 5"))
    return lively


@pytest.mark.parametrize("browsers", WAYS, indirect=True)
def test_a_stranger_finds_reads_searches_and_goes_on_to_comment(browsers: Browsers, discussed: Scene) -> None:
    page = browsers.open()
    page.goto("/")
    page.get_by_role("link", name="Pasar pagi yang tertata", exact=True).first.click()
    page.get_by_role("link", name="Baca dan beri masukan").first.click()
    expect(page.get_by_role("article", name="Pasal 3", exact=True)).to_contain_text("Lapak tidak dapat dialihkan")
    expect(page.get_by_role("article", name="Pasal 3", exact=True)).to_contain_text("“Atapnya dari rumbia saja.”")

    page.get_by_role("navigation", name="Saring ketentuan").get_by_role("link", name="Paling dibahas").click()
    expect(page.locator("article.clause")).to_have_count(2)
    expect(page.locator("article.clause").first).to_have_attribute("aria-label", "Pasal 3")

    if page.locator(".dock").is_visible():
        page.get_by_role("navigation", name="Di halaman ini").get_by_role("link", name="Cari").click()
    page.locator("#q").fill("sampah")
    page.locator("#q").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("1 ketentuan memuat “sampah”")
    expect(page.locator("mark")).to_have_text("Sampah")

    page.get_by_role("link", name="Pasal 5", exact=True).last.click()
    page.get_by_role("article", name="Pasal 5", exact=True).get_by_role("link", name="Beri masukan tentang Pasal 5").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Pasal 5")
    expect(page).to_have_url(re.compile("#write$"))


@pytest.mark.parametrize("browsers", WITH_SCRIPTS, indirect=True)
def test_a_thread_opens_below_its_clause_and_closes_again(browsers: Browsers, discussed: Scene) -> None:
    page = browsers.open()
    page.goto(DRAFT)
    link = page.get_by_role("link", name=THREAD)
    expect(link).to_have_attribute("aria-expanded", "false")
    link.click()

    thread = page.locator("#clause-pasal-3 + .opened")
    expect(thread).to_contain_text("Atapnya dari rumbia saja.")
    expect(link).to_have_attribute("aria-expanded", "true")
    expect(thread.get_by_role("heading").first).to_be_focused()
    expect(page).to_have_url(re.compile(f"{DRAFT}$"))

    thread.locator(".post-head a").first.click()
    expect(thread).to_have_count(0)
    expect(link).to_be_focused()
    expect(link).to_have_attribute("aria-expanded", "false")

    link.click()
    expect(thread).to_have_count(1)
    link.click()
    expect(thread).to_have_count(0)


@pytest.mark.parametrize("browsers", [way for way in WAYS if "without" in way], indirect=True)
def test_without_scripts_the_same_link_leads_to_the_thread(browsers: Browsers, discussed: Scene) -> None:
    page = browsers.open()
    page.goto(DRAFT)
    expect(page.locator(".where")).to_be_empty()
    page.get_by_role("link", name=THREAD).click()

    expect(page).to_have_url(re.compile(f"/clauses/{discussed.clause('Pasal 3')}/"))
    expect(page.get_by_text("Atapnya dari rumbia saja.")).to_be_visible()


@pytest.mark.parametrize("browsers", ["desk"], indirect=True)
def test_where_the_thread_cannot_be_fetched_the_link_leads_there(browsers: Browsers, discussed: Scene) -> None:
    page = browsers.open()
    page.goto(DRAFT)
    page.route("**/clauses/**", lambda route: route.fallback() if route.request.is_navigation_request() else route.fulfill(status=503))
    page.get_by_role("link", name=THREAD).click()

    expect(page).to_have_url(re.compile("/clauses/"))
    expect(page.get_by_text("Atapnya dari rumbia saja.")).to_be_visible()


@pytest.mark.parametrize("browsers", ["desk"], indirect=True)
def test_the_keyboard_alone_reads_opens_closes_and_comments(browsers: Browsers, discussed: Scene) -> None:
    page = browsers.open()
    page.goto(DRAFT)
    link = page.get_by_role("link", name=THREAD)
    tab_to(link, most=80)
    page.keyboard.press("Enter")
    thread = page.locator("#clause-pasal-3 + .opened")
    expect(thread.get_by_role("heading").first).to_be_focused()

    page.keyboard.press("Tab")  # from the heading to the way out
    page.keyboard.press("Enter")
    expect(thread).to_have_count(0)
    expect(link).to_be_focused()

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Pasal 3")


@pytest.mark.parametrize("browsers", ["desk", "desk-without-javascript"], indirect=True)
def test_an_item_that_is_chosen_shows_how_to_comment_on_it(browsers: Browsers, discussed: Scene) -> None:
    page = browsers.open()
    page.goto(DRAFT)
    comment = page.get_by_role("link", name="Beri masukan tentang Pasal 2 ayat (2) huruf a")
    expect(comment).to_be_hidden()
    page.locator("#clause-pasal-2-ayat-2-huruf-a > a").click()

    expect(comment).to_be_visible()
    expect(page).to_have_url(re.compile("#clause-pasal-2-ayat-2-huruf-a$"))


@pytest.mark.parametrize("browsers", WAYS, indirect=True)
def test_the_text_grows_with_scripts_and_without_and_stays_so_with_them(browsers: Browsers, discussed: Scene) -> None:
    page = browsers.open()
    page.goto(f"{DRAFT}#contents")
    text = page.locator("#clause-pasal-3 > .text")
    assert size(text) == "18px"
    page.get_by_role("radio", name="Besar").check()
    assert size(text) == "22px"

    page.goto(DRAFT)
    has_scripts = page.locator(".opens[aria-expanded]").count() > 0
    assert size(text) == ("22px" if has_scripts else "18px")


def size(text: Locator) -> str:
    """The computed size of its letters."""
    return str(text.evaluate("element => getComputedStyle(element).fontSize"))


@pytest.mark.parametrize("browsers", ["phone", "phone-without-javascript"], indirect=True)
def test_on_a_phone_the_contents_open_by_the_bar_and_a_choice_closes_them(browsers: Browsers, discussed: Scene) -> None:
    page = browsers.open()
    page.goto(DRAFT)
    contents = page.get_by_role("navigation", name="Daftar isi", exact=True)
    expect(contents).to_be_hidden()
    page.get_by_role("navigation", name="Di halaman ini").get_by_role("link", name="Daftar isi").click()
    expect(contents).to_be_visible()
    contents.get_by_role("link", name="Pasal 5").click()

    expect(contents).to_be_hidden()
    expect(page.locator("#clause-pasal-5")).to_be_in_viewport()


@pytest.mark.parametrize("browsers", ["desk"], indirect=True)
def test_the_contents_say_where_one_is(browsers: Browsers, discussed: Scene) -> None:
    page = browsers.open()
    page.goto(f"{DRAFT}#clause-pasal-2")

    expect(page.locator(".where")).to_have_text("Anda di Pasal 2 dari 5")
    expect(page.locator(".toc [aria-current]")).to_have_text(re.compile("^Pasal 2"))


@pytest.mark.parametrize("browsers", ["desk"], indirect=True)
def test_the_narrowest_phone_and_the_largest_text_scroll_one_way_only(browsers: Browsers, discussed: Scene) -> None:
    page = browsers.open(viewport={"width": 320, "height": 640})
    for address in (DRAFT, f"{DRAFT}#contents", f"{DRAFT}?q=lapak", f"{DRAFT}?show=discussed"):
        page.goto(address)
        page.locator(".size-large").evaluate("element => { element.checked = true; }")
        assert page.evaluate("document.documentElement.scrollWidth") == 320, address


LONG = "/k/panjang/draft/"
LAST = 150
SHIFTS = """
window.shifts = 0;
new PerformanceObserver(list => list.getEntries().forEach(one => { shifts += one.value; })).observe({type: "layout-shift", buffered: true});
"""


@pytest.fixture
def long(siti: Someone) -> Scene:
    """A draft that comes in stretches, with a contribution near its end."""
    scene = staged("panjang", moderation=Moderation.AFTER, officials=[], moderators=[], draft=drafts.generated(LAST))
    siti.posts("Terlalu lama.", on=scene.clause(f"Pasal {LAST} ayat (1)"))
    return scene


@pytest.mark.parametrize("browsers", WITH_SCRIPTS, indirect=True)
def test_the_rest_of_a_long_draft_follows_by_itself_and_moves_nothing(browsers: Browsers, long: Scene) -> None:
    page = browsers.open()
    page.add_init_script(SHIFTS)
    page.goto(LONG)
    page.mouse.wheel(0, 2_000)
    article = page.locator(f"#clause-pasal-{LAST}")
    expect(article).to_have_count(1)
    expect(page.locator(".more")).to_have_count(0)
    expect(page.locator("#draft > .clause:not(.laid)")).to_have_count(0)
    assert page.evaluate("shifts") == 0

    page.goto(f"{LONG}#contents")
    expect(article).to_have_count(1)
    link = page.locator(f".toc a[href='#clause-pasal-{LAST}']")
    link.click()
    expect(article).to_be_in_viewport()
    page.get_by_role("link", name=re.compile(f"^1 masukan tentang Pasal {LAST} ayat .1.$")).click()
    expect(page.locator(".opened")).to_contain_text("Terlalu lama.")
    if page.locator(".where").is_visible():
        expect(page.locator(".where")).to_contain_text(f"dari {LAST}")


@pytest.mark.parametrize("browsers", ["desk"], indirect=True)
def test_a_permanent_link_to_what_comes_later_leads_there(browsers: Browsers, long: Scene) -> None:
    page = browsers.open()
    page.goto(f"{LONG}#clause-pasal-{LAST}-ayat-2-huruf-b")

    expect(page).to_have_url(re.compile("from=pasal-150-ayat-2-huruf-b#"))
    expect(page.locator(f"#clause-pasal-{LAST}-ayat-2-huruf-b")).to_be_in_viewport()
    moving = browsers.open(reduced_motion="no-preference")
    for at in (f"{LONG}#clause-pasal-60", f"{LONG}?from=pasal-{LAST}#clause-pasal-{LAST}"):
        moving.goto(at)
        expect(moving.locator("#draft > .clause:not(.laid)")).to_have_count(0)
        expect(moving.locator(f"#{at.partition('#')[2]}")).to_be_in_viewport()
    page.goto(f"{LONG}#nothing-of-ours")
    expect(page.locator("#clause-pasal-1")).to_be_visible()


@pytest.mark.parametrize("browsers", ["desk"], indirect=True)
def test_where_the_rest_cannot_be_fetched_its_link_stays(browsers: Browsers, long: Scene) -> None:
    page = browsers.open()
    page.route("**/draft/?from=*", lambda route: route.fallback() if route.request.is_navigation_request() else route.fulfill(status=503))
    page.goto(LONG)
    expect(page.locator("#draft > .clause:not(.laid)")).to_have_count(0)

    page.get_by_role("link", name=re.compile("^Lanjutkan membaca mulai")).click()
    expect(page.locator(f"#clause-pasal-{LAST}")).to_have_count(1)


@pytest.mark.parametrize("browsers", [way for way in WAYS if "without" in way], indirect=True)
def test_without_scripts_links_lead_on_and_back_and_to_the_whole(browsers: Browsers, long: Scene) -> None:
    page = browsers.open()
    page.goto(LONG)
    expect(page.locator(f"#clause-pasal-{LAST}")).to_have_count(0)
    page.get_by_role("link", name=re.compile("^Lanjutkan membaca mulai")).click()
    expect(page.locator(f"#clause-pasal-{LAST}")).to_have_count(1)
    page.get_by_role("link", name="Baca mulai", exact=False).click()
    expect(page.locator("#clause-pasal-1")).to_have_count(1)

    page.get_by_role("link", name="Seluruh rancangan dalam satu halaman").click()
    expect(page.locator("#clause-pasal-1")).to_have_count(1)
    expect(page.locator(f"#clause-pasal-{LAST}")).to_have_count(1)

    page.goto(f"{LONG}#contents")
    page.locator(f".toc a[href$='#clause-pasal-{LAST}']").click()
    expect(page.locator(f"#clause-pasal-{LAST}")).to_be_in_viewport()
