"""Akoma Ntoso that we write: valid by the official schema, named by the convention, and read again as it was."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from lxml import etree

from consult.formats.outline.clauses import ParsedDraft
from consult.formats.parse_draft import parse_draft
from consult.formats.rembuk.own_files import own
from consult.formats.writers import akn
from consult.formats.writers.akn_names import names
from tests.consult.formats.drafts import read
from tests.consult.formats.writers.drafts import exported, same
from tests.consult.formats.writers.invented import AMENDING, GARDEN, free, generated, known
from tests.consult.formats.writers.schema import faults, needs_schema

ALLOWED = {  # the order that the schema asks for, written down from the standard: what may stand directly in what
    "bill": ["meta", "preface", "preamble", "body", "attachments"],
    "meta": ["identification", "references", "proprietary"],
    "identification": ["FRBRWork", "FRBRExpression", "FRBRManifestation"],
    "doc": ["meta", "mainBody"],
    "attachment": ["doc"],
}


def tree(parsed: ParsedDraft) -> Any:
    """The file as a tree."""
    return etree.fromstring(akn.render(exported(parsed)))


def named(root: Any, eid: str) -> Any:
    """The element with that eId."""
    return root.find(f".//*[@eId='{eid}']")


def again(parsed: ParsedDraft) -> ParsedDraft:
    """What our reader makes of the file."""
    return parse_draft(akn.render(exported(parsed)), name="draft.akn")


@needs_schema
@pytest.mark.parametrize("draft", known())
def test_every_invented_draft_is_valid_by_the_official_schema(draft: ParsedDraft) -> None:
    assert faults(akn.render(exported(draft))) == []


@needs_schema
@settings(max_examples=60, deadline=None)
@given(free())
def test_whatever_a_desk_makes_of_a_draft_is_valid_by_the_official_schema(draft: ParsedDraft) -> None:
    assert faults(akn.render(exported(draft))) == []


@settings(max_examples=60, deadline=None)
@given(free())
def test_what_a_desk_makes_of_a_draft_comes_back_as_it_was(draft: ParsedDraft) -> None:
    assert same(again(draft).clauses) == same(draft.clauses)


@settings(max_examples=60, deadline=None)
@given(generated)
def test_what_the_reader_makes_of_a_text_comes_back_as_it_was(draft: ParsedDraft) -> None:
    back = again(draft)

    assert same(back.clauses) == same(draft.clauses)
    assert (back.title, back.profile) == (draft.title, draft.profile)


@pytest.mark.parametrize("draft", known())
def test_the_parts_of_a_bill_stand_in_the_order_of_the_standard(draft: ParsedDraft) -> None:
    for element in tree(draft).iter("{*}*"):
        order = ALLOWED.get(etree.QName(element).localname)
        if order:
            places = [order.index(etree.QName(child).localname) for child in element]
            assert places == sorted(set(places))


def test_clauses_are_named_by_the_convention_and_carry_the_identity_that_outlives_their_number() -> None:
    draft = exported(read(GARDEN))
    root = etree.fromstring(akn.render(draft))
    eids = names(draft.clauses)
    by_label = {clause.label: clause for clause in draft.clauses}

    assert eids[by_label["BAB II"].id] == "chp_II"
    assert eids[by_label["BAB II Bagian Kesatu"].id] == "sec_Kesatu"
    assert eids[by_label["Pasal 2 ayat (2) huruf b"].id] == "art_2__para_2__point_b"
    assert eids[by_label["Penjelasan Pasal 1"].id].startswith("att_1__")
    article = named(root, "art_2A")
    assert etree.QName(article).localname == "article"
    assert (article.get("GUID"), article.get("wId")) == (str(by_label["Pasal 2A"].id), "art_2A")
    assert article.find("{*}num").text == "Pasal 2A"
    assert article.find("{*}content/{*}p").text == "Air hujan ditampung."


def test_a_number_that_is_there_twice_is_named_after_what_it_stands_in() -> None:
    eids = names(exported(read("Pasal 1\nSatu.\nPasal 1\nSatu lagi.")).clauses)

    assert sorted(eids.values()) == ["art_1", "art_1_2"]


@settings(max_examples=60, deadline=None)
@given(free())
def test_every_name_is_there_once_and_holds_no_white_space(draft: ParsedDraft) -> None:
    root = tree(draft)
    for attribute in ("eId", "GUID"):
        found = Counter(element.get(attribute) for element in root.iter("{*}*") if element.get(attribute))
        assert [name for name, often in found.items() if often > 1 or len(name.split()) != 1] == []


def test_the_bill_says_which_work_expression_and_manifestation_it_is() -> None:
    root = tree(read(GARDEN))
    values = {
        (etree.QName(one.getparent()).localname, etree.QName(one).localname): one.get("value", one.get("date", one.get("language")))
        for one in root.find(".//{*}identification").iter("{*}*")
    }

    assert values["FRBRWork", "FRBRthis"] == "/akn/id/bill/2026-03-01/kebun-kota/!main"
    assert values["FRBRExpression", "FRBRuri"] == "/akn/id/bill/2026-03-01/kebun-kota/ind@ver1"
    assert values["FRBRManifestation", "FRBRthis"] == "/akn/id/bill/2026-03-01/kebun-kota/ind@ver1/!main.xml"
    assert (values["FRBRExpression", "FRBRlanguage"], values["FRBRExpression", "FRBRdate"]) == ("ind", "2026-04-02")
    assert root.find(".//{*}TLCOrganization").get("showAs") == "Dinas Kebun"


def test_a_kind_that_the_standard_does_not_know_becomes_a_generic_container_with_its_name() -> None:
    heading = next(one for one in tree(read(GARDEN)).iter("{*}hcontainer") if one.get("name") == "heading")

    assert heading.get(own("kind")) == "heading"


def test_an_explanation_and_an_annex_are_documents_of_their_own() -> None:
    docs = [(doc.get("name"), doc.find(".//{*}FRBRthis").get("value")) for doc in tree(read(GARDEN)).iter("{*}doc")]

    assert docs == [
        ("explanation", "/akn/id/bill/2026-03-01/kebun-kota/!explanation_1"),
        ("annex", "/akn/id/bill/2026-03-01/kebun-kota/!annex_2"),
    ]


def test_the_bytes_are_the_same_each_time() -> None:
    assert akn.render(exported(read(GARDEN))) == akn.render(exported(read(GARDEN)))


def test_a_clause_that_another_program_renumbered_is_called_by_its_new_number() -> None:
    data = akn.render(exported(read(GARDEN))).replace(b"<num>Pasal 3</num>", b"<num>Pasal 4</num>")

    assert "Pasal 4" in [clause.label for clause in parse_draft(data, name="x.akn").clauses if clause.kind == "pasal"]


def test_a_clause_that_another_program_put_in_has_the_kind_of_those_beside_it() -> None:
    new = b'<article eId="art_2B"><num>Pasal 2B</num><content><p>Sumur dijaga.</p></content></article>'
    data = akn.render(exported(read(GARDEN)))
    place = data.index(b'<article eId="art_3"')
    back = parse_draft(data[:place] + new + data[place:], name="x.akn")

    assert [(one.kind, one.label, one.text) for one in back.clauses if one.number == "2B"] == [("pasal", "Pasal 2B", "Sumur dijaga.")]


@pytest.mark.parametrize(("attribute", "value"), [("kind", "Not A Kind"), ("kind", "a" * 17), ("part", "nowhere"), ("number", "9" * 41)])
def test_names_of_ours_that_cannot_be_are_not_believed(attribute: str, value: str) -> None:
    root = tree(read(AMENDING.partition("\n")[2]))
    for element in root.iter("{*}*"):
        if element.get(own(attribute)):
            element.set(own(attribute), value)
    back = parse_draft(etree.tostring(root), name="x.akn")

    assert all(len(clause.kind) <= 16 and len(clause.number) <= 40 and clause.part == "body" for clause in back.clauses)
    assert value not in {clause.kind for clause in back.clauses}


def test_a_tradition_that_cannot_be_is_not_believed() -> None:
    data = akn.render(exported(read(GARDEN))).replace(b'profile="id"', b'profile="' + b"x" * 21 + b'"')

    assert parse_draft(data, name="x.akn").profile == "akn"
