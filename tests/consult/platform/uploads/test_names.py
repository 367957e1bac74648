"""Names of files: shown, logged and sent back without deceiving anybody."""

from unicodedata import is_normalized

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.platform.uploads.names import LENGTH, clean_name, suffix_of

NAMES = {
    "../../etc/passwd": "passwd",
    "..\\..\\windows\\win.ini": "win.ini",
    "a\x00.pdf": "a.pdf",
    "a.pdf\x00.html": "a.pdf.html",
    "laporan\u202efdp.exe": "laporanfdp.exe",
    "CON": "_CON",
    "nul.pdf": "_nul.pdf",
    "contoh.pdf": "contoh.pdf",
    ".htaccess": "htaccess",
    "a.PDF ": "a.PDF",
    "a.pdf.": "a.pdf",
    "a\r\nSet-Cookie: x=1.pdf": "aSet-Cookie: x=1.pdf",
    "-rf.pdf": "rf.pdf",
    "e\u0301.pdf": "\u00e9.pdf",
    "\ufeffa.pdf": "a.pdf",
    "surat   kami.pdf": "surat kami.pdf",
    "": "berkas",
    "..": "berkas",
    "Surat dari RT 05 — tentang lapak.docx": "Surat dari RT 05 — tentang lapak.docx",
}


@pytest.mark.parametrize("given_name", NAMES)
def test_a_name_is_cleaned_and_stays_readable(given_name: str) -> None:
    assert clean_name(given_name) == NAMES[given_name]


def test_a_long_name_keeps_its_end() -> None:
    name = clean_name("a" * 300 + ".pdf")

    assert len(name) == LENGTH
    assert suffix_of(name) == ".pdf"


ENDS = {
    "Pasal No. 5": "",
    "Pasal 1.2": "",
    "Usulan v1.2 terakhir": "",
    "Surat. Lampiran": "",
    "a.berkas-baru": "",
    "a.presentation": "",
    "lagu.mp3": ".mp3",
    "arsip.7z": ".7z",
    "A.DOCX": ".docx",
}


@pytest.mark.parametrize("name", ENDS)
def test_the_end_of_a_name_is_one_only_where_it_looks_like_one(name: str) -> None:
    assert suffix_of(name) == ENDS[name]


@given(st.text(max_size=400))
def test_whatever_a_name_was_it_is_one_short_part_of_a_path_that_can_be_read(given_name: str) -> None:
    name = clean_name(given_name)

    assert 0 < len(name) <= LENGTH
    assert not set(name) & set("/\\\r\n\x00")
    assert name.isprintable()
    assert is_normalized("NFC", name)
    assert clean_name(name) == name
