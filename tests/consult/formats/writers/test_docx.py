"""The Word document of a draft: counted by Word, known again by our reader, and still right after somebody went on with it."""

import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from time import process_time
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings

from consult.formats.outline.clauses import ParsedDraft
from consult.formats.parse_draft import parse_draft, source_words
from consult.formats.writers import docx as as_docx
from consult.formats.writers.docx_shapes import shapes_of
from tests.consult.formats.drafts import read
from tests.consult.formats.writers.drafts import exported, same
from tests.consult.formats.writers.invented import GARDEN, free, generated, known


def written(parsed: ParsedDraft) -> bytes:
    """The file."""
    return as_docx.render(exported(parsed))


def again(data: bytes) -> ParsedDraft:
    """What is read of it."""
    return parse_draft(data, name="draft.docx")


def edited(data: bytes, change: Callable[[Any], object]) -> bytes:
    """The file after somebody changed it in a word processor."""
    document, out = docx.Document(BytesIO(data)), BytesIO()
    change(document)
    document.save(out)
    return out.getvalue()


def paragraph_of(document: Any, label: str) -> Any:
    """The paragraph whose text begins so."""
    return next(one for one in document.paragraphs if one.text.strip().startswith(label))


def labels(parsed: ParsedDraft, kind: str) -> list[str]:
    """What the clauses of a kind are called, in the body."""
    return [one.label for one in parsed.clauses if (one.kind, one.part) == (kind, "body")]


@pytest.mark.parametrize("draft", known())
def test_every_invented_draft_comes_back_as_it_was_with_title_language_and_tradition(draft: ParsedDraft) -> None:
    data = written(draft)
    back = again(data)

    assert same(back.clauses) == same(draft.clauses)
    assert (back.title, back.language, back.profile, back.warnings) == (draft.title, draft.language, draft.profile, ())
    assert back.words() == source_words(data, name="draft.docx")


@settings(max_examples=60, deadline=None)
@given(generated)
def test_what_the_reader_makes_of_a_text_comes_back_as_it_was(draft: ParsedDraft) -> None:
    assert same(again(written(draft)).clauses) == same(draft.clauses)


@settings(max_examples=60, deadline=None)
@given(free())
def test_what_a_desk_makes_of_a_draft_comes_back_as_it_was(draft: ParsedDraft) -> None:
    assert same(again(written(draft)).clauses) == same(draft.clauses)


def test_word_counts_the_numbers_and_none_of_those_that_it_counts_is_typed() -> None:
    document = docx.Document(BytesIO(written(read(GARDEN))))
    typed = [one.text for one in document.paragraphs]

    assert not [text for text in typed if re.match(r"(?:BAB|Pasal [13]$|\(\d\)|[ab]\.)", text)]
    assert "Pasal 2A" in typed  # no list counts that


def test_each_level_of_a_list_is_linked_to_a_style_that_says_so_too() -> None:
    document = docx.Document(BytesIO(written(read(GARDEN))))
    linked = {one.get(qn("w:val")) for one in document.part.numbering_part.element.iter(qn("w:pStyle"))}
    path = f"{qn('w:pPr')}/{qn('w:numPr')}"
    counting = {one.element.get(qn("w:styleId")) for one in document.styles if one.element.find(path) is not None}

    assert linked
    assert linked <= counting


def test_headings_are_headings_and_the_contents_list_them() -> None:
    document = docx.Document(BytesIO(written(read(GARDEN))))
    water = paragraph_of(document, "Bagian Kesatu")

    assert water.style.base_style.name == "Heading 2"
    control = document.element.find(f".//{qn('w:docPartGallery')}")
    assert control.get(qn("w:val")) == "Table of Contents"
    assert "TOC" in "".join(one.text for one in document.element.iter(qn("w:instrText")))
    assert "Bagian Kesatu Air" in "".join(one.text or "" for one in document.element.find(f".//{qn('w:sdt')}").iter(qn("w:t")))


def test_an_article_that_somebody_puts_in_numbers_all_that_follow() -> None:
    def put_in(document: Any) -> None:
        before = next(one for one in document.paragraphs if one.text == "Selang dipinjamkan.")
        head = before._p.getprevious()
        new = [_copy(head), _copy(before._p)]
        new[1].find(f".//{qn('w:t')}").text = "Sumur dijaga."
        for one in new:
            head.addprevious(one)

    draft = read(GARDEN)
    back = again(edited(written(draft), put_in))

    assert labels(back, "pasal") == ["Pasal 1", "Pasal 2", "Pasal 2A", "Pasal 3", "Pasal 4"]
    assert [one.text for one in back.clauses if one.label == "Pasal 3"] == ["Sumur dijaga."]
    assert [one.text for one in back.clauses if one.label == "Pasal 4"] == ["Selang dipinjamkan."]


def test_a_verse_that_somebody_takes_out_numbers_the_next_one() -> None:
    def take_out(document: Any) -> None:
        first = paragraph_of(document, "Air dibagi rata.")
        first._p.getparent().remove(first._p)

    back = again(edited(written(read(GARDEN)), take_out))

    assert [(one.label, one.text) for one in back.clauses if one.kind == "ayat" and one.part == "body"] == [
        ("Pasal 2 ayat (1)", "Pembagian menurut:")
    ]
    assert "Pasal 2 ayat (1) huruf a" in labels(back, "huruf")


def test_a_paragraph_in_another_style_goes_on_with_the_clause_before() -> None:
    def add(document: Any) -> None:
        one = paragraph_of(document, "Selang dipinjamkan.")
        new = document.add_paragraph("Dan dikembalikan.")._p
        one._p.addnext(new)

    back = again(edited(written(read(GARDEN)), add))

    assert [one.text for one in back.clauses if one.label == "Pasal 3"] == ["Selang dipinjamkan.\nDan dikembalikan."]


def test_a_sentence_typed_where_a_number_stood_is_text_and_no_number() -> None:
    def retype(document: Any) -> None:
        paragraph_of(document, "Pasal 2A").runs[0].text = "Pasal yang mengatur air hujan dan tempat penampungannya"

    back = again(edited(written(read(GARDEN)), retype))

    assert all(len(one.number) <= 40 for one in back.clauses)
    assert "Pasal yang mengatur air hujan dan tempat penampungannya" in [one.heading for one in back.clauses]


def test_a_chapter_that_is_taken_out_leaves_its_articles_where_they_are() -> None:
    def take_out(document: Any) -> None:
        for text in ("Bagian Kesatu", "PERAWATAN"):
            one = paragraph_of(document, text)
            one._p.getparent().remove(one._p)

    back = again(edited(written(read(GARDEN)), take_out))

    assert labels(back, "pasal") == ["Pasal 1", "Pasal 2", "Pasal 2A", "Pasal 3"]
    assert {one.depth for one in back.clauses if one.kind == "pasal" and one.part == "body"} <= {1, 2}


def test_verses_below_an_article_that_no_list_counts_are_counted_all_the_same() -> None:
    draft = read("Pasal 1\n(1) Satu.\n(2) Dua.\nPasal 1A\n(1) Tiga.\n(2) Empat.\nPasal 2\n(1) Lima.")
    typed = [one.text for one in docx.Document(BytesIO(written(draft))).paragraphs]

    assert [text for text in typed if re.match(r"Pasal|\(", text)] == ["Pasal 1A"]


def test_a_list_that_goes_on_behind_a_gap_is_counted_on_from_there() -> None:
    draft = read("Pasal 1\nSatu.\nPasal 4\nEmpat.\nPasal 5\nLima.")
    document = docx.Document(BytesIO(written(draft)))

    starts = [one.get(qn("w:val")) for one in document.part.numbering_part.element.iter(qn("w:startOverride"))]
    assert starts == ["4"]


def test_without_what_lies_beside_the_text_it_is_read_as_anybodys() -> None:
    data, out = written(read(GARDEN)), BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(out, "w") as target:
        for name in source.namelist():
            kept = source.read(name)
            target.writestr(name, kept.replace(b"urn:rembuk:draft:1", b"urn:somebody:else") if "rembuk" in name else kept)
    back = again(out.getvalue())

    assert labels(back, "pasal") == ["Pasal 1", "Pasal 2", "Pasal 2A", "Pasal 3"]


def test_the_file_says_its_title_its_language_and_nothing_of_the_machine() -> None:
    data = written(read(GARDEN))
    document = docx.Document(BytesIO(data))

    assert document.core_properties.title == "RANCANGAN PERATURAN KOTA TENTANG KEBUN WARGA"
    assert document.core_properties.created.isoformat() == "2026-04-02T12:00:00+00:00"
    assert [one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))] == ["id"]
    with ZipFile(BytesIO(data)) as package:
        assert {one.date_time for one in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("number", ["", "{}. ", "5.{} "])
def test_headings_of_one_depth_share_a_style_and_come_back_as_they_were(number: str) -> None:
    draft = parse_draft("\n\n".join(f"## {number.format(n)}Kebun {n}x\n\nIsi." for n in range(1, 30)).encode(), name="memo.md")
    same_words = parse_draft(b"## Kebun\n\nSatu.\n\n### Pagar\n\nDua.\n\n## Kebun\n\nTiga.\n\n### Pagar", name="memo.md")

    assert (draft.profile, len(set(shapes_of(exported(draft).clauses)))) == ("headings", 1)
    assert len(set(shapes_of(exported(same_words).clauses))) == 2
    assert same(again(written(draft)).clauses) == same(draft.clauses)
    assert same(again(written(same_words)).clauses) == same(same_words.clauses)


def test_the_number_of_a_heading_is_printed_before_it_and_the_heading_once() -> None:
    draft = parse_draft(b"## 1. Kebun\n\nIsi.\n\n## 2. Pagar\n\nIsi.", name="memo.md")

    assert [one.printed for one in exported(draft).clauses] == ["1.", "2."]


def test_a_heading_that_somebody_changes_names_its_clause_anew() -> None:
    def rename(document: Any) -> None:
        paragraph_of(document, "Pagar").runs[0].text = "Gerbang"

    draft = parse_draft(b"## 1. Kebun\n\nIsi.\n\n## 2. Pagar\n\nIsi.", name="memo.md")
    back = again(edited(written(draft), rename))

    assert [(one.key, one.label, one.heading) for one in back.clauses] == [
        ("1-kebun", "1. Kebun", "Kebun"),
        ("2-gerbang", "2. Gerbang", "Gerbang"),
    ]


def test_a_draft_in_which_each_clause_has_a_style_of_its_own_is_written_in_time_that_grows_with_its_length() -> None:
    draft = exported(read("\n".join(f"Pasal {2 * n}\nIsi:\na. satu;\nc. dua." for n in range(1, 700))))
    named = replace(draft, clauses=tuple(replace(one, label=f"{n}z {one.number}") for n, one in enumerate(draft.clauses)))
    begun = process_time()
    as_docx.render(named)

    assert process_time() - begun < 10  # seconds; it took 20 where each style was looked for among all


def test_the_bytes_are_the_same_each_time() -> None:
    assert written(read(GARDEN)) == written(read(GARDEN))


def _copy(paragraph: Any) -> Any:
    return paragraph.__copy__()
