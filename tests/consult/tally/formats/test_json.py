"""Ballots as JSON."""

import json
from fractions import Fraction
from typing import Final

import pytest

from consult.errors import BadInput
from consult.tally.formats.json.reader import read_json
from consult.tally.profile import Ballots
from tests.consult.tally.formats.files import ANSWERED, CHOSEN, RANKED, SCORED, rankings, read_by, refused_by, said

START: Final = '{"candidates": ["A", "B", "C"],\n "ballots": [\n'


def test_an_inner_list_is_a_tie_and_null_and_an_empty_list_abstain() -> None:
    found = read_by(read_json, START + '[3, ["A", ["C", "B"]]],\n[1, null],\n[1, []],\n[2, ["B"]], [1, ["A", ["B", "C"]]]]}')

    assert rankings(found.profile) == {"A>B=C": 4, "": 2, "B": 2}
    assert found.lot == ("A", "B", "C")


def test_a_list_of_names_is_what_the_method_counts() -> None:
    text = START + '[3, ["B", "A"]]]}'

    assert rankings(read_by(read_json, text, RANKED).profile) == {"B>A": 3}
    assert said(read_by(read_json, text, CHOSEN).profile) == {"A/1 B/1": 3}


def test_an_object_gives_points_or_answers_and_null_beside_a_name_is_no_opinion() -> None:
    assert said(read_by(read_json, START + '[3, {"A": 5, "B": null, "C": 0}]]}', SCORED).profile) == {"A/5 C/0": 3}
    assert said(read_by(read_json, START + '[3, {"A": "agree", "C": "pass"}]]}', ANSWERED).profile) == {"A/1 C/0": 3}


def test_ballots_that_do_not_fit_the_method_are_read_as_what_they_are() -> None:
    assert read_by(read_json, START + '[3, {"A": 5}]]}', RANKED).profile.kind is Ballots.SCORED
    assert read_by(read_json, START + '[3, {"A": "agree"}]]}', RANKED).profile.kind is Ballots.ANSWERED
    assert read_by(read_json, START + '[3, ["A"]]]}', SCORED).profile.kind is Ballots.RANKED


def test_the_order_that_breaks_ties_can_be_another_than_that_of_the_list() -> None:
    found = read_by(read_json, START + '[1, ["A"]]], "lot": ["C", "A", "B"]}')

    assert (found.profile.options, found.lot) == (("A", "B", "C"), ("C", "A", "B"))


def test_costs_and_a_budget_are_exact() -> None:
    beside = ', "seats": 2, "budget": 216829.41, "costs": {"A": 0.1, "B": 20, "C": 3}, "title": "Taman"}'
    found = read_by(read_json, START + '[1, ["A"]]]' + beside, CHOSEN)

    assert found.budget == Fraction(21682941, 100)
    assert found.costs == {"A": Fraction(1, 10), "B": 20, "C": 3}
    assert (found.seats, found.title) == (2, "Taman")


@pytest.mark.parametrize(
    ("ballots", "code", "line"),
    [
        ('[1, ["A"]],\n[0, ["A"]]', "tally.ballot_count", 4),
        ('[1, ["A"]],\n[true, ["A"]]', "tally.ballot_count", 4),
        ('[1.5, ["A"]]', "tally.ballot_count", 3),
        ('["1", ["A"]]', "tally.ballot_count", 3),
        ('[1, ["A"]],\n\n[1, ["A", "D"]]', "tally.unknown_option", 5),
        ('[1, ["A", ["B", "A"]]]', "tally.named_twice", 3),
        ('[1, ["A", []]]', "tally.ballot", 3),
        ('[1, ["A", [["B"]]]]', "tally.ballot", 3),
        ('[1, ["A", 7]]', "tally.ballot", 3),
        ('[1, ["A"], 2]', "tally.ballot", 3),
        ('[1, "A"]', "tally.ballot", 3),
        ('[1, ["A"]],\n[1, {"A": 1}]', "tally.ballot", 4),
        ("", "tally.no_ballots", 3),
        ('[1, ["A"]],', "tally.json", 3),
    ],
)
def test_a_ballot_that_is_none_is_refused_with_its_line(ballots: str, code: str, line: int | None) -> None:
    assert refused_by(read_json, START + ballots + "]}") == (code, line)


@pytest.mark.parametrize("mark", ["-1", "6", "2.5", '"5"', "true", "[5]"])
def test_points_that_are_none_or_above_the_greatest_are_refused(mark: str) -> None:
    text = START + f'[1, {{"A": 5}}],\n[1, {{"A": {mark}}}]], "max_score": 5}}'

    assert refused_by(read_json, text, SCORED) == ("tally.ballot", 4)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[]", "tally.expected"),
        ("{", "tally.json"),
        ("", "tally.json"),
        ('{"candidates": ["A"]}', "tally.no_part"),
        ('{"candidates": ["A"], "ballots": {}}', "tally.expected"),
        ('{"candidates": "A", "ballots": [[1, ["A"]]]}', "tally.expected"),
        ('{"candidates": ["A", 1], "ballots": [[1, ["A"]]]}', "tally.expected"),
        ('{"candidates": ["A", "A"], "ballots": [[1, ["A"]]]}', "tally.option_twice"),
        ('{"candidates": [], "ballots": [[1, []]]}', "tally.no_options"),
        ('{"candidates": [""], "ballots": [[1, [""]]]}', "tally.no_name"),
        ('{"candidates": ["A"], "ballots": [[1, ["A"]]], "seat": 1}', "tally.unknown_name"),
        ('{"candidates": ["A"], "candidates": ["B"], "ballots": [[1, ["B"]]]}', "tally.name_twice"),
        ('{"candidates": ["A"], "ballots": [[1, {"A": 1, "A": 2}]]}', "tally.named_twice"),
        ('{"candidates": ["A"], "ballots": [[1, ["A"]]], "seats": 0}', "tally.expected"),
        ('{"candidates": ["A"], "ballots": [[1, ["A"]]], "seats": "2"}', "tally.expected"),
        ('{"candidates": ["A"], "ballots": [[1, ["A"]]], "budget": -3}', "tally.expected"),
        ('{"candidates": ["A"], "ballots": [[1, ["A"]]], "budget": 1e5}', "tally.expected"),
        ('{"candidates": ["A"], "ballots": [[1, ["A"]]], "budget": NaN}', "tally.json_number"),
        ('{"candidates": ["A"], "ballots": [[1, ["A"]]], "costs": {}}', "tally.no_cost"),
        ('{"candidates": ["A"], "ballots": [[1, ["A"]]], "costs": {"A": 0}}', "tally.expected"),
        ('{"candidates": ["A"], "ballots": [[1, ["A"]]], "costs": {"A": 1, "B": 1}}', "tally.unknown_option"),
        ('{"candidates": ["A"], "ballots": [[1, ["A"]]], "title": 3}', "tally.expected"),
        ('{"candidates": ["A"], "ballots": [[1, ["A"]]], "lot": "A"}', "tally.expected"),
        ('{"candidates": ["A"], "ballots": [[1, ["A"]]], "lot": ["B"]}', "tally.unknown_option"),
        ('{"candidates": ["A"], "ballots": [[1, ["A"]]], "lot": ["A", "A"]}', "tally.option_twice"),
        ('{"candidates": ["A", "B"], "ballots": [[1, ["A"]]], "lot": ["A"]}', "tally.not_in_lot"),
        ('{"candidates": ["A"], "ballots": [[' + "9" * 5_000 + ', ["A"]]]}', "tally.json_digits"),
        ("[" * 100_000, "tally.json_deep"),
    ],
)
def test_a_file_that_is_of_another_shape_is_refused(text: str, code: str) -> None:
    assert refused_by(read_json, text)[0] == code


@pytest.mark.parametrize(
    ("wrong", "code", "line"),
    [
        ("[1, NaN]", "tally.json_number", 4),
        ("[-Infinity, null]", "tally.json_number", 4),
        ("[1, [" + "7" * 5_000 + "]]", "tally.json_digits", 4),
        ("[" * 5_000, "tally.json_deep", 4),
    ],
)
def test_what_json_does_not_know_is_found_by_its_line(wrong: str, code: str, line: int) -> None:
    text = '{"candidates": ["NaN", "[[[["],\n "ballots": [\n[2, ["NaN"]],\n' + wrong + "]}"

    assert refused_by(read_json, text) == (code, line)


def test_more_ballots_than_people_are_refused_with_a_line() -> None:
    assert refused_by(read_json, START + '[1000000000, ["A"]],\n[1, ["B"]]]}') == ("tally.many_voters", 4)


@pytest.mark.parametrize(
    ("ballot", "told"),
    [("true", "true"), ('{"A": 1}', '{"A": 1}'), ("[null]", "null"), ("[5.0]", "5.0"), ("[false]", "false")],
)
def test_what_is_wrong_is_told_as_it_stands_in_the_file(ballot: str, told: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_by(read_json, START + f'[1, ["A"]],[1, {ballot}]]}}')
    assert caught.value.facts["given"] == told


def test_points_that_are_no_whole_number_are_told_as_they_stand_there() -> None:
    with pytest.raises(BadInput) as caught:
        read_by(read_json, START + '[1, {"A": 5.0}]]}', SCORED)
    assert caught.value.facts["given"] == "5.0"


def test_a_cost_that_stands_there_twice_is_named() -> None:
    text = '{"candidates": ["A"], "ballots": [[1, ["A"]]],\n"costs": {"A": 1, "A": 2}}'

    assert refused_by(read_json, text, CHOSEN) == ("tally.named_twice", 2)


def test_each_of_many_ballots_is_found_by_its_line() -> None:
    ballots = [[1, ["A", "B"]] for _ in range(2_000)] + [[1, ["A", "A"]]]
    text = START + ",\n".join(json.dumps(ballot) for ballot in ballots) + "]}"

    assert refused_by(read_json, text) == ("tally.named_twice", 2_003)
