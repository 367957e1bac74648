"""Taking the pictures: each sight once a language, and from there in each scheme and width."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, Page

from tests.cast import Someone
from tests.sights.listed import Sight
from tests.sights.looking import look, session_of
from tests.sights.stage import Stage

LANGUAGES: Final = {"id": "id-ID", "en": "en-GB"}
SCHEMES: Final = ("light", "dark")
WIDTHS: Final = (360, 768, 1280)
TALLEST: Final = 6000  # px: of a longer page the beginning is enough


@dataclass(frozen=True)
class Picture:
    """One file."""

    sight: Sight
    language: str
    scheme: str
    width: int

    @property
    def name(self) -> str:
        """How it is called."""
        return f"{self.sight}-{self.language}-{self.scheme}-{self.width}.png"


def warm_page(browser: Browser, address: str, who: Someone | None, **settings: Any) -> Page:
    """A page of somebody's browser that has the fonts: on its very first page a browser does not wait for them."""
    context = browser.new_context(base_url=address, reduced_motion="reduce", **settings)
    if who is not None:
        context.add_cookies([{"name": "sessionid", "value": session_of(who), "url": address}])
    page = context.new_page()
    page.goto("/help/")
    return page


class Camera:
    """Browsers for people in each language, and the folder for the pictures."""

    def __init__(self, browser: Browser, address: str, folder: Path) -> None:
        self._browser, self._address, self._folder = browser, address, folder

    def take(self, sights: list[Sight], stage: Stage) -> Iterator[Picture]:
        """All pictures of these sights. A browser of somebody is kept, but for sign-in, where what was begun would be gone on with."""
        for language in LANGUAGES:
            kept: dict[str, Page] = {}
            for sight in sights:
                if sight.who not in kept or sight.route.startswith("account"):
                    kept[sight.who] = warm_page(self._browser, self._address, stage.person(sight.who), locale=LANGUAGES[language])
                yield from self._of(kept[sight.who], sight, stage, language)
            for page in kept.values():
                page.context.close()

    def _of(self, page: Page, sight: Sight, stage: Stage, language: str) -> Iterator[Picture]:
        look(page, sight, stage)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 800})
                picture = Picture(sight, language, scheme, width)
                tall = min(TALLEST, page.evaluate("document.documentElement.scrollHeight"))
                clip = {"x": 0, "y": 0, "width": width, "height": tall}
                page.screenshot(path=self._folder / picture.name, full_page=True, clip=clip)  # type: ignore[arg-type]
                yield picture
