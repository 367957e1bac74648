"""Fetching one's own data and having them erased, in each way of using the pages."""

import csv
import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from consult.accounts.models import Account
from consult.discussion.models import PostVersion
from consult.record.checks.verification import verify
from tests.cast import Scene, Someone
from tests.flows.conftest import NARROWEST, WAYS, Browsers
from tests.flows.keyboard import tab_to

TEXT = "Lapak perlu atap & <talang>."
MOST = 60  # presses of Tab until something is reached


@pytest.fixture
def wrote(lively: Scene, siti: Someone, agus: Someone) -> Scene:
    """A consultation in which Siti wrote, and Agus answered her."""
    agus.replies("Setuju dengan Ibu.", to=siti.posts(TEXT, on=lively.clause("Pasal 4")))
    return lively


def fetched(page: Page, name: str) -> Path:
    """The file behind a link."""
    with page.expect_download() as found:
        page.get_by_role("link", name=name).click()
    return Path(found.value.path())


@pytest.mark.parametrize("browsers", [*WAYS, *NARROWEST], indirect=True)
def test_somebody_takes_their_data_along_and_has_them_erased(browsers: Browsers, wrote: Scene, siti: Someone) -> None:
    page = browsers.open(siti)
    page.goto("/me/")
    with fetched(page, "Untuk program (JSON)").open() as file:
        assert [row["text"] for row in json.load(file)["versions"]] == [TEXT]
    with fetched(page, "Untuk lembar kerja (CSV)").open(encoding="utf-8-sig", newline="") as file:
        assert TEXT in [line[3] for line in csv.reader(file)]

    page.get_by_role("link", name="Hapus data saya").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hapus data saya")
    expect(page.get_by_text("Balasan orang lain atasnya: 1")).to_be_visible()
    page.get_by_role("button", name="Hapus data saya untuk selamanya").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("Alamat surel Anda").fill("bukan@example.org")
    page.get_by_role("button", name="Hapus data saya untuk selamanya").click()
    expect(page.get_by_text("Ini bukan alamat akun Anda")).to_be_visible()
    assert Account.objects.filter(email=siti.email).exists()

    page.get_by_label("Alamat surel Anda").fill(siti.email)
    page.get_by_role("button", name="Hapus data saya untuk selamanya").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Data Anda sudah dihapus")
    expect(page.get_by_role("link", name="Masuk")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    page.goto(f"/k/{wrote.row.slug}/clauses/{wrote.clause('Pasal 4')}/")
    expect(page.get_by_text("dihapus atas permintaan penulisnya")).to_be_visible()
    expect(page.get_by_text("Setuju dengan Ibu.")).to_be_visible()
    assert "talang" not in page.content()
    assert not Account.objects.filter(email=siti.email).exists()
    assert not verify().faults


@pytest.mark.parametrize("browsers", ["desk", "phone-without-javascript"], indirect=True)
def test_the_keyboard_alone_is_enough_to_have_ones_data_erased(browsers: Browsers, wrote: Scene, siti: Someone) -> None:
    page = browsers.open(siti)
    page.goto("/me/erasure/")
    tab_to(page.locator("input[name=email]"), most=MOST)
    page.keyboard.type(siti.email)
    tab_to(page.locator("form[action^='/me/erasure/'] button"), most=MOST)
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Data Anda sudah dihapus")
    assert not PostVersion.objects.filter(text=TEXT).exists()
