"""A session of taking pictures: `python -m tests.pictures.session ADDRESS FOLDER [NAME…]`, in the environment of the house."""

import sys
from pathlib import Path

import django
from playwright.sync_api import sync_playwright

django.setup()  # what follows imports models

from deploy import machine  # noqa: E402
from tests.pictures import best, demonstration  # noqa: E402
from tests.pictures.sheet import sheet  # noqa: E402
from tests.pictures.taking import Camera, Picture  # noqa: E402
from tests.sights.listed import Sight, at  # noqa: E402
from tests.sights.stage import EMPTY  # noqa: E402


def session(address: str, folder: Path, wanted: tuple[str, ...]) -> list[Picture]:
    """The house empty, then with the demonstration in it, then with its consultation closed."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=machine.chromium(), args=["--no-sandbox"])
        camera = Camera(browser, address, folder)
        pictures = list(camera.take(chosen("empty", wanted), EMPTY))
        row, stage = demonstration.played()
        pictures += camera.take(chosen("open", wanted), stage)
        best.take(browser, address, stage, folder / "best")
        demonstration.close(row)
        pictures += camera.take(chosen("closed", wanted), stage)
        browser.close()
    return pictures


def chosen(stage: str, wanted: tuple[str, ...]) -> list[Sight]:
    """The sights of a stage whose name begins so; all where nothing is wanted."""
    return [sight for sight in at(stage) if sight.name.startswith(wanted or "")]


if __name__ == "__main__":
    address, folder, *names = sys.argv[1:]
    pictures = session(address, Path(folder), tuple(names))
    Path(folder, "index.html").write_text(sheet(pictures))
    print(f"{len(pictures)} pictures")
