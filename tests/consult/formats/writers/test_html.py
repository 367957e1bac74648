"""The HTML of a draft: whole in itself, readable by everybody and by our own reader."""

import pytest
from hypothesis import given, settings
from lxml import etree

from consult.errors import BadInput
from consult.formats.outline.clauses import ParsedDraft
from consult.formats.outline.read_file import ReadFile
from consult.formats.parse_draft import clauses_of
from consult.formats.rembuk.own_files import html_of_ours
from consult.formats.writers import html
from tests.consult.formats.drafts import read
from tests.consult.formats.writers.drafts import exported, same
from tests.consult.formats.writers.invented import GARDEN, free, generated, known


def ours(data: bytes) -> ReadFile:
    """What our own mark in the file tells."""
    found = html_of_ours(etree.fromstring(data, etree.HTMLParser(encoding="utf-8")))
    assert found
    return found


def again(parsed: ParsedDraft) -> ParsedDraft:
    """What is read of the file."""
    return clauses_of(ours(html.render(exported(parsed))), name="draft.html")


@settings(max_examples=60, deadline=None)
@given(free())
def test_what_a_desk_makes_of_a_draft_comes_back_as_it_was(draft: ParsedDraft) -> None:
    assert same(again(draft).clauses) == same(draft.clauses)


@settings(max_examples=60, deadline=None)
@given(generated)
def test_what_the_reader_makes_of_a_text_comes_back_as_it_was(draft: ParsedDraft) -> None:
    back = again(draft)

    assert same(back.clauses) == same(draft.clauses)
    assert (back.title, back.profile, back.language) == (draft.title, draft.profile, draft.language)


@pytest.mark.parametrize("draft", known())
def test_headings_never_skip_from_the_title_and_every_link_of_the_contents_has_its_clause(draft: ParsedDraft) -> None:
    root = etree.fromstring(html.render(exported(draft)), etree.HTMLParser(encoding="utf-8"))
    ids = [one.get("id") for one in root.iter() if one.get("id")]

    assert len(root.findall(".//h1")) == 1
    assert len(set(ids)) == len(ids)
    assert {link.get("href")[1:] for link in root.iter("a")} <= set(ids)
    assert root.get("lang") == draft.language


def test_nothing_runs_and_nothing_is_fetched() -> None:
    root = etree.fromstring(html.render(exported(read(GARDEN))), etree.HTMLParser(encoding="utf-8"))

    assert not list(root.iter("script", "link", "img", "iframe", "object", "form"))
    assert not [one for one in root.iter() if any(name.startswith("on") or name in {"style", "src"} for name in one.attrib)]
    assert all(link.get("href").startswith("#") for link in root.iter("a"))


def test_markup_in_a_text_stays_text() -> None:
    data = html.render(exported(read(GARDEN), title='<script>alert("1")</script>'))

    assert b"<script" not in data
    assert any(line.text.startswith("bahwa kebun perlu dirawat <bersama> &") for line in ours(data).lines)


def test_items_are_a_list_and_numbers_stand_before_their_words() -> None:
    said = html.render(exported(read(GARDEN))).decode()

    assert '<li id="clause-pasal-2-ayat-2-huruf-a"' in said
    assert '<p><span class="number">a.</span></p>\n<p class="text">luas; dan</p>' in said
    assert '<h3><span class="number">Pasal 1</span></h3>' in said


def test_the_bytes_are_the_same_each_time() -> None:
    assert html.render(exported(read(GARDEN))) == html.render(exported(read(GARDEN)))


def test_a_page_of_somebody_else_is_not_taken_for_ours() -> None:
    page = html.render(exported(read(GARDEN))).replace(b"Rembuk draft 1", b"Some other program")

    assert html_of_ours(etree.fromstring(page, etree.HTMLParser())) is None


@pytest.mark.parametrize("draft", known())
def test_nothing_that_we_wrote_is_doubted(draft: ParsedDraft) -> None:
    assert again(draft).warnings == ()


@pytest.mark.parametrize("put", ["<p>Sumur dijaga.</p>", "Sumur dijaga.", '<div><p class="text">Sumur dijaga.</p></div>'])
def test_words_that_somebody_wrote_where_we_put_none_are_doubted(put: str) -> None:
    page = html.render(exported(read(GARDEN)))
    text = '<p class="text">Selang dipinjamkan.</p>\n'
    changed = ours(page.replace(text.encode(), (text + put).encode()))

    where = next(one.line for one in changed.clauses or () if one.text == "Selang dipinjamkan.")
    assert [(one.line, one.code, one.facts["start"]) for one in changed.doubts] == [(where, "hidden.left_out", "Sumur dijaga.")]


@pytest.mark.parametrize(
    ("before", "after", "name"),
    [
        (b'data-kind="pasal"', b'data-kind="P A S A L"', "kind"),
        (b'data-part="body"', b'data-part="nowhere"', "part"),
        (b'data-key="bab-ii"', b'data-key="bab-i"', "key"),
        (b'data-number="1"', b'data-number="' + b"1" * 41 + b'"', "number"),
    ],
)
def test_names_that_cannot_be_are_refused_with_the_clause(before: bytes, after: bytes, name: str) -> None:
    data = html.render(exported(read(GARDEN)))
    assert before in data
    with pytest.raises(BadInput) as caught:
        ours(data.replace(before, after))

    assert (caught.value.code, caught.value.facts["name"]) == ("draft.told", name)


def test_what_a_file_says_of_itself_is_believed_only_where_it_can_be() -> None:
    data = html.render(exported(read(GARDEN), title="x" * 600)).replace(b'data-profile="id"', b'data-profile="' + b"x" * 21 + b'"')
    file = ours(data.replace(b'<html lang="id">', b'<html lang="not a language">'))

    assert (file.profile, clauses_of(file, name="kebun.html").language, len(file.title)) == ("", "und", 500)
