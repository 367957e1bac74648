"""Revisions at the desk: the next version is imported, doubtful clauses and places are settled by keys alone, and it is published."""

import re

import pytest
from playwright.sync_api import Page, expect

from consult.anchoring.quotes import Quote
from consult.discussion.models import Placement, PlacementDecision
from consult.documents.models import Matching, Revision
from consult.documents.queries import open_links
from consult.record.checks.verification import verify
from tests.cast import NEXT_DRAFT, Scene, Someone, publishes_revision, revises
from tests.flows.conftest import Browsers
from tests.flows.keyboard import PATIENCE, has_focus, tab_to

AT = "/desk/pasar-ramai/match/"
DOUBTED = ("Pasal 1", "Pasal 3", "Pasal 4")


def doubted(scene: Scene) -> Revision:
    """The next version, of which it is doubtful what became of three clauses."""
    revision = revises(scene)
    revision.links.update(doubtful=False)
    revision.links.filter(new__wordings__label__in=DOUBTED, new__wordings__revision=revision).update(doubtful=True)
    return revision


def enters(page: Page) -> None:
    """Enter leads to another page."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def presses(page: Page, value: str, *, steps: int) -> None:
    """From where the page has led to, the tabulator goes on to the button, and Enter presses it; the page says what happened."""
    tab_to(page.locator(f"button[value={value}]"), most=PATIENCE)
    enters(page)
    expect(page.get_by_role("status")).to_contain_text("Noted")
    assert Matching.objects.get().step == steps


@pytest.mark.parametrize("browsers", ["phone-without-javascript", "desk"], indirect=True)
def test_doubtful_clauses_are_settled_by_keys_alone_and_each_leads_to_the_next(browsers: Browsers, lively: Scene, ratna: Someone) -> None:
    revision = doubted(lively)
    page = browsers.open(ratna, locale="en-US")
    page.goto("/desk/pasar-ramai/import/")
    tab_to(page.get_by_role("link", name="What became of each clause").first)
    enters(page)

    presses(page, "confirm", steps=1)
    expect(page).to_have_url(re.compile(r"\?link=(\d+)#link-\1$"))
    presses(page, "confirm", steps=2)
    tab_to(page.locator("li:target summary"), most=20)  # the next doubtful one is where the tabulator goes on
    page.keyboard.press("Enter")
    chosen = page.locator("li:target select[name=new]")
    tab_to(chosen, most=10)
    page.keyboard.type("Pasal 5")
    tab_to(page.locator("li:target button[value=choose]"), most=10)
    enters(page)
    expect(page.get_by_role("status")).to_contain_text("Noted. 1 clause is doubtful still.")  # what lost its other end by it
    presses(page, "confirm", steps=4)
    expect(page).to_have_url(re.compile("#publish$"))

    go_on = page.get_by_role("link", name="Go on to publish it")
    tab_to(go_on, most=5)
    assert has_focus(go_on)
    assert not open_links(revision).exists()
    assert revision.links.get(old=lively.clause("Pasal 5")).new_id == revision.wordings.get(label="Pasal 5").clause_id
    assert not verify().faults


@pytest.mark.parametrize("browsers", ["desk-without-javascript"], indirect=True)
def test_without_javascript_the_next_version_is_imported_matched_and_published(browsers: Browsers, lively: Scene, ratna: Someone) -> None:
    page = browsers.open(ratna, locale="en-US")
    page.goto("/desk/pasar-ramai/")
    page.get_by_role("link", name="Draft", exact=True).click()
    page.get_by_label("A new version: clauses may be changed").check()
    page.get_by_label("Or its text, pasted here").fill(NEXT_DRAFT)
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("heading", name="Beside the version before")).to_be_visible()
    revision = Revision.objects.get(number=2)
    revision.links.filter(old=lively.clause("Pasal 5")).update(doubtful=True)

    page.reload()
    page.get_by_role("link", name="What became of each clause").first.click()
    while open_links(revision).exists():
        page.locator("button[value=confirm]").first.click()
    page.get_by_role("link", name="Go on to publish it").click()
    page.locator("summary", has_text="Publish it").click()
    page.get_by_role("button", name="Yes, publish it for good").click()

    expect(page.get_by_text("The draft is published").first).to_be_visible()
    assert Revision.objects.get(number=2).status == "published"
    assert not verify().faults


@pytest.mark.parametrize("browsers", ["phone-without-javascript", "desk"], indirect=True)
def test_doubtful_places_are_judged_in_one_batch_by_keys_alone(browsers: Browsers, lively: Scene, siti: Someone, ratna: Someone) -> None:
    quote = Quote("Sampah dipilah sebelum pukul sepuluh")
    for text in ("Terlalu pagi.", "Kurang siang."):
        siti.posts(text, on=lively.clause("Pasal 5"), quote=quote)
    publishes_revision(lively)
    first, second = Placement.objects.order_by("post__created_at")
    page = browsers.open(ratna, locale="en-US")
    page.goto("/desk/pasar-ramai/placements/")

    tab_to(page.locator(f"[name='verdict-{first.pk}']"))
    page.keyboard.press("Space")
    tab_to(page.locator(f"[name='verdict-{second.pk}']"))
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    tab_to(page.get_by_role("button", name="Save what is chosen"))
    enters(page)

    expect(page.get_by_role("status")).to_contain_text("2 places are decided.")
    assert dict(PlacementDecision.objects.values_list("placement", "verdict")) == {first.pk: "passage", second.pk: "clause_only"}
    assert not verify().faults
