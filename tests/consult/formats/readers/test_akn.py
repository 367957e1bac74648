"""Akoma Ntoso: what becomes a clause, what it is called, where each word goes, and what is refused."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from consult.errors import BadInput
from consult.formats.outline.clauses import DEEPEST as CLAUSES
from consult.formats.outline.lines import words
from consult.formats.parse_draft import parse_draft, source_words
from consult.formats.readers.akn.citations import number_of
from consult.formats.readers.akn.vocabulary import KINDS
from consult.formats.readers.xml_trees import DEEPEST, MAX_BYTES
from consult.sentences import sentence_of
from tests.consult.formats.readers.akn import FINAL, document, read, shown

DOCUMENTS = Path(__file__).resolve().parents[4] / "../shared/data/documents"
TRUTH = DOCUMENTS / "expected.json"
KNOWN: Mapping[str, Any] = json.loads(TRUTH.read_text())["documents"] if TRUTH.exists() else {}
FILES = [name for name, known in KNOWN.items() if known["format"] == "application/akn+xml"]
NO_CLAUSES = {"list", "eId_attributes", "wId_attributes"}  # a container that has neither number nor words, and attributes

SHEDS = """<section eId="sec_1"><num>1</num><heading>Sheds</heading>
  <subsection eId="sec_1__subsec_1"><num>1</num><intro><p>A shed is—</p></intro>
    <paragraph><num>(a)</num><content><p>dry,</p></content></paragraph>
    <paragraph><num>(b)</num><content><p>and painted</p></content></paragraph>
    <wrapUp><p>and it has a door.</p></wrapUp></subsection></section>"""

HIERARCHICAL: Final = frozenset(  # the schema's ANhier, but for `list`
    re.findall(
        r"\w+",
        """alinea article book chapter clause division indent level paragraph part point proviso rule section subchapter subclause
        subdivision subparagraph subpart subrule subsection subtitle title tome transitional""",
    )
)


def test_a_section_and_what_stands_in_it_become_clauses_that_are_called_as_people_cite_them() -> None:
    draft = read(SHEDS)

    assert shown(draft) == [
        ("section", "Section 1", ""),
        ("subsection", "Section 1(1)", "A shed is—"),
        ("paragraph", "Section 1(1)(a)", "dry,"),
        ("paragraph", "Section 1(1)(b)", "and painted"),
        ("clause", "Section 1(1) [1]", "and it has a door."),
    ]
    assert [(clause.key, clause.depth, clause.number) for clause in draft.clauses[:3]] == [
        ("sec-1", 0, "1"),
        ("sec-1-subsec-1", 1, "1"),
        ("sec-1-subsec-1-paragraph-a", 2, "a"),
    ]
    assert draft.clauses[0].heading == "Sheds"


@pytest.mark.parametrize("namespace", [FINAL, f"{FINAL}/WD17", f"{FINAL}/CSD13", "http://www.akomantoso.org/2.0"])
def test_the_final_namespace_and_those_before_it_are_read_alike(namespace: str) -> None:
    assert shown(read(SHEDS, namespace=namespace)) == shown(read(SHEDS))


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("Art. 17-bis.", "17-bis"),
        ("(a)", "a"),
        ("CHAPTER II", "II"),
        ("Pasal 7A", "7A"),
        ("§ 4k", "4k"),
        ("BAGIAN KEDUA BELAS", "KEDUA BELAS"),
        ("1.2.3.", "1.2.3"),
        ("Article premier", "premier"),
        ("—", ""),
        ("x" * 41, ""),
    ],
)
def test_the_number_of_a_clause_is_what_counts_in_what_is_printed(printed: str, number: str) -> None:
    assert number_of(printed) == number


def test_what_is_printed_with_a_name_is_called_by_it_and_in_the_language_of_the_document_otherwise() -> None:
    titles = (
        "<part><num>PARTE I</num><chapter><num>2</num><article><num>Art. 5.</num><paragraph><num>1.</num><content><p>Vale.</p></content>"
    )
    draft = read(f"{titles}</paragraph></article></chapter></part>", language="ita")

    assert [clause.label for clause in draft.clauses] == ["PARTE I", "PARTE I Capo 2", "Art. 5", "Art. 5(1)"]
    assert draft.language == "it"


def test_a_section_that_holds_articles_is_a_division_and_named_after_the_one_above() -> None:
    draft = read("<chapter><num>CHAPTER I</num><section><num>SECTION 2</num><article><num>Article 4a</num></article></section></chapter>")

    assert [clause.label for clause in draft.clauses] == ["CHAPTER I", "CHAPTER I SECTION 2", "Article 4a"]


def test_an_outline_number_says_itself_where_it_stands() -> None:
    draft = read(
        "<level><num>3</num><level><num>3.1</num><level><num>3.1.1</num><content><p>Paint it.</p></content></level></level></level>"
    )

    assert [clause.label for clause in draft.clauses] == ["Level 3", "3.1", "3.1.1"]


def test_quoted_clauses_count_and_are_called_by_the_clause_that_quotes_them() -> None:
    paragraph = "<paragraph><num>a</num><content><p>lean.</p></content></paragraph>"
    quoted = f"<subsection><num>2A</num><intro><p>It may—</p></intro>{paragraph}</subsection>"
    insert = f"<mod>In section 3 insert<quotedStructure>{quoted}</quotedStructure>”;</mod>"
    draft = read(f"<section><num>9</num><content><p>{insert} and paint it.</p></content></section>")

    assert shown(draft) == [
        ("section", "Section 9", "In section 3 insert"),
        ("subsection", "Section 9 “(2A)”", "It may—"),
        ("paragraph", "Section 9 “(2A)”(a)", "lean."),
        ("clause", "Section 9 [1]", "”; and paint it."),
    ]


def test_a_quoted_article_never_takes_the_name_of_one_of_the_law_itself() -> None:
    quoted = "<chapter><num>CHAPTER V</num><article><num>Article 1</num><content><p>New.</p></content></article></chapter>"
    draft = read(f"<article><num>Article 1</num><content><p><mod><quotedStructure>{quoted}</quotedStructure></mod></p></content></article>")

    assert [clause.label for clause in draft.clauses] == ["Article 1", "Article 1 “CHAPTER V”", "Article 1 “Article 1”"]


def test_a_list_is_no_clause_and_its_points_stand_in_the_clause_around_it() -> None:
    points = "".join(f"<point><num>{n})</num><content><p>{n} ladders</p></content></point>" for n in "12")
    draft = read(f"<article><num>Art. 2.</num><list><intro><p>There are:</p></intro>{points}</list></article>")

    assert shown(draft) == [("article", "Art. 2", "There are:"), ("point", "Art. 2(1)", "1 ladders"), ("point", "Art. 2(2)", "2 ladders")]


def test_items_without_numbers_are_counted_in_the_clause_that_lists_them() -> None:
    items = "<item><p>“shed” means a hut;</p></item><item><p>“hut” means a shed.</p></item>"
    block = f"<blockList><listIntroduction>Here</listIntroduction>{items}<listWrapUp>as is usual.</listWrapUp></blockList>"
    draft = read(f"<section><num>2</num><content>{block}</content></section>")

    assert shown(draft) == [
        ("section", "Section 2", "Here"),
        ("item", "Section 2 [1]", "“shed” means a hut;"),
        ("item", "Section 2 [2]", "“hut” means a shed."),
        ("clause", "Section 2 [3]", "as is usual."),
    ]


def test_front_recitals_conclusions_and_attachments_stand_in_their_parts() -> None:
    recital = "<recitals><heading>Whereas</heading><recital><num>(1)</num><p>Sheds lean.</p></recital></recitals>"
    before = (
        f"<preface><p><docTitle>Shed Act</docTitle></p></preface><preamble>{recital}<formula name='f'><p>Be it so.</p></formula></preamble>"
    )
    annex = "<doc name='a'><meta/><preface><p>Table of sheds</p></preface><mainBody><p>One.</p><p>Two.</p></mainBody></doc>"
    attachments = f"<attachments><attachment><heading>ANNEX</heading>{annex}</attachment></attachments>"
    after = f"<conclusions><p>Done at the gate.</p></conclusions>{attachments}"
    draft = read("<article><num>Article 1</num></article>", before=before, after=after)

    assert [(clause.part, clause.kind, clause.label) for clause in draft.clauses] == [
        ("preamble", "clause", "Preamble 1"),
        ("preamble", "heading", "Whereas"),
        ("preamble", "recital", "Recital 1"),
        ("preamble", "clause", "Preamble 2"),
        ("body", "article", "Article 1"),
        ("body", "clause", "Body 1"),
        ("annex", "heading", "ANNEX"),
    ]
    assert draft.clauses[-1].text == "Table of sheds\nOne.\nTwo."
    assert draft.title == "Shed Act"


def test_a_bill_among_the_parts_of_a_collection_is_the_body() -> None:
    bill = "<bill name='b'><meta/><preamble><p>Seeing.</p></preamble><body><article><num>Article 1</num></article></body></bill>"
    memo = "<component><doc name='memo'><mainBody><p>Why.</p></mainBody></doc></component>"
    parts = f"<components>{memo}<component>{bill}</component></components>"
    data = f'<akomaNtoso xmlns="{FINAL}"><documentCollection name="c">{parts}</documentCollection></akomaNtoso>'.encode()

    assert [(one.part, one.text or one.label) for one in parse_draft(data, name="c.akn").clauses] == [
        ("annex", "Why."),
        ("preamble", "Seeing."),
        ("body", "Article 1"),
    ]


def test_a_heading_between_clauses_and_a_generic_container_with_a_heading_are_headings() -> None:
    draft = read(
        "<chapter><num>1</num><crossHeading>Paint</crossHeading><section><num>1</num></section></chapter>"
        "<hcontainer name='group'><heading>Doors</heading><section><num>2</num></section></hcontainer>"
    )

    assert [(clause.kind, clause.label, clause.depth) for clause in draft.clauses] == [
        ("chapter", "Chapter 1", 0),
        ("heading", "Paint", 1),
        ("section", "Section 1", 1),
        ("heading", "Doors", 0),
        ("section", "Section 2", 1),
    ]


def test_a_generic_container_may_name_one_of_our_kinds() -> None:
    assert [clause.kind for clause in read("<hcontainer name='pasal'><num>Pasal 3</num></hcontainer>").clauses] == ["pasal"]


def test_paragraphs_and_broken_lines_are_lines_and_a_line_feed_of_the_file_is_a_space() -> None:
    draft = read("<section><num>1</num><content><p>Sheds\n  lean.<br/>Doors</p><p>open.</p></content></section>")

    assert draft.clauses[0].text == "Sheds lean.\nDoors\nopen."


def test_the_cells_of_a_table_stand_on_the_line_of_their_row() -> None:
    table = "<table><tr><th><p>Shed</p></th><th><p>Doors</p></th></tr><tr><td><p>big</p></td><td><p>two</p></td></tr></table>"

    assert read(f"<section><num>1</num><content>{table}</content></section>").clauses[0].text == "Shed | Doors\nbig | two"


def test_a_note_stands_behind_the_paragraph_that_it_belongs_to() -> None:
    note = '<authorialNote marker="1"><p>Of wood.</p></authorialNote>'

    assert read(f"<section><num>1</num><content><p>A shed{note} leans.</p></content></section>").clauses[0].text == (
        "A shed [1] leans.\n[1] Of wood."
    )


@pytest.mark.parametrize(
    ("element", "code"),
    [
        ('<img src="x.png"/>', "picture.left_out"),
        ("<del>not</del>", "deletion.left_out"),
        ('<componentRef src="other.xml" showAs="x"/>', "component.elsewhere"),
    ],
)
def test_what_is_not_taken_over_is_doubted_at_its_line(element: str, code: str) -> None:
    draft = read(f"<section><num>1</num><content><p>Before.</p><p>A {element}shed.</p></content></section>")

    assert [(doubt.line, doubt.code) for doubt in draft.warnings] == [(2, code)]
    assert draft.clauses[0].text == "Before.\nA shed."


def test_keys_are_unique_and_fit_however_long_and_equal_the_names_of_elements_are() -> None:
    keys = [one.key for one in read(f'<article eId="{"a" * 300}"/><article eId="{"a" * 300}"/><article eId="§"/>').clauses]

    assert len(set(keys)) == len(keys) == 3
    assert all(re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", key) and len(key) <= 160 for key in keys)


# What is refused


def refusal(data: bytes, name: str = "a.xml") -> BadInput:
    with pytest.raises(BadInput) as caught:
        parse_draft(data, name=name)
    assert sentence_of(caught.value)
    return caught.value


def test_a_file_that_is_not_well_formed_is_refused_with_its_line() -> None:
    error = refusal(b'<akomaNtoso xmlns="x">\n<act>\n</bill>\n')

    assert (error.code, error.facts["line"]) == ("draft.xml", 3)


@pytest.mark.parametrize("root", [b"<html/>", b'<akomaNtoso xmlns="http://example.org/else"/>', b"<akomaNtoso/>"])
def test_a_file_that_is_not_akoma_ntoso_is_refused_by_name(root: bytes) -> None:
    assert (refusal(root).code, refusal(root).facts["line"]) == ("draft.not_akn", 1)


@pytest.mark.parametrize("declared", ["<!DOCTYPE a>", '<!DOCTYPE a [<!ENTITY b "c">]>', '<!DOCTYPE a SYSTEM "file:///etc/passwd">'])
def test_a_file_with_a_document_type_is_refused_before_anything_is_read(declared: str) -> None:
    assert refusal(declared.encode() + document(SHEDS)).code == "draft.dtd"


@pytest.mark.parametrize("element", sorted(HIERARCHICAL))
def test_every_element_of_the_hierarchy_has_a_kind_of_the_list_and_is_called_by_its_name(element: str) -> None:
    clause = read(f"<{element}><num>7</num><content><p>Words.</p></content></{element}>").clauses[0]

    assert clause.kind in KINDS
    assert clause.label == f"{element.capitalize()} 7"


def test_a_list_is_no_clause_but_where_it_has_a_heading() -> None:
    assert [one.kind for one in read("<list><heading>Tools</heading><point><num>a</num></point></list>").clauses] == ["heading", "point"]


def test_a_file_that_is_nested_too_deeply_is_refused_and_one_that_just_fits_is_read() -> None:
    assert read("<level><num>1</num>" * CLAUSES + "</level>" * CLAUSES).counts() == {"item": CLAUSES}
    assert refusal(document("<level><num>1</num>" * (CLAUSES + 1) + "</level>" * (CLAUSES + 1))).code == "draft.deep"
    assert refusal(document("<level>" * DEEPEST + "</level>" * DEEPEST)).code == "draft.deep"
    assert refusal(document("<level>" * 100_000)).code == "draft.xml"


@pytest.mark.parametrize("data", [b"", b" \n", document("<article/>").replace(b"<article/>", b"")])
def test_a_file_without_a_clause_is_refused_as_empty(data: bytes) -> None:
    assert refusal(data).code == "draft.empty"


def test_a_file_over_the_limit_is_refused_before_it_is_parsed() -> None:
    assert refusal(b"<" * (MAX_BYTES + 1)).code == "draft.too_large"


# Words

NAMES = ["section", "article", "chapter", "paragraph", "point", "hcontainer", "list", "blockContainer", "quotedStructure", "p", "b", "note"]
sentences = st.lists(st.sampled_from(["shed", "door", "(a)", "Article 2", "”;", "paint,"]), max_size=4).map(" ".join)


def element(name: str, said: str, children: list[str], tail: str) -> str:
    """An element with words before, in and behind it, whether or not the schema allows them there."""
    named = f"<num>{said}</num><heading>{tail}</heading>" if name in NAMES[:6] and said else said
    return f"<{name}>{named} {''.join(children)}</{name}> {tail} "


trees = st.recursive(
    st.builds(element, st.sampled_from(NAMES), sentences, st.just([]), sentences),
    lambda inner: st.builds(element, st.sampled_from(NAMES), sentences, st.lists(inner, max_size=4), sentences),
    max_leaves=20,
)


@settings(max_examples=300, deadline=None)
@given(trees)
def test_every_word_is_in_exactly_one_clause_in_order_however_senseless_the_elements(tree: str) -> None:
    data = document(f"<section><num>0</num>{tree}</section>")
    draft = parse_draft(data, name="a.xml")

    assert draft.words() == source_words(data, name="a.xml") == words(" ".join(etree.fromstring(data).itertext()))
    parents = {clause.key: clause for clause in draft.clauses}
    assert len(parents) == len(draft.clauses)
    assert all(clause.depth == parents[clause.parent].depth + 1 for clause in draft.clauses if clause.parent)


# Known texts

needs_known = pytest.mark.skipif(not FILES, reason="the known texts are not beside the project")


@needs_known
@pytest.mark.parametrize("name", FILES)
def test_a_known_text_is_read_with_the_counts_that_are_known_of_it(name: str) -> None:
    counts = parse_draft((DOCUMENTS / name).read_bytes(), name=name).counts()
    expected = {kind: count for kind, count in KNOWN[name]["counts"].items() if kind not in NO_CLAUSES}

    assert {kind: counts.get(kind, 0) for kind in expected} == expected
    assert "list" not in counts


@needs_known
@pytest.mark.parametrize("name", FILES)
def test_the_clauses_of_a_known_text_hold_every_letter_outside_its_description(name: str) -> None:
    data = (DOCUMENTS / name).read_bytes()
    root = etree.fromstring(data)
    for meta in root.findall(".//{*}meta"):
        meta.getparent().remove(meta)
    draft = parse_draft(data, name=name)

    assert "".join(draft.words()) == "".join(words(" ".join(root.itertext())))
    assert (draft.profile, draft.language) == ("akn", KNOWN[name]["language"])


def test_an_item_with_a_dash_for_a_number_is_called_after_what_it_stands_in() -> None:
    items = "".join(f"<item><num>–</num><p>{text}</p></item>" for text in ("dry", "painted"))
    draft = read(f"<section><num>1</num><content><blockList>{items}</blockList></content></section>")

    assert [(c.kind, c.label, c.mark, c.text) for c in draft.clauses[1:]] == [
        ("item", "Section 1 [1]", "–", "dry"),
        ("item", "Section 1 [2]", "–", "painted"),
    ]


@pytest.mark.parametrize(
    ("element", "label"),
    [('hcontainer name="regulation"', "Regulation 3"), ("hcontainer", "3"), ("tblock", "3"), ("chapter", "Chapter 3")],
)
def test_a_generic_element_is_called_by_its_own_name_or_by_its_number_alone(element: str, label: str) -> None:
    draft = read(f"<{element}><num>3</num><heading>Sheds</heading></{element.split()[0]}>")

    assert draft.clauses[0].label == label


def test_a_file_from_before_the_names_of_today_keeps_its_own_as_keys() -> None:
    inside = '<subsection id="section-1.1"><num>(1)</num><content><p>Sheds.</p></content></subsection>'
    draft = read(f'<section id="section-1"><num>1</num>{inside}</section>')

    assert [clause.key for clause in draft.clauses] == ["section-1", "section-1-1"]


def test_a_regulation_is_cited_without_the_part_that_it_stands_in() -> None:
    draft = read('<part><num>Part 2</num><hcontainer name="regulation"><num>3.</num><content><p>Sheds.</p></content></hcontainer></part>')

    assert [clause.label for clause in draft.clauses] == ["Part 2", "Regulation 3"]
