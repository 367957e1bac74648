"""What reading a long draft costs: a DOCX of 300 pages, beside what its library needs to read the same file."""

import resource
import subprocess
import sys
from io import BytesIO
from time import perf_counter
from zipfile import ZipFile

import docx
from lxml import etree

from consult.documents.sandboxed_reading import read_apart
from consult.formats.readers.docx import read_docx
from tests.bench.conftest import Measured
from tests.bench.timing import best
from tests.consult.formats.readers.docx_files import definition, docx_file, level, listing, p, style

ARTICLES = 2_200
SENTENCE = "Setiap warga kota menjaga kebun dan pagar di sekitarnya, merawat air dan tanah, dan membagi hasil panen dengan tetangga. "
THROUGH = '<w:lvlRestart w:val="0"/>'


def long_draft() -> bytes:
    """A draft of 300 pages whose articles, paragraphs and letters are numbered by the word processor."""
    levels = level(0, "Pasal %1", more=THROUGH), level(1, "(%2)"), level(2, "%3.", "lowerLetter")
    said = [(0, ""), (1, SENTENCE), (1, SENTENCE), (2, SENTENCE), (2, SENTENCE)]
    body = "".join(p(text, style="Isi", num="1", level=depth) for _ in range(ARTICLES) for depth, text in said)
    return docx_file(body, numbering=definition(1, *levels) + listing(1, 1), styles=style("Isi", "Isi"))


def library(data: bytes) -> int:
    """How many words lxml and python-docx find: the tree parsed, then each paragraph asked for its text, its style and its number."""
    with ZipFile(BytesIO(data)) as file:
        etree.fromstring(file.read("word/document.xml"))
    read = docx.Document(BytesIO(data))
    return sum(len(one.text.split()) + (one.style is None) + (one._p.pPr is None) for one in read.paragraphs)


def test_three_hundred_pages_of_docx_are_read_in_seconds_and_little_memory(measured: Measured) -> None:
    data = long_draft()
    file = read_docx(data)
    characters = sum(len(line.text) for line in file.lines)
    assert characters > 1_000_000
    assert file.lines[-5].text == f"Pasal {ARTICLES}"

    facts: dict[str, float] = {"characters": characters, "lines": len(file.lines)}
    before, began = worked(), perf_counter()
    read_apart(data, name="panjang.docx")
    facts["clock"] = round(perf_counter() - began, 2)  # with whatever else runs here
    measured("reading a DOCX of 300 pages apart, both processes' work", worked() - before, "s", at_most=5, **facts)
    measured("memory to read a DOCX of 300 pages", peak(data), "MB", at_most=300, **facts)
    ours, theirs = best(lambda: read_docx(data)), best(lambda: library(data))
    measured("reading a DOCX of 300 pages, beside its library", ours, "ms", against=theirs, at_most=3, **facts)


def worked() -> float:
    """Seconds that this process and those that it started have computed."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def peak(data: bytes) -> float:
    """The most memory that a process needs which does nothing else, in MB."""
    program = "import resource, sys; from consult.formats.readers.docx import read_docx; read_docx(sys.stdin.buffer.read());"
    program += "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    told = subprocess.run([sys.executable, "-c", program], input=data, capture_output=True, check=True)
    return int(told.stdout) / 1024
