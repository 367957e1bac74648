"""The reader for Markdown."""

import pytest

from consult.errors import BadInput
from consult.formats.outline.lines import words
from consult.formats.readers.markdown import read_markdown


def texts(source: str) -> list[str]:
    return [line.text for line in read_markdown(source.encode()).lines]


def levels(source: str) -> list[tuple[str, int]]:
    return [(line.text, line.level) for line in read_markdown(source.encode()).lines]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("**bold** and *slanted* and ***both***", "bold and slanted and both"),
        ("__bold__ and _slanted_, ( _x_ )", "bold and slanted, ( x )"),
        ("snake_case and 5 * 3 and a*", "snake_case and 5 * 3 and a"),
        ("`code` and ~~gone~~", "code and gone"),
        ("1\\. not a list \\*", "1. not a list *"),
        ("501&#40;c) &amp; &ldquo;x&rdquo;", "501(c) & “x”"),
        ("[the act](https://town.example/act) says", "the act (https://town.example/act) says"),
        ("[above](#gardens) and [ref][1]", "above and ref"),
        ("![a plan](plan.png) of it", "a plan of it"),
        ("a note[^1] here", "a note[1] here"),
        ("one<br/>two<em>three</em> <u>four</u>", "one twothree four"),
        ('see <a href="https://town.example">the town</a>', "see (https://town.example) the town"),
        ('<a href="https://town.example">https://town.example</a>', "https://town.example"),
        ('<img title="A plan" src="x.jpg" />', "A plan"),
        ("Pasal 1 <ayat 2> & <3>", "Pasal 1 <ayat 2> & <3>"),
        ("> quoted", "quoted"),
        ("- [x] done", "done"),
        ("| a | b |", "a | b"),
        ("[^1]: the note", "[1] the note"),
        ("x <!-- hidden --> y", "x y"),
    ],
)
def test_what_markdown_prints_around_words_is_left_out_and_no_word_is(source: str, text: str) -> None:
    assert texts(source) == [text]


def test_headings_have_the_level_of_their_signs_or_of_the_line_below_them() -> None:
    source = "# One #\n\n### Three\n\nFirst\n=====\n\nSecond\n------\n\nno\nheading\n---"

    assert levels(source) == [("One", 1), ("Three", 3), ("First", 1), ("Second", 2), ("no", 0), ("heading", 0)]


def test_a_heading_in_html_counts_only_where_the_file_has_no_other() -> None:
    assert levels("<h3> From: <br/>Siti</h3>\n\ntext") == [("From: Siti", 3), ("text", 0)]
    assert levels("## Gardens\n\n<h3>From: Siti</h3>") == [("Gardens", 2), ("From: Siti", 0)]


def test_front_matter_is_no_part_of_the_body_and_names_the_text() -> None:
    file = read_markdown(b"---\nlayout: x\nTitle: 'The Gardens'\n---\n\nText.")

    assert (file.title, [(line.number, line.text) for line in file.lines]) == ("The Gardens", [(6, "Text.")])


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert texts("---\n\nText.") == ["Text."]


@pytest.mark.parametrize("inside", ["Pasal 1\nWarga menanam.", "Warga: menanam\ndan memanen.", "\nPasal 1\n", "Pasal 1: warga menanam."])
def test_what_stands_between_rules_and_does_not_look_like_front_matter_is_read(inside: str) -> None:
    assert words(" ".join(texts(f"---\n{inside}\n---\n\nPasal 2"))) == words(f"{inside} Pasal 2")


def test_front_matter_has_lists_comments_and_longer_values() -> None:
    assert texts("---\ntitle: >\n  Kebun\n  kota\ntags:\n- hijau\n# sementara\n\n---\nIsi.") == ["Isi."]


def test_a_key_that_says_nothing_of_a_file_is_doubted() -> None:
    file = read_markdown(b"---\ntitle: Kebun\nMenimbang: bahwa kebun hijau\n---\nIsi.")

    assert [(doubt.line, doubt.code, doubt.facts) for doubt in file.doubts] == [
        (3, "hidden.left_out", {"start": "Menimbang: bahwa kebun hijau"})
    ]


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("```Setiap warga``` menanam.\nLalu memanen.", ["Setiap warga menanam.", "Lalu memanen."]),
        ("~~~ warga\nmenanam\n~~~", ["warga", "menanam"]),
        ("```text warga menanam\nkebun\n```", ["text warga menanam", "kebun"]),
        ("```\nkebun\n``` kota\n````\nhijau", ["kebun", "``` kota", "hijau"]),
    ],
)
def test_no_word_beside_a_fence_is_lost(source: str, lines: list[str]) -> None:
    assert texts(source) == lines


def test_every_item_begins_a_paragraph_and_what_is_indented_goes_on_with_it() -> None:
    source = "Intro:\n\n1.  one\n    goes on\n\n    more of one\n\n2.  two\n\nAfter."
    lines = read_markdown(source.encode()).lines

    assert [(line.text, line.begins) for line in lines] == [
        ("Intro:", True),
        ("1. one", True),
        ("goes on", False),
        ("more of one", False),
        ("2. two", True),
        ("After.", True),
    ]


def test_a_definition_goes_on_with_its_term() -> None:
    assert [(line.text, line.begins) for line in read_markdown(b"Term\n:   what it is").lines] == [("Term", True), ("what it is", False)]


def test_items_of_html_stand_on_lines_of_their_own() -> None:
    assert texts("<ol><li>one</li><li>two</li></ol>") == ["one", "two"]


def test_code_is_kept_as_it_stands() -> None:
    assert levels("```text\n# no heading\n*a*\n```\nafter") == [("# no heading", 0), ("*a*", 0), ("after", 0)]


def test_a_row_below_the_head_of_a_table_is_left_out() -> None:
    assert texts("| a | b |\n|---|:-:|\n| c | d |") == ["a | b", "c | d"]


def test_lines_keep_the_numbers_of_the_file() -> None:
    assert [line.number for line in read_markdown(b"a\n\n<!-- b\nc -->\nd").lines] == [1, 5]


@pytest.mark.parametrize("source", ["---\n", "***", "<br/>", "---\ntitle: x\n---\n"])
def test_a_file_without_words_is_refused_as_empty(source: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_markdown(source.encode())

    assert caught.value.code == "draft.empty"


def test_every_word_between_the_signs_is_kept() -> None:
    source = "# A b\n\n* c **d**\n\n1. e [f](x)\n\n> g `h`\n\n| i | j |\n|--|--|\n\nk\n:   l"

    assert [word for text in texts(source) for word in words(text)] == ["A", "b", "c", "d", "1", "e", "f", "g", "h", "i", "j", "k", "l"]


def test_a_heading_of_two_or_more_signs_needs_no_space_behind_them() -> None:
    assert levels("##Scope\n\n###1. Fences\n\n#garden\n\n####\n\n##-\n") == [("Scope", 2), ("1. Fences", 3), ("#garden", 0)]
