"""A poll from its question to the checked vote, in each way of using the pages, and by keyboard alone."""

import re

import pytest
from playwright.sync_api import Page, expect

from consult.polls.models import Ballot, ClosedBallot, Poll
from tests.cast import Scene, Someone
from tests.consult.polls.voting import TITLES, asked, closes_poll, crowd, votes
from tests.flows.conftest import NARROWEST, WAYS, Browsers
from tests.flows.keyboard import Keyboard
from tests.sights.axe import sideways

CODE = re.compile(r"(?:[0-9a-f]{4} ){7}[0-9a-f]{4}")


def address(poll: Poll) -> str:
    """The page of a poll."""
    return f"/k/{poll.consultation.slug}/polls/{poll.pk}/"


def code_on(page: Page) -> str:
    """The receipt code that the page shows, as one would copy it by hand."""
    found = CODE.search(page.locator(".receipt").inner_text())
    assert found is not None
    return found[0]


@pytest.mark.parametrize("browsers", [*WAYS, *NARROWEST], indirect=True)
def test_a_citizen_votes_keeps_the_code_and_checks_it_after_the_closing(
    browsers: Browsers, lively: Scene, ratna: Someone, siti: Someone
) -> None:
    poll = asked(ratna, lively)
    page = browsers.open(siti)
    page.goto("/k/pasar-ramai/")
    page.get_by_role("link", name="Beri suara").click()
    page.get_by_label(TITLES[1]).check()
    page.get_by_role("button", name="Periksa suara saya").click()
    page.get_by_role("button", name="Pilih yang lain").click()
    expect(page.get_by_label(TITLES[1])).to_be_checked()
    page.get_by_label(TITLES[2]).check()
    page.get_by_role("button", name="Periksa suara saya").click()

    expect(page.get_by_role("heading", name="Periksa suara Anda", level=1)).to_be_visible()
    expect(page.get_by_text(TITLES[2])).to_be_visible()
    assert sideways(page) == []
    code = code_on(page)
    assert not Ballot.objects.exists()
    page.get_by_role("button", name="Berikan suara saya").click()
    expect(page.get_by_role("heading", name="Suara Anda sudah diberikan")).to_be_visible()
    assert code_on(page) == code
    assert Ballot.objects.count() == 1
    page.goto(address(poll))
    expect(page.get_by_text("Anda sudah memberi suara.")).to_be_visible()

    for who in crowd(10):
        votes(who, poll, TITLES[0])
    closes_poll(ratna, poll)
    page.goto(address(poll))
    expect(page.get_by_text("Terbanyak “Setiap hari”, dengan 10 suara")).to_be_visible()
    assert sideways(page) == []
    page.get_by_label("Kode tanda terima suara Anda").fill(code)
    page.get_by_role("button", name="Periksa suara saya").click()
    found = page.locator("#check .notice")
    expect(found).to_contain_text("Suara ini ada dalam daftar dan sudah dihitung.")
    expect(found).to_contain_text(TITLES[2])
    page.get_by_label("Kode tanda terima suara Anda").fill("0" * 32)
    page.get_by_role("button", name="Periksa suara saya").click()
    expect(found).to_contain_text("Tidak ada suara dengan kode ini dalam daftar.")
    assert ClosedBallot.objects.count() == 11


def test_the_keyboard_alone_asks_opens_votes_and_closes(browsers: Browsers, lively: Scene, ratna: Someone, siti: Someone) -> None:
    official, citizen = Keyboard(browsers.open(ratna)), Keyboard(browsers.open(siti))
    official.goes_to("/desk/pasar-ramai/")
    official.follows("Jajak pendapat")
    official.types("Kapan pasar pagi buka?", into="Pertanyaan")
    official.types("\n".join(TITLES), into="Pilihan")
    official.presses("Siapkan")
    official.sees("Jajak pendapat sudah disiapkan.")
    official.unfolds("Buka jajak pendapat")
    official.presses("Ya, biarkan warga memberi suara")
    official.sees("Jajak pendapat sudah dibuka.")

    citizen.goes_to(address(Poll.objects.get()))
    citizen.chooses(TITLES[0])
    citizen.presses("Periksa suara saya")
    citizen.presses("Berikan suara saya")
    citizen.sees("Suara Anda sudah diberikan")

    official.unfolds("Tutup jajak pendapat")
    official.presses("Ya, tutup dan hitung")
    official.sees("Jajak pendapat sudah ditutup dan dihitung.")
    official.sees("Terbanyak “Setiap hari”, dengan 1 suara")
