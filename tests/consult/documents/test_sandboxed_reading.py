"""Files read in a process of their own: the same reading, little to take, nothing to reach, and every end of it a refusal."""

import json
import logging
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from time import monotonic, sleep
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.documents.sandboxed_reading import read_apart
from consult.errors import BadInput
from consult.formats.outline.clauses import ParsedClause
from consult.formats.outline.doubts import Doubt
from consult.formats.outline.lines import Line
from consult.formats.outline.read_file import Picture, ReadFile
from consult.formats.outline.read_file_json import heard, told
from consult.formats.reader_table import FORMATS, format_of
from consult.platform.sandbox import parent
from tests.consult.formats.readers.docx_files import docx_file, p, relation, run, zipped
from tests.consult.formats.readers.pdf_files import pdf_file

FILES: Final = {
    "kebun.docx": docx_file(p("Kebun kota") + p(runs=run("2", '<w:vertAlign w:val="superscript"/>'))),
    "kebun.html": "<h1>Kebun</h1><ol><li>kayu<li>batu</ol>".encode("utf-16"),
    "kebun.pdf": pdf_file("= Kebun\nKota hijau."),
    "kebun.md": b"# Kebun\n",
    "kebun.txt": b"Kebun\n",
}
STARTED: Final = """
import sys
sys.path.insert(0, sys.argv[1])
from consult.platform.sandbox import child
child.SECONDS = 1
def read(data):
    {body}
child.work_of = lambda task, argument: read
child.main(*sys.argv[2:])
"""


@pytest.mark.parametrize("name", FILES)
def test_a_file_reads_the_same_apart_as_here(name: str) -> None:
    assert read_apart(FILES[name], name=name) == format_of(name).read(FILES[name])


def test_every_format_but_text_is_read_apart() -> None:
    assert {one.media_type for one in FORMATS if one.is_text} == {"text/plain", "text/markdown"}
    assert {format_of(name).media_type for name in FILES} <= {one.media_type for one in FORMATS}


@pytest.mark.parametrize("name", ["kebun.docx", "kebun.html", "kebun.pdf"])
def test_a_refusal_comes_back_with_its_code_field_and_facts(name: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_apart(b"Pasal 1", name=name)

    assert (refused.value.code, refused.value.field) == ("draft.kind", "file")
    assert refused.value.facts["expected"] == format_of(name).suffixes[0][1:].upper()


def test_the_process_has_neither_numpy_nor_the_apps_and_settings_of_django() -> None:
    looking = (
        "import json, sys; sys.path.insert(0, sys.argv[1]);"
        "import consult.platform.sandbox.child, consult.documents.sandboxed_reading, consult.platform.uploads.inspection;"
        "from consult.formats.reader_table import FORMATS; [one.read for one in FORMATS];"
        "from django.apps import apps; from django.conf import settings;"
        "print(json.dumps([sorted(sys.modules), apps.ready, settings.configured]))"
    )
    root = str(parent._ROOT)
    seen = subprocess.run([sys.executable, "-I", "-c", looking, root], env={}, cwd="/", capture_output=True, text=True, check=True)
    modules, has_apps, has_settings = json.loads(seen.stdout)

    assert (has_apps, has_settings) == (False, False)
    assert [name for name in modules if name.partition(".")[0] in {"numpy", "PIL"} or name.endswith(".models")] == []


def refusal(body: str, monkeypatch: pytest.MonkeyPatch) -> BadInput:
    """What becomes of a file whose reader does that."""
    monkeypatch.setattr(parent, "_START", STARTED.format(body=body))
    with pytest.raises(BadInput) as refused:
        read_apart(b"isi", name="kebun.docx")
    return refused.value


@pytest.mark.parametrize(
    "body",
    [
        'open("/etc/hostname").read()',
        'open("/tmp/ditulis", "w").write("x")',
        "import socket; socket.socket()",
        'import socket; socket.create_connection(("127.0.0.1", 9))',
        'import subprocess; subprocess.run(["true"])',
        "import os; os.pipe()",
    ],
)
def test_a_reader_can_open_neither_a_file_nor_a_connection(
    body: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    assert refusal(body, monkeypatch).code == "draft.damaged"
    assert "OSError" in caplog.text or "ImportError" in caplog.text


@pytest.mark.parametrize(
    ("body", "limit"),
    [
        ("held = bytearray(600 << 20)", "512 MB"),
        ("while True: pass", "10 s"),  # the sentence names the usual limit; here it is shorter
        ("import os; os.kill(os.getpid(), 9)", "512 MB"),
    ],
)
def test_what_takes_too_much_is_refused_with_the_limit_that_it_met(body: str, limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    refused = refusal(body, monkeypatch)

    assert (refused.code, refused.facts["limit"]) == ("draft.too_heavy", limit)


@pytest.mark.parametrize("body", ["import os; os.abort()", "import ctypes; ctypes.string_at(0)", "raise KeyError(data)"])
def test_a_reader_that_breaks_down_is_a_refusal_and_a_line_in_the_log_without_the_text(
    body: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    refused = refusal(body, monkeypatch)

    assert (refused.code, refused.facts["part"]) == ("draft.damaged", "kebun.docx")
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    assert "isi" not in caplog.text


def test_a_reader_that_waits_is_ended_with_all_that_it_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parent, "WALL_SECONDS", 4)
    began = monotonic()
    refused = refusal("import os, time; os.fork(); time.sleep(60)", monkeypatch)

    assert (refused.code, refused.facts["limit"]) == ("draft.too_heavy", "4 s")
    assert monotonic() - began < 30
    sleep(0.1)
    assert "child.main(*sys.argv[2:])" not in "".join(command_lines())


def command_lines() -> Iterator[str]:
    """What each process of this machine was started with."""
    for pid in filter(str.isdecimal, os.listdir("/proc")):  # noqa: PTH208
        try:
            with open(f"/proc/{pid}/cmdline") as line:  # noqa: PTH123
                yield line.read()
        except OSError:
            continue


def test_an_answer_that_is_too_long_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parent, "MOST_BYTES", 3_000_000)

    assert refusal('import sys; sys.stdout.write("x" * 9_000_000); sys.stdout.flush()', monkeypatch).code == "draft.too_heavy"


def test_what_is_no_answer_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    assert refusal('import sys, os; sys.stdout.write("x"); sys.stdout.flush(); os._exit(0)', monkeypatch).code == "draft.damaged"


TEXT: Final = st.text('aé \n"\\\x00\u2028∑😀', max_size=9)
NUMBER: Final = st.integers(0, 9)
LINES: Final = st.builds(Line, NUMBER, TEXT, st.booleans(), page=NUMBER, level=NUMBER, style=TEXT, numbered=NUMBER)
DOUBTS: Final = st.builds(Doubt, NUMBER, TEXT, st.dictionaries(TEXT, TEXT, max_size=2), page=NUMBER)
PICTURES: Final = st.builds(Picture, TEXT, TEXT, st.binary(max_size=20), NUMBER)
CLAUSES: Final = st.builds(ParsedClause, *[TEXT] * 6, NUMBER, st.none() | TEXT, TEXT, TEXT, NUMBER)


def several(one: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    """A few of them."""
    return st.lists(one, max_size=3).map(tuple)


@given(st.builds(ReadFile, TEXT, several(LINES), st.none() | several(CLAUSES), TEXT, TEXT, TEXT, several(DOUBTS), several(PICTURES)))
def test_a_reading_is_the_same_after_it_was_passed_on(file: ReadFile) -> None:
    assert heard(json.loads(json.dumps(told(file)))) == file


def test_no_document_makes_its_reader_ask_another_machine() -> None:
    with socket.create_server(("127.0.0.1", 0)) as ear:
        address = f"http://127.0.0.1:{ear.getsockname()[1]}/x"
        for name, data in asking(address).items():
            try:
                text = read_apart(data, name=name).text
            except BadInput:
                text = ""
            assert "127.0.0.1" not in text
        ear.setblocking(False)
        with pytest.raises(BlockingIOError):
            ear.accept()


def asking(address: str) -> dict[str, bytes]:
    """Files that name an address in every way that their format has."""
    kinds = ("image", "attachedTemplate", "hyperlink", "frame")
    related = "".join(relation(f"r{n}", kind, address, external=True) for n, kind in enumerate(kinds))
    runs = f'<w:r><w:drawing><a:blip r:link="r0" r:embed="r0"/></w:drawing></w:r><w:hyperlink r:id="r2">{run("x")}</w:hyperlink>'
    entity = f'<!DOCTYPE w:document [<!ENTITY % e SYSTEM "{address}"> %e; <!ENTITY x SYSTEM "{address}">]>'
    head = f'<base href="{address}"><link rel=stylesheet href="{address}"><script src="{address}"></script>'
    shown = f'<img src="{address}"><iframe src="{address}"></iframe><object data="{address}"></object><a href="{address}">y</a>'
    document = (
        f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{p("&x;")}</w:body></w:document>'
    )
    return {
        "tautan.docx": docx_file(p(runs=runs), related=related),
        "entitas.docx": docx_file("", extra={"word/document.xml": f"{entity}{document}".encode()}),
        "gaya.docx": docx_file(p("x"), extra={"word/styles.xml": entity.encode()}, related=relation("s", "styles", "styles.xml")),
        "kosong.docx": zipped({"[Content_Types].xml": f"{entity}<Types/>"}),
        "tautan.html": f'<html><head>{head}</head><body background="{address}">x{shown}</body></html>'.encode(),
        "entitas.xhtml": f'{entity}<html xmlns="http://www.w3.org/1999/xhtml"><body><p>&x;</p></body></html>'.encode(),
        "tautan.pdf": pdf_file(f'#link("{address}")[Kebun kota]'),
    }
