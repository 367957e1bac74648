"""A citizen's way through a thread: read, write, look, change, send, keep the receipt, answer, edit, withdraw."""

import re

import pytest
from playwright.sync_api import Page, expect

from consult.discussion.models import Post
from frontend.discussion.writing import send_post
from tests.cast import Scene, Someone
from tests.flows.conftest import WAYS, Browsers
from tests.flows.keyboard import tab_to
from tests.sights.axe import violations

TEXT = "Lapak perlu atap.\n\nKalau hujan, dagangan basah & rugi <besar>."


def thread_of(scene: Scene, label: str = "Pasal 3") -> str:
    """The page of a clause."""
    return f"/k/{scene.row.slug}/clauses/{scene.clause(label)}/"


@pytest.mark.parametrize("browsers", WAYS, indirect=True)
def test_a_proposal_is_looked_at_changed_sent_followed_edited_and_withdrawn(browsers: Browsers, lively: Scene, siti: Someone) -> None:
    page = browsers.open(siti)
    page.goto(thread_of(lively))
    page.get_by_role("link", name="Tulis masukan").click()
    page.get_by_label("campuran").check()
    page.get_by_label("Usul mengganti rumusan ketentuan ini").check()
    wording = page.get_by_label("Rumusan yang Anda usulkan")
    expect(wording).to_have_value("Lapak tidak dapat dialihkan kepada orang lain.")
    wording.fill("Lapak hanya dapat dialihkan kepada keluarga.")
    page.get_by_label("Teks Anda").fill("Hubungi 0812-3456-7890.")
    page.get_by_role("button", name="Lihat dahulu").click()

    preview = page.locator("#looked-at")
    expect(preview.get_by_role("heading", name="Seperti inilah yang akan dibaca publik")).to_be_focused()
    expect(preview.locator("ins").first).to_contain_text("hanya")
    expect(preview).to_contain_text("nomor telepon")
    assert not Post.objects.exists()

    preview.get_by_role("link", name="Ubah lagi").click()
    page.get_by_label("Teks Anda").fill(TEXT)
    page.get_by_role("button", name="Lihat sekali lagi").click()
    expect(preview).not_to_contain_text("nomor telepon")
    expect(preview).to_contain_text("Masukan langsung tampil")
    preview.get_by_role("button", name="Kirim").click()

    expect(page.locator(".receipt")).to_contain_text("tampil")
    page.get_by_role("link", name="Lihat di utasnya").click()
    article = page.get_by_role("article", name="Masukan 1", exact=True)
    expect(article).to_contain_text("dagangan basah & rugi <besar>")
    expect(article.locator("del").first).to_be_visible()

    page.goto("/me/")
    expect(page.get_by_text("Satu masukan dalam satu kiriman")).to_be_visible()
    page.get_by_role("link", name="Ubah Pasal 3").click()
    page.get_by_label("Teks Anda").fill("Lapak perlu lampu.")
    page.get_by_role("button", name="Lihat dahulu").click()
    expect(page.locator("#looked-at")).to_contain_text("Lapak perlu lampu.")
    page.get_by_role("button", name="Kirim versi baru").click()
    expect(page.locator(".receipt")).to_contain_text("versi 2")

    page.goto("/me/")
    page.get_by_role("link", name="Tarik kembali Pasal 3").click()
    page.get_by_role("button", name="Tarik kembali").click()
    expect(page.locator(".fate")).to_contain_text("Ditarik kembali")
    expect(page.get_by_text("satu ditarik kembali")).to_be_visible()


@pytest.mark.parametrize("browsers", WAYS, indirect=True)
def test_a_reply_stands_under_what_it_answers(browsers: Browsers, lively: Scene, siti: Someone, agus: Someone) -> None:
    siti.posts("Lapak perlu atap.", on=lively.clause("Pasal 3"))
    page = browsers.open(agus)
    page.goto(thread_of(lively))
    page.get_by_role("link", name="Balas masukan 1").click()
    expect(page.get_by_text("Anda membalas masukan 1")).to_be_visible()
    page.get_by_label("Teks Anda").fill("Setuju, dan lampu.")
    page.get_by_role("button", name="Kirim").click()
    page.get_by_role("link", name="Lihat di utasnya").click()

    replies = page.get_by_role("article", name="Masukan 1", exact=True).locator(".replies")
    expect(replies.get_by_role("article", name="Masukan 2")).to_contain_text("Setuju, dan lampu.")


@pytest.mark.parametrize("browsers", ["phone", "desk-without-javascript"], indirect=True)
def test_a_permanent_link_leads_to_its_post_on_the_right_page(browsers: Browsers, lively: Scene, siti: Someone) -> None:
    for number in range(23):
        siti.posts(f"Pendapat {number + 1}.", on=lively.clause("Pasal 3"))
    page = browsers.open()
    page.goto(f"{thread_of(lively)}?post=22#post-22")

    expect(page.get_by_role("article", name="Masukan 22")).to_be_in_viewport()
    page.get_by_role("link", name="Terbaru dahulu").click()
    expect(page.get_by_role("article").first).to_contain_text("Pendapat 23.")
    page.get_by_role("link", name="Halaman berikutnya").click()
    expect(page.get_by_role("article").last).to_contain_text("Pendapat 1.")


@pytest.mark.parametrize("browsers", ["desk", "phone-without-javascript"], indirect=True)
def test_the_keyboard_alone_previews_and_sends(browsers: Browsers, lively: Scene, siti: Someone) -> None:
    page = browsers.open(siti)
    page.goto(thread_of(lively))
    page.locator("input[name=stance]").first.focus()
    page.keyboard.press("Space")
    tab_to(page.locator("textarea[name=text]"), most=18)
    page.keyboard.type("Lapak perlu atap.")
    press(page, "Lihat dahulu")
    expect(page.locator("#preview:focus")).to_have_text("Seperti inilah yang akan dibaca publik")
    press(page, "Kirim")

    expect(page.locator(".receipt")).to_be_visible()


def press(page: Page, button: str) -> None:
    """Go on with Tab to the button, and press it."""
    tab_to(page.get_by_role("button", name=button, exact=True), most=25)
    page.keyboard.press("Enter")


@pytest.mark.parametrize("browsers", ["desk", "phone"], indirect=True)
def test_wording_is_asked_for_only_where_some_is_proposed(browsers: Browsers, lively: Scene, siti: Someone) -> None:
    page = browsers.open(siti)
    page.goto(thread_of(lively))
    expect(page.get_by_label("Rumusan yang Anda usulkan")).to_be_hidden()
    page.get_by_label("Usul menyisipkan ketentuan sesudah ini").check()
    expect(page.get_by_label("Rumusan yang ditambahkan")).to_be_visible()
    expect(page.get_by_label("Rumusan yang Anda usulkan")).to_be_hidden()
    page.get_by_label("Tanggapan").check()
    expect(page.get_by_label("Rumusan yang ditambahkan")).to_be_hidden()


@pytest.mark.parametrize("browsers", ["phone"], indirect=True)
def test_what_is_wrong_in_a_preview_is_said_in_place(browsers: Browsers, lively: Scene, siti: Someone) -> None:
    page = browsers.open(siti)
    page.goto(thread_of(lively))
    page.get_by_label("Teks Anda").fill(TEXT)
    page.get_by_role("button", name="Lihat dahulu").click()

    expect(page.get_by_text("Mohon pilih sikap Anda")).to_be_visible()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("Teks Anda")).to_have_value(TEXT)


def looks(page: Page, scene: Scene) -> None:
    """Fill the form in; what follows is asked for with the button that only shows."""
    page.goto(thread_of(scene))
    page.get_by_label("campuran").check()
    page.get_by_label("Teks Anda").fill(TEXT)


def forgive(browsers: Browsers) -> None:
    """What htmx says on the console of an answer that it cannot use, or of none, is no fault of the page."""
    htmxs = ("Response Status Error Code", "htmx:", "ERR_FAILED")
    browsers.complaints[:] = [complaint for complaint in browsers.complaints if not any(one in complaint for one in htmxs)]


def test_a_preview_that_is_refused_for_its_form_gives_the_words_back(browsers: Browsers, lively: Scene, siti: Someone) -> None:
    page = browsers.open(siti)
    looks(page, lively)
    page.context.clear_cookies(name="csrftoken")
    page.get_by_role("button", name="Lihat dahulu").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Formulir ini kedaluwarsa")
    expect(page.get_by_label("Yang sudah Anda tulis").first).to_have_value(TEXT)
    forgive(browsers)


def test_a_preview_at_which_the_server_fails_says_so_and_gives_the_words_back(
    browsers: Browsers, lively: Scene, siti: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = browsers.open(siti)
    looks(page, lively)
    monkeypatch.setattr(send_post, "preview_of", lambda *_: 1 / 0)
    page.get_by_role("button", name="Lihat dahulu").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Ada yang salah di pihak kami")
    expect(page.get_by_role("textbox").first).to_have_value(TEXT)
    forgive(browsers)


def test_a_preview_that_does_not_get_through_is_asked_for_again(browsers: Browsers, lively: Scene, siti: Someone) -> None:
    page = browsers.open(siti)
    looks(page, lively)
    page.route("**/clauses/**", lambda route: route.abort(), times=1)
    page.get_by_role("button", name="Lihat dahulu").click()

    expect(page.locator("#looked-at")).to_contain_text("dagangan basah")
    expect(page.get_by_label("Teks Anda")).to_have_value(TEXT)
    forgive(browsers)


def test_an_edit_whose_session_ended_gives_the_words_back(browsers: Browsers, lively: Scene, siti: Someone) -> None:
    post = siti.posts("Kata lama.", on=lively.clause("Pasal 3"))
    page = browsers.open(siti)
    page.goto(f"/me/posts/{post.pk}/edit/")
    page.get_by_label("Teks Anda").fill(TEXT)
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Lihat dahulu").click()

    expect(page.get_by_label("Yang sudah Anda tulis").first).to_have_value(TEXT)
    page.get_by_role("link", name="Muat ulang halaman").click()
    expect(page).to_have_url(re.compile(r"/sign-in/\?next="))
    forgive(browsers)


@pytest.mark.parametrize("browsers", ["desk"], indirect=True)
def test_the_receipt_prints_its_number_time_and_hash(browsers: Browsers, lively: Scene, siti: Someone) -> None:
    version = siti.posts("Lapak perlu atap.", on=lively.clause("Pasal 3")).versions.get()
    page = browsers.open()
    page.goto(f"/receipts/{version.receipt_id}/")
    page.emulate_media(media="print")

    for said in (version.receipt_id[:4], version.sha256, version.salt):
        expect(page.get_by_text(re.compile(said)).first).to_be_visible()
    expect(page.locator(".receipt")).to_contain_text(re.compile("WIB.*WITA.*WIT"))
    expect(page.locator(".kop-nav")).to_be_hidden()


@pytest.mark.parametrize("browsers", ["desk", "phone"], indirect=True)
def test_a_thread_opened_in_the_draft_leads_on_and_closes_and_axe_finds_nothing(browsers: Browsers, lively: Scene, siti: Someone) -> None:
    siti.posts("Lapak perlu atap.", on=lively.clause("Pasal 3"))
    page = browsers.open(siti)
    page.goto(f"/k/{lively.row.slug}/draft/")
    page.get_by_role("link", name=re.compile("^1 masukan tentang Pasal 3")).click()

    opened = page.locator(".opened")
    expect(opened.get_by_role("heading", name="Masukan tentang Pasal 3")).to_be_focused()
    expect(opened.get_by_role("article", name="Masukan 1")).to_contain_text("Lapak perlu atap.")
    assert page.viewport_size
    page.set_viewport_size({**page.viewport_size, "height": 4_000})  # else the bar at the foot of a phone may cover half of a link
    assert not violations(page)
    opened.get_by_role("link", name="Tutup").click()
    expect(opened).to_have_count(0)
