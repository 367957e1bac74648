"""The official's half: set a consultation up, import its draft, publish it, open it, close it, take the summary away."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from consult.consultations.models import Consultation
from consult.documents.models import Revision
from consult.record.checks.verification import verify
from tests.cast import DRAFT, NEXT_YEAR, Scene, Someone
from tests.flows.conftest import WAYS, Browsers
from tests.flows.keyboard import tab_to

FAULTY = DRAFT.replace("Pasal 4", "Pasal 7")  # so that a doubt is shown
TITLE = "Penataan pasar malam"
KEYBOARD = ["desk", "phone-without-javascript"]


def begin(page: Page) -> None:
    """From the start page to the desk of a new consultation."""
    page.goto("/")
    page.get_by_role("link", name="Meja kerja").click()
    page.get_by_role("link", name="Konsultasi baru").click()
    page.get_by_label("Judul", exact=True).fill(TITLE)
    page.get_by_label("Pertanyaan kepada publik").fill("Adilkah aturan ini bagi pedagang?")
    page.get_by_label("Moderator", exact=True).fill("bukan alamat")
    page.get_by_label("Masukan langsung tampil").check()
    page.get_by_role("button", name="Buat konsultasi").click()
    expect(page.get_by_label("Moderator", exact=True)).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Pertanyaan kepada publik")).to_have_value("Adilkah aturan ini bagi pedagang?")
    page.get_by_label("Moderator", exact=True).fill("budi@example.org")
    page.get_by_role("button", name="Buat konsultasi").click()
    expect(page.get_by_text("Untuk sementara hanya timnya yang dapat melihat")).to_be_visible()


def choose(page: Page, file: Path) -> None:
    """Import a file."""
    page.get_by_label("Berkas rancangan").set_input_files(file)
    page.get_by_role("button", name="Baca", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Periksa hasil baca")


def confirm(page: Page, summary: str, button: str) -> None:
    """Unfold a step and take it."""
    page.locator("summary", has_text=summary).click()
    page.get_by_role("button", name=button).click()


@pytest.mark.parametrize("browsers", WAYS, indirect=True)
def test_an_official_sets_a_consultation_up_and_carries_it_to_its_end_alone(
    browsers: Browsers, consultation: Scene, ratna: Someone, siti: Someone, tmp_path: Path
) -> None:
    faulty, right = tmp_path / "keliru.txt", tmp_path / "benar.txt"
    faulty.write_text(FAULTY)
    right.write_text(DRAFT)
    official = browsers.open(ratna)

    begin(official)
    official.get_by_role("main").get_by_role("link", name="Impor rancangan").first.click()
    choose(official, faulty)
    expect(official.get_by_text("Pasal 7 mengikuti Pasal 3: adakah yang hilang di antaranya?").first).to_be_visible()
    official.locator(".desk-doubts").get_by_role("link", name=re.compile("Baris")).first.click()
    expect(official.locator(".warn:target")).to_be_in_viewport()
    official.locator(".warn:target").get_by_role("link", name=re.compile("Baris")).click()
    expect(official.locator(".source .at:target")).to_be_in_viewport()
    official.locator(".source .at:target .ln a").click()
    expect(official.locator("#clause-pasal-7:target")).to_be_in_viewport()

    confirm(official, "Buang", "Ya, buang")
    expect(official.get_by_text("Rancangan sudah dibuang")).to_be_visible()
    choose(official, right)
    expect(official.get_by_text("2 bab, 5 pasal, 2 angka, 2 bagian, 2 ayat, 2 huruf")).to_be_visible()
    official.get_by_role("link", name="Lihat seperti pembaca").click()
    expect(official.get_by_text("Lapak tidak dapat dialihkan kepada orang lain.")).to_be_visible()
    confirm(official, "Terbitkan", "Ya, terbitkan untuk seterusnya")
    expect(official.get_by_text("Rancangan sudah diterbitkan").first).to_be_visible()

    official.locator("#opening_closes_at").fill(f"{NEXT_YEAR}-12-04T16:00")
    official.get_by_role("button", name="Lanjut membuka").click()
    expect(official.get_by_text("16.00 WIB, 17.00 WITA, 18.00 WIT")).to_be_visible()
    official.get_by_role("button", name="Ya, buka").click()
    expect(official.get_by_text("Konsultasi sudah dibuka")).to_be_visible()

    row = Consultation.objects.get(slug="penataan-pasar-malam")
    clause = Revision.objects.get(document__consultation=row).wordings.get(label="Pasal 4").clause_id
    citizen = browsers.open(siti)
    citizen.goto("/k/penataan-pasar-malam/draft/")
    expect(citizen.get_by_text("Setiap pedagang menjaga kebersihan lapaknya.")).to_be_visible()
    citizen.goto(f"/k/penataan-pasar-malam/clauses/{clause}/#write")
    citizen.get_by_label("campuran").check()
    citizen.get_by_label("Teks Anda").fill("Sampah sebaiknya diangkut setiap pagi.")
    citizen.get_by_role("button", name="Kirim", exact=True).click()
    expect(citizen.locator(".receipt")).to_be_visible()

    official.reload()
    confirm(official, "Tutup sekarang", "Ya, tutup")
    expect(official.get_by_text("Konsultasi sudah ditutup")).to_be_visible()
    official.locator(".doors").get_by_role("link", name="Laporan ringkas", exact=True).click()
    with official.expect_download() as download:
        official.get_by_role("link", name=re.compile("CSV")).first.click()
    assert "Sampah sebaiknya diangkut setiap pagi." in download.value.path().read_text()
    assert not verify().faults


@pytest.mark.parametrize("browsers", ["phone", "desk-without-javascript"], indirect=True)
def test_a_consultation_is_announced_with_dates_that_are_shown_in_three_zones_first(
    browsers: Browsers, consultation: Scene, ratna: Someone
) -> None:
    page = browsers.open(ratna)
    begin(page)

    page.locator("#announcing_opens_at").fill(f"{NEXT_YEAR}-12-04T08:00")
    page.locator("#announcing_closes_at").fill(f"{NEXT_YEAR}-12-01T16:00")
    page.get_by_role("button", name="Lanjut mengumumkan").click()
    expect(page.locator("#announcing_closes_at")).to_have_attribute("aria-invalid", "true")
    page.locator("#announcing_closes_at").fill(f"{NEXT_YEAR}-12-24T16:00")
    page.get_by_role("button", name="Lanjut mengumumkan").click()
    expect(page.get_by_text("08.00 WIB, 09.00 WITA, 10.00 WIT")).to_be_visible()
    expect(page.get_by_text("tanpa rancangan")).to_be_visible()
    page.get_by_role("button", name="Ya, umumkan").click()

    expect(page.get_by_text("Konsultasi sudah diumumkan")).to_be_visible()
    stranger = browsers.open()
    stranger.goto("/")
    expect(stranger.get_by_role("link", name=TITLE).first).to_be_visible()


@pytest.mark.parametrize("browsers", KEYBOARD, indirect=True)
def test_the_keyboard_alone_is_enough_to_import_and_publish(browsers: Browsers, consultation: Scene, ratna: Someone) -> None:
    page = browsers.open(ratna)
    begin(page)
    page.goto("/desk/penataan-pasar-malam/import/")

    tab_to(page.locator("textarea[name=text]"))
    page.keyboard.insert_text(FAULTY)
    tab_to(page.locator("main form button"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Periksa hasil baca")
    tab_to(page.locator(".source"))  # what scrolls can be scrolled with the keys
    for _ in range(2):
        tab_to(page.locator("summary"))
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    tab_to(page.locator("details input[type=checkbox]"))  # one place is doubtful still
    page.keyboard.press("Space")
    tab_to(page.locator("details button"))
    page.keyboard.press("Enter")

    expect(page.get_by_text("Rancangan sudah diterbitkan").first).to_be_visible()


@pytest.mark.parametrize("browsers", ["desk-without-javascript"], indirect=True)
def test_a_file_of_ten_megabytes_is_refused_in_words(browsers: Browsers, consultation: Scene, ratna: Someone, tmp_path: Path) -> None:
    file = tmp_path / "besar.txt"
    file.write_bytes(b"Pasal 1\n" + b"x" * 10_000_000)
    page = browsers.open(ratna)
    begin(page)
    page.goto("/desk/penataan-pasar-malam/import/")
    page.get_by_label("Berkas rancangan").set_input_files(file)
    page.get_by_role("button", name="Baca", exact=True).click()

    expect(page.get_by_text("paling besar 1,5 MB").first).to_be_visible()
    assert not Revision.objects.filter(document__consultation__slug="penataan-pasar-malam").exists()
