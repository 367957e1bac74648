"""What a bundle of open data says of itself: for people in a README, for programs as a Data Package."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from consult.consultations.canonical import answer
from consult.consultations.models import Consultation
from consult.consultations.queries import text_in
from consult.text.cells import SEPARATORS

README: Final = """%(title)s
Data terbuka dari konsultasi “%(slug)s” · open data of the consultation “%(slug)s”

MEMERIKSA
    python verify.py BUNDLE.zip [--head HASH] [--edition HASH] [--receipt KODE]
Cukup Python 3.11 atau lebih baru. Setiap jajak pendapat dan setiap angka dari setiap edisi dihitung ulang, dan setiap baris
dicocokkan dengan catatan. Kepala catatan tercetak pada laporan; berikan dengan --head, sebab tanpa itu sebuah berkas hanya dapat
dikatakan sesuai dengan dirinya sendiri; begitu pula hash data edisi dengan --edition. Apa yang datang sesudah yang tercetak hanya
sesuai dengan dirinya sendiri. Siapa pun yang ragu kepada kami sebaiknya memakai salinan verify.py dari sumber lain.
Hanya atas dasar kata lembaga, tentang jajak pendapat: berapa yang dapat memilih, bahwa setiap surat suara milik salah seorang
dari mereka, dan kapan jajak pendapat dibuka dan ditutup; dalam edisi: jumlah orang yang ikut serta, mana yang datang dalam satu
kiriman, saluran masukan yang tidak tampil, dukungan bagi setiap masukan (jumlah seluruhnya tidak melebihi catatan), bahasa,
judul, teks, lembaga, pengumuman, tahap, cara moderasi, waktu buka dan tutup, dan nama aturan.

CHECKING
    python verify.py BUNDLE.zip [--head HASH] [--edition HASH] [--receipt CODE]
Python 3.11 or newer is enough. Every poll and every figure of every edition is counted again, and every row is held against the
record. The head of the record is printed on reports; give it with --head, since without it a file can only be said to agree with
itself; or give the hash of an edition's data with --edition. What came after what was printed only agrees with itself. Whoever
doubts us had better take verify.py from somewhere else.
On the institution's word alone rest, of polls: how many could vote, that each ballot is one of theirs, and when a poll opened
and closed; in editions: how many people took part, what came in one submission, the channel of what is not shown, who supports
what (though not more in all than the record knows), languages, titles, texts, institution, announcement, stage, mode of
moderation, opening, closing, and the names of house rules.

BERKAS · FILES
chain.jsonl       Catatan, satu entri sebaris, persis byte yang di-hash; SHA-256 sebuah baris adalah "previous" baris berikutnya.
                  The record, an entry a line, exactly the bytes that were hashed; the SHA-256 of a line is "previous" in the next.
                  "actor" di-hash dengan salt tersendiri: siapa menulis apa tidak dapat dirangkai.
                  "actor" is hashed with a salt of its own: who wrote what cannot be joined.
posts.csv         Setiap masukan yang tampil, tanpa nama. · Every shown contribution, without names.
                  SHA-256(salt ‖ text [LF wording]) = sha256; the record holds the digest of it with the labels.
                  Where a wording follows, "text" in the record is the length of the text in characters.
attachments.csv   Lampiran yang tampil, tanpa isi dan tanpa nama. · Files that are shown, without their content and names.
                  SHA-256(salt ‖ file) = sha256; the record holds the digest of it with media type, size and submission.
decisions.csv     Keputusan moderator, tanpa alasan dan tanpa nama. · Decisions of moderators, without reasons and names.
revision-N.json   Rancangan dalam versi N. · The draft in version N.
polls.json        Jajak pendapat dengan aturan, lot, dan hasilnya. · Polls with their rules, lot and tallies.
ballots-ID.csv    Setiap surat suara di bawah komitmennya; tidak diterbitkan bila kurang dari sepuluh.
                  Each ballot under its commitment; not published where there are fewer than ten.
edition-N.json    Data laporan edisi N: angka, dan setiap masukan sebagai digest. · Data of the report's edition N.
                  Orang: banyaknya kiriman "first" tanpa "of_team"; balasan tim tidak dihitung (v 1: semua pengirim dihitung).
                  People: submissions that are "first", less "of_team"; no reply by the team counts (v 1: every sender counts).
                  Bagian setiap sikap: dari masukan yang bersikap; balasan tidak bersikap.
                  Shares of stances are of the contributions that take one; replies take none.
datapackage.json  Uraian kolom (Data Package). · What the columns are.
manifest.json     SHA-256 setiap berkas lain. · SHA-256 of every other file.

Dalam sel CSV, tanda petik tunggal di depan, atau sesudah titik koma, garis tegak, tab, atau ganti baris, hanya menjaga agar
tidak ada yang dibaca sebagai rumus; hapuslah satu di setiap tempat itu.
In CSV cells an apostrophe in front, or after a semicolon, a bar, a tab or a line break, keeps spreadsheets from reading a formula;
take one away at each such place.
Mereka yang ikut serta memilih sendiri untuk ikut; mereka tidak mewakili siapa pun selain dirinya.
Those who took part chose to do so; they stand for nobody but themselves.
"""

WHAT: Final[Mapping[str, str]] = {
    "action": "publish, hide or restore",
    "attachment": "id of the file",
    "ballot": "canonical ballot, as JSON",
    "channel": "web, api, e-mail, paper or hearing",
    "clause": "id of the clause, the same in every version of the draft",
    "clause_label": "what the clause is called in the newest version of the draft",
    "commitment": "SHA-256 of poll, line feed, receipt code, line feed, ballot",
    "decided_at": "instant in UTC",
    "kind": "comment, question, proposal or reply",
    "media_type": "what kind of file it is (IANA)",
    "number": "by which it is cited",
    "office": "by which the team replied",
    "operation": "what a proposal does with the clause: replace, insert_after or delete",
    "post": "of a post, its id; of a file, the number of the first post that it came with",
    "quote": "quoted words of the clause, as JSON (W3C text selectors)",
    "received_at": "instant in UTC",
    "reply_to": "the contribution that is answered",
    "reverses": "the decision that is taken back",
    "revision": "version of the draft that its author saw",
    "rule_number": "number of the house rule",
    "salt": "16 bytes in hexadecimal digits",
    "sha256": "SHA-256 of salt and words, in hexadecimal digits",
    "size": "bytes",
    "stance": "support, oppose, mixed or neutral; of a reply, none",
    "wording": "that is proposed",
}
DIALECT: Final[Mapping[str, object]] = {  # CSV Dialect of Frictionless, and how our guards are taken away
    "csvddfVersion": 1.2,
    "delimiter": ",",
    "lineTerminator": "\r\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "skipInitialSpace": False,
    "header": True,
    "guard": {"mark": "'", "after": list(SEPARATORS), "means": "take away one mark where a cell begins, and one behind each of these"},
}
WHOLE: Final = frozenset({"number", "revision", "rule_number", "size"})  # the columns that hold whole numbers


def datapackage(consultation: Consultation, names: Sequence[str], *, tables: Mapping[str, Iterable[str]]) -> dict[str, Any]:
    """The descriptor (Frictionless Data Package): each file, and the columns of tables. `tables` has those by the name of the file."""
    text = text_in(consultation, "id")
    resources = [resource(name, tables.get(name) or tables.get(name.partition("-")[0])) for name in names]
    return {"profile": "data-package", "name": consultation.slug, "title": text.title, **answer(consultation), "resources": resources}


def resource(name: str, columns: Iterable[str] | None) -> dict[str, Any]:
    """One file."""
    told: dict[str, Any] = {"name": name.partition(".")[0].lower(), "path": name, "encoding": "utf-8"}
    if columns is None:
        return told
    fields = [{"name": column, "type": "integer" if column in WHOLE else "string", **described(column)} for column in columns]
    how = {"profile": "tabular-data-resource", "format": "csv", "mediatype": "text/csv", "dialect": DIALECT}
    return {**told, **how, "schema": {"fields": fields}}


def described(column: str) -> dict[str, str]:
    """What a column holds, where its name does not say it all."""
    return {"description": WHAT[column]} if column in WHAT else {}
