"""The typeface of the pages: Source Sans from its package, cut down to the letters that we set, as WOFF2.

Made when it is first needed and kept under `build/`; `collectstatic` collects it like any other static file.
"""

from collections.abc import Iterator
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Final
from uuid import uuid4

import font_source_sans_pro
from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage
from fontTools.subset import Options, Subsetter, load_font, parse_unicodes, save_font

FILES: Final = {  # where a page finds it → the file of the package
    "fonts/source-sans-regular.woff2": "SourceSansPro-Regular.ttf",
    "fonts/source-sans-semibold.woff2": "SourceSansPro-Semibold.ttf",
}
LETTERS: Final = (  # Latin as Indonesian, English and their neighbours write it, and the marks of the pages
    "U+0020-007E,U+00A0-00FF,U+0131,U+0152-0153,U+2013,U+2014,U+2018,U+2019,U+201C,U+201D,U+2022,U+2026,U+2032,U+2190-2193,"
    "U+2212,U+2260,U+2264,U+2265,U+25A0,U+25B2,U+25BC,U+25C6,U+25CF,U+2713"
)
FEATURES: Final = ("kern", "liga", "tnum", "lnum", "ccmp", "locl", "mark")


class FontFinder(BaseFinder):
    """Finds the fonts for Django's static files, making them where they are not there yet."""

    def find(self, path: str, find_all: bool = False, **kwargs: object) -> str | list[str]:  # type: ignore[override]
        """Where the font with that path lies; nothing where it is none of ours."""
        if path not in FILES:
            return []
        found = str(made() / path)
        return [found] if find_all else found

    def list(self, ignore_patterns: object) -> Iterator[tuple[str, FileSystemStorage]]:
        """Each font, with the storage that holds it."""
        storage = FileSystemStorage(location=made())
        for path in FILES:
            yield path, storage


def made() -> Path:
    """The folder with all fonts, named after what they are made of and from, so that a change makes new ones."""
    source = f"{LETTERS} {FEATURES} {version('font-source-sans-pro')} {version('fonttools')}"
    folder: Path = settings.FONTS / sha256(source.encode()).hexdigest()[:12]
    for path, name in FILES.items():
        if not (folder / path).exists():
            cut(Path(font_source_sans_pro.font_directory) / name, folder / path)
    return folder


def cut(source: Path, target: Path) -> None:
    """Write the part of a font that we need as WOFF2; whole or not at all, since several processes may start at once."""
    options = Options(flavor="woff2", layout_features=list(FEATURES))
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=parse_unicodes(LETTERS))
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_suffix(f".{uuid4().hex}")
    with load_font(str(source), options) as font:
        subsetter.subset(font)
        save_font(font, str(unfinished), options)
    unfinished.replace(target)
