"""Taking the pictures: each sight once a language, and from there in each scheme and width."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, BrowserContext, Page

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


class Camera:
    """Browsers for people in each language, and the folder for the pictures."""

    def __init__(self, browser: Browser, address: str, folder: Path) -> None:
        self._browser, self._address, self._folder = browser, address, folder

    def take(self, sights: list[Sight], stage: Stage) -> Iterator[Picture]:
        """All pictures of these sights."""
        for language in LANGUAGES:
            for sight in sights:
                context = self._context(sight, stage, language)
                yield from self._of(context.new_page(), sight, stage, language)
                context.close()

    def _context(self, sight: Sight, stage: Stage, language: str) -> BrowserContext:
        context = self._browser.new_context(locale=LANGUAGES[language], reduced_motion="reduce", base_url=self._address)
        if (who := stage.people[sight.who]) is not None:
            context.add_cookies([{"name": "sessionid", "value": session_of(who), "url": self._address}])
        return context

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
