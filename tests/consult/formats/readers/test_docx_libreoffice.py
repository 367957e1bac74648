"""Files that LibreOffice writes, and files that it shows: its numbers and ours are the same."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

from consult.formats.readers.docx import read_docx
from consult.formats.readers.text_cleaning import clean
from tests.consult.formats.readers.docx_files import definition, docx_file, in_list, level, listing, p, starts_at, style, texts

OFFICE: Final = shutil.which("soffice")
SECONDS: Final = 300  # LibreOffice begins slowly on a machine that has other work

OUTLINE: Final = definition(1, level(0, "%1."), level(1, "%1.%2"), level(2, "(%3)", "lowerLetter"))
LAW: Final = definition(1, level(0, "BAB %1", "upperRoman"), level(1, "Pasal %2"), level(2, "(%3)"))  # it knows no w:lvlRestart
STYLES: Final = (
    style("Normal", "Normal")
    + style("Bab", "Judul Bab", in_list(1, 0), based_on="Normal")
    + style("Pasal", "Judul Pasal", in_list(1, 1), based_on="Normal")
)
STYLED: Final = definition(
    1,
    level(0, "BAB %1", "upperRoman", more='<w:pStyle w:val="Bab"/>'),
    level(1, "%1.%2", more='<w:pStyle w:val="Pasal"/><w:isLgl/>'),
)


def listed(*said: tuple[str, int]) -> str:
    """A paragraph for each list and level."""
    return "".join(p("kata", num=num, level=depth) for num, depth in said)


FILES: Final[Mapping[str, bytes]] = {
    "levels": docx_file(listed(*(("1", depth) for depth in (0, 1, 2, 2, 1, 2, 0, 1))), numbering=OUTLINE + listing(1, 1)),
    "phantoms": docx_file(listed(*(("1", depth) for depth in (1, 0, 1, 2, 0, 2))), numbering=OUTLINE + listing(1, 1)),
    "shared": docx_file(listed(("1", 0), ("2", 0), ("1", 0)), numbering=OUTLINE + listing(1, 1) + listing(2, 1)),
    "restarted": docx_file(
        listed(("1", 0), ("1", 0), ("2", 0), ("2", 0), ("3", 0), ("1", 0)),
        numbering=OUTLINE + listing(1, 1) + listing(2, 1, starts_at(0, 1)) + listing(3, 1, starts_at(0, 7)),
    ),
    "law": docx_file(listed(*(("1", depth) for depth in (0, 1, 2, 2, 1, 0, 1, 2))), numbering=LAW + listing(1, 1)),
    "styled": docx_file(
        "".join(p("kata", style=one) for one in ("Bab", "Pasal", "Pasal", "Bab", "Pasal")), styles=STYLES, numbering=STYLED + listing(1, 1)
    ),
    "letters": docx_file(listed(*[("1", 0)] * 3), numbering=definition(1, level(0, "%1)", "lowerLetter", start=26)) + listing(1, 1)),
    "spaced": docx_file(listed(("1", 0)), numbering=definition(1, level(0, "§ %1", more='<w:suff w:val="space"/>')) + listing(1, 1)),
}
PAGE: Final = (
    "<h1>Kebun</h1><ol><li>satu<ol type='a'><li>dua</li><li>tiga</li></ol></li><li>empat</li></ol><ol type='I' start='4'><li>lima</li></ol>"
)

pytestmark = [pytest.mark.thorough, pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not on this machine")]


def converted(folder: Path, kind: str, *files: Path) -> None:
    """Let LibreOffice write each file again, as that kind."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [str(OFFICE), profile, "--headless", "--convert-to", kind, "--outdir", str(folder / "out"), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our files as LibreOffice shows them (`out/*.txt`) and as it writes them again (`out/*.docx`), and a page that it read as HTML."""
    made = tmp_path_factory.mktemp("office")
    ours = [made / f"{name}.docx" for name in FILES]
    for path, data in zip(ours, FILES.values(), strict=True):
        path.write_bytes(data)
    page = made / "page.html"
    page.write_text(PAGE)
    converted(made, "txt:Text (encoded):UTF8", *ours)
    converted(made, "docx", *ours)
    converted(made, "docx:MS Word 2007 XML", page)
    return made


@pytest.mark.parametrize("name", FILES)
def test_our_numbers_are_those_that_libreoffice_shows(name: str, folder: Path) -> None:
    shown = [clean(line) for line in (folder / "out" / f"{name}.txt").read_text("utf-8-sig").splitlines()]

    assert texts(read_docx(FILES[name])) == [line for line in shown if line]


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_libreoffice_writes_again_has_the_same_numbers(name: str, folder: Path) -> None:
    assert texts(read_docx((folder / "out" / f"{name}.docx").read_bytes())) == texts(read_docx(FILES[name]))


def test_a_page_that_libreoffice_saves_as_docx_keeps_its_lists(folder: Path) -> None:
    file = read_docx((folder / "out" / "page.docx").read_bytes())

    assert texts(file) == ["Kebun", "1. satu", "a. dua", "b. tiga", "2. empat", "IV. lima"]
    assert [line.level for line in file.lines] == [1, 0, 0, 0, 0, 0]
