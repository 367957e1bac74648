"""HTML files as a browser shows them, without style sheets and scripts."""

import pytest

from consult.errors import BadInput
from consult.formats.outline.read_file import ReadFile
from consult.formats.parse_draft import PARAGRAPHS, clauses_of
from consult.formats.readers.html import read_html


def read(inside: str) -> ReadFile:
    """A page with this body, read."""
    return read_html(f"<!doctype html><html lang='id'><head><title>Kebun  kota</title></head><body>{inside}</body></html>".encode())


def texts(inside: str) -> list[str]:
    """Its lines."""
    return [line.text for line in read(inside).lines]


def codes(inside: str) -> list[tuple[int, str]]:
    """Line and code of each doubt."""
    return [(doubt.line, doubt.code) for doubt in read(inside).doubts]


@pytest.mark.parametrize(
    ("inside", "lines"),
    [
        ("<p>Satu<p>Dua", ["Satu", "Dua"]),
        ("<div>Satu <b>dua</b>\n  tiga</div>empat", ["Satu dua tiga", "empat"]),
        ("<p>kebun<wbr>kota <!-- catatan --> hijau", ["kebunkota hijau"]),
        ("<dl><dt>Kebun<dd>Tanah yang ditanami</dl>", ["Kebun", "Tanah yang ditanami"]),
        ("<table><caption>Daftar</caption><tr><th>Kayu<td>2</table>", ["Daftar", "Kayu | 2"]),
        ("<table><tr><th>Class<th>Fee</tr><tr><td><p>A</p><td>10</tr></table>click", ["Class | Fee", "A | 10", "click"]),
        ("<table><tr><td>a.<td>bahwa kebun itu baik;</table>", ["a.", "bahwa kebun itu baik;"]),
        ("<table><tr><td>satu<td><p>dua<p>tiga</table>", ["satu", "dua", "tiga"]),
        ("<table><tr><td>Menimbang<td>:<td>bahwa<tr><td>Mengingat<td>:<td>UUD</table>", ["Menimbang :", "bahwa", "Mengingat :", "UUD"]),
        ("<pre>satu\n  dua</pre>", ["satu", "dua"]),
        ("<p>m<sup>2</sup>, H<sub>2</sub>O, 1<sup>st</sup>", ["m², H₂O, 1st"]),
        ("<p>&lt;ayat 2&gt; &amp; &eacute;", ["<ayat 2> & é"]),
        ("<p><a href='javascript:alert(1)'>klik</a>", ["klik"]),
        ("<details><summary>Isi</summary>dalam</details>", ["Isi", "dalam"]),
        ("<p>a<script>b</script><style>c</style><input value=d>g", ["ag"]),
        ("<p>a <button>b</button> <textarea>c</textarea> <noscript>d</noscript> <map name=e>f</map>", ["a b c d f"]),
        ("<p>baru <ins>sekali</ins>", ["baru sekali"]),
    ],
)
def test_a_page_is_read_block_by_block(inside: str, lines: list[str]) -> None:
    assert texts(inside) == lines


@pytest.mark.parametrize(
    ("inside", "lines"),
    [
        ("<ol><li>a<li>b</ol>", ["1. a", "2. b"]),
        ("<ol type=a start=26><li>a<li>b<li>c</ol>", ["z. a", "aa. b", "ab. c"]),
        ("<ol type=I start=4><li>a<li>b</ol>", ["IV. a", "V. b"]),
        ("<ol type=i><li value=9>a<li>b</ol>", ["ix. a", "x. b"]),
        ("<ol type=A><li>a</ol>", ["A. a"]),
        ("<ol reversed><li>a<li>b<li>c</ol>", ["3. a", "2. b", "1. c"]),
        ("<ol start=-1><li>a<li>b</ol>", ["-1. a", "0. b"]),
        ("<ol style='list-style-type: lower-alpha'><li>a</ol>", ["a. a"]),
        ("<ol style='list-style: none'><li>a</ol>", ["a"]),
        ("<ol><li type=A>a<li>b</ol>", ["A. a", "2. b"]),
        ("<ol start=x><li value=y>a</ol>", ["1. a"]),
        ("<ol><li>a<ol type=a><li>b<li>c</ol><li>d</ol>", ["1. a", "a. b", "b. c", "2. d"]),
        ("<ol><li><p>a<p>b<li></ol>", ["1. a", "b", "2."]),
        ("<ol><li><ol type=a><li>a</ol></ol>", ["1.", "a. a"]),
        ("<ul><li>a<li>b</ul>", ["a", "b"]),
    ],
)
def test_an_ordered_list_has_the_numbers_that_a_browser_gives_it(inside: str, lines: list[str]) -> None:
    assert texts(inside) == lines


def test_the_number_of_an_item_is_marked_as_automatic() -> None:
    assert [line.numbered for line in read("<p>x<ol><li>kayu<p>batu</ol>").lines] == [0, 2, 0]


def test_headings_have_their_level_and_a_break_begins_no_paragraph() -> None:
    file = read("<h1>BAB I<br>UMUM</h1><div><h3><span>Pasal 1</span></h3></div><p>Isi<br>lagi")

    assert [(line.level, line.begins) for line in file.lines] == [(1, True), (1, False), (3, True), (0, True), (0, False)]
    assert (file.title, file.language) == ("Kebun kota", "id")


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        ("<p>a <del>b</del>", "changes.accepted"),
        ("<p>a<nav>b</nav>", "navigation.left_out"),
        ("<p>a <span hidden>b</span>", "hidden.left_out"),
        ("<p>a <template>b</template>", "hidden.left_out"),
        ("<p>a <select><option>b<option>c</select>", "hidden.left_out"),
        ("<p>a <option>b</option>", "hidden.left_out"),
        ("<p>a <span style='DISPLAY : none'>b</span>", "hidden.left_out"),
        ("<p>a <img src=x alt=b>", "picture.left_out"),
        ("<p>a <svg><text>b</text></svg>", "picture.left_out"),
        ("<p>a <iframe srcdoc='b'></iframe>", "picture.left_out"),
    ],
)
def test_what_is_left_out_is_named_with_its_line(inside: str, code: str) -> None:
    assert (texts(inside), codes(inside)) == (["a"], [(1, code)])


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf<p>caf\xc3\xa9",
        "\ufeff<p>café".encode("utf-16-le"),
        "\ufeff<p>café".encode("utf-16-be"),
        b"<p>caf\xc3\xa9",
        b"<meta charset='utf-8'><p>caf\xc3\xa9",
        b"<meta charset=ISO-8859-1><p>caf\xe9",
        b"<meta http-equiv=Content-Type content='text/html; charset=windows-1252'><p>caf\xe9",
        b"<?xml version='1.0' encoding='iso-8859-15'?><html><body><p>caf\xe9</p></body></html>",
        b"\xef\xbb\xbf<meta charset=latin1><p>caf\xc3\xa9",
    ],
)
def test_the_encoding_is_taken_from_the_first_bytes_then_from_the_head_then_it_is_utf_8(data: bytes) -> None:
    assert [line.text for line in read_html(data).lines] == ["café"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "draft.empty"),
        (b"<html><body> </body></html>", "draft.empty"),
        (b"Pasal 1\nIsi.", "draft.kind"),
        (b"<p>a\n<p>caf\xe9", "draft.encoding"),
        (b"<meta charset=utf-7><p>+ADw-", "draft.charset"),
        (b"<meta charset=ebcdic><p>a", "draft.charset"),
        (b"<p>" + b"<div>" * 400 + b"a", "draft.part_deep"),
        (b"<p>" + b"<b>" * 200_000 + b"a", "draft.part_deep"),
        (("<p>a" + "\u0301" * 40_000).encode(), "draft.binary"),
    ],
)
def test_a_page_that_cannot_be_read_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_html(data)

    assert refused.value.code == code


def test_a_line_that_is_not_in_its_encoding_is_named() -> None:
    with pytest.raises(BadInput) as refused:
        read_html(b"<p>a\n<p>caf\xe9")

    assert refused.value.facts["line"] == 2


def test_no_entity_of_a_page_is_ever_expanded() -> None:
    declared = '<!DOCTYPE html [<!ENTITY x "berulang"><!ENTITY y SYSTEM "file:///etc/hostname">]>'
    text = read_html(f"{declared}<html><body><p>&x;&y;</body></html>".encode()).text

    assert "&x;&y;" in text


@pytest.mark.parametrize(
    ("said", "stored"),
    [
        ("id", "id"),
        ("de-AT", "de-AT"),
        ("en_GB", "en-GB"),
        ("zh-Hant-TW", "zh"),
        ("id-x-kebun", "id"),
        ("indonesian", "und"),
        ("", "und"),
    ],
)
def test_the_language_of_a_page_is_cut_to_what_can_be_stored(said: str, stored: str) -> None:
    assert clauses_of(read_html(f"<html lang='{said}'><p>kata".encode()), name="kebun.html", profile=PARAGRAPHS).language == stored


def test_an_invented_regulation_in_html_becomes_its_clauses() -> None:
    inside = "<h2>BAB I<br>UMUM</h2><h3>Pasal 1</h3><p>Warga dapat:<ol type=a><li>menanam; dan<li>memanen.</ol><h3>Pasal 2</h3><p>Isi."
    draft = clauses_of(read(inside), name="kebun.html")

    assert [clause.label for clause in draft.clauses] == ["BAB I", "Pasal 1", "Pasal 1 huruf a", "Pasal 1 huruf b", "Pasal 2"]
