"""The first half of the main job from its beginning to its end, by everybody in it, with keys alone."""

import re

import pytest
from playwright.sync_api import expect

from consult.record.checks.verification import verify
from tests.cast import DRAFT, Scene, Someone
from tests.flows.conftest import NARROWEST, WAYS, Browsers
from tests.flows.keyboard import Keyboard
from tests.waiting import mailed_codes

TITLE = "Penataan pasar malam"
TEXT = "Sampah sebaiknya diangkut setiap pagi, sebelum pembeli datang."
REASON = "Terima kasih atas masukan Anda."


def begins(official: Keyboard) -> None:
    """A consultation of one's own, with its draft, published and open."""
    official.goes_to("/")
    official.follows("Meja kerja")
    official.follows("Konsultasi baru")
    official.types(TITLE, into="Judul")
    official.types("Adilkah aturan ini bagi pedagang?", into="Pertanyaan kepada publik")
    official.types("budi@example.org", into="Moderator")
    official.presses("Buat konsultasi")
    official.sees("Untuk sementara hanya timnya yang dapat melihat")

    official.follows("Impor rancangan")
    official.types(DRAFT, into="Atau teksnya, ditempel di sini")
    official.presses("Baca")
    official.sees("Periksa hasil baca")
    official.unfolds("Terbitkan")
    official.presses("Ya, terbitkan untuk seterusnya")
    official.sees("Rancangan sudah diterbitkan")
    official.presses("Lanjut membuka")
    official.presses("Ya, buka")
    official.sees("Konsultasi sudah dibuka")


def finds(reader: Keyboard) -> None:
    """From the first page to the thread of a clause."""
    reader.goes_to("/")
    reader.follows(TITLE)
    reader.follows("Baca dan beri masukan")
    reader.sees("Setiap pedagang menjaga kebersihan lapaknya.")


def signs_in(citizen: Keyboard, email: str) -> None:
    """With a code that comes by mail."""
    citizen.types(email, into="Alamat surel Anda")
    citizen.presses("Kirim kodenya")
    citizen.sees("Ketik kode dari surel")
    code = re.search(r"[A-Z]{4}-[A-Z]{4}", str(mailed_codes()[-1].body))
    assert code is not None
    citizen.types(code[0], into="Kode dari surel")
    citizen.presses("Masuk")


def writes(citizen: Keyboard) -> None:
    """A contribution, looked at before it is sent, with its receipt."""
    citizen.follows("Beri masukan tentang Pasal 4")
    citizen.presses("Masuk dahulu dan pilih nama yang ditampilkan")
    signs_in(citizen, "siti@example.org")
    citizen.chooses("menolak")
    citizen.types(TEXT, into="Teks Anda")
    citizen.presses("Lihat dahulu")
    citizen.sees("Seperti inilah yang akan dibaca publik")
    citizen.presses("Kirim")
    citizen.sees("Masukan Anda sudah kami terima")


def decides(moderator: Keyboard) -> None:
    """The one that waits becomes public."""
    moderator.goes_to("/")
    moderator.follows("Meja kerja")
    moderator.follows(TITLE)
    moderator.follows("Antrean")
    moderator.sees(TEXT)
    moderator.chooses("Tampilkan")
    moderator.picks("Sesuai", of="Templat alasan")
    moderator.presses("Simpan dan lanjut")
    moderator.sees("Diputuskan: ditampilkan")


def ends(official: Keyboard) -> None:
    """Closed, and the summary taken away."""
    official.unfolds("Tutup sekarang")
    official.presses("Ya, tutup")
    official.sees("Konsultasi sudah ditutup")
    official.follows("Laporan ringkas")
    with official.page.expect_download() as download:
        official.follows("Unduh CSV")
    assert TEXT in download.value.path().read_text()


@pytest.mark.parametrize("browsers", [*WAYS, *NARROWEST], indirect=True)
def test_the_keyboard_alone_carries_the_whole_job(browsers: Browsers, consultation: Scene, ratna: Someone, budi: Someone) -> None:
    official, citizen = Keyboard(browsers.open(ratna)), Keyboard(browsers.open())
    begins(official)
    finds(citizen)
    writes(citizen)

    stranger = Keyboard(browsers.open())
    finds(stranger)
    stranger.follows("Beri masukan tentang Pasal 4")
    expect(stranger.page.get_by_role("article")).to_have_count(0)

    decides(Keyboard(browsers.open(budi)))

    stranger.page.reload()
    expect(stranger.page.get_by_role("article", name="Masukan 1")).to_contain_text(TEXT)
    citizen.goes_to("/me/")
    citizen.sees(REASON)
    ends(official)
    assert not verify().faults
