"""The table of an outcome."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from unittest.mock import Mock

import pytest
from django.utils import translation

from consult.polls.explanation import Table, explain, tables
from consult.tally.outcome import Outcome, Round
from tests.consult.polls.explanation.outcomes import BY_METHOD, EACH, TITLES, of_one, told_with, without_winner


def table_of(outcome: Outcome) -> Table:
    """Its table in Indonesian."""
    return explain(outcome.plain(), **told_with(outcome)).table


class Looked(dict[str, int]):
    """Counts how often something is looked up in it."""

    looked = 0

    def get(self, key: str, default: Any = None, /) -> Any:
        self.looked += 1
        return super().get(key, default)


@pytest.mark.parametrize(
    "outcome",
    [
        pytest.param(varied, id=f"{each.method}-{name}")
        for each in EACH
        for name, varied in (("won", each), ("nobody", without_winner(each)), ("one", of_one(each)))
    ],
)
def test_each_row_has_a_text_for_each_column_and_each_option_a_row(outcome: Outcome) -> None:
    table = table_of(outcome)

    assert {len(row) for row in table.rows} == {len(table.columns)}
    assert all(isinstance(cell, str) and cell for row in table.rows for cell in row)
    assert {row[0] for row in table.rows} - {"Tidak untuk pilihan mana pun"} == {TITLES[option] for option in outcome.options}


@pytest.mark.parametrize("method", sorted(BY_METHOD))
def test_captions_and_columns_are_in_the_language_asked_for(method: str) -> None:
    indonesian = table_of(BY_METHOD[method])
    with translation.override("en"):
        english = table_of(BY_METHOD[method])

    assert indonesian.caption != english.caption
    assert [one for one, other in zip(indonesian.columns, english.columns, strict=True) if one == other] in ([], ["Median"])


def test_rounds_tell_who_is_elected_who_goes_and_what_counts_for_none() -> None:
    assert table_of(BY_METHOD["stv_scottish"]).rows == [
        ["Jalur sepeda di Jalan Melati", "520, terpilih", "401", "401"],
        ["Taman bermain anak", "330", "378,25000", "702, terpilih"],
        ["Perpustakaan keliling", "350", "404,62345, gugur", "–"],
        ["Tidak untuk pilihan mana pun", "0", "16,12655", "97"],
    ]


def test_those_who_go_later_stand_before_those_who_go_earlier() -> None:
    rounds = [
        Round({"a": "3", "b": "5", "c": "2"}, eliminated=["c"]),
        Round({"a": "4", "b": "6"}, elected=["b"]),
    ]
    shuffled = replace(BY_METHOD["irv"], options=("c", "a", "b"), rounds=rounds)

    assert [row[0] for row in table_of(shuffled).rows] == [TITLES[option] for option in "bac"]


def test_who_is_out_has_nothing_later_where_the_count_still_writes_nought() -> None:
    first, second, last = BY_METHOD["stv_scottish"].rounds
    noughts = replace(last, tallies={**last.tallies, "c": "0.00000"})

    assert table_of(replace(BY_METHOD["stv_scottish"], rounds=[first, second, noughts])) == table_of(BY_METHOD["stv_scottish"])


def test_duels_are_read_from_the_row_to_the_column() -> None:
    table = table_of(BY_METHOD["schulze"])

    assert table.columns[1] == "di atas Jalur sepeda di Jalan Melati"
    assert table.rows == [
        ["Jalur sepeda di Jalan Melati", "–", "700", "1.000", "2"],
        ["Taman bermain anak", "500", "–", "650", "1"],
        ["Perpustakaan keliling", "200", "550", "–", "0"],
    ]


def test_ranked_pairs_without_scores_put_those_first_who_win_more_duels() -> None:
    firsts = [Round({"a": "1", "b": "2", "c": "3"})]
    shuffled = replace(BY_METHOD["ranked_pairs"], options=("c", "b", "a"), winners=[], rounds=firsts)

    assert [row[0] for row in table_of(shuffled).rows] == [TITLES[option] for option in "bac"]


def test_projects_stand_in_the_order_of_funding_with_what_is_left_after_each() -> None:
    assert table_of(BY_METHOD["budget_greedy"]).rows == [
        ["Taman bermain anak", "700", "1.200.000,00", "2.800.000,00", "didanai"],
        ["Perpustakaan keliling", "650", "900.000,00", "1.900.000,00", "didanai"],
        ["Jalur sepeda di Jalan Melati", "300", "2.500.000,50", "–", "tidak didanai"],
    ]


@pytest.mark.parametrize(
    ("costs", "budget", "cells"),
    [
        (("100", "200", "300"), "500", {"100", "200", "300", "400"}),
        (("100", "200", "300"), "500.5", {"100,00", "200,00", "300,00", "400,50", "100,50"}),
        (("100", "0.125", "300"), "500", {"100,000", "0,125", "300,000", "400,000"}),
    ],
)
def test_all_money_of_a_table_has_the_same_number_of_decimals(costs: Sequence[str], budget: str, cells: set[str]) -> None:
    table = explain(BY_METHOD["budget_greedy"].plain(), costs=dict(zip("abc", costs, strict=True)), budget=budget).table

    assert {cell for row in table.rows for cell in row[2:4]} - {"–"} == cells | ({"100"} if budget == "500" and "200" in costs else set())


def test_votes_stand_with_their_share_of_all_votes() -> None:
    assert table_of(BY_METHOD["plurality"]).rows[0] == ["Jalur sepeda di Jalan Melati", "500", "42,4%", "terpilih"]


def test_approvals_stand_with_their_share_of_those_who_did_not_abstain() -> None:
    assert table_of(BY_METHOD["approval"]).rows[0] == ["Jalur sepeda di Jalan Melati", "700", "58,3%", "terpilih"]


def test_of_nothing_there_is_no_share() -> None:
    assert table_of(without_winner(BY_METHOD["approval"])).rows[0][2] == "–"


def test_rating_has_a_column_for_each_mark_and_none_stands_for_an_unknown_median() -> None:
    table = table_of(BY_METHOD["rating"])

    assert table.columns[-6:] == [f"Memberi {mark}" for mark in range(6)]
    assert table.rows[-1][:5] == ["Perpustakaan keliling", "–", "–", "0", "1.200"]


def test_no_opinion_is_no_mean_of_nought() -> None:
    nought = {"mean": "0.00000", "median": "0.00000", "rated": "2", "no_opinion": "1198", "0": "2"}
    nobody = {**nought, "rated": "0", "no_opinion": "1200", "0": "0"}
    rating = BY_METHOD["rating"]
    figures = {"a": nobody, "b": rating.figures["b"], "c": nought}

    rows = table_of(replace(rating, scores={**rating.scores, "a": "0.00000"}, figures=figures)).rows

    assert [row[:3] for row in rows[1:]] == [["Perpustakaan keliling", "0", "0"], ["Taman bermain anak", "–", "–"]]


def test_a_statement_that_nobody_answered_has_no_share_and_no_division() -> None:
    statements = BY_METHOD["statements"]
    nobody = {"agree": "0", "disagree": "0", "pass": "0", "agreement": "0.00000", "divisiveness": "0.00000"}
    all_pass = {**nobody, "pass": "7"}

    rows = table_of(replace(statements, winners=["b"], figures={**statements.figures, "a": nobody, "c": all_pass})).rows

    assert {row[0]: row[4:] for row in rows if row[1] == "0"} == {"Taman bermain anak": ["–", "–"], "Perpustakaan keliling": ["0", "0"]}


def test_a_number_that_stands_in_many_duels_is_looked_up_and_written_once(monkeypatch: pytest.MonkeyPatch) -> None:
    options = tuple(f"o{n}" for n in range(60))
    pairs = Looked({f"{one}>{other}": (at + to) % 9 for at, one in enumerate(options) for to, other in enumerate(options) if at != to})
    write = Mock(side_effect=str)
    monkeypatch.setattr(tables, "number", write)
    plain = {"method": "condorcet", "options": options, "ballots": 9, "winners": [], "rounds": [], "pairwise": pairs}

    assert len(explain(plain).table.rows) == 60

    assert pairs.looked <= 60 * 60
    assert write.call_count <= 9 + 60


def test_a_long_title_stands_whole_in_the_table() -> None:
    outcome = BY_METHOD["plurality"]
    long = "Rumah susun " * 40

    table = explain(outcome.plain(), names=TITLES | {"b": long}).table

    assert table.rows[0][0] == long.strip()
