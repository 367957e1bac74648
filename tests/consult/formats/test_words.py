"""No word is lost, doubled or moved, whatever a text looks like."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from consult.formats.outline.clauses import ParsedClause
from consult.formats.outline.printed_numbers import letter
from consult.formats.parse_draft import parse_draft, source_words
from tests.consult.formats.drafts import read

ROMAN = ["I", "II", "III", "IV", "V", "VI"]
ORDINALS = ["Kesatu", "Kedua", "Ketiga", "Keempat"]
LETTERS = [c for c in "abcdefghijklmnopqrstuvwxyz" if letter(c)]

WORDS = ["kebun", "pagar", "warga", "air", "Pasal 3", "ayat (1)", "huruf b", "tanah,"]
sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)


@st.composite
def lists(draw: st.DrawFn) -> list[str]:
    """The lines of a list of huruf, some with angka below them."""
    lines = []
    for mark in LETTERS[: draw(st.integers(1, 4))]:
        inner = draw(st.integers(0, 3))
        lines.append(f"{mark}. benda {draw(sentences)}{':' if inner else ';'}")
        lines += [f"{n}. benda {draw(sentences)};" for n in range(1, inner + 1)]
    return lines


@st.composite
def ayats(draw: st.DrawFn) -> list[str]:
    """The lines of a Pasal without its number: one sentence, or ayat, with or without lists."""
    lines = []
    for n in range(1, draw(st.integers(1, 4)) + 1):
        listed = draw(st.booleans())
        lines += [f"({n}) Setiap {draw(sentences)}{':' if listed else '.'}", *(draw(lists()) if listed else [])]
    return lines if draw(st.booleans()) else [f"Setiap {draw(sentences)}."]


@st.composite
def drafts(draw: st.DrawFn) -> list[str]:
    """The lines of a whole draft: BAB, some with Bagian, and Pasal numbered through."""
    lines, pasal = ["PERATURAN KOTA", "Menimbang:", *draw(lists())], 0
    for bab in ROMAN[: draw(st.integers(1, 4))]:
        lines += [f"BAB {bab}", "KEBUN DAN PAGAR"]
        for bagian in ORDINALS[: draw(st.integers(0, 3))] or [""]:
            lines += [f"Bagian {bagian}", "Kebun"] if bagian else []
            for _ in range(draw(st.integers(1, 3))):
                pasal += 1
                lines += [f"Pasal {pasal}", *draw(ayats())]
    return lines


def printed(lines: list[str], pattern: str) -> int:
    return sum(bool(re.match(pattern, line)) for line in lines)


@settings(max_examples=200, deadline=None)
@given(drafts())
def test_a_generated_draft_is_read_back_with_every_clause_and_word(lines: list[str]) -> None:
    text = "\n".join(lines)
    draft = read(text)
    kinds = {"bab": "BAB ", "bagian": "Bagian ", "pasal": "Pasal ", "ayat": r"\(\d", "huruf": r"[a-z]\. ", "angka": r"\d\. "}
    found = {kind: sum(counts.get(kind, 0) for counts in draft.counts_by_part().values()) for kind in kinds}

    assert found == {kind: printed(lines, pattern) for kind, pattern in kinds.items()}
    assert draft.words() == source_words(text.encode())
    assert not draft.warnings


SCRAPS = """BAB I/BAB IX KEBUN/Bagian Kedua/Pasal 1/Pasal 7A/Pasal I/(1)/(3) air/a./b. kayu;/1. batu:/2)/i. emas/Menimbang :/MEMUTUSKAN:
PENJELASAN/I. UMUM/II. PASAL DEMI PASAL/Ayat (1)/Huruf a/Angka 2/LAMPIRAN II/Agar setiap orang tahu./Ditetapkan di Kota/kebun kota
Warga menjaga./KEBUN//**/dan"""
soup = st.lists(st.sampled_from(re.split("[/\n]", SCRAPS)), min_size=1, max_size=25)


@settings(max_examples=300, deadline=None)
@given(soup, st.sampled_from(["\n", " ", "\n\n", ". "]))
def test_no_word_is_lost_however_senseless_the_order_of_the_marks(lines: list[str], between: str) -> None:
    data = ("kata\n" + between.join(lines)).encode()
    draft = parse_draft(data, name="sup.txt")
    keys = [clause.key for clause in draft.clauses]

    assert draft.words() == source_words(data)
    assert len(set(keys)) == len(keys)
    assert all(re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", key) for key in keys)


@settings(max_examples=300, deadline=None)
@given(soup)
def test_a_parent_always_stands_before_its_clauses_and_in_the_same_part(lines: list[str]) -> None:
    seen: dict[str, ParsedClause] = {}
    for clause in read("kata\n" + "\n".join(lines)).clauses:
        above = seen[clause.parent] if clause.parent else None
        assert clause.depth == (above.depth + 1 if above else 0)
        assert above is None or above.part == clause.part
        seen[clause.key] = clause


@settings(max_examples=200, deadline=None)
@given(st.text(min_size=1, max_size=300).filter(lambda text: not re.search("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]", text)))
def test_any_text_at_all_keeps_its_words(text: str) -> None:
    data = f"kata\n{text}".encode()

    assert parse_draft(data, name="apa saja").words() == source_words(data)
