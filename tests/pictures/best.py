"""The few pictures that introduce Rembuk: each one screen, where it shows most. They are brought to docs/pictures/ by hand."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser

from tests.pictures.taking import warm_page
from tests.sights.stage import Stage


@dataclass(frozen=True)
class Best:
    """One of them."""

    name: str
    path: str
    who: str = "visitor"
    scheme: str = "light"
    width: int = 1280
    height: int = 720


CHOSEN: Final = (
    Best("start", "/"),
    Best("reading", "/k/{slug}/draft/#clause-pasal-4"),
    Best("reading-phone", "/k/{slug}/draft/#clause-pasal-6", scheme="dark", width=360, height=720),
    Best("queue", "/desk/{slug}/queue/", "moderator"),
    Best("mine", "/me/", "citizen"),
)


def take(browser: Browser, address: str, stage: Stage, folder: Path) -> None:
    """All of them, into a folder."""
    folder.mkdir(exist_ok=True)
    for best in CHOSEN:
        screen = {"width": best.width, "height": best.height}
        page = warm_page(browser, address, stage.person(best.who), locale="id-ID", color_scheme=best.scheme, viewport=screen)
        page.goto(best.path.format(**stage.places))
        page.evaluate("location.hash && document.querySelector(location.hash).scrollIntoView()")  # where notes came in above it
        page.screenshot(path=folder / f"{best.name}.png")
        page.context.close()
