"""The JSON of a draft: read again as it was; changed so that it cannot be, refused with what is wrong."""

import json
from typing import Any

import pytest
from hypothesis import given, settings

from consult.errors import BadInput
from consult.formats.outline.clauses import DEEPEST, ParsedDraft
from consult.formats.parse_draft import parse_draft, source_words
from consult.formats.writers import json as as_json
from consult.formats.writers.writer_table import FORMATS
from consult.sentences import sentence_of
from tests.consult.formats.drafts import read
from tests.consult.formats.writers.drafts import exported, same
from tests.consult.formats.writers.invented import GARDEN, free, generated


def again(data: bytes) -> ParsedDraft:
    """What is read of the file."""
    return parse_draft(data, name="draft.json")


def changed(**fields: object) -> bytes:
    """The file of a draft, with other fields."""
    return json.dumps(json.loads(as_json.render(exported(read(GARDEN)))) | fields).encode()


def with_clause(position: int, /, **fields: object) -> bytes:
    """The file with another clause at that place."""
    clauses = json.loads(as_json.render(exported(read(GARDEN))))["clauses"]
    clauses[position] |= fields
    return changed(clauses=clauses)


def refusal(data: bytes) -> BadInput:
    with pytest.raises(BadInput) as caught:
        again(data)
    assert sentence_of(caught.value)
    return caught.value


@settings(max_examples=60, deadline=None)
@given(free() | generated)
def test_a_draft_comes_back_as_it_was(draft: ParsedDraft) -> None:
    data = as_json.render(exported(draft))
    back = again(data)

    assert same(back.clauses) == same(draft.clauses)
    assert (back.profile, back.language) == (draft.profile, draft.language)
    assert back.words() == source_words(data, name="draft.json")


def test_what_parse_draft_prints_is_read_too() -> None:
    draft = read(GARDEN)

    assert same(again(json.dumps(draft.as_json()).encode()).clauses) == same(draft.clauses)


@pytest.mark.parametrize(
    "data",
    [
        b"[]",
        b"null",
        b'{"clauses": {}}',
        changed(version=2),
        changed(format="other"),
        changed(more=1),
        changed(title=["x"]),
        changed(language="x" * 501),
        b"[" * 100_000,
        b'{"clauses": NaN}',
        b'{"clauses": [], "clauses": []}',
        b'{"clauses": ' + b"9" * 100_000 + b"}",
    ],
)
def test_what_is_no_draft_of_ours_is_refused(data: bytes) -> None:
    assert refusal(data).code == "draft.json"


def test_a_slip_in_the_file_is_refused_with_its_line() -> None:
    error = refusal(b'{\n "clauses": [\n  {,}]}')

    assert (error.code, error.facts["line"]) == ("draft.json", 3)


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"kind": "not a kind"}, "kind"),
        ({"key": "-"}, "key"),
        ({"key": "Pasal"}, "key"),
        ({"label": ""}, "label"),
        ({"label": 7}, "label"),
        ({"text": "a\x00b"}, "text"),
        ({"heading": "a\nb"}, "heading"),
        ({"part": "cover"}, "part"),
        ({"parent": "nobody"}, "parent"),
        ({"parent": 3}, "parent"),
        ({"number": "1" * 41}, "number"),
        ({"unknown": 1}, "unknown"),
    ],
)
def test_a_field_that_cannot_be_is_named_with_its_clause(fields: dict[str, Any], name: str) -> None:
    error = refusal(with_clause(1, **fields))

    assert (error.code, error.facts["clause"], error.facts["name"]) == ("draft.told", 2, name)


@pytest.mark.parametrize("data", [b"", b" \n", changed(clauses=[])])
def test_a_file_without_clauses_is_refused_as_empty(data: bytes) -> None:
    assert refusal(data).code == "draft.empty"


def nested(depth: int) -> list[dict[str, Any]]:
    """Clauses each of which stands in the one before."""
    one = {"kind": "item", "number": "1", "heading": "", "text": "Kata.", "part": "body"}
    return [one | {"key": f"a-{n}", "label": f"a {n}", "parent": f"a-{n - 1}" if n else None} for n in range(depth)]


def test_clauses_that_stand_in_one_another_too_deeply_are_refused_and_ones_that_just_fit_are_read_and_shown() -> None:
    back = again(changed(clauses=nested(DEEPEST)))

    assert max(one.depth for one in back.clauses) == DEEPEST - 1
    for form in FORMATS.values():
        assert form.render(exported(back))
    for depth in (DEEPEST + 1, 500, 20_000):
        error = refusal(changed(clauses=nested(depth)))
        assert (error.code, error.facts["limit"]) == ("draft.deep", DEEPEST)


def test_more_clauses_than_people_could_discuss_are_refused() -> None:
    assert refusal(changed(clauses=[{}] * 20_001)).code == "draft.too_much"
