"""The first half of the main job: read, comment, receipt, decision, and a stranger who reads it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.cast import Scene, Someone
from tests.flows.conftest import WAYS, Browsers
from tests.flows.keyboard import tab_to
from tests.waiting import mailed_codes

TEXT = "Lapak perlu atap.\n\nKalau hujan, dagangan basah & rugi <besar>."


def sign_in(page: Page, email: str) -> None:
    """Ask for the code and type it."""
    page.get_by_label("Alamat surel Anda").fill(email)
    page.get_by_role("button", name="Kirim kodenya").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ketik kode dari surel")
    code = re.search(r"[A-Z]{4}-[A-Z]{4}", str(mailed_codes()[-1].body))
    assert code is not None
    page.get_by_label("Kode dari surel").fill(code[0])
    page.get_by_role("button", name="Masuk", exact=True).click()


@pytest.mark.parametrize("browsers", WAYS, indirect=True)
def test_a_comment_travels_from_a_citizen_over_a_moderator_to_a_stranger(browsers: Browsers, consultation: Scene, budi: Someone) -> None:
    siti = browsers.open()
    siti.goto("/")
    siti.get_by_role("link", name="Pasar pagi yang tertata", exact=True).click()
    siti.get_by_role("link", name="Baca dan beri masukan").click()
    siti.get_by_role("link", name="Beri masukan tentang Pasal 4", exact=True).click()
    siti.get_by_role("button", name="Masuk dahulu dan pilih nama yang ditampilkan").click()
    sign_in(siti, "siti@example.org")

    expect(siti.get_by_role("heading", level=1)).to_have_text("Pasal 4")
    siti.get_by_label("menolak").check()
    siti.get_by_label("Teks Anda").fill(TEXT)
    siti.get_by_role("button", name="Kirim").click()
    expect(siti.get_by_text("Masukan Anda sudah kami terima")).to_be_visible()
    expect(siti.locator(".receipt")).to_contain_text("menunggu moderator")

    stranger = browsers.open()
    thread = f"/k/pasar-pagi/clauses/{consultation.clause('Pasal 4')}/"
    stranger.goto(thread)
    expect(stranger.get_by_role("article")).to_have_count(0)

    moderator = browsers.open(budi)
    moderator.goto("/k/pasar-pagi/")
    moderator.get_by_role("link", name="Ke meja kerja").click()
    moderator.get_by_role("link", name="Antrean", exact=True).click()
    if moderator.get_by_role("link", name="Antrean (1)").is_visible():  # on a phone the list waits behind it
        moderator.get_by_role("link", name="Antrean (1)").click()
    moderator.get_by_role("link", name=re.compile("Pasal 4")).click()
    moderator.get_by_label("Tampilkan").check()
    moderator.get_by_label("Aturan diskusi").select_option("1")
    moderator.get_by_label("Alasan, ditujukan kepada penulis").fill("Sesuai aturan, terima kasih.")
    moderator.get_by_role("button", name="Simpan dan lanjut").click()
    expect(moderator.get_by_text("Diputuskan: ditampilkan")).to_be_visible()

    stranger.reload()
    article = stranger.get_by_role("article", name="Masukan 1")
    expect(article).to_contain_text("dagangan basah & rugi <besar>")
    expect(article).to_contain_text("menolak")

    siti.goto("/me/")
    expect(siti.get_by_text("Sesuai aturan, terima kasih.")).to_be_visible()


@pytest.mark.parametrize("browsers", WAYS, indirect=True)
def test_what_is_refused_comes_back_as_it_was_typed_and_can_be_mended(browsers: Browsers, consultation: Scene, siti: Someone) -> None:
    page = browsers.open(siti)
    page.goto(f"/k/pasar-pagi/clauses/{consultation.clause('Pasal 3')}/#write")
    page.get_by_label("Teks Anda").fill(TEXT)
    page.get_by_role("button", name="Kirim").click()

    expect(page.get_by_text("Mohon pilih sikap Anda")).to_be_visible()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("Teks Anda")).to_have_value(TEXT)
    page.get_by_label("campuran").check()
    page.get_by_role("button", name="Kirim").click()
    expect(page.locator(".receipt")).to_be_visible()


@pytest.mark.parametrize("browsers", ["desk", "phone-without-javascript"], indirect=True)
def test_the_keyboard_alone_is_enough_to_comment(browsers: Browsers, consultation: Scene, siti: Someone) -> None:
    page = browsers.open(siti)
    page.goto(f"/k/pasar-pagi/clauses/{consultation.clause('Pasal 3')}/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Langsung ke isi")).to_be_focused()

    page.locator("input[name=stance]").first.focus()
    page.keyboard.press("Space")
    tab_to(page.locator("textarea[name=text]"), most=18)
    page.keyboard.type("Lapak perlu atap.")
    tab_to(page.locator("button:text-is('Kirim')"), most=18)
    page.keyboard.press("Enter")

    expect(page.locator(".receipt")).to_be_visible()


@pytest.mark.parametrize("browsers", ["phone", "desk-without-javascript"], indirect=True)
def test_the_language_is_switched_on_the_page_where_one_is(browsers: Browsers, consultation: Scene) -> None:
    page = browsers.open()
    page.goto("/k/pasar-pagi/")
    page.get_by_role("button", name="English").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("An orderly morning market")
    page.get_by_role("link", name="Read and comment").click()
    expect(page.get_by_text("Version 1, published on")).to_be_visible()


@pytest.mark.parametrize("browsers", ["phone-without-javascript", "desk"], indirect=True)
def test_a_post_is_edited_and_withdrawn_by_its_author(browsers: Browsers, lively: Scene, siti: Someone) -> None:
    siti.posts("Lapak perlu atap.", on=lively.clause("Pasal 3"))
    page = browsers.open(siti)
    page.goto("/me/")
    page.get_by_role("link", name="Ubah Pasal 3").click()
    page.get_by_label("Teks Anda").fill("Lapak perlu lampu.")
    page.get_by_role("button", name="Kirim versi baru").click()
    expect(page.locator(".receipt")).to_contain_text("versi 2")

    page.goto("/me/")
    page.get_by_role("link", name="Tarik kembali Pasal 3").click()
    page.get_by_role("button", name="Tarik kembali").click()
    expect(page.get_by_text("Masukan Anda sudah ditarik kembali")).to_be_visible()


@pytest.mark.parametrize("browsers", ["phone", "desk-without-javascript"], indirect=True)
def test_an_official_closes_the_consultation_and_writing_ends(
    browsers: Browsers, consultation: Scene, siti: Someone, ratna: Someone
) -> None:
    writer = browsers.open(siti)
    writer.goto(f"/k/pasar-pagi/clauses/{consultation.clause('Pasal 3')}/")
    writer.get_by_label("menolak").check()
    writer.get_by_label("Teks Anda").fill(TEXT)

    official = browsers.open(ratna)
    official.goto("/desk/pasar-pagi/")
    official.get_by_text("Tutup sekarang").click()
    official.get_by_role("button", name="Ya, tutup").click()
    expect(official.get_by_text("Konsultasi sudah ditutup")).to_be_visible()

    writer.get_by_role("button", name="Kirim").click()
    expect(writer.get_by_text("sedang tidak menerima masukan (ditutup)")).to_be_visible()
    expect(writer.get_by_label("Teks Anda")).to_have_value(TEXT)


@pytest.mark.parametrize("browsers", ["desk"], indirect=True)
def test_a_summary_is_taken_away_as_a_file(browsers: Browsers, lively: Scene, siti: Someone) -> None:
    siti.posts("Lapak perlu atap.", on=lively.clause("Pasal 3"))
    page = browsers.open()
    page.goto("/k/pasar-ramai/report/")

    with page.expect_download() as download:
        page.get_by_role("link", name="Unduh CSV").click()

    assert download.value.suggested_filename == "pasar-ramai.csv"
    assert "Lapak perlu atap." in download.value.path().read_text()
