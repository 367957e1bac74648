"""What comes out of a printer: few sheets, clause numbers beside their text, nothing of the service, and no heading alone at a foot."""

from itertools import pairwise

import pypdfium2
import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from consult.consultations.rules import Moderation
from frontend.documents.reading import stretches as cutting
from tests.cast import Scene, Someone, staged
from tests.consult.discussion.letters import said, sends
from tests.flows.conftest import Browsers
from tests.frontend.documents import drafts

pytestmark = pytest.mark.sqlite  # paper does not depend on the database

LABELS = ("Pasal 1", "Pasal 2", "Pasal 3", "Pasal 5")
CHROME = ("Lewati ke isi", "Masuk\n", "Balas", "Laporkan", "Bantuan", "Tulis masukan", "Halaman berikutnya")


def printed(page: Page) -> list[str]:
    """What stands on each sheet of A4, in the order in which it is drawn."""
    paper = pypdfium2.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True))
    return [sheet.get_textpage().get_text_range().replace("\r\n", "\n") for sheet in paper]


def left_behind(page: Page, sheets: list[str]) -> set[str]:
    """The headings that stand last on a sheet, apart from what they head."""
    headings = {line for text in page.locator("h1, h2, h3, h4, caption").all_inner_texts() for line in text.strip().split("\n")[-1:]}
    return {sheet.strip().split("\n")[-1].strip() for sheet in sheets} & headings


@pytest.fixture
def demonstration(transactional_db: None) -> None:
    """All that it loads."""
    call_command("demo", skip_checks=True, verbosity=0)


@pytest.mark.usefixtures("demonstration")
def test_the_demonstrations_draft_and_summary_take_few_sheets_and_leave_no_heading_behind(browsers: Browsers) -> None:
    page = browsers.open()
    page.goto("/k/pelayanan-digital/draft/")

    sheets = printed(page)

    assert len(sheets) <= 12
    assert "(3) Loket dapat ditutup apabila" in "".join(sheets)
    assert not left_behind(page, sheets)
    assert [sheet for sheet in sheets[:-1] if len(sheet) < 600] == []

    page.goto("/k/pelayanan-digital/report/")
    sheets = printed(page)

    assert len(sheets) <= 8
    assert "".join(sheets).count("\nJumlah") == page.locator("tfoot").filter(has_text="Jumlah").count() > 0  # not on every sheet
    assert not left_behind(page, sheets)


def test_the_receipt_of_a_letter_of_several_points_is_one_sheet(browsers: Browsers, lively: Scene, siti: Someone) -> None:
    letter = sends(siti, lively, *(said("Mohon diperjelas, Pak.", on=lively.clause(label)) for label in LABELS))
    page = browsers.open()
    page.goto(f"/receipts/{letter.receipts.get().code}/")

    (sheet,) = printed(page)

    assert all(label in sheet for label in LABELS)
    assert [word for word in CHROME if word in sheet] == []


def test_a_thread_is_printed_without_what_can_only_be_clicked(browsers: Browsers, lively: Scene, siti: Someone, agus: Someone) -> None:
    for n in range(1, 25):
        (siti, agus)[n % 2].posts(f"Lapak perlu atap, kata orang nomor {n}.", on=lively.clause("Pasal 3"))
    page = browsers.open()
    page.goto(f"/k/{lively.row.slug}/clauses/{lively.clause('Pasal 3')}/")

    sheets = printed(page)

    assert len(sheets) <= 3
    assert "kata orang nomor 20." in "".join(sheets)
    assert [word for word in CHROME for sheet in sheets if word in sheet.replace("Balasan", "")] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_is_white_whatever_the_screen_is(browsers: Browsers, lively: Scene, scheme: str) -> None:
    page = browsers.open(color_scheme=scheme)
    page.goto(f"/k/{lively.row.slug}/draft/")
    page.emulate_media(media="print")

    assert page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator(".bab span").first.evaluate("span => getComputedStyle(span).color") == "rgb(0, 0, 0)"


@pytest.fixture
def long(budi: Someone, ratna: Someone, monkeypatch: pytest.MonkeyPatch) -> None:
    """A draft of sixty articles that comes in stretches."""
    monkeypatch.setattr(cutting, "FULL", 10_000)
    monkeypatch.setattr(cutting, "OVERFULL", 20_000)
    staged("naskah", moderation=Moderation.AFTER, officials=[ratna], moderators=[budi], draft=drafts.generated(60))


@pytest.mark.usefixtures("long")
@pytest.mark.parametrize("browsers", ["desk-without-javascript"], indirect=True)
def test_a_print_of_a_stretch_says_that_it_is_one_and_where_the_whole_is(browsers: Browsers) -> None:
    page = browsers.open()
    page.goto("/k/naskah/draft/")
    first = "".join(printed(page))
    page.goto(page.locator("[rel=next]").get_attribute("href") or "")
    middle = "".join(printed(page))
    page.goto(page.get_by_role("link", name="Seluruh rancangan dalam satu halaman").first.get_attribute("href") or "")
    whole = "".join(printed(page))

    for part in (first, middle):
        assert "nomor 60 " not in part
        assert "/k/naskah/draft/?show=whole" in "".join(part.split())
    assert "?show=whole" not in whole
    assert [at for at, after in pairwise(whole.find(f"Penyelenggara nomor {n} ") for n in range(1, 61)) if not 0 < at < after] == []


@pytest.mark.usefixtures("long")
@pytest.mark.parametrize("browsers", ["desk"], indirect=True)
def test_with_scripts_the_whole_is_printed_from_where_one_reads(browsers: Browsers) -> None:
    page = browsers.open()
    page.goto("/k/naskah/draft/")
    expect(page.locator("#draft > :is(.clause, .clause-head):not(.laid), .more")).to_have_count(0)

    whole = "".join(printed(page))

    assert all(f"Penyelenggara nomor {n} " in whole for n in range(1, 61))
    assert "?show=whole" not in whole
