"""Checks that are made in a process of their own: within its limits, and every end of it a refusal."""

import logging
from random import Random
from time import monotonic

import pytest

from consult.errors import BadInput
from consult.platform.sandbox import parent
from consult.platform.uploads import ATTACHMENTS, DRAFTS, Kind, admit, xml
from tests.consult.platform.uploads import made

STARTED = """
import sys
sys.path.insert(0, sys.argv[1])
from consult.platform.sandbox import child
child.SECONDS = 1
def check(data):
    {body}
child.work_of = lambda task, argument: check
child.main(*sys.argv[2:])
"""


def code_of(data: bytes, name: str) -> str | None:
    """The code of the refusal; None where it was let in."""
    try:
        admit(data, name=name, kinds=DRAFTS | ATTACHMENTS)
    except BadInput as refused:
        return refused.code
    return None


BODIES = {
    "computes": ("while True: pass", "draft.too_heavy"),
    "fills the memory": ("held = bytearray(600 << 20)", "draft.too_heavy"),
    "breaks down": ("raise KeyError(data)", "upload.damaged"),
    "opens a file": ('open("/etc/hostname")', "upload.damaged"),
}


@pytest.mark.parametrize("name", ["a.docx", "a.pdf", "a.xml"])
@pytest.mark.parametrize("what", BODIES)
def test_a_check_that_does_this_is_a_refusal(
    what: str, name: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    body, code = BODIES[what]
    monkeypatch.setattr(parent, "_START", STARTED.format(body=body))
    data = {"a.docx": made.docx(), "a.pdf": made.pdf(), "a.xml": b"<a/>"}[name]

    assert code_of(data, name) == code
    assert [record.levelno for record in caplog.records] == [logging.ERROR] * (code == "upload.damaged")


@pytest.mark.parametrize(("name", "data"), [("a.txt", b"a"), ("a.csv", b"a,b"), ("a.json", b"[]")])
def test_what_takes_time_by_its_length_alone_starts_no_process(name: str, data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parent, "_START", "raise SystemExit(1)")

    assert code_of(data, name) is None
    assert code_of(made.docx(), "a.docx") == "upload.damaged"


def test_elements_are_counted_over_all_parts_and_too_many_are_refused_in_time() -> None:
    many = ("<r>" + "<a/>" * 3_100_000 + "</r>", "<r>" + '<a b="" c=""/>' * 1_000_000 + "</r>")
    noise = ("word/a.bin", Random(5).randbytes(400_000))
    began = monotonic()

    assert code_of(made.docx("x", ("word/a.xml", many[0]), ("word/b.xml", many[1]), noise), "a.docx") == "upload.elements"
    assert monotonic() - began < 30


def test_a_document_of_a_thousand_pages_is_let_in() -> None:
    paragraph = '<w:p w:rsidR="00A1"><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>Pasal {} {}</w:t></w:r></w:p>'
    letters = Random(5)
    body = "".join(paragraph.format(n, letters.getrandbits(200)) for n in range(240_000))  # 1.7 million elements

    assert code_of(made.docx("Pasar.", ("word/lain.xml", f'<w:r xmlns:w="urn:w">{body}</w:r>')), "a.docx") is None
    assert xml.MOST_MARKS > 2 * 2_200_000
    assert admit(made.docx(), name="a.docx", kinds=DRAFTS).kind is Kind.DOCX
