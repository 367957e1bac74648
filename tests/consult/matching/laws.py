"""Short invented laws as matching takes them, and short ways to look at what comes out."""

from collections.abc import Sequence

from consult.matching.links import Link, LinkStatus, Matched, Unit
from consult.matching.match import match

SENTENCES = (
    "Setiap kebun memiliki pagar bambu yang dirawat bersama.",
    "Air sumur dibagi menurut giliran pagi dan sore.",
    "Hasil panen dijual di pasar dusun setiap hari Rabu.",
    "Kambing tetangga dilarang masuk tanpa penggembala.",
    "Iuran tahunan dibayar dengan beras atau jagung kering.",
    "Pengurus dipilih saat purnama ketiga oleh para anggota.",
    "Benih langka disimpan dalam lumbung berpintu dua.",
    "Anak sekolah boleh meminjam cangkul selama liburan.",
    "Sampah daun dijadikan pupuk di sudut utara kebun.",
    "Sengketa batas diputus oleh sesepuh dalam tujuh hari.",
)


def pasal(number: str, text: str, *, under: str | None = None, heading: str = "") -> Unit:
    """A Pasal; its id is its label in lower case."""
    return Unit(f"pasal-{number}", under, "body", "pasal", number, f"Pasal {number}", heading, text)


def ayat(pasal_number: str, number: str, text: str) -> Unit:
    """An ayat of a Pasal."""
    label = f"Pasal {pasal_number} ayat ({number})"
    return Unit(f"pasal-{pasal_number}-ayat-{number}", f"pasal-{pasal_number}", "body", "ayat", number, label, "", text)


def bab(number: str, heading: str) -> Unit:
    """A chapter."""
    return Unit(f"bab-{number}", None, "body", "bab", number, f"BAB {number}", heading, "")


def explanation(number: str, text: str) -> Unit:
    """The explanation of a Pasal."""
    return Unit(f"explanation-{number}", None, "explanation", "pasal", number, f"Penjelasan Pasal {number}", "", text)


def law(*texts: str, first: int = 1) -> list[Unit]:
    """A Pasal a text, numbered through."""
    return [pasal(str(number), text) for number, text in enumerate(texts, first)]


def between(old: Sequence[Unit], new: Sequence[Unit]) -> list[tuple[str | None, str | None, LinkStatus]]:
    """What became of each clause: its old and its new id, and the state."""
    return [(link.old, link.new, link.status) for link in match(old, new).links]


def link_of(matched: Matched, *, old: str | None = None, new: str | None = None) -> Link:
    """The first link with this end."""
    return next(link for link in matched.links if (old and link.old == old) or (new and link.new == new))
