"""The import desk: what the reader of a draft was unsure of is settled there in minutes, by keys alone, and without JavaScript too."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from consult.accounts.viewer import OPERATOR
from consult.consultations.actions import Details, Text, create_consultation
from consult.consultations.rules import TeamRole
from consult.documents.actions import import_draft
from consult.documents.editing.edited_revision import edited
from consult.documents.models import Edit, Revision, Source, Wording
from consult.documents.queries import wordings_of
from consult.record.checks.verification import verify
from tests.cast import Someone, moment
from tests.flows.conftest import Browsers
from tests.flows.keyboard import tab_to

NOISY = Path(__file__).resolve().parents[2] / "../shared/data/documents/id-uu-11-2008-ite.noisy.md"
AT = "/desk/kebun/import/"
DRAFT = """RANCANGAN PERATURAN DESA TENTANG KEBUN BERSAMA
BAB I UMUM
Pasal 1
(1) Warga menjaga kebun sebagaimana dimaksud pada
(3) dan seterusnya.
(2) Kebun dibuka setiap pagi. Kebun ditutup setiap malam.
Pasal 3
Kebun diberi pagar.
Pasal 4
(1) Air dibagi rata. (2) Air dijaga.
"""


def waits(ratna: Someone, data: bytes) -> Revision:
    """A draft that waits on the desk of an official."""
    team = {TeamRole.OFFICIAL: [ratna.email]}
    create_consultation(actor=OPERATOR, slug="kebun", texts=[Text("id", "Kebun")], details=Details(), team=team, now=moment())
    return import_draft(actor=OPERATOR, slug="kebun", data=data, name="rancangan.md", title="", profile="auto", now=moment())


def left() -> int:
    """How many doubtful places nobody has settled."""
    revision = Revision.objects.get()
    return len(edited(revision, wordings_of(revision)).open)


def number_of(page: Page) -> int:
    """The doubtful place that has the focus."""
    focused = page.locator(".warn:focus")
    expect(focused).to_have_count(1)
    return int((focused.get_attribute("id") or "w-0").removeprefix("w-"))


def sends(page: Page, key: str, *, steps: int) -> None:
    """A key leads to a button of the doubtful place; Enter presses it, and the page that comes says what happened."""
    page.keyboard.press(key)
    expect(page.locator("button:focus")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("[name=seen]").first).to_have_value(str(steps))


@pytest.mark.skipif(not NOISY.exists(), reason="the known law is not beside the project")
@pytest.mark.parametrize("browsers", ["phone", "desk"], indirect=True)
def test_ten_doubtful_places_of_a_law_are_settled_by_keys_alone(browsers: Browsers, ratna: Someone) -> None:
    waits(ratna, NOISY.read_bytes())
    before, text, page = left(), Source.objects.get().text, browsers.open(ratna)
    page.goto(AT)

    page.keyboard.press("j")
    assert number_of(page) == 1
    for steps in range(1, 8):
        sends(page, "a", steps=steps)
        assert number_of(page) == steps + 1
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert number_of(page) == 8
    sends(page, "m", steps=8)
    assert number_of(page) == 9
    sends(page, "u", steps=9)
    assert number_of(page) == 8
    sends(page, "r", steps=10)
    assert number_of(page) == 9
    page.keyboard.press("e")
    field = page.locator("input[name=number]")
    expect(field).to_be_focused()
    expect(page).to_have_url(re.compile("#w-9$"))  # it opened in place
    page.keyboard.press("Control+A")
    page.keyboard.type("99")
    page.keyboard.press("Enter")
    expect(page.locator("[name=seen]").first).to_have_value("11")
    assert number_of(page) == 10
    sends(page, "a", steps=12)

    assert before - left() == 10
    assert Source.objects.get().text == text
    assert not verify().faults
    expect(page.get_by_role("status").first).to_contain_text("Selesai:")


@pytest.mark.parametrize("browsers", ["desk-without-javascript"], indirect=True)
def test_without_javascript_a_draft_is_put_right_and_published(browsers: Browsers, ratna: Someone) -> None:
    waits(ratna, DRAFT.encode())
    page = browsers.open(ratna)
    page.goto(AT)

    page.locator(".desk-doubts a").first.click()
    expect(page.locator(".warn:target")).to_be_in_viewport()
    page.locator(".warn:target").get_by_role("button", name="Bagi di sini").click()
    expect(page.get_by_role("status")).to_contain_text("Pasal 1 ayat (1) dibagi: Pasal 1 ayat (3) dimulai di dalamnya")
    expect(page.locator(".warn:target")).to_be_in_viewport()

    page.locator("[id='clause-pasal-3']").get_by_role("link", name="Ubah nomor").click()
    page.get_by_label("Nomor", exact=True).fill("—")
    page.get_by_role("button", name="Ubah", exact=True).click()
    expect(page.get_by_label("Nomor", exact=True)).to_have_attribute("aria-invalid", "true")
    page.get_by_label("Nomor", exact=True).fill("2")
    page.get_by_role("button", name="Ubah", exact=True).click()
    expect(page.get_by_text("Pasal 3 menjadi Pasal 2").first).to_be_visible()

    page.get_by_role("button", name=re.compile("Urungkan: Pasal 3 menjadi Pasal 2")).click()
    expect(page.locator("[id='clause-pasal-3'] .warn:target")).to_be_in_viewport()
    page.get_by_role("button", name=re.compile("Ulangi: Pasal 3 menjadi Pasal 2")).click()
    expect(page.locator("[id='clause-pasal-2']")).to_be_visible()

    page.locator(".warn", has_text="dimulai di tengah baris").get_by_role("button", name="Gabungkan").first.click()
    while left():
        page.get_by_role("button", name="Sudah benar").first.click()
    expect(page.get_by_role("status")).to_contain_text("Tidak ada lagi tempat yang meragukan")
    page.get_by_role("button", name="Buka lagi").first.click()
    assert left() == 1
    page.locator("summary", has_text="Terbitkan").click()
    page.get_by_label("Terbitkan walaupun 1 tempat masih meragukan").check()
    page.get_by_role("button", name="Ya, terbitkan untuk seterusnya").click()

    expect(page.get_by_text("Rancangan sudah diterbitkan").first).to_be_visible()
    assert Wording.objects.filter(label="Pasal 2").exists()
    assert [edit.name for edit in Edit.objects.all()] == ["split", "describe", "undo", "redo", "join", "reopen"]
    assert not verify().faults


@pytest.mark.parametrize("browsers", ["phone", "desk"], indirect=True)
def test_a_clause_and_its_line_are_marked_together_and_its_forms_open_and_fold(browsers: Browsers, ratna: Someone) -> None:
    waits(ratna, DRAFT.encode())
    page = browsers.open(ratna)
    page.goto(AT)

    clause, line = page.locator("[id='clause-pasal-4']"), page.locator("#line-9")
    clause.locator("b").click()
    expect(line).to_have_class(re.compile("chosen"))
    page.locator("#line-7").click(position={"x": 200, "y": 8})
    expect(page.locator("[id='clause-pasal-3']")).to_have_class(re.compile("chosen"))
    expect(clause).not_to_have_class(re.compile("chosen"))

    link = clause.get_by_role("link", name=re.compile("ubah"))
    tab_to(link)
    page.keyboard.press("Enter")
    expect(clause.get_by_label("Jenis", exact=True)).to_be_focused()
    link.click()
    expect(clause.get_by_label("Jenis", exact=True)).to_be_focused()  # the forms came anew, and in the place of the first
    expect(clause.locator(".desk-forms")).to_have_count(1)
    clause.locator(".desk-forms summary").click()
    expect(clause.get_by_label("Jenis", exact=True)).to_be_hidden()
