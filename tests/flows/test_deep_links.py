"""A link to one clause shows that clause, and goes on showing it while the rest of the draft is laid out."""

import pytest
from playwright.sync_api import expect

from consult.consultations.rules import Moderation
from tests.cast import Someone, staged
from tests.flows.conftest import Browsers

HEAD = "RANCANGAN PERATURAN DESA TENTANG PASAR PAGI\nBAB I KETENTUAN UMUM\n"
ARTICLES = "".join(f"Pasal {n}\n{'Setiap pedagang menjaga kebersihan lapaknya. ' * (n % 7 + 1)}\n" for n in range(1, 61))


@pytest.mark.parametrize("browsers", ["phone", "desk"], indirect=True)
def test_what_one_came_for_stays_in_its_place_while_the_draft_is_laid_out(browsers: Browsers, budi: Someone, ratna: Someone) -> None:
    staged("pasar-panjang", moderation=Moderation.AFTER, officials=[ratna], moderators=[budi], draft=HEAD + ARTICLES)
    page = browsers.open()
    page.goto("/k/pasar-panjang/draft/#clause-pasal-37")

    expect(page.locator("#draft > :is(.clause, .clause-head):not(.laid)")).to_have_count(0)
    top = page.locator("#clause-pasal-37").evaluate("one => one.getBoundingClientRect().top")
    assert 0 <= top < 60
