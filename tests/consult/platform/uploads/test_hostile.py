"""The 53 hostile files: each refused or let in within its time and memory, nothing written, no connection."""

import json
import os
import resource
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from consult.errors import BadInput
from consult.platform.sandbox import parent
from consult.platform.uploads import ATTACHMENT_BYTES, ATTACHMENTS, DRAFT_BYTES, DRAFTS, admit

HOSTILE = Path(__file__).parents[5] / "shared" / "data" / "hostile"
CASES: list[dict[str, Any]] = json.loads((HOSTILE / "cases.json").read_text()) if HOSTILE.exists() else []
LET_IN = "let in"
KILOBYTE = 1_024
STARTING = 1.0  # seconds of the processor for two interpreters

pytestmark = pytest.mark.skipif(not CASES, reason="the hostile files lie beside the project")

EXPECTED = {  # file → as a draft, as an attachment: a code after `upload.`, or let in
    "bomb-one-part.docx": ("expands", "expands"),
    "bomb-many-parts.docx": ("expands", "expands"),
    "many-entries.docx": ("entries", "entries"),
    "nested-zip.docx": ("nested", "nested"),
    "lying-sizes.docx": ("expands", "expands"),
    "billion-laughs.docx": ("dtd", "dtd"),
    "xxe-file.docx": ("dtd", "dtd"),
    "xxe-network.docx": ("dtd", "dtd"),
    "deep-nesting.docx": ("expands", "expands"),
    "zip-slip.docx": ("entry", "entry"),
    "symlink.docx": ("entry", "entry"),
    "duplicate-part.docx": ("entry", "entry"),
    "external-links.docx": (LET_IN, LET_IN),  # nobody here follows a link of a file
    "markup-text.docx": (LET_IN, LET_IN),
    "macro.docx": ("macro", "macro"),
    "not-a-docx.docx": ("not_office", "not_office"),
    "truncated.docx": ("damaged", "damaged"),
    "billion-laughs.xml": ("dtd", "kind"),
    "quadratic.xml": ("dtd", "kind"),
    "xxe-file.xml": ("dtd", "kind"),
    "xxe-parameter.xml": ("dtd", "kind"),
    "xinclude.xml": (LET_IN, "kind"),
    "deep-nesting.xml": ("deep", "kind"),
    "many-attributes.xml": ("deep", "kind"),
    "html-named.pdf": ("mismatch", "mismatch"),
    "html-then.pdf": ("mismatch", "mismatch"),
    "javascript.pdf": ("active", "active"),
    "empty.pdf": ("empty", "empty"),
    "script.svg": ("kind", "kind"),
    "gif-script.gif": ("kind", "kind"),
    "pixel-bomb.png": ("kind", "pixels"),
    "formulas.csv": ("kind", LET_IN),
    "wide.csv": ("kind", "table"),
    "open-quote.csv": ("kind", "table"),
    "one-line-5mb.txt": (LET_IN, LET_IN),  # as a draft, its reader refuses the line
    "many-lines.txt": (LET_IN, LET_IN),
    "invalid-utf8.txt": ("encoding", "encoding"),
    "utf7.txt": (LET_IN, LET_IN),
    "utf16-no-bom.txt": ("controls", "controls"),
    "null-bytes.txt": ("controls", "controls"),
    "controls.txt": ("controls", "controls"),
    "bidi.txt": (LET_IN, LET_IN),  # what is read out of it is cleaned
    "zalgo.txt": ("marks", "marks"),
    "homoglyph.txt": (LET_IN, LET_IN),
    "deep.json": ("deep", "kind"),
    "big-number.json": ("number", "kind"),
    "same-key.json": (LET_IN, "kind"),  # its reader refuses a name given twice
    "deep-quotes.md": (LET_IN, LET_IN),
    "brackets.md": (LET_IN, LET_IN),
    "emphasis.md": (LET_IN, LET_IN),
    "links.md": (LET_IN, LET_IN),
    "html.md": (LET_IN, LET_IN),
    "names.json": (LET_IN, "kind"),
}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all of them."""
    folder = tmp_path_factory.mktemp("hostile")
    subprocess.run([sys.executable, HOSTILE / "make_hostile_files.py", folder], check=True)
    return folder


@pytest.fixture
def cut_off(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A machine without a net, in an empty folder, in which nothing can be written elsewhere unnoticed."""

    def refused(*_: object, **__: object) -> None:
        raise AssertionError("something reached for the net")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    assert list(tmp_path.iterdir()) == []
    assert not [path for path in ("/tmp/hostile-slip.txt", "/tmp/hostile-abs.txt") if Path(path).exists()]


def outcome(data: bytes, name: str, *, draft: bool) -> str:
    """What the gate says: the end of a code, or that it let the file in."""
    kinds, most = (DRAFTS, DRAFT_BYTES) if draft else (ATTACHMENTS, ATTACHMENT_BYTES)
    try:
        admit(data, name=name, kinds=kinds, most=most)
    except BadInput as refused:
        return refused.code.removeprefix("upload.")
    return LET_IN


def test_every_case_has_its_outcome_here() -> None:
    assert [case["file"] for case in CASES] == list(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_hostile_file_is_refused_or_let_in_as_it_should_be(name: str, files: Path, cut_off: Path) -> None:
    data = (files / name).read_bytes()

    assert (outcome(data, name, draft=True), outcome(data, name, draft=False)) == EXPECTED[name]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["file"])
def test_a_hostile_file_takes_no_more_time_and_memory_than_it_may(case: dict[str, Any], files: Path) -> None:
    data = (files / case["file"]).read_bytes()

    seconds, kilobytes = cost(lambda: [outcome(data, case["file"], draft=draft) for draft in (True, False)])

    assert seconds <= case["max_seconds"] + STARTING
    assert kilobytes <= case["max_extra_mb"] * KILOBYTE


CHECKED_APART = [case for case in CASES if case["file"].endswith((".docx", ".pdf", ".xml"))]
USUAL_MB = 60
"""Of address space, as an interpreter with the checks needs it for a harmless file."""


@pytest.mark.parametrize("case", CHECKED_APART, ids=lambda case: case["file"])
def test_a_check_that_is_made_apart_takes_no_more_memory_than_it_may(
    case: dict[str, Any], files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    most = USUAL_MB + case["max_extra_mb"]
    limited = parent._START.replace("; main(", f"; import consult.platform.sandbox.child as child; child.MEMORY = {most}; main(")
    monkeypatch.setattr(parent, "_START", limited)
    data = (files / case["file"]).read_bytes()

    assert outcome(data, case["file"], draft=True) == EXPECTED[case["file"]][0]


def cost(act: Any) -> tuple[float, int]:
    """Seconds of the processor, of those that it starts too, and kilobytes beyond what was there before, in a process of its own."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, process_time()
        act()
        started = resource.getrusage(resource.RUSAGE_CHILDREN)
        used = (process_time() - began + started.ru_utime + started.ru_stime, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
        os.write(writing, json.dumps(used).encode())
        os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with os.fdopen(reading) as told:
        seconds, kilobytes = json.loads(told.read())
    return seconds, kilobytes
