"""LibreOffice opens our Word document and writes it again: the numbers it shows are ours, and so is what we read of its file."""

import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest

from consult.formats.outline.clauses import ParsedDraft
from consult.formats.parse_draft import parse_draft
from consult.formats.writers import docx
from tests.consult.formats.writers.drafts import exported, same
from tests.consult.formats.writers.invented import known

OFFICE: Final = shutil.which("soffice")
SECONDS: Final = 300  # it begins slowly on a machine that has other work

pytestmark = [pytest.mark.thorough, pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not on this machine")]


def converted(folder: Path, kind: str, file: Path) -> Path:
    """The file as LibreOffice writes it in another format, or anew."""
    assert OFFICE
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [OFFICE, profile, "--headless", "--convert-to", kind, "--outdir", str(folder / "out"), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
    return folder / "out" / f"{file.stem}.{kind.partition(':')[0]}"


@pytest.mark.parametrize("draft", known())
def test_a_file_that_libreoffice_saved_again_gives_the_same_clauses(tmp_path: Path, draft: ParsedDraft) -> None:
    file = tmp_path / "draft.docx"
    file.write_bytes(docx.render(exported(draft)))

    assert same(parse_draft(converted(tmp_path, "docx", file).read_bytes(), name="draft.docx").clauses) == same(draft.clauses)


def test_libreoffice_shows_each_number_as_the_draft_has_it(tmp_path: Path) -> None:
    draft, file = known()[0], tmp_path / "draft.docx"
    file.write_bytes(docx.render(exported(draft)))
    shown = " ".join(converted(tmp_path, "txt:Text (encoded):UTF8", file).read_text("utf-8-sig").split())

    printed = [one.printed for one in exported(draft).clauses if one.printed]
    assert len(printed) > 20
    place = shown.index("bahwa kebun") - 4  # behind the contents
    for number in printed:
        place = shown.index(number, place)
