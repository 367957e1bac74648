"""Drafts that tests of the reading page import: a statute where it lies beside the project, one with explanations, a hostile one."""

from pathlib import Path
from typing import Final

import pytest

DOCUMENTS: Final = Path(__file__).resolve().parents[4] / "shared/data/documents"
STATUTE: Final = DOCUMENTS / "id-uu-25-2009-pelayanan-publik.txt"
LONGEST: Final = DOCUMENTS / "en-eu-ai-act.council2022.txt"

EXPLAINED: Final = """RANCANGAN PERATURAN DESA TENTANG PASAR PAGI
BAB I KETENTUAN UMUM
Pasal 1
Pasar pagi buka sebelum siang.
Pasal 2
(1) Setiap pedagang memperoleh satu lapak.
(2) Lapak diberikan menurut:
a. urutan pendaftaran; dan
b. jenis dagangan.
Pasal 3
Lapak tidak dapat dialihkan.

PENJELASAN
I. UMUM
Pasar pagi sudah ada sejak lama dan perlu ditata.
II. PASAL DEMI PASAL
Pasal 1
Cukup jelas.
Pasal 2
Ayat (1)
Yang dimaksud dengan “satu lapak” adalah satu tempat seluas dua meter persegi yang diberi nomor oleh pengelola.
Ayat (2)
Huruf a
Pendaftaran dilakukan di balai desa pada jam kerja, dan urutannya ditempel di papan pengumuman.
Huruf b
Cukup jelas.
Pasal 3
Cukup jelas.
"""

HOSTILE: Final = """RANCANGAN PERATURAN DESA TENTANG PASAR PAGI
Pasal 1
<script>alert(1)</script> & "kutipan" </article><h1>Bukan judul</h1>
Pasal 2
(1) {{ 7|add:7 }} {% now "Y" %} <img src=x onerror=alert(2)>
(2) Ayat yang tenang.
"""

PLAIN: Final = """Beberapa pikiran tentang pasar pagi

Pasar pagi perlu ditata bersama warga.

Setiap orang boleh berpendapat.
"""


CHAPTERS: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def generated(articles: int) -> str:
    """A statute of invented text, with two paragraphs and three items an article."""
    return "RANCANGAN UNDANG-UNDANG TENTANG CONTOH\n" + "".join(
        f"BAB {CHAPTERS[number // 20]} KELOMPOK\n" * (number % 20 == 1) + f"Pasal {number}\n"
        f"(1) Penyelenggara nomor {number} wajib melayani warga dalam {number + 3} hari kerja sejak berkas lengkap.\n"
        f"(2) Pelayanan nomor {number} meliputi:\na. penerimaan berkas {number};\nb. pemeriksaan; dan\nc. penyerahan hasil.\n"
        for number in range(1, articles + 1)
    )


def statute() -> str:
    """The statute that the bars are about; the test is skipped where it is not there."""
    return known(STATUTE)


def longest() -> str:
    """The longest of the known texts; likewise."""
    return known(LONGEST)


def known(path: Path) -> str:
    """A text that lies beside the project."""
    if not path.exists():
        pytest.skip("needs the collection of laws in ../shared/data/documents")
    return path.read_text()
