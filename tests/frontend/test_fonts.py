"""The typeface is made from its package, small and with every letter that we set."""

from pathlib import Path
from threading import Thread

import pytest
from django.contrib.staticfiles import finders
from django.utils import translation
from fontTools.ttLib import TTFont
from pytest_django.fixtures import Settings

from frontend import fonts
from frontend.code_words import WORDS

CSS = Path(fonts.__file__).parent / "static" / "naskah.css"
MARKS = "▲▼◆■✓←→“”‘’…–—−≤≥≠•"
INDONESIAN_AND_NEIGHBOURS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789éÉèêëíïóöüçñ"


def letters(path: str) -> set[str]:
    """What the font can set."""
    with TTFont(finders.find(path)) as font:
        return {chr(code) for code in font.getBestCmap()}


@pytest.mark.parametrize("path", fonts.FILES)
def test_a_font_has_every_letter_and_mark_that_a_page_sets(path: str) -> None:
    assert not set(MARKS + INDONESIAN_AND_NEIGHBOURS) - letters(path)


@pytest.mark.parametrize("path", fonts.FILES)
def test_figures_are_of_one_width_so_that_columns_of_a_table_stand_straight(path: str) -> None:
    with TTFont(finders.find(path)) as font:
        widths = {font["hmtx"][font.getBestCmap()[ord(figure)]][0] for figure in "0123456789"}

    assert len(widths) == 1


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_word_for_a_code_can_be_set(language: str) -> None:
    with translation.override(language):
        used = {letter for words in WORDS.values() for word in words.values() for letter in str(word)}

    assert not used - letters("fonts/source-sans-regular.woff2")


def test_the_style_sheet_asks_for_the_fonts_that_are_made() -> None:
    assert all(f'url("{path}")' in CSS.read_text() for path in fonts.FILES)


def test_a_name_that_is_no_font_of_ours_is_left_to_others() -> None:
    finder = fonts.FontFinder()

    assert finder.find("naskah.css") == []
    assert finder.find("../settings.py", find_all=True) == []


def test_processes_that_start_at_once_make_whole_fonts(settings: Settings, tmp_path: Path) -> None:
    settings.FONTS = tmp_path
    starters = [Thread(target=fonts.made) for _ in range(3)]
    for starter in starters:
        starter.start()
    for starter in starters:
        starter.join()

    for path in fonts.FILES:
        with TTFont(fonts.made() / path) as font:
            assert font.flavor == "woff2"
    assert not [left for left in tmp_path.rglob("*") if left.is_file() and left.suffix != ".woff2"]
