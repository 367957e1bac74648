"""Two ways to be heard without a detour: write first and confirm by mail after, and one letter over several clauses."""

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from consult.discussion.models import Post, Submission
from tests.cast import Scene, Someone
from tests.flows.conftest import NARROWEST, WAYS, Browsers
from tests.flows.keyboard import Keyboard
from tests.frontend.accounts.test_entrance import mailed_code
from tests.sights.axe import sideways

EMAIL = "tamu.baru@example.org"


def clause(scene: Scene, label: str) -> str:
    """The page of a clause."""
    return f"/k/{scene.row.slug}/clauses/{scene.clause(label)}/"


def write(page: Page, scene: Scene, label: str, text: str, stance: str = "menolak") -> None:
    """Fill in the form on a clause."""
    page.goto(clause(scene, label))
    page.get_by_label(stance).check()
    page.get_by_label("Teks Anda").fill(text)


@pytest.mark.parametrize("browsers", [*WAYS, *NARROWEST], indirect=True)
def test_a_visitor_writes_first_and_confirms_by_mail_after(browsers: Browsers, lively: Scene) -> None:
    mail.outbox.clear()
    page = browsers.open()
    write(page, lively, "Pasal 3", "Lapak perlu atap.")
    page.get_by_label("Alamat surel Anda").fill(EMAIL)
    page.get_by_role("button", name="Kirim dan pastikan lewat surel").click()

    expect(page.get_by_role("heading", name="Pastikan dengan kode dari surel", level=1)).to_be_visible()
    assert sideways(page) == []
    page.get_by_label("Kode dari surel").fill("AAAA-AAAA")
    page.get_by_role("button", name="Pastikan dan kirim").click()
    expect(page.locator(".wrong").first).to_be_visible()
    assert not Post.objects.exists()
    page.get_by_label("Kode dari surel").fill(mailed_code())
    page.get_by_role("button", name="Pastikan dan kirim").click()

    expect(page.locator(".receipt")).to_contain_text("Pasal 3")
    page.get_by_role("link", name="Lihat di utasnya").click()
    expect(page.get_by_role("article", name="Masukan 1", exact=True)).to_contain_text("Lapak perlu atap.")
    assert Post.objects.count() == 1


@pytest.mark.parametrize("browsers", [*WAYS, *NARROWEST], indirect=True)
def test_a_letter_is_collected_put_in_order_mended_and_sent_once(browsers: Browsers, lively: Scene, siti: Someone) -> None:
    page = browsers.open(siti)
    write(page, lively, "Pasal 3", "Lapak perlu atap.")
    page.get_by_role("button", name="Tambahkan ke surat saya").click()
    expect(page.get_by_text("Sudah masuk ke surat Anda")).to_be_visible()
    page.goto(clause(lively, "Pasal 4"))
    page.get_by_label("Teks Anda").fill("Siapa yang menyapu?")
    page.get_by_role("button", name="Tambahkan ke surat saya").click()
    page.get_by_role("button", name="Naik 2. Pasal 4").click()
    expect(page.get_by_role("heading", name="1. Pasal 4")).to_be_visible()
    page.get_by_label("Organisasi yang Anda wakili").fill("Paguyuban Pasar")
    page.get_by_role("button", name="Kirim surat").click()

    expect(page.get_by_text("Belum ada yang terkirim, dan semuanya tersimpan")).to_be_visible()
    point = page.get_by_role("article", name="1. Pasal 4")
    expect(point).to_contain_text("Mohon pilih")
    assert not Post.objects.exists()
    assert sideways(page) == []
    point.get_by_role("button", name="Ubah 1. Pasal 4").click()
    page.get_by_label("menolak").check()
    page.get_by_role("button", name="Simpan dalam surat saya").click()
    expect(page.get_by_label("Organisasi yang Anda wakili")).to_have_value("Paguyuban Pasar")
    page.get_by_role("button", name="Kirim surat").click()

    receipt = page.locator(".receipt")
    expect(receipt).to_contain_text("Pasal 3")
    expect(receipt).to_contain_text("Pasal 4")
    submission = Submission.objects.get()
    assert (submission.posts.count(), submission.on_behalf_of) == (2, "Paguyuban Pasar")
    page.goto(clause(lively, "Pasal 3"))
    expect(page.get_by_role("article", name="Masukan 2", exact=True)).to_contain_text("mewakili Paguyuban Pasar")


@pytest.mark.parametrize("browsers", ["desk", "phone-without-javascript"], indirect=True)
def test_keys_alone_collect_a_letter_and_confirm_it_by_mail(browsers: Browsers, lively: Scene) -> None:
    mail.outbox.clear()
    keys = Keyboard(browsers.open())
    keys.goes_to(clause(lively, "Pasal 3"))
    keys.chooses("menolak")
    keys.types("Lapak perlu atap.", into="Teks Anda")
    keys.presses("Tambahkan ke surat saya")
    keys.sees("Sudah masuk ke surat Anda")
    keys.types("Paguyuban Pasar", into="Organisasi yang Anda wakili, jika ada")
    keys.types(EMAIL, into="Alamat surel Anda")
    keys.presses("Kirim dan pastikan lewat surel")
    keys.sees("Tulisan Anda tersimpan")
    keys.types(mailed_code(), into="Kode dari surel")
    keys.presses("Pastikan dan kirim")

    keys.sees("Tanda terima")
    assert Submission.objects.get().on_behalf_of == "Paguyuban Pasar"
