"""Invented drafts of several traditions, and clauses of every shape that a desk can make of them."""

from hypothesis import strategies as st

from consult.formats.outline.clauses import ParsedClause, ParsedDraft
from tests.consult.formats.drafts import read
from tests.consult.formats.readers.akn import read as read_akn
from tests.consult.formats.test_words import drafts, soup

GARDEN = """RANCANGAN PERATURAN KOTA TENTANG KEBUN WARGA
Menimbang :
a. bahwa kebun perlu dirawat <bersama> & "rukun";
b. bahwa air terbatas;
Mengingat :
1. Peraturan Kota tentang Air;
MEMUTUSKAN :
BAB I KETENTUAN UMUM
Pasal 1
Dalam peraturan ini yang dimaksud dengan:
1. Kebun adalah tanah yang ditanami.
2. Warga adalah:
a. penghuni; dan
b. tamu.
BAB II PERAWATAN
Bagian Kesatu Air
Pasal 2
(1) Air dibagi rata.
(2) Pembagian menurut:
a. luas; dan
b. jenis tanaman.
Pasal 2A
Air hujan ditampung.
Pasal 3
Selang dipinjamkan.
Ditetapkan di Kota Kebun
PENJELASAN
ATAS
PERATURAN KOTA
I. UMUM
Kebun itu milik bersama.
II. PASAL DEMI PASAL
Pasal 1
Cukup jelas.
Pasal 2
Ayat (1)
Rata berarti sama.
LAMPIRAN II DAFTAR TANAMAN
Bayam dan kangkung.
"""
AMENDING = """PERATURAN KOTA
Pasal I
Beberapa ketentuan diubah:
1. Ketentuan Pasal 7 diubah sehingga berbunyi:
Pasal 7
(1) Pagar dicat.
(2) Cat disediakan kota.
2. Pasal 9 dihapus.
Pasal II
Peraturan ini berlaku."""
GAPS = """Pasal 1
(1) Satu.
(2) Dua.
Pasal 1A
(1) Tiga.
(2) Empat:
a. pagar; dan
b. pintu.
Pasal 2
(1) Lima.
Pasal 4
(1) Enam.
(3) Delapan.
Pasal 5
(1) Sembilan."""
ACT = (
    "<part><num>Part 1</num><heading>Doors</heading><section><num>1</num><heading>Hinges</heading>"
    "<subsection><num>1</num><intro><p>A hinge is—</p></intro>"
    "<paragraph><num>a</num><content><p>oiled;</p><p>or new</p></content></paragraph>"
    "<wrapUp><p>and quiet.</p></wrapUp></subsection></section></part><article/><hcontainer name='x'><heading>Last</heading></hcontainer>"
)


def known() -> list[ParsedDraft]:
    """Drafts that hold every kind of thing that a draft can hold."""
    recital = "<recital><num>(1)</num><p>Doors creak.</p></recital>"
    before = f"<preamble><recitals>{recital}</recitals><formula name='f'><p>So be it.</p></formula></preamble>"
    texts = [GARDEN, AMENDING, "satu\ndua\n\ntiga", GAPS]
    return [*(read(text) for text in texts), read_akn(ACT, before=before)]


generated = st.one_of(drafts().map("\n".join), soup.map(lambda lines: "kata\n" + "\n".join(lines))).map(read)
"""What the reader makes of generated texts, sensible or not."""

said = st.text(st.sampled_from("ab 1(.=+'<&>\"é—{}%\\"), max_size=12).map(lambda text: " ".join(text.split()))
kinds = st.sampled_from(
    ["bab", "pasal", "ayat", "huruf", "angka", "clause", "heading", "recital", "paragraph_sign", "absatz", "item", "ganjil"]
)
parts = st.lists(st.sampled_from(["preamble", "body", "explanation", "annex"]), min_size=1, max_size=4)


@st.composite
def free(draw: st.DrawFn) -> ParsedDraft:
    """Clauses with any kind, number, label and text, in any order and depth: what nobody's reader gives, but a desk may."""
    clauses: list[ParsedClause] = []
    for part in draw(parts):
        path: list[ParsedClause] = []
        for _ in range(draw(st.integers(1, 6))):
            path = path[: draw(st.integers(0, len(path)))]
            clauses.append(draw(clause(len(clauses), part, path)))
            path = [*path, clauses[-1]]
    return ParsedDraft("text/plain", "id", "id", draw(said), tuple(clauses), ())


@st.composite
def clause(draw: st.DrawFn, number: int, part: str, path: list[ParsedClause]) -> ParsedClause:
    """One of them."""
    return ParsedClause(
        key=f"k-{number}",
        kind=draw(kinds),
        number=draw(st.one_of(st.just(""), st.integers(1, 40).map(str), st.sampled_from(["7A", "iv", "Kedua Belas", "a", "3.1"]))),
        label=draw(said) or "x",
        heading=draw(said),
        text="\n".join(filter(None, draw(st.lists(said, max_size=3)))),
        depth=len(path),
        parent=path[-1].key if path else None,
        part=part,
        mark="",
        line=1,
    )
