"""Four sentences of each outcome, in both languages."""

import re
from dataclasses import replace
from typing import Any

import pytest
from django.utils import translation

from consult.polls.explanation import explain
from consult.polls.explanation.method_sentences import HOW
from consult.tally.method_table import METHODS
from consult.tally.outcome import By, Outcome, Round, Tie
from tests.consult.polls.explanation.outcomes import BY_METHOD, EACH, OPTIONS, TITLES, of_one, told_with, votes, with_tie, without_winner

VARIANTS = [
    pytest.param(varied, id=f"{outcome.method}-{name}")
    for outcome in EACH
    for name, varied in (
        ("won", outcome),
        ("tied", with_tie(outcome)),
        ("nobody", without_winner(outcome)),
        ("nobody at all", replace(without_winner(outcome), ballots=0, abstained=0)),
        ("one", of_one(outcome)),
        ("all voted", replace(outcome, abstained=0)),
    )
]


def sentences(outcome: Outcome, language: str, **more: Any) -> tuple[str, ...]:
    """The four sentences."""
    with translation.override(language):
        return explain(outcome.plain(), **(told_with(outcome) | more)).sentences


def test_every_method_of_the_table_has_words_and_an_outcome_here() -> None:
    assert set(METHODS) <= set(HOW) == set(BY_METHOD)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("outcome", VARIANTS)
def test_each_outcome_has_four_whole_sentences(outcome: Outcome, language: str) -> None:
    four = sentences(outcome, language)

    assert len(four) == 4
    for sentence in four:
        assert isinstance(sentence, str)
        assert re.search(r"[^.]\.$", sentence), sentence
        assert sentence[0] in "“" or sentence[0].isupper(), sentence
        assert "%(" not in sentence
        assert "  " not in sentence


@pytest.mark.parametrize("outcome", VARIANTS)
def test_no_sentence_is_the_same_in_both_languages(outcome: Outcome) -> None:
    assert [one for one, other in zip(sentences(outcome, "id"), sentences(outcome, "en"), strict=True) if one == other] == []


@pytest.mark.parametrize("method", sorted(BY_METHOD))
def test_the_result_names_each_winner_by_its_title(method: str) -> None:
    outcome = BY_METHOD[method]

    result = sentences(outcome, "id")[2]

    named = outcome.winners[:1] if method == "statements" else outcome.winners
    assert all(TITLES[option] in result for option in named)
    assert ("Perpustakaan keliling" in result) is ("c" in named)


RESULTS = {
    "plurality": ("500", "1.180"),
    "approval": ("700", "1.200"),
    "rating": ("4,33333", "1.200"),
    "star": ("620", "480"),
    "irv": ("putaran 2", "650", "1.150"),
    "borda": ("1.700",),
    "condorcet": ("2 dari 2",),
    "schulze": ("2 dari 2",),
    "ranked_pairs": ("2 dari 2",),
    "stv_scottish": ("401", "(putaran 1)", "(putaran 3)"),
    "budget_greedy": ("2.100.000", "4.000.000", "2 dari 3"),
    "budget_equal_shares": ("2.100.000", "4.000.000", "2 dari 3"),
    "statements": ("2 dari 3", "900", "100", "200"),
}


@pytest.mark.parametrize("method", sorted(RESULTS))
def test_the_result_has_the_numbers_that_decided(method: str) -> None:
    result = sentences(BY_METHOD[method], "id")[2]

    assert [number for number in RESULTS[method] if number not in result] == []


CLOSE = {
    "plurality": "120 atas “Perpustakaan keliling” (500 banding 380)",
    "approval": "320 atas “Perpustakaan keliling” (700 banding 380)",
    "rating": "0,83333 atas “Taman bermain anak” (4,33333 banding 3,50000)",
    "star": "140 atas “Taman bermain anak” (620 banding 480)",
    "irv": "150 atas “Taman bermain anak” (650 banding 500)",
    "borda": "549,5 atas “Taman bermain anak” (1.700 banding 1.150,5)",
    "condorcet": "melawan “Taman bermain anak”, 700 banding 500",
    "schulze": "melawan “Taman bermain anak”, 700 banding 500",
    "ranked_pairs": "melawan “Taman bermain anak”, 700 banding 500",
    "stv_scottish": "kuota 401 suara",
    "budget_greedy": "anggaran yang tidak terpakai 1.900.000.",
    "budget_equal_shares": "menaikkan semua bagian sedikit demi sedikit dengan besar yang sama; anggaran yang tidak terpakai 1.900.000.",
    "statements": "“Taman bermain anak”: 700 setuju, 480 tidak setuju",
}


@pytest.mark.parametrize("method", sorted(CLOSE))
def test_the_last_sentence_tells_how_close_it_was(method: str) -> None:
    assert CLOSE[method] in sentences(BY_METHOD[method], "id")[3]


@pytest.mark.parametrize("by", list(By))
def test_a_tie_is_told_in_the_order_that_decided_with_what_decided_it(by: By) -> None:
    told = {each: sentences(with_tie(BY_METHOD["irv"], each), "id")[3] for each in By}

    assert re.search("“Jalur sepeda di Jalan Melati” dan “Taman bermain anak”, (dengan urutan )?menurut ", told[by])
    assert list(told.values()).count(told[by]) == 1
    assert "Tidak ada seri" not in told[by]


@pytest.mark.parametrize("method", sorted(BY_METHOD))
def test_a_tie_is_told_whatever_the_method(method: str) -> None:
    assert "menurut urutan dalam berkas" in sentences(with_tie(BY_METHOD[method]), "id")[3]


def test_of_a_file_no_lot_is_said_to_be_drawn_and_of_a_poll_it_is() -> None:
    tied = with_tie(BY_METHOD["irv"])

    assert "in the order of the file" in sentences(tied, "en")[3]
    assert "lot" not in sentences(tied, "en")[3]
    assert "by lot" in sentences(tied, "en", drawn=True)[3]
    assert "menurut undian" in sentences(tied, "id", drawn=True)[3]
    assert "berkas" not in sentences(tied, "id", drawn=True)[3]


@pytest.mark.parametrize("method", sorted(BY_METHOD))
def test_a_tie_is_not_claimed_to_have_decided_the_outcome(method: str) -> None:
    tied = with_tie(BY_METHOD[method])

    assert "ties had to be broken: " in sentences(tied, "en")[3].lower()
    assert "ada kedudukan seri yang harus diputuskan: " in sentences(tied, "id")[3].lower()


def test_of_many_ties_the_first_are_told_and_the_others_counted() -> None:
    tied = replace(BY_METHOD["irv"], ties=[Tie(["b", "a"], By.LOT)] * 12)

    last = sentences(tied, "id")[3]

    assert last.count("menurut urutan dalam berkas") == 3
    assert last.endswith("dan seri lainnya: 9.")


def test_what_breaks_a_tie_and_has_no_words_is_named_as_it_is() -> None:
    assert "(coin)" in sentences(with_tie(BY_METHOD["irv"], "coin"), "id")[3]


def test_those_who_abstained_are_told_apart_from_those_counted() -> None:
    assert sentences(BY_METHOD["approval"], "id")[1] == "Masuk 1.213 surat suara: 13 abstain dan 1.200 dihitung."


def test_ballots_that_count_for_none_in_the_end_are_told() -> None:
    assert " 50 yang lain tidak dihitung" in sentences(BY_METHOD["irv"], "id")[1]
    assert "senilai 97 tidak dihitung" in sentences(BY_METHOD["stv_scottish"], "id")[1]
    assert "100 yang lain menilai kedua pilihan di putaran akhir sama tinggi" in sentences(BY_METHOD["star"], "id")[1]


@pytest.mark.parametrize("method", ["irv", "plurality", "star", "stv_scottish"])
def test_nobody_abstained_is_said_so_beside_what_counts_for_none(method: str) -> None:
    assert "nobody abstained, and " in sentences(replace(BY_METHOD[method], abstained=0), "en")[1]


def test_a_ballot_that_begins_with_a_tie_counts_in_duels_though_it_is_no_first_preference() -> None:
    with_firsts = replace(BY_METHOD["schulze"], rounds=[Round(votes(300, 500, 380), exhausted="20")])

    assert sentences(with_firsts, "en")[1].endswith("13 abstained and 1,200 were counted.")


def test_where_all_agree_no_statement_is_said_to_divide() -> None:
    figures = {option: {**each, "divisiveness": "0.00000"} for option, each in BY_METHOD["statements"].figures.items()}

    assert sentences(replace(BY_METHOD["statements"], figures=figures), "en")[3].endswith("stands for itself.")


def test_where_all_abstained_nothing_is_said_to_be_counted() -> None:
    assert "semuanya abstain" in sentences(without_winner(BY_METHOD["irv"]), "id")[1]


def test_without_a_winner_of_all_duels_those_who_win_most_are_named() -> None:
    ring = {"a>b": 6, "b>a": 5, "b>c": 6, "c>b": 5, "c>a": 6, "a>c": 5}

    result = sentences(replace(BY_METHOD["condorcet"], winners=[], pairwise=ring), "en")[2]

    assert result.endswith("and “Perpustakaan keliling”: 1 of 2.")


@pytest.mark.parametrize("method", ["approval", "borda", "plurality"])
def test_several_seats_are_told_with_what_each_winner_has(method: str) -> None:
    outcome = BY_METHOD[method]
    winners = ["b", "c"] if method != "borda" else ["b", "a"]

    how, _part, result, _close = sentences(replace(outcome, winners=winners), "id", seats=2)

    assert "2 pilihan" in how
    assert all(TITLES[option] in result for option in winners)


def test_with_several_seats_the_last_elected_is_compared_with_the_first_who_is_not() -> None:
    close = sentences(replace(BY_METHOD["plurality"], winners=["b", "c"]), "id", seats=2)[3]

    assert "“Perpustakaan keliling” unggul 80 atas “Taman bermain anak” (380 banding 300)" in close


def test_a_budget_without_known_costs_names_the_projects_alone() -> None:
    plain = BY_METHOD["budget_greedy"].plain()

    four = explain(plain, names=TITLES).sentences

    assert four[2] == "Didanai 2 dari 3 proyek: “Taman bermain anak” dan “Perpustakaan keliling”."
    assert four[3] == "Tidak ada seri yang perlu diputuskan."


@pytest.mark.parametrize("tied", [False, True], ids=["no tie", "tied"])
@pytest.mark.parametrize("completion", ["", "add1"])
@pytest.mark.parametrize("method", ["budget_equal_shares", "budget_greedy"])
def test_what_stays_unspent_of_a_budget_is_told_whether_it_was_completed_or_not(method: str, completion: str, tied: bool) -> None:
    outcome = replace(BY_METHOD[method], completion=completion)
    outcome = with_tie(outcome) if tied else outcome

    close = sentences(outcome, "en", budget="102099998.50")[3]

    assert "99,999,998.50 " in close
    assert "unspent" in close
    assert ("raising all shares" in close) is bool(completion)
    assert ("“Taman bermain anak”" in close) is tied


def test_nothing_is_said_to_stay_unspent_where_costs_are_unknown() -> None:
    close = explain(with_tie(BY_METHOD["budget_equal_shares"]).plain(), names=TITLES).sentences[3]

    assert "terpakai" not in close
    assert "menaikkan semua bagian" in close


def test_an_option_that_nobody_rated_is_not_compared_with_the_winner() -> None:
    rating = BY_METHOD["rating"]
    two = replace(rating, options=("b", "c"))

    assert sentences(two, "en")[3] == "No tie had to be broken."


def test_a_completion_without_words_is_named_as_it_is() -> None:
    assert "by phragmen;" in sentences(replace(BY_METHOD["budget_equal_shares"], completion="phragmen"), "en")[3]


def test_without_names_options_are_called_as_they_are() -> None:
    assert "“b” menang" in explain(BY_METHOD["plurality"].plain()).sentences[2]


def test_whole_numbers_of_the_command_are_read_as_text_is() -> None:
    plain = BY_METHOD["irv"].plain()
    numbers = [{**stage, "tallies": {option: int(text) for option, text in stage["tallies"].items()}} for stage in plain["rounds"]]

    assert explain(plain | {"rounds": numbers}) == explain(plain)


def test_a_runoff_of_one_has_no_opponent() -> None:
    alone = replace(BY_METHOD["star"], options=("b",), rounds=[Round({"b": "12"}), Round({"b": "3"}, elected=["b"])])

    assert "12 points, since there is nobody to meet" in sentences(alone, "en")[2]


def test_votes_that_are_parts_are_written_as_decimals() -> None:
    parts = replace(BY_METHOD["irv"], rounds=[Round(votes("1.00000", "2.33333", "0.50000"), elected=["b"])])

    assert "2,33333 dari 3,83333 suara" in sentences(parts, "id")[2]


def test_the_options_of_the_outcomes_are_those_of_the_titles() -> None:
    assert set(OPTIONS) == set(TITLES)
