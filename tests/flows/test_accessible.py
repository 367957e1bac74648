"""axe on every page, in both languages and both schemes; and no page that scrolls sideways."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page

from consult.discussion.rules import Kind, Operation, Proposal, ShownName, Stance
from tests.cast import Scene, Someone, closes
from tests.flows.conftest import Browsers

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}
NARROWEST = {"width": 320, "height": 640}

Visits = list[tuple[str, Someone | None]]


def visits(scene: Scene, siti: Someone, agus: Someone, budi: Someone, ratna: Someone) -> Visits:
    """Every page with something on it, and who looks at it."""
    clause, slug = scene.clause("Pasal 2"), scene.row.slug
    proposal = Proposal(Operation.REPLACE, "Lapak dibagi rata.")
    shown = siti.posts("Usul https://example.org.", on=clause, kind=Kind.PROPOSAL, proposal=proposal, shown_name=ShownName.REAL)
    agus.replies("Setuju dengan usul ini.", to=shown)
    for stance in Stance:
        agus.posts(f"Pendapat {stance}.", on=clause, stance=stance)
    held = siti.posts("Hubungi 0812-3456-7890.", on=clause)
    budi.hides(siti.posts("Promosi.", on=clause))
    siti.withdraws(siti.posts("Keliru.", on=clause))
    siti.edits(shown, text="Usul saya yang lebih baik.")
    k, desk = f"/k/{slug}/", f"/desk/{slug}/"
    public = ["/", "/help/", "/privacy/", "/receipts/", f"/receipts/{held.versions.get().receipt_id}/", "/sign-in/", "/nothing/"]
    of_consultation = [k, f"{k}draft/", f"{k}clauses/{clause}/", f"{k}report/", f"{k}moderation/"]
    own = [f"{k}clauses/{clause}/", "/me/", f"/me/posts/{shown.pk}/edit/", f"/me/posts/{shown.pk}/withdraw/", desk]
    team = [f"{desk}queue/", f"{desk}queue/{held.pk}/", f"{desk}queue/{shown.pk}/"]
    return [
        *((path, None) for path in [*public, *of_consultation]),
        *((path, siti) for path in own),
        *((path, budi) for path in team),
        (desk, ratna),
    ]


def walk(ways: Visits, browsers: Browsers, **settings: Any) -> Iterator[Page]:
    """Each page in turn, in one browser a person."""
    opened: dict[str, Page] = {}
    for path, who in ways:
        name = who.email if who else ""
        if name not in opened:
            opened[name] = browsers.open(who, **settings)
        opened[name].goto(path)
        yield opened[name]


def violations(page: Page) -> list[str]:
    """What axe finds on the page as it stands."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{page.url}: {one['id']}: {one['help']}: {[node['html'][:160] for node in one['nodes']]}" for one in found]


def sideways(page: Page) -> list[str]:
    """The page, where it is wider than the screen."""
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"{page.url} is {wider} px too wide"] if wider > 0 else []


@pytest.mark.parametrize(("language", "scheme"), [("id-ID", "light"), ("en-GB", "dark")])  # words and colours do not depend on each other
def test_axe_finds_nothing_on_any_page(
    browsers: Browsers, lively: Scene, siti: Someone, agus: Someone, budi: Someone, ratna: Someone, language: str, scheme: str
) -> None:
    found = [
        violation
        for page in walk(visits(lively, siti, agus, budi, ratna), browsers, locale=language, color_scheme=scheme)
        for violation in violations(page)
    ]

    assert not found


def test_axe_finds_nothing_on_a_form_that_was_refused(browsers: Browsers, lively: Scene, siti: Someone, budi: Someone) -> None:
    page = browsers.open(siti)
    page.goto(f"/k/pasar-ramai/clauses/{lively.clause('Pasal 3')}/")
    page.get_by_role("button", name="Kirim").click()
    found = violations(page)
    page.goto("/me/")
    page.get_by_role("button", name="Buat token").click()
    found += violations(page)
    post = siti.posts("Hubungi 0812-3456-7890.", on=lively.clause("Pasal 3"))
    moderator = browsers.open(budi)
    moderator.goto(f"/desk/pasar-ramai/queue/{post.pk}/")
    moderator.get_by_role("button", name="Sembunyikan").click()
    found += violations(moderator)
    visitor = browsers.open()
    visitor.goto("/sign-in/")
    visitor.get_by_role("button", name="Kirim kodenya").click()
    found += violations(visitor)
    visitor.get_by_label("Alamat surel Anda").fill("siti@example.org")
    visitor.get_by_role("button", name="Kirim kodenya").click()
    visitor.get_by_role("button", name="Masuk", exact=True).click()
    found += violations(visitor)

    assert not found


def test_axe_finds_nothing_on_a_closed_consultation(browsers: Browsers, lively: Scene, siti: Someone) -> None:
    closes(lively)
    clause = f"/k/pasar-ramai/clauses/{lively.clause('Pasal 3')}/"
    pages = walk([(path, siti) for path in ("/", "/k/pasar-ramai/", "/k/pasar-ramai/draft/", clause)], browsers)

    assert not [violation for page in pages for violation in violations(page)]


def test_no_page_scrolls_sideways_on_the_narrowest_phone(
    browsers: Browsers, lively: Scene, siti: Someone, agus: Someone, budi: Someone, ratna: Someone
) -> None:
    pages = walk(visits(lively, siti, agus, budi, ratna), browsers, viewport=NARROWEST)

    assert not [remark for page in pages for remark in sideways(page)]
