"""A question finds its answer, the answer is edited, and everybody can see what was changed; replies go deep; threads are sorted."""

import re

import pytest
from playwright.sync_api import expect

from consult.discussion.models import Post
from consult.discussion.rules import Kind
from tests.cast import Scene, Someone
from tests.flows.conftest import NARROWEST, WAYS, Browsers
from tests.flows.keyboard import Keyboard
from tests.sights.axe import sideways

ASKED = "Siapa yang membayar iurannya?"


def thread_of(scene: Scene) -> str:
    """The page of Pasal 3."""
    return f"/k/{scene.row.slug}/clauses/{scene.clause('Pasal 3')}/"


def asked(scene: Scene, by: Someone, text: str = ASKED) -> Post:
    """A question on Pasal 3."""
    return by.posts(text, on=scene.clause("Pasal 3"), kind=Kind.QUESTION)


@pytest.mark.parametrize("browsers", [*WAYS, *NARROWEST], indirect=True)
def test_a_question_is_answered_at_the_desk_edited_and_read_with_its_difference(
    browsers: Browsers, lively: Scene, siti: Someone, ratna: Someone
) -> None:
    asked(lively, siti)
    desk = browsers.open(ratna)
    desk.goto(f"/desk/{lively.row.slug}/")
    desk.get_by_role("link", name="Pertanyaan", exact=True).click()
    desk.locator("summary").click()
    desk.get_by_label("Teks Anda").fill("Pemerintah desa.")
    desk.get_by_role("button", name="Tampilkan jawaban").click()
    expect(desk.get_by_text("Jawaban Anda tampil sebagai masukan 2")).to_be_visible()
    expect(desk.get_by_text(ASKED)).to_have_count(0)

    desk.goto(thread_of(lively))
    desk.get_by_role("link", name="Ubah masukan 2").click()
    desk.get_by_label("Teks Anda").fill("Pemerintah desa, dari kas desa.")
    desk.get_by_role("button", name="Kirim versi baru").click()
    expect(desk.locator(".receipt")).to_contain_text("versi 2")

    reader = browsers.open()
    reader.goto(thread_of(lively))
    answer = reader.get_by_role("article", name="Masukan 2")
    expect(answer).to_contain_text("Desa Contoh balasan resmi")
    expect(reader.get_by_role("article", name="Masukan 1", exact=True)).to_contain_text("dijawab oleh Desa Contoh")
    answer.get_by_role("link", name=re.compile("^diubah")).click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Masukan 2")
    expect(reader.locator("#versions ins").first).to_contain_text("dari kas")
    assert sideways(reader) == []

    own = browsers.open(siti)
    own.goto("/me/")
    own.get_by_role("link", name="Dijawab oleh Desa Contoh").click()
    expect(own.get_by_role("article", name="Masukan 2")).to_contain_text("dari kas desa")


@pytest.mark.parametrize("browsers", ["desk-without-javascript", "phone"], indirect=True)
def test_the_keyboard_alone_finds_what_waits_and_answers_it(browsers: Browsers, lively: Scene, siti: Someone, ratna: Someone) -> None:
    asked(lively, siti)
    hands = Keyboard(browsers.open(ratna))
    hands.goes_to(f"/desk/{lively.row.slug}/questions/")
    hands.unfolds("Jawab")
    hands.types("Pemerintah desa.", into="Teks Anda")
    hands.presses("Tampilkan jawaban masukan 1")
    hands.sees("Jawaban Anda tampil sebagai masukan 2")


@pytest.mark.parametrize("browsers", WAYS, indirect=True)
def test_a_thread_is_sorted_by_support_and_to_its_open_questions(
    browsers: Browsers, lively: Scene, siti: Someone, agus: Someone, ratna: Someone
) -> None:
    first, second = asked(lively, siti), asked(lively, siti, "Kapan dimulai?")
    agus.supports(second)
    ratna.replies("Pemerintah desa.", to=first)
    page = browsers.open()
    page.goto(thread_of(lively))
    tabs = page.get_by_role("navigation", name="Urutan")

    tabs.get_by_role("link", name="Paling didukung").click()
    expect(tabs.get_by_role("link", name="Paling didukung")).to_have_attribute("aria-current", "true")
    expect(page.get_by_role("article").first).to_contain_text("Kapan dimulai?")

    tabs.get_by_role("link", name="Pertanyaan belum terjawab").click()
    expect(page.get_by_role("article")).to_have_count(1)
    ratna.replies("Bulan depan.", to=second)
    page.reload()
    expect(page.get_by_text("Tidak ada pertanyaan yang menunggu jawaban di sini.")).to_be_visible()


@pytest.mark.parametrize("browsers", ["phone", "narrowest-without-javascript"], indirect=True)
def test_ten_replies_deep_each_names_what_it_answers_and_leads_there(
    browsers: Browsers, lively: Scene, siti: Someone, agus: Someone
) -> None:
    post = siti.posts("Lapak perlu atap.", on=lively.clause("Pasal 3"))
    for level in range(10):
        post = (agus, siti)[level % 2].replies(f"Balasan {level + 1}.", to=post)
    page = browsers.open()
    page.goto(thread_of(lively))

    replies = page.locator(".replies > article")
    expect(replies).to_have_count(10)
    expect(page.locator(".replies .replies")).to_have_count(0)
    expect(replies.last).to_contain_text("Membalas Seorang warga, masukan 10")
    replies.last.get_by_role("link", name="masukan 10", exact=True).click()
    expect(page).to_have_url(re.compile(r"\?post=10#post-10$"))
    assert sideways(page) == []


@pytest.mark.parametrize("browsers", WAYS, indirect=True)
def test_what_was_taken_back_while_somebody_wrote_is_not_answered_and_the_words_stay(
    browsers: Browsers, lively: Scene, siti: Someone, agus: Someone
) -> None:
    post = siti.posts("Lapak perlu atap.", on=lively.clause("Pasal 3"))
    page = browsers.open(agus)
    page.goto(f"{thread_of(lively)}?reply=1#write")
    page.get_by_label("Teks Anda").fill("Setuju, dan lampu.")
    siti.withdraws(post)
    page.get_by_role("button", name="Kirim", exact=True).click()

    expect(page.get_by_role("alert")).to_contain_text("tidak dapat dibalas")
    expect(page.get_by_label("Teks Anda")).to_have_value("Setuju, dan lampu.")
