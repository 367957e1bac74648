"""Doubtful places: which clause each is about, what settles it, and in which line of the file a new clause begins."""

from typing import Any

import pytest

from consult.documents.editing.clause_lines import line_in
from consult.documents.editing.doubtful_places import Place, numbered, places_of, settled_by, standing
from consult.documents.editing.edit_history import Step
from consult.documents.editing.operations import Describe, Join, Operation, Reopen, Settle, Split
from consult.documents.editing.passages import Passage
from consult.errors import BadInput

WARNINGS = numbered(
    [
        {"line": 9, "code": "mark.in_sentence", "facts": {"start": "(3) dan seterusnya"}},
        {"line": 3, "code": "number.missing", "facts": {"label": "Pasal 3", "before": "Pasal 1"}},
        {"line": 9, "code": "mark.in_sentence", "facts": {"start": "(4) juga"}},
    ]
)
CLAUSES = [Place("a", "Pasal 1", 1), Place("b", "Pasal 3", 3), Place("c", "Pasal 3 ayat (1)", 3), Place("d", "Pasal 4", 8)]


def test_doubts_are_counted_in_the_order_of_their_lines() -> None:
    assert [WARNINGS[number]["line"] for number in (1, 2, 3)] == [3, 9, 9]


def test_a_doubt_is_about_the_clause_that_it_names_or_in_which_its_line_stands() -> None:
    assert places_of(WARNINGS, CLAUSES) == {1: "b", 2: "d", 3: "d"}
    assert places_of(WARNINGS, []) == {}
    assert places_of(numbered([{"line": 1, "message": "?"}]), [Place("d", "Pasal 4", 8)]) == {1: "d"}


def steps(*operations: Operation) -> list[Step]:
    """Each with what it settles."""
    done: list[Step] = []
    for number, operation in enumerate(operations, 1):
        settles = settled_by(operation, standing(places_of(WARNINGS, CLAUSES), done), WARNINGS, begins="(3) dan seterusnya kata")
        done.append(Step(number, "x", operation, settles))
    return done


@pytest.mark.parametrize(
    ("done", "settled"),
    [
        ([Settle(2)], {2: 1}),
        ([Settle(2), Reopen(2)], {}),
        ([Settle(2), Reopen(2), Settle(2)], {2: 3}),
        ([Describe("b", "pasal", "2")], {1: 1}),
        ([Describe("c", "ayat", "2")], {}),
        ([Join("d", into="c")], {2: 1, 3: 1}),
        ([Split("d", 5, "ayat", "3")], {2: 1}),
        ([Join("b", into="a"), Describe("a", "pasal", "2")], {1: 1}),
    ],
)
def test_a_doubt_stands_until_somebody_settles_it(done: list[Operation], settled: dict[int, int]) -> None:
    stand = standing(places_of(WARNINGS, CLAUSES), steps(*done))

    assert stand.settled == settled
    assert stand.open(WARNINGS) == [number for number in WARNINGS if number not in settled]


def test_a_doubt_goes_with_the_words_that_it_is_about() -> None:
    done = [Step(1, "join", Join("d", into="c"))]

    assert standing(places_of(WARNINGS, CLAUSES), done).places == {1: "b", 2: "c", 3: "c"}


def test_an_edit_elsewhere_settles_the_doubt_for_which_it_is_made() -> None:
    stand = standing(places_of(WARNINGS, CLAUSES), [])

    assert settled_by(Split("a", 5, "pasal", "2"), stand, WARNINGS, answers=1) == (1,)
    assert settled_by(Split("a", 5, "pasal", "2"), stand, WARNINGS, answers=9) == ()


@pytest.mark.parametrize("wrong", [Settle(9), Settle(0), Reopen(1), Reopen(9)])
def test_what_is_not_open_cannot_be_settled_nor_what_is_not_settled_be_opened(wrong: Operation) -> None:
    with pytest.raises(BadInput) as refused:
        settled_by(wrong, standing(places_of(WARNINGS, CLAUSES), []), WARNINGS)

    assert (refused.value.field, refused.value.code) == ("doubt", "edit.doubt")


SOURCE = ["Pasal 1", "(1) Satu dua tiga. (2) Empat lima", "enam tujuh", "", "delapan sembilan. (3) sepuluh"]


def passage(**given: Any) -> Passage:
    """The second paragraph of the source."""
    said = {"mark": "(2)", "text": "Empat lima enam tujuh delapan sembilan. (3) sepuluh", "line": 2}
    return Passage(**{"id": "x", "parent": None, "part": "body", "kind": "ayat", "number": "2", **said, **given})


@pytest.mark.parametrize(("word", "line"), [("Empat", 2), ("lima", 2), ("enam", 3), ("delapan", 5), ("(3)", 5), ("sepuluh", 5)])
def test_a_clause_that_is_split_off_knows_its_line_though_its_own_begins_inside_one(word: str, line: int) -> None:
    one = passage()

    assert line_in(one, one.text.index(word), SOURCE) == line


def test_without_a_source_it_has_the_line_of_the_clause_that_it_was_in() -> None:
    assert line_in(passage(), 20, []) == 2
    assert line_in(passage(line=None), 20, SOURCE) is None
    assert line_in(passage(text="Kata yang tidak ada di sana."), 20, SOURCE[:2]) == 2
