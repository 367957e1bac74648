"""What a cheap phone has to fetch once: style sheet, scripts of our own, fonts."""

from gzip import compress
from pathlib import Path

from frontend import fonts

STATIC = Path(fonts.__file__).parent / "static"
KB = 1024


def packed(*files: Path) -> int:
    """Bytes of the files as they are sent: text packed, fonts as they are."""
    return sum(len(file.read_bytes() if file.suffix == ".woff2" else compress(file.read_bytes(), mtime=0)) for file in files)


def test_the_style_sheet_weighs_at_most_15_kb() -> None:
    assert packed(*STATIC.rglob("*.css")) <= 15 * KB


def test_our_own_scripts_weigh_at_most_8_kb_all_together() -> None:
    assert packed(*STATIC.rglob("*.js")) <= 8 * KB


def test_what_makes_a_thread_live_and_quotes_weighs_at_most_4_2_kb() -> None:
    assert packed(STATIC / "modules" / "live.js") + packed(STATIC / "modules" / "quoting.js") <= 4.2 * KB


def test_the_fonts_weigh_at_most_36_kb() -> None:
    assert packed(*(fonts.made() / path for path in fonts.FILES)) <= 36 * KB


def test_nothing_of_others_lies_among_our_files() -> None:
    assert {file.suffix for file in STATIC.rglob("*") if file.is_file()} <= {".css", ".js", ".svg"}
