"""The verifier's own count: by every method the same outcome as the first count, and as others published."""

import ast
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any, Final

import pytest

from consult.record import verify
from consult.record.verify import KINDS, Bundle, Findings, recount, recounted
from consult.tally.canonical_ballots import profile_of
from consult.tally.method_table import METHODS
from consult.tally.profile import Ballots
from tests.consult.tally.profiles import cast

DATA: Final = Path(__file__).resolve().parents[3] / "../shared/data/tally"
ROUNDS: Final = 150
CALLED: Final = "ABCDEFGH"

with_data = pytest.mark.skipif(not DATA.exists(), reason="the cases of others are not here")


def written(ballot: object) -> str:
    """The canonical text of a ballot."""
    return json.dumps(ballot, sort_keys=True, separators=(",", ":"))


def ranked(*ballots: tuple[int, str]) -> dict[str, int]:
    """Rankings by letters, the best first; a letter of its own a rank."""
    return {written([[option] for option in ranking]): n for n, ranking in ballots}


def won(method: str, ballots: Mapping[str, int], options: Sequence[str], **takes: Any) -> list[str]:
    """Who wins, by a lot in the order of the options."""
    winners: list[str] = recounted(method, ballots, options, options, **takes)["winners"]
    return winners


# ---- The same as the first count


@pytest.mark.parametrize(("method", "kind"), [(name, kind) for name in sorted(METHODS) for kind in METHODS[name].reads])
def test_both_counts_tell_the_same(method: str, kind: Ballots) -> None:
    counting, tied = METHODS[method], 0
    for seed in range(ROUNDS):
        poll = cast(kind, Random(seed))
        takes = poll.takes(counting.takes)
        first = counting.count(profile_of(kind, poll.ballots.items(), options=poll.options), lot=poll.lot, **takes).plain()

        assert recounted(method, poll.ballots, poll.options, poll.lot, **takes) == first, f"seed {seed}"
        tied += bool(first["ties"])
    assert tied or method in {"condorcet", "statements"}  # which have none


def test_every_method_is_counted_again() -> None:
    assert METHODS.keys() <= verify.METHODS.keys()


def test_each_kind_of_poll_has_methods_and_every_method_a_kind() -> None:
    assert set().union(*(methods for _, methods in KINDS.values())) == verify.METHODS.keys()


def test_it_needs_nothing_but_python() -> None:
    lines = list(ast.walk(ast.parse(Path(verify.__file__).read_text())))
    modules = {alias.name for line in lines if isinstance(line, ast.Import) for alias in line.names}
    modules |= {str(line.module) for line in lines if isinstance(line, ast.ImportFrom)}

    assert {module.partition(".")[0] for module in modules} <= sys.stdlib_module_names


# ---- The same as others published


@with_data
def test_scottish_wards_are_equal_at_every_stage() -> None:
    cases = json.loads((DATA / "expected.json").read_text())
    wards = [case for name, case in cases.items() if name.startswith("stv-scottish/") and case["file"].endswith(".blt")]
    for ward in wards:
        options, ballots = ward_of((DATA / ward["file"]).read_text("utf-8-sig").splitlines())
        told, expected = recounted("stv_scottish", ballots, options, options, seats=ward["params"]["seats"]), ward["expected"]

        assert [stage["tallies"] for stage in told["rounds"]] == expected["stages"]
        assert [stage["exhausted"] for stage in told["rounds"]] == expected["non_transferable"]
        assert told["quota"] == str(expected["quota"])
        assert told["winners"] == [str(option) for option in expected["elected_in_order"]]
        assert won("schulze", ballots, options) == [str(option) for option in expected["schulze_margins_winner"]]
    assert wards


def ward_of(lines: Sequence[str]) -> tuple[list[str], dict[str, int]]:
    """Numbers of the options, and ballots, of a file in the simplest BLT."""
    options = [str(number + 1) for number in range(int(lines[0].split()[0]))]
    ballots = Counter[str]()
    for line in lines[1 : lines.index("0")]:
        n, *ranking, _end = line.split()
        ballots[written([[option] for option in ranking])] += int(n)
    return options, ballots


@with_data
@pytest.mark.parametrize(
    ("method", "known"),
    [
        ("plurality", "plurality"),
        ("irv", "irv"),
        ("borda", "borda_truncated_zero"),
        ("schulze", "schulze_margins"),
        ("ranked_pairs", "ranked_pairs_margins"),
    ],
)
def test_winners_of_rankings_are_those_that_other_counters_find(method: str, known: str) -> None:
    cases = json.loads((DATA / "own/ranked_synthetic.json").read_text())
    for case in cases.values():
        options, ballots = numbered(case["n"], case["ballots"])

        assert won(method, ballots, options) == [str(case["expected"]["winners"][known])]
    assert cases


@with_data
def test_rounds_duels_and_points_of_rankings_are_those_that_other_counters_find() -> None:
    for case in json.loads((DATA / "own/ranked_synthetic.json").read_text()).values():
        options, ballots = numbered(case["n"], case["ballots"])
        expected = case["expected"]
        rounds = recounted("irv", ballots, options, options)["rounds"]
        borda = recounted("borda", ballots, options, options)["scores"]

        assert [{option: int(n) for option, n in stage["tallies"].items()} for stage in rounds] == expected["irv_rounds"]
        assert recounted("condorcet", ballots, options, options)["pairwise"] == expected["pairwise"]
        assert [float(borda[option]) for option in options] == expected["borda_scores"]
        assert sorted(won("stv_scottish", ballots, options, seats=2)) == [str(option) for option in expected["scottish_stv_2_seats"]]


def numbered(n: int, ballots: Iterable[tuple[int, Sequence[int]]]) -> tuple[list[str], dict[str, int]]:
    """Options from 1 on, and rankings of them."""
    counted = Counter[str]()
    for number, ranking in ballots:
        counted[written([[str(option)] for option in ranking])] += number
    return [str(option + 1) for option in range(n)], counted


@with_data
def test_finalists_and_winners_of_points_are_those_that_other_counters_find() -> None:
    for case in json.loads((DATA / "own/star_synthetic.json").read_text()).values():
        options = [str(option + 1) for option in range(case["n"])]
        ballots = Counter[str]()
        for n, marks in case["ballots"]:
            ballots[written(dict(zip(options, marks, strict=True)))] += n
        told, expected = recounted("star", ballots, options, options), case["expected"]
        sums, runoff = (stage["tallies"] for stage in told["rounds"])

        assert [int(sums[option]) for option in options] == expected["total_scores"]
        assert [int(runoff[str(option)]) for option in expected["finalists"]] == expected["final_votes"]
        assert told["winners"] == [str(expected["winner"])]


def test_a_circle_of_duels_is_cut_at_its_weakest() -> None:
    """Schulze's own example of 45 voters (2011, section 3): E wins, and no option wins all its duels."""
    ballots = ranked((5, "ACBED"), (5, "ADECB"), (8, "BEDAC"), (3, "CABED"), (7, "CAEBD"), (2, "CBADE"), (7, "DCEBA"), (8, "EBADC"))

    told = recounted("schulze", ballots, "ABCDE", "ABCDE")

    assert told["winners"] == ["E"]
    assert told["scores"] == {"E": "4", "A": "3", "C": "2", "B": "1", "D": "0"}
    assert won("condorcet", ballots, "ABCDE") == []


def test_methods_disagree_where_they_are_known_to() -> None:
    """The capital of Tennessee: most are nearest to Memphis, and most would rather have Nashville."""
    ballots = ranked((42, "MNCK"), (26, "NCKM"), (15, "CKNM"), (17, "KCNM"))

    winners = {method: won(method, ballots, "MNCK") for method in ("plurality", "irv", "borda", "condorcet", "ranked_pairs")}

    assert winners == {"plurality": ["M"], "irv": ["K"], "borda": ["N"], "condorcet": ["N"], "ranked_pairs": ["N"]}


# ---- Each method, by hand


def test_approvals_are_counted_and_a_tie_for_the_last_seat_is_told() -> None:
    ballots = {'["A","B"]': 2, '["A","C"]': 2, "null": 1}

    told = recounted("approval", ballots, "ABCD", "DCBA", seats=2)

    assert told["winners"] == ["A", "C"]
    assert told["ties"] == [{"between": ["C", "B"], "broken_by": "lot"}]
    assert (told["ballots"], told["abstained"]) == (5, 1)
    assert told["scores"] == {"A": "4", "B": "2", "C": "2", "D": "0"}


def test_no_opinion_is_no_part_of_a_mean_and_more_voters_break_a_tie() -> None:
    told = recounted("rating", {'{"A":4,"B":null,"C":1}': 1, '{"A":4,"B":4,"C":0}': 1, '{"A":null,"B":null,"C":0}': 1}, "ABC", "BAC")

    assert told["winners"] == ["A"]
    assert told["ties"] == [{"between": ["A", "B"], "broken_by": "voters"}]
    assert told["scores"] == {"A": "4.00000", "B": "4.00000", "C": "0.33333"}
    assert told["figures"]["C"] == {
        "mean": "0.33333",
        "median": "0.00000",
        "rated": "3",
        "no_opinion": "0",
        "0": "2",
        "1": "1",
        **dict.fromkeys("2345", "0"),
    }


def test_a_statement_is_carried_by_more_than_half_of_those_who_answered_it() -> None:
    ballots = {'{"A":"agree","B":"agree"}': 2, '{"A":"disagree","B":"pass"}': 1, '{"B":"disagree"}': 1, "null": 5}

    told = recounted("statements", ballots, "AB", "AB")

    assert told["winners"] == ["A"]
    assert told["figures"] == {
        "A": {"agree": "2", "disagree": "1", "pass": "0", "agreement": "0.66666", "divisiveness": "0.88888"},
        "B": {"agree": "2", "disagree": "1", "pass": "1", "agreement": "0.50000", "divisiveness": "0.68750"},
    }


def test_a_project_that_does_not_fit_is_passed_over() -> None:
    ballots = {'["A","B"]': 3, '["A","C"]': 2, '["D"]': 2}

    told = recounted("budget_greedy", ballots, "ABCD", "DCBA", costs={"A": 5, "B": 6, "C": 2, "D": 3}, budget=9)

    assert told["winners"] == ["A", "D"]
    assert told["ties"] == [{"between": ["D", "C"], "broken_by": "lot"}]


def test_a_minority_buys_what_votes_alone_would_not_fund() -> None:
    ballots, costs = {'["A","B"]': 6, '["C"]': 4}, {"A": 60, "B": 40, "C": 40}

    told = recounted("budget_equal_shares", ballots, "ABC", "BAC", costs=costs, budget=100)

    assert won("budget_greedy", ballots, "ABC", costs=costs, budget=100) == ["A", "B"]
    assert told["winners"] == ["B", "C"]
    assert told["ties"] == [{"between": ["B", "A"], "broken_by": "lot"}]
    assert [stage["tallies"] for stage in told["rounds"]] == [
        {"A": "6.00000", "B": "6.00000", "C": "4.00000"},
        {"A": "0.00000", "C": "4.00000"},
    ]
    assert "completion" not in told


def test_shares_are_raised_while_voters_do_not_overspend() -> None:
    ballots, costs = {'["A"]': 1, '["B"]': 1, '["C"]': 1}, {"A": 4, "B": 4, "C": 2}

    raised = recounted("budget_equal_shares", ballots, "ABC", "ABC", costs=costs, budget=10)
    overspent = recounted("budget_equal_shares", ballots, "ABC", "ABC", costs=costs, budget=9)

    assert (raised["winners"], raised["completion"]) == (["A", "B", "C"], "add1")
    assert (overspent["winners"], "completion" in overspent) == (["C"], False)


# ---- What is no ballot


@pytest.mark.parametrize(
    ("method", "ballot"),
    [
        ("approval", '["A","A"]'),
        ("approval", '["A","X"]'),
        ("approval", '["B","A"]'),
        ("approval", '{"A":1}'),
        ("approval", '"A"'),
        ("borda", '[["A"],["A","B"]]'),
        ("borda", '[["A","A"]]'),
        ("borda", '[["A"], ["B"]]'),
        ("borda", '["A"]'),
        ("borda", "[[]]"),
        ("borda", '[["A"],[["B"]]]'),
        ("borda", '[["X"]]'),
        ("borda", "1"),
        ("budget_greedy", '{"A":-1}'),
        ("irv", '{"A":1}'),
        ("plurality", '"X"'),
        ("plurality", '"A'),
        ("plurality", ""),
        ("rating", '{"A":6}'),
        ("rating", '{"A":true}'),
        ("rating", '{"A":1.5}'),
        ("rating", '{"A":1,"A":2}'),
        ("rating", '{"B":1,"A":2}'),
        ("rating", '{"X":null}'),
        ("star", "[]]"),
        ("statements", '{"A":"yes"}'),
        ("statements", '{"A":["agree"]}'),
        ("statements", '{"A":null}'),
        ("stv_scottish", '[["A",1]]'),
    ],
)
def test_what_is_no_ballot_is_refused(method: str, ballot: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        recounted(method, {ballot: 1}, "AB", "AB")


def test_a_ballot_has_one_way_to_be_written() -> None:
    with pytest.raises(ValueError, match="several ways"):
        recounted("plurality", {'"A"': 1, '[["A"]]': 1}, "AB", "AB")


class Listed(Bundle):
    """A bundle that holds nothing but a list of ballots."""

    def __init__(self, ballots: Iterable[str]) -> None:
        self.ballots = list(ballots)

    def rows(self, name: str, columns: Sequence[str]) -> Any:
        """The ballots, in the order of their commitments."""
        return ({"commitment": f"{n:064}", "ballot": ballot} for n, ballot in enumerate(self.ballots))


def held(kind: str, method: str, ballots: Sequence[str]) -> Findings:
    """What is found of a poll of this kind whose tally says that it was counted by this method."""
    options = [{"id": id_, "title": id_} for id_ in "AB"]
    tally = recounted(method, Counter(ballots), "AB", "AB")
    poll = {"id": "1", "kind": kind, "seed": "00", "list_sha256": "", "options": options, "tally": tally}
    found = Findings()
    recount(Listed(ballots), poll, found)
    found.faults = [fault for fault in found.faults if not fault.startswith("ballots-")]  # the hash of the list is another matter
    return found


def test_a_poll_is_counted_again_by_a_method_of_its_kind() -> None:
    ballots = ['[["A"],["B"]]'] * 3

    assert held("ranking", "borda", ballots).faults == []
    assert held("stv", "borda", ballots).faults == ["poll 1: was counted by a method that is none for this kind of poll"]


def test_a_ranking_is_no_ballot_of_a_single_choice() -> None:
    with pytest.raises(ValueError, match="no single choice"):
        held("single", "plurality", ['[["A"]]'] * 3)
