"""Agreeing with a post, taking that back, reporting one, and what a moderator does about it."""

import pytest
from playwright.sync_api import expect

from consult.discussion.models import Flag, Post, Support
from consult.discussion.rules import Status
from tests.cast import Scene, Someone
from tests.flows.conftest import NARROWEST, WAYS, Browsers
from tests.flows.keyboard import Keyboard
from tests.flows.test_thread import forgive

REPORTED, STANDS = "Menghina pedagang.", "Keras, tetapi sesuai aturan."
EVERYWHERE = [*WAYS, *NARROWEST]
SAVING = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"  # then no page changes by itself


@pytest.fixture
def post(lively: Scene, siti: Someone) -> Post:
    """A public one, with a page's length above it."""
    for n in range(6):
        siti.posts(f"Pendapat {n}.\n\nSatu.\n\nDua.\n\nTiga.", on=lively.clause("Pasal 3"))
    return siti.posts("Lapak perlu atap.", on=lively.clause("Pasal 3"))


def thread(scene: Scene) -> str:
    """The page of the clause."""
    return f"/k/{scene.row.slug}/clauses/{scene.clause('Pasal 3')}/"


@pytest.mark.parametrize("browsers", EVERYWHERE, indirect=True)
def test_one_agrees_and_takes_that_back_where_the_post_stands(
    browsers: Browsers, lively: Scene, post: Post, agus: Someone, request: pytest.FixtureRequest
) -> None:
    page = browsers.open(agus)
    page.goto(f"{thread(lively)}?order=newest")
    article = page.get_by_role("article", name="Masukan 7", exact=True)
    article.get_by_role("button", name="Dukung masukan 7", exact=True).click()

    expect(article.get_by_text("1 orang mendukung")).to_be_visible()
    expect(article).to_be_in_viewport()
    assert "order=newest" in page.url
    assert Support.objects.get().person == agus.person
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    article.get_by_role("button", name="Batal mendukung masukan 7", exact=True).click()
    expect(article.get_by_role("button", name="Dukung masukan 7", exact=True)).to_be_visible()
    assert not Support.objects.exists()


@pytest.mark.parametrize("browsers", ["phone"], indirect=True)
def test_with_javascript_the_page_stays_and_the_focus_on_the_button(browsers: Browsers, lively: Scene, post: Post, agus: Someone) -> None:
    page = browsers.open(agus)
    page.goto(thread(lively))
    page.evaluate("window.same = true")
    button = page.locator("#support-7")
    button.focus()
    before = button.bounding_box()
    page.keyboard.press("Enter")

    expect(page.locator("#support-7:focus")).to_have_text("Batal mendukung masukan 7")
    after = page.locator("#support-7").bounding_box()
    assert before is not None
    assert after is not None
    assert abs(after["y"] - before["y"]) < 2
    assert page.evaluate("window.same")


@pytest.mark.parametrize("browsers", ["phone"], indirect=True)
def test_what_cannot_be_done_in_place_is_said_on_a_page(
    browsers: Browsers, lively: Scene, post: Post, agus: Someone, budi: Someone
) -> None:
    page = browsers.open(agus)
    page.add_init_script(SAVING)
    page.goto(thread(lively))
    budi.hides(post)
    page.locator("#support-7").click()

    expect(page.get_by_text("sekarang tidak terbuka untuk publik")).to_be_visible()
    assert not Support.objects.exists()
    forgive(browsers)


@pytest.mark.parametrize("browsers", EVERYWHERE, indirect=True)
def test_a_reader_reports_and_a_moderator_lets_stand_or_hides(
    browsers: Browsers, lively: Scene, post: Post, siti: Someone, agus: Someone, budi: Someone
) -> None:
    reader = browsers.open(agus)
    for number in (6, 7):
        reader.goto(thread(lively))
        reader.get_by_role("link", name=f"Laporkan masukan {number}").click()
        reader.get_by_role("radio").nth(2).check()
        reader.get_by_label("Apa yang perlu diketahui moderator?").fill(REPORTED)
        reader.get_by_role("button", name="Laporkan").click()
        expect(reader.get_by_text("Moderator akan memeriksanya")).to_be_visible()

    desk = browsers.open(budi)
    desk.goto(f"/desk/{lively.row.slug}/queue/")
    desk.get_by_role("link", name="Masukan 6").click()
    expect(desk.locator("#reports")).to_contain_text(REPORTED)
    expect(desk.locator("main")).not_to_contain_text("Agus")
    desk.get_by_label("Mengapa tetap terbuka").fill(STANDS)
    desk.get_by_role("button", name="Biarkan tetap terbuka").click()
    expect(desk.get_by_text("Yang melaporkannya diberi tahu")).to_be_visible()

    desk.get_by_role("link", name="Masukan 7").click()
    desk.get_by_role("radio", name="Sembunyikan").check()
    desk.get_by_label("Aturan diskusi", exact=True).select_option("3")
    desk.get_by_label("Alasan, ditujukan kepada").fill("Memuat hinaan kepada pedagang.")
    desk.get_by_role("button", name="Simpan").click()
    desk.goto(f"/desk/{lively.row.slug}/queue/")
    expect(desk.locator("#reported")).to_have_count(0)

    assert [Post.objects.get(number=number).status for number in (6, 7)] == [Status.SHOWN, Status.HIDDEN]
    assert not Flag.objects.filter(answered_at=None).exists()
    desk.goto(f"/k/{lively.row.slug}/moderation/")
    expect(desk.locator("#reports")).to_contain_text("moderator membiarkannya tetap terbuka")
    assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("browsers", ["phone", "desk-without-javascript"], indirect=True)
def test_the_keyboard_alone_agrees_reports_and_lets_stand(
    browsers: Browsers, lively: Scene, post: Post, agus: Someone, budi: Someone
) -> None:
    reader = Keyboard(browsers.open(agus))
    reader.goes_to(thread(lively))
    reader.presses("Dukung masukan 7")
    reader.sees("1 orang mendukung")
    reader.goes_to(thread(lively))
    reader.follows("Laporkan masukan 7")
    reader.page.get_by_role("radio").first.focus()
    reader.page.keyboard.press("Space")
    reader.types(REPORTED, into="Apa yang perlu diketahui moderator?")
    reader.presses("Laporkan")
    reader.sees("Moderator akan memeriksanya")

    moderator = Keyboard(browsers.open(budi))
    moderator.goes_to(f"/desk/{lively.row.slug}/queue/{post.pk}/")
    moderator.types(STANDS, into="Mengapa tetap terbuka, ditulis untuk yang melaporkannya")
    moderator.presses("Biarkan tetap terbuka")
    moderator.sees("Yang melaporkannya diberi tahu")
