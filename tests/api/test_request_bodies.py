"""What is read of a request: each value is of its own kind, or the field is named and refused."""

import json
from io import BytesIO
from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from api.fields import Choice, Id, Instant, Text, Whole, WholeInQuery
from api.request_bodies import BODY_LIMIT, Body, Misread, StrictJSONParser, read, read_query


class Inner(Body):
    """A shape within a shape."""

    exact = Text()


class Shape(Body):
    """One field of each kind."""

    text = Text(required=False, max_length=5)
    whole = Whole(required=False)
    choice = Choice(["red", "blue"], required=False)
    id = Id(required=False)
    at = Instant(required=False)
    inner = Inner(required=False, allow_null=True)


class Question(Body):
    """What may stand behind the question mark."""

    after = WholeInQuery(required=False, min_value=0, max_value=2**53)


ID = "0b5e9a0e-7d52-4a3c-9f37-6a1b2c3d4e5f"


def named(sent: object) -> dict[str, str]:
    """The code of each field that is refused."""
    with pytest.raises(Misread) as refused:
        read(Shape, sent)
    return {error["field"]: error["code"] for error in refused.value.errors}


def parsed(raw: bytes) -> object:
    """What the parser makes of a body."""
    return StrictJSONParser().parse(BytesIO(raw))


def refused(raw: bytes) -> str:
    """The code with which the parser refuses a body."""
    with pytest.raises(Misread) as no:
        parsed(raw)
    return no.value.errors[0]["code"]


@pytest.mark.parametrize(
    "sent",
    [
        {"text": 1},
        {"text": True},
        {"text": ["a"]},
        {"whole": "1"},
        {"whole": True},
        {"whole": 1.5},
        {"whole": 0},
        {"whole": 2**31},
        {"whole": float("inf")},
        {"id": ID.upper()},
        {"id": ID.replace("-", "")},
        {"id": f"urn:uuid:{ID}"},
        {"id": 5},
        {"at": "2026-11-24"},
        {"at": "2026-11-24T08:00:00"},
        {"at": "2026-13-24T08:00:00Z"},
        {"at": 1_700_000_000},
        {"inner": "exact"},
        {"inner": []},
    ],
)
def test_a_value_of_another_kind_is_refused_and_not_turned(sent: dict[str, object]) -> None:
    assert named(sent) == {next(iter(sent)): "input.type"}


@pytest.mark.parametrize("sent", [{"choice": "green"}, {"choice": 1}, {"choice": ["red"]}, {"choice": "Red"}])
def test_a_choice_that_is_none_of_those_offered_is_refused(sent: dict[str, object]) -> None:
    assert named(sent) == {"choice": "input.choice"}


@pytest.mark.parametrize("sent", [{"text": None}, {"text": ""}, {"whole": None}, {"choice": None}, {"id": None}, {"at": None}])
def test_a_field_that_may_not_be_empty_has_to_be_filled(sent: dict[str, object]) -> None:
    assert named(sent) == {next(iter(sent)): "input.required"}


def test_every_field_in_question_is_named_with_its_path() -> None:
    sent = {"text": 1, "whole": "x", "extra": 1, "inner": {"exact": 2, "more": 3}}

    assert named(sent) == {
        "text": "input.type",
        "whole": "input.type",
        "extra": "input.unknown",
        "inner.exact": "input.type",
        "inner.more": "input.unknown",
    }


@pytest.mark.parametrize("sent", [None, [], "text", 5, [{"text": "a"}]])
def test_a_body_that_is_no_object_is_refused_as_a_whole(sent: object) -> None:
    assert set(named(sent)) == {"body"}


def test_a_text_is_taken_with_its_spaces_and_odd_characters() -> None:
    assert read(Shape, {"text": " a\x00\n "})["text"] == " a\x00\n "


def test_a_text_over_its_limit_says_how_long_it_is() -> None:
    with pytest.raises(Misread) as no:
        read(Shape, {"text": "abcdef"})

    assert "6" in no.value.errors[0]["message"]


def test_a_whole_number_may_be_written_with_a_zero_behind_the_point() -> None:
    assert read(Shape, {"whole": 7.0})["whole"] == 7


def test_an_instant_keeps_its_place_in_time_whatever_its_offset() -> None:
    one, other = (read(Shape, {"at": written})["at"] for written in ("2026-11-24T08:00:00+07:00", "2026-11-24T01:00:00Z"))

    assert one == other


@pytest.mark.parametrize(
    "query", ["after=1.0", "after=-1", "after=x", "after=", "after=%D9%A1", "after=1&after=2", "after=9007199254740993"]
)
def test_a_number_in_an_address_is_plain_digits_once(query: str) -> None:
    with pytest.raises(Misread):
        read_query(Question, QueryDict(query))


def test_a_number_in_an_address_is_read_to_its_limit() -> None:
    assert read_query(Question, QueryDict("after=9007199254740992"))["after"] == 2**53


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b'{"a": NaN}',
        b'{"a": -Infinity}',
        b'{"a": 1, "a": 2}',
        b"\xff{}",
        '{"a": "é"}'.encode("latin-1"),
        b'{"a": 1} x',
        b"\xef\xbb\xbf{}",
    ],
)
def test_a_body_that_is_not_plain_json_in_utf8_is_refused(raw: bytes) -> None:
    assert refused(raw) == "input.type"


@pytest.mark.parametrize("raw", [b"[" * 100_000, b"[" * 21 + b"]" * 21, b'{"a":' * 5_000 + b"1" + b"}" * 5_000, b" " * (BODY_LIMIT + 1)])
def test_a_body_too_deep_or_too_large_is_refused(raw: bytes) -> None:
    assert refused(raw) == "input.deep"


def test_a_body_twenty_levels_deep_is_still_read() -> None:
    assert parsed(b"[" * 20 + b"]" * 20)


@given(
    st.recursive(st.none() | st.booleans() | st.text() | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner))
)
def test_whatever_json_is_sent_only_the_one_refusal_comes_back(value: Any) -> None:
    try:
        read(Shape, StrictJSONParser().parse(BytesIO(json.dumps(value).encode())))
    except Misread as refusal:
        unnamed = [error for error in refusal.errors if not all(error.values())]
    else:
        unnamed = []

    assert unnamed == []
