"""The Indonesian tradition as a table: BAB › Bagian › Paragraf › Pasal › ayat › huruf › angka.

Source: Undang-Undang 12/2011 (form and technique of drafting), annex II; lines as peraturan.go.id and JDIH sites print them.
"""

import re
from typing import Final

from consult.formats.traditions.profile import ITEM_RANK, Mark, Opening, Place, Profile

_BODY: Final = frozenset({"body", "closing"})
_TALK: Final = frozenset({"explanation"})
_BEFORE: Final = frozenset({"preamble"})
_AFTER_BODY: Final = frozenset({"body", "closing", "explanation", "annex"})

_UNITS: Final = "satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan"
_ORDINAL: Final = rf"(?=[A-Z])(?i:pertama|ke-?[0-9]{{1,2}}|kesepuluh|kesebelas|ke(?:{_UNITS})(?: ?belas| ?puluh(?: ?(?:{_UNITS}))?)?)\b"
_ROMAN: Final = "[IVXLC]{1,9}[A-Z]?"
_NUMBER: Final = r"[0-9]{1,4}(?:[A-Z]| [A-H]\b)?"  # `43 A` is the old way; an I that stands apart is a 1 misread
_CITED_LAW: Final = r"(?!Undang-Undang|Peraturan|Keputusan|Kitab|UU)"  # “Pasal 6 Undang-Undang ini” is a citation
_TITLE: Final = r"(?=$|[A-ZÀ-Ý0-9(“\"])"  # a heading begins with a capital; a sentence that mentions a Bagian goes on with a small letter
_SPACE: Final = r"(?: |$|(?=[A-Za-z]{3}))"  # behind a full stop; files made from PDF drop it
_LAW: Final = "UNDANG-UNDANG|PERATURAN|KEPUTUSAN"
_FORMULA: Final = r"(?=(?:DENGAN RAHMAT|D[Ee][Nn][Gg][Aa][Nn] [Pp][Ee][Rr][Ss][Ee][Tt][Uu][Jj][Uu][Aa][Nn] [Bb][Ee][Rr][Ss][Aa][Mm][Aa])\b)"
_RECITALS: Final = ("Menimbang", "Mengingat", "Memperhatikan", "Membaca", "Mendengar", "Menetapkan")
_GAZETTE: Final = r"(?:TAMBAHAN )?(?:LEMBARAN|BERITA) (?:NEGARA|DAERAH)\b"
_FAREWELL: Final = rf"(?=Agar (?:setiap|semua) orang\b|(?:Disahkan|Ditetapkan|Diundangkan) di [A-Z]|Salinan sesuai\b|{_GAZETTE})"


def _mark(
    kind: str, style: str, numerals: str, rank: int, pattern: str, *, within: frozenset[str] = frozenset(), title: bool = False
) -> Mark:
    return Mark(kind, style, numerals, rank, re.compile(pattern), within, sentence=not title)


def _recital(word: str) -> Opening:
    heading = rf"(?P<heading>(?:{word}|{word.upper()})(?: (?:{'|'.join(_RECITALS)}))*)"
    return Opening("preamble", _BEFORE, re.compile(rf"{heading}(?= ?:|$| [a-z1]\. | bahwa )(?: ?:)*"), name=word)


MARKS: Final = (
    _mark("bab", "bab", "roman", 0, rf"BAB (?P<number>{_ROMAN})(?:[.:]|\b)(?: |$){_TITLE}", title=True),
    _mark("bab", "bab", "roman", 0, rf"Bab (?P<number>{_ROMAN})$", title=True),
    _mark("bab", "bab", "arabic", 0, r"BAB (?P<number>[0-9]{1,3}[A-Z]?)[.:]?$", title=True),
    _mark("bagian", "bagian", "ordinal", 1, rf"(?:Bagian|BAGIAN) (?P<number>{_ORDINAL})[.:]?(?: |$){_TITLE}", title=True),
    _mark("paragraf", "paragraf", "arabic", 2, rf"(?:Paragraf|PARAGRAF) (?P<number>[0-9]{{1,3}}[A-Z]?)[.:]?(?: |$){_TITLE}", title=True),
    _mark("paragraf", "paragraf", "ordinal", 2, rf"(?:Paragraf|PARAGRAF) (?P<number>{_ORDINAL})[.:]?(?: |$){_TITLE}", title=True),
    _mark("pasal", "pasal", "arabic", 3, rf"[“\"]?(?:Pasal|PASAL) (?P<number>{_NUMBER})[.:]?(?: (?=[A-Z(“\"]){_CITED_LAW}|$)"),
    _mark("pasal", "pasal", "arabic", 3, rf"[“\"]?pasal (?P<number>{_NUMBER})[.:]? (?=[A-Z(]){_CITED_LAW}"),  # as scans are misread
    _mark("pasal", "pasal-roman", "roman", 3, r"(?:Pasal|PASAL) (?P<number>[IVXL]{1,7})[.:]?$"),
    _mark("ayat", "ayat", "arabic", ITEM_RANK, r"\( ?(?P<number>[0-9]{1,3}[a-z]?) ?\)(?: |$|(?=[A-Z]))"),
    _mark("ayat", "ayat", "arabic", ITEM_RANK, r"Ayat ?\( ?(?P<number>[0-9]{1,3}[a-z]?) ?\)(?: |$)", within=_TALK),
    _mark("huruf", "huruf-word", "letter", ITEM_RANK, r"Huruf (?P<number>[a-z]{1,2})\.?(?: (?=[A-Z“\"])|$)", within=_TALK),
    _mark("angka", "angka-word", "arabic", ITEM_RANK, r"Angka (?P<number>[0-9]{1,3}[a-z]?)\.?(?: (?=[A-Z“\"])|$)", within=_TALK),
    _mark("huruf", "a.", "letter", ITEM_RANK, rf"(?P<number>[a-z]|([a-z])\2)\.{_SPACE}"),
    _mark("angka", "1.", "arabic", ITEM_RANK, rf"(?P<number>[0-9]{{1,3}}[a-z]?)\.{_SPACE}"),
    _mark("huruf", "a)", "letter", ITEM_RANK, r"(?P<number>[a-z]|([a-z])\2)\)(?: |$)"),
    _mark("angka", "1)", "arabic", ITEM_RANK, r"(?P<number>[0-9]{1,3}[a-z]?)\)(?: |$)"),
    _mark("huruf", "(a)", "letter", ITEM_RANK, r"\( ?(?P<number>[a-z]|([a-z])\2) ?\)(?: |$)"),
    _mark("angka", "i.", "roman", ITEM_RANK, r"(?P<number>[ivx]{1,6})\.(?: |$)"),
    _mark("angka", "i)", "roman", ITEM_RANK, r"(?P<number>[ivx]{1,6})\)(?: |$)"),
)

OPENINGS: Final = (
    *(_recital(word) for word in _RECITALS),
    Opening("preamble", _BEFORE, re.compile(r"(?P<heading>MEMUTUSKAN|M E M U T U S K A N)(?: ?:)*"), name="Memutuskan"),
    Opening("preamble", _BEFORE, re.compile(_FORMULA)),
    Opening(
        "explanation",
        _AFTER_BODY,
        re.compile(rf"(?P<heading>(?:PENJELASAN|P E N J E L A S A N)(?: (?:ATAS|{_LAW})\b.*)?)$"),
        name="Penjelasan",
        root=True,
    ),
    Opening(
        "explanation", _TALK, re.compile(r"(?:(?P<number>[IA1])\.? )?(?P<heading>UMUM)(?=$| [A-Z]?[a-z])"), name="Umum", paragraphs=True
    ),
    Opening("explanation", _TALK, re.compile(r"(?:(?P<number>II|B|2)\.? )?(?P<heading>PASAL DEMI PASAL)\b"), name="Pasal demi Pasal"),
    Opening("explanation", _TALK, re.compile(rf"(?={_GAZETTE})")),
    Opening(
        "annex",
        _AFTER_BODY,
        re.compile(r"(?P<heading>LAMPIRAN(?: (?P<number>[IVXL]{1,7}|[0-9]{1,3})\b\.?)?(?: [^a-z]*)?)$"),
        name="Lampiran",
        root=True,
        paragraphs=True,
    ),
    Opening("closing", _BODY, re.compile(_FAREWELL)),
)

# Where something may begin inside a line, as files made from PDF glue it:
_AFTER_A_SENTENCE: Final = (
    rf"BAB {_ROMAN}[.:]? [A-Z]|[“\"]?[Pp]asal {_NUMBER}[.:]?(?: [A-Z(]|$)|\([0-9]{{1,3}}[a-z]?\) |[0-9]{{1,3}}\. [A-Za-z]|[a-z]\. [a-z]"
    r"|Ayat ?\([0-9]{1,3}[a-z]?\) |(?:Huruf [a-z]|Angka [0-9]{1,3}) [A-Z]"  # of an explanation
)
_AFTER_A_WORD: Final = r"\([0-9]{1,3}\) [A-Z]"
_AFTER_A_HEADING: Final = rf"[Pp]asal {_NUMBER}[.:]? [A-Z(]"
_ANYWHERE: Final = (
    rf"Bagian {_ORDINAL} [A-Z]|Pasal {_NUMBER}[.:]? \(1\) |PENJELASAN (?:ATAS|{_LAW}) [A-Z]"
    r"|(?:I\. |(?<!KETENTUAN ))UMUM [A-Z][a-z]|II\. PASAL DEMI PASAL"
    r"|Agar (?:setiap|semua) orang |(?:Disahkan|Diundangkan) di [A-Z]|D(?:engan|ENGAN) [Pp](?:ersetujuan|ERSETUJUAN) |MEMUTUSKAN ?:"
    rf"|(?<!Menimbang )(?:{'|'.join(_RECITALS)}) (?:Mengingat )?:|(?<!TAMBAHAN ){_GAZETTE} REPUBLIK INDONESIA (?:TAHUN|NOMOR)"
)

INDONESIAN: Final = Profile(
    name="id",
    language="id",
    places={
        "preamble": Place("preamble", "Pembukaan", key="preamble-", heads_lead_to="body"),
        "body": Place("body", "Batang tubuh"),
        "closing": Place("body", "Penutup", key="closing-", lists=False, heads_lead_to="body"),
        "explanation": Place("explanation", "Penjelasan", key="explanation-"),
        "annex": Place("annex", "Lampiran", key="annex-"),
    },
    openings=OPENINGS,
    marks=MARKS,
    cited={
        "bab": "BAB {}",
        "bagian": "Bagian {}",
        "paragraf": "Paragraf {}",
        "pasal": "Pasal {}",
        "ayat": "ayat ({})",
        "huruf": "huruf {}",
        "angka": "angka {}",
    },
    alone=frozenset({"bab", "pasal"}),
    run_on=frozenset({"bab", "pasal"}),
    title_lines=frozenset({"bab", "bagian", "paragraf"}),
    unit="pasal",
    verse="ayat",
    container="pasal-roman",
    glued_items=True,
    contents=re.compile(r"DAFTAR ISI$", re.IGNORECASE),
    common=frozenset({"yang", "dan", "dengan", "dalam", "untuk", "atau", "dari", "pada"}),
    cuts=re.compile(
        f'(?<=[.;:”"] )(?={_AFTER_A_SENTENCE})|(?<=[a-z] )(?<!yat )(?={_AFTER_A_WORD})'
        f"|(?<=[A-Z]{{3}} )(?={_AFTER_A_HEADING})|(?<=\\S )(?={_ANYWHERE})"
    ),
    finished=re.compile(r"(?:[.;:?!”\")\]]|[;,] ?(?:dan|atau|dan/atau))$"),
    refers=re.compile(r"\b(?:[Aa]yat|[Hh]uruf|[Aa]ngka|[Pp]asal|[Nn]omor|[Bb]utir)$"),
    joins=re.compile(r"\b(?:dan|atau|dengan)$|,$"),
    instruction=re.compile(
        r"(?:Ketentuan|Di ?antara|Judul|Setelah|Pasal|Penjelasan|BAB|Bagian|Ayat)\b.{0,200}?\b(?:diubah|dihapus|disisip|ditambah)"
    ),
    title_begins=re.compile(r"(?:RANCANGAN|UNDANG-UNDANG|PERATURAN|KEPUTUSAN|INSTRUKSI|QANUN|NASKAH)\b"),
    title_ends=re.compile(r"DENGAN RAHMAT|(?:Menimbang|MENIMBANG)\b|(?:PRESIDEN|MENTERI|GUBERNUR|BUPATI|WALI ?KOTA|KEPALA|KETUA)\b"),
)
