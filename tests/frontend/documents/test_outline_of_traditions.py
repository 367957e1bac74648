"""How drafts of each tradition are set on a page: headings, units, verses with hanging numbers, items in them."""

from uuid import uuid4

import pytest

from consult.documents.models import Wording
from consult.formats.outline.clauses import ParsedDraft
from consult.formats.parse_draft import parse_draft
from frontend.code_words import WORDS
from frontend.documents.import_desk.import_result import KINDS, counted
from frontend.documents.reading.outline import Row, contents, outlined

DRAFTS = {
    "eu": """TITLE I/GARDENS/Article 1/Subject/1. The town keeps:/(a) beds:/(i) of roses;/(b) fences./It keeps gates./2. So do we.
Article 2/All do.""",
    "de": """Teil 1/Gärten/§ 1 Pflege/(1) Gepflegt wird:/1. das Beet:/a) mit Rosen;/aa) mit Lauch;/2. der Zaun./§ 2 Ende
Das ist das Ende.""",
    "us": """TITLE I—GARDENS/SEC. 1. BEDS./(a) The town keeps—/(1) beds—/(A) of roses—/(i) red; and/(2) fences./It keeps gates.
SEC. 2. ALL./All do.""",
    "numbered": "1 Gardens/1.1 Beds/1.1.1 Beds are kept by all./a) in May;/1.1.2 Roses are red./1.2 The town pays for all.",
    "headings": "# Gardens//All keep://1. beds;//2. fences.//## Gates//Open.",
}


def parsed(profile: str) -> ParsedDraft:
    """The draft as it is read."""
    name = "draft.md" if profile == "headings" else "draft.txt"
    return parse_draft(DRAFTS[profile].replace("/", "\n").encode(), name=name)


def rows(profile: str) -> list[Row]:
    """The rows of a draft that is not stored."""
    draft = parsed(profile)
    assert draft.profile == profile
    stored: dict[str, Wording] = {}
    for one in draft.clauses:
        given = {name: getattr(one, name) for name in ("kind", "key", "number", "label", "heading", "text", "depth", "part")}
        stored[one.key] = Wording(id=uuid4(), clause_id=uuid4(), parent=stored.get(one.parent or ""), **given)
    return outlined(stored.values())


def shown(row: Row, depth: int = 0) -> list[tuple[int, str, str]]:
    """Depth, shape and what stands before the text, of a row and the items in it."""
    before = row.hanging or ("" if row.shape == "plain" else row.name)
    return [(depth, row.shape, before), *(line for item in row.items for line in shown(item, depth + 1))]


SHOWN = {
    "eu": [
        (0, "heading", "Title I"),
        (0, "unit", "Article 1"),
        (0, "verse", "1."),
        (1, "item", "(a)"),
        (2, "item", "(i)"),
        (1, "item", "(b)"),
        (0, "plain", ""),
        (0, "verse", "2."),
        (0, "unit", "Article 2"),
    ],
    "de": [
        (0, "heading", "Teil 1"),
        (0, "unit", "§ 1"),
        (0, "verse", "(1)"),
        (1, "item", "1."),
        (2, "item", "a)"),
        (3, "item", "aa)"),
        (1, "item", "2."),
        (0, "unit", "§ 2"),
    ],
    "us": [
        (0, "heading", "Title I"),
        (0, "heading", "Section 1"),
        (0, "verse", "(a)"),
        (1, "item", "(1)"),
        (2, "item", "(A)"),
        (3, "item", "(i)"),
        (1, "item", "(2)"),
        (0, "plain", ""),
        (0, "unit", "Section 2"),
    ],
    "numbered": [
        (0, "heading", "1"),
        (0, "heading", "1.1"),
        (0, "plain", "1.1.1"),
        (1, "item", "(a)"),
        (0, "plain", "1.1.2"),
        (0, "verse", "1.2"),
    ],
    "headings": [
        (0, "unit", "Gardens"),
        (1, "item", "(1)"),
        (1, "item", "(2)"),
        (0, "unit", "Gates"),
    ],
}


@pytest.mark.parametrize("profile", DRAFTS)
def test_each_tradition_is_set_with_its_numbers_where_a_reader_looks_for_them(profile: str) -> None:
    assert [line for row in rows(profile) for line in shown(row)] == SHOWN[profile]


@pytest.mark.parametrize("profile", DRAFTS)
def test_the_contents_name_what_people_cite(profile: str) -> None:
    named = [entry.row.wording.label for entry in contents(rows(profile))]

    assert named == [row.wording.label for row in rows(profile) if row.shape in {"heading", "unit"}]


@pytest.mark.parametrize("profile", DRAFTS)
def test_no_clause_is_shown_twice_or_left_out(profile: str) -> None:
    draft = parsed(profile)
    keys = [part.wording.key for row in rows(profile) for part in row.all()]

    assert sorted(keys) == sorted(clause.key for clause in draft.clauses)


@pytest.mark.parametrize("profile", DRAFTS)
def test_every_tradition_and_kind_has_a_name_for_people(profile: str) -> None:
    assert profile in WORDS["profile"]
    for kind in {part.wording.kind for row in rows(profile) for part in row.all()}:
        assert kind in KINDS
        assert counted(kind, 2) != f"2 {kind}"
