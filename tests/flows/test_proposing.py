"""Proposing, and comparing what was proposed; speaking on the draft as a whole and on several clauses; closing a thread."""

import pytest
from playwright.sync_api import Page, expect

from consult.discussion.models import Post, Thread
from consult.discussion.queries.posts import general_thread
from consult.discussion.rules import Kind, Operation, Proposal, ThreadKind, ThreadStatus
from tests.cast import NOTICE, Scene, Someone
from tests.flows.conftest import NARROWEST, WAYS, Browsers
from tests.flows.keyboard import Keyboard
from tests.sights.axe import sideways

ANYHOW = {**WAYS, **NARROWEST}
OPERATIONS = {
    Operation.REPLACE: ("Usul mengganti rumusan ketentuan ini", "Rumusan yang Anda usulkan", "Lapak dapat diwariskan."),
    Operation.INSERT_AFTER: ("Usul menyisipkan ketentuan sesudah ini", "Rumusan yang ditambahkan", "Kecuali kepada anaknya."),
    Operation.DELETE: ("Usul menghapus ketentuan ini", "", ""),
}


def clause(scene: Scene, label: str = "Pasal 3") -> str:
    """The page of a clause."""
    return f"/k/{scene.row.slug}/clauses/{scene.clause(label)}/"


def fits(page: Page) -> None:
    """Nothing has to be read sideways."""
    assert sideways(page) == []


@pytest.mark.parametrize("browsers", ANYHOW, indirect=True)
def test_each_kind_of_proposal_is_sent_and_compared_with_the_draft(browsers: Browsers, lively: Scene, siti: Someone) -> None:
    page = browsers.open(siti)
    for way, field, wording in OPERATIONS.values():
        page.goto(f"{clause(lively)}#write")
        page.get_by_label("menolak").check()
        page.get_by_label(way).check()
        if field:
            page.get_by_label(field).fill(wording)
        page.get_by_label("Teks Anda").fill(f"Alasan saya: {way}.")
        page.get_by_role("button", name="Kirim", exact=True).click()
        expect(page.locator(".receipt")).to_contain_text("tampil")
    assert set(Post.objects.values_list("versions__operation", flat=True)) == set(OPERATIONS)

    page.goto(clause(lively))
    page.get_by_role("link", name="Semua usul, berdampingan").click()
    expect(page.get_by_role("heading", name="Usul atas Pasal 3")).to_be_visible()
    fits(page)
    page.get_by_label("Ke", exact=True).select_option("Masukan 2")
    page.get_by_role("button", name="Tampilkan yang berbeda").click()
    expect(page.locator("#compared .proposed ins").last).to_contain_text("Kecuali kepada anaknya.")
    fits(page)


@pytest.mark.parametrize("browsers", ANYHOW, indirect=True)
def test_the_draft_as_a_whole_is_spoken_about(browsers: Browsers, lively: Scene, siti: Someone) -> None:
    page = browsers.open(siti)
    page.goto(f"/k/{lively.row.slug}/")
    page.get_by_role("link", name="Bicarakan rancangan secara keseluruhan").click()
    page.get_by_label("campuran").check()
    page.get_by_label("Teks Anda").fill("Keseluruhannya baik, tetapi tergesa-gesa.")
    fits(page)
    page.get_by_role("button", name="Kirim", exact=True).click()
    page.get_by_role("link", name="Lihat di utasnya").click()

    expect(page.get_by_role("article", name="Masukan 1", exact=True)).to_contain_text("tergesa-gesa")
    assert Post.objects.get().thread == general_thread(lively.row)


@pytest.mark.parametrize("browsers", ANYHOW, indirect=True)
def test_a_thread_over_several_clauses_is_opened_used_and_closed(browsers: Browsers, lively: Scene, siti: Someone, budi: Someone) -> None:
    desk, page = browsers.open(budi), browsers.open(siti)
    desk.goto(f"/desk/{lively.row.slug}/threads/")
    desk.get_by_label("Judul").fill("Lapak dan sampah")
    for label in ("Pasal 3", "Pasal 5"):
        desk.get_by_label(label, exact=True).check()
    fits(desk)
    desk.get_by_role("button", name="Buka utas").click()
    expect(desk.get_by_role("heading", name="Lapak dan sampah")).to_be_visible()

    page.goto(clause(lively))
    page.get_by_role("link", name="Lapak dan sampah").click()
    page.get_by_label("setuju", exact=True).check()
    page.get_by_label("Teks Anda").fill("Keduanya perlu petugas.")
    page.get_by_role("button", name="Kirim", exact=True).click()
    expect(page.locator(".receipt")).to_contain_text("tampil")

    desk.reload()
    desk.get_by_role("link", name="Tutup utas ini").click()
    desk.get_by_label("Mengapa ditutup?").fill(NOTICE)
    desk.get_by_role("button", name="Tutup utas").click()
    page.goto(f"/k/{lively.row.slug}/threads/{Thread.objects.get(kind=ThreadKind.SEVERAL).pk}/")
    expect(page.get_by_text(NOTICE)).to_be_visible()
    expect(page.get_by_label("Teks Anda")).to_have_count(0)
    fits(page)

    desk.get_by_role("link", name="Buka kembali utas ini").click()
    desk.get_by_role("button", name="Buka kembali").click()
    page.reload()
    expect(page.get_by_label("Teks Anda")).to_be_visible()


@pytest.mark.parametrize("browsers", ["phone", "desk-without-javascript"], indirect=True)
def test_the_keyboard_alone_compares_opens_and_closes(browsers: Browsers, lively: Scene, siti: Someone, budi: Someone) -> None:
    for wording in ("Lapak dapat diwariskan.", "Lapak dapat dijual."):
        proposal = Proposal(Operation.REPLACE, wording)
        siti.posts("Usul.", on=lively.clause("Pasal 3"), kind=Kind.PROPOSAL, proposal=proposal)
    citizen, moderator = Keyboard(browsers.open(siti)), Keyboard(browsers.open(budi))

    citizen.goes_to(clause(lively))
    citizen.follows("Semua usul, berdampingan")
    citizen.picks("Masukan 1", of="Dari")
    citizen.picks("Masukan 2", of="Ke")
    citizen.presses("Tampilkan yang berbeda")
    expect(citizen.page.locator("#compared .proposed ins")).to_contain_text("dijual")
    moderator.goes_to(clause(lively))
    moderator.follows("Tutup utas ini")
    moderator.types(NOTICE, into="Mengapa ditutup?")
    moderator.presses("Tutup utas")
    moderator.sees(NOTICE)

    assert Thread.objects.get(places__clause=lively.clause("Pasal 3")).status == ThreadStatus.LOCKED
