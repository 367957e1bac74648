"""The hostile files beside the project, each read apart within the seconds and the memory that it is given."""

import json
import resource
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from consult.documents.sandboxed_reading import read_apart
from consult.errors import BadInput
from consult.formats.reader_table import FORMATS
from consult.platform.sandbox import parent

HOSTILE: Final = Path(__file__).resolve().parents[3] / "../shared/data/hostile"
MAKER: Final = HOSTILE / "make_hostile_files.py"
SUFFIXES: Final = tuple(suffix for one in FORMATS for suffix in one.suffixes)
LISTED: Final = json.loads((HOSTILE / "cases.json").read_text()) if MAKER.exists() else []
CASES: Final[Mapping[str, Any]] = {case["file"]: case for case in LISTED if case["file"].endswith(SUFFIXES)}
USUAL_MB: Final = 60
"""Of address space, as an interpreter with its reader needs it for a harmless file of a page."""

READ: Final = ("nested-zip.docx", "bomb-many-parts.docx", "zip-slip.docx", "symlink.docx", "external-links.docx", "markup-text.docx")
REFUSED: Final = {
    "bomb-one-part.docx": "draft.part_large",
    "many-entries.docx": "draft.too_many_parts",
    "lying-sizes.docx": "draft.damaged",
    "billion-laughs.docx": "draft.part_dtd",
    "xxe-file.docx": "draft.part_dtd",
    "xxe-network.docx": "draft.part_dtd",
    "deep-nesting.docx": "draft.part_deep",
    "duplicate-part.docx": "draft.damaged",
    "macro.docx": "draft.macros",
    "not-a-docx.docx": "draft.kind",
    "truncated.docx": "draft.damaged",
    "html-named.pdf": "draft.kind",
    "html-then.pdf": "draft.kind",
    "empty.pdf": "draft.kind",
}

pytestmark = pytest.mark.skipif(not CASES, reason="the hostile files are not beside the project")


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files, made once."""
    made = tmp_path_factory.mktemp("hostile")
    subprocess.run([sys.executable, str(MAKER), str(made)], check=True, capture_output=True)
    return made


def answer(folder: Path, name: str) -> str:
    """The code of the refusal, or the text."""
    try:
        return read_apart((folder / name).read_bytes(), name=name).text
    except BadInput as refused:
        return refused.code


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_file_keeps_within_its_seconds_and_ends_as_a_text_or_a_refusal(name: str, folder: Path) -> None:
    before = worked()
    said = answer(folder, name)

    assert said
    assert worked() - before < CASES[name]["max_seconds"] + 1  # for the interpreter itself


def worked() -> float:
    """Seconds that this process and those that it started have computed."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


@pytest.mark.parametrize("name", [*REFUSED, *READ])
def test_a_hostile_document_is_refused_for_what_it_tries_or_read_without_it(
    name: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    most = USUAL_MB + CASES[name]["max_extra_mb"]
    limited = parent._START.replace("; main(", f"; import consult.platform.sandbox.child as child; child.MEMORY = {most}; main(")
    monkeypatch.setattr(parent, "_START", limited)
    said = answer(folder, name)

    assert said == REFUSED[name] if name in REFUSED else not said.startswith("draft.")
    assert "root:" not in said


def test_every_hostile_document_has_its_verdict_here() -> None:
    documents = {name for name in CASES if name.endswith((".docx", ".pdf"))}

    assert documents - {"javascript.pdf"} == {*REFUSED, *READ}


def test_a_pdf_that_would_run_a_script_runs_none(folder: Path) -> None:
    assert "app.alert" not in answer(folder, "javascript.pdf")


def test_markup_that_was_typed_as_text_stays_text(folder: Path) -> None:
    assert "<script>alert(1)</script>" in answer(folder, "markup-text.docx")


def test_of_links_the_text_stays_and_the_address_goes(folder: Path) -> None:
    said = answer(folder, "external-links.docx")

    assert "klik di sini" in said
    assert "javascript:" not in said


def test_no_entry_of_a_zip_is_written_anywhere(folder: Path) -> None:
    before = set(Path("/tmp").glob("hostile-*.txt"))
    answer(folder, "zip-slip.docx")

    assert set(Path("/tmp").glob("hostile-*.txt")) == before
