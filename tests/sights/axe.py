"""What a sight must keep to in a browser: nothing that axe finds, and no scrolling sideways on the narrowest phone."""

from collections.abc import Iterator
from typing import Any, Final

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page

from tests.flows.conftest import Browsers
from tests.sights.listed import Sight
from tests.sights.looking import look
from tests.sights.stage import Stage

RULES: Final = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}
NARROWEST: Final = {"width": 320, "height": 640}
WIDEST: Final = """() => {
  const wide = document.documentElement, right = one => one.getBoundingClientRect().right;
  const culprit = [...document.querySelectorAll("main *")].reduce((one, other) => right(other) > right(one) ? other : one, document.body);
  return [wide.scrollWidth - wide.clientWidth, culprit.outerHTML.slice(0, 160)];
}"""
LANGUAGES: Final = ("id-ID", "en-GB")
LOOKS: Final = [  # language and scheme: each of them once in every run of the suite, the other pairs in the thorough one
    ("id-ID", "light"),
    ("en-GB", "dark"),
    pytest.param("id-ID", "dark", marks=pytest.mark.thorough),
    pytest.param("en-GB", "light", marks=pytest.mark.thorough),
]


def walk(sights: list[Sight], stage: Stage, browsers: Browsers, **settings: Any) -> Iterator[tuple[Sight, Page]]:
    """Each sight in turn, in one browser a person."""
    opened: dict[str, Page] = {}
    for sight in sights:
        if sight.who not in opened or sight.route.startswith("account"):  # a sign-in that was begun would be gone on with
            opened[sight.who] = browsers.open(stage.person(sight.who), **settings)
        look(opened[sight.who], sight, stage)
        yield sight, opened[sight.who]


def violations(page: Page) -> list[str]:
    """What axe finds on the page as it stands."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{page.url}: {one['id']}: {one['help']}: {[node['html'][:160] for node in one['nodes']]}" for one in found]


def sideways(page: Page) -> list[str]:
    """The page, where it is wider than the screen, and what sticks out."""
    wider, culprit = page.evaluate(WIDEST)
    return [f"{page.url} is {wider} px too wide: {culprit}"] if wider > 0 else []
