"""Which links are in order, where clauses stand between them, and which assignment leaves the least doubt."""

from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.matching.assignment import assign, close_calls
from consult.matching.relative_places import in_order, places


@given(order=st.permutations(range(7)))
def test_what_is_in_order_is_a_longest_rising_sequence(order: list[int]) -> None:
    found = sorted(in_order(order))
    rising = [order[at] for at in found]
    longest = max(size for size in range(8) for some in combinations(order, size) if list(some) == sorted(some))

    assert rising == sorted(rising)
    assert len(rising) == longest


def test_nothing_is_in_order_where_there_is_nothing() -> None:
    assert in_order([]) == set()


def test_clauses_between_the_same_fixed_ones_are_in_one_gap_and_count_their_steps() -> None:
    found = places((5, 5), {0: 0, 4: 4})

    assert found.same_gap(1, 3)
    assert [found.steps(2, new) for new in (1, 2, 3)] == [0, 2, 0]


def test_an_inserted_clause_leaves_a_step_from_one_side() -> None:
    found = places((4, 5), {0: 0, 3: 4})

    assert (found.steps(1, 1), found.steps(2, 3), found.steps(2, 1)) == (1, 1, 0)


def test_a_fixed_clause_that_is_out_of_order_makes_no_gap() -> None:
    found = places((4, 4), {0: 3, 1: 0, 3: 2})

    assert found.same_gap(2, 1)
    assert found.steps(2, 1) == 2


@given(scores=st.dictionaries(st.tuples(st.integers(0, 3), st.integers(0, 3)), st.floats(0.1, 1.0), max_size=10))
def test_no_other_assignment_leaves_less_doubt(scores: dict[tuple[int, int], float]) -> None:
    def doubt(pairs: list[tuple[int, int]]) -> float:
        left = 1.0
        for pair in pairs:
            left *= 1 - scores[pair] + 0.005
        return left

    chosen = list(assign(scores, at_least=0.0).items())
    others = ([pair for pair in zip(range(4), news, strict=True) if pair in scores] for news in permutations(range(4)))

    assert doubt(chosen) <= min(doubt(other) for other in others) * (1 + 1e-6)


def test_pairs_below_the_line_are_not_assigned() -> None:
    assert assign({(0, 0): 0.8, (1, 1): 0.5}, at_least=0.7) == {0: 0}


@pytest.mark.parametrize(("second", "close"), [(0.3, set()), (0.88, {0}), (0.95, {0})])
def test_a_runner_up_that_is_nearly_as_good_is_a_close_call(second: float, close: set[int]) -> None:
    assert close_calls({0: 0}, {(0, 0): 0.9, (0, 1): second}) == close


def test_two_links_whose_ends_could_as_well_be_exchanged_are_close_calls() -> None:
    alike = {(0, 0): 0.9, (1, 1): 0.9, (0, 1): 0.9, (1, 0): 0.88}

    assert close_calls({0: 0, 1: 1}, alike) == {0, 1}
    assert close_calls({0: 0, 1: 1}, alike | {(0, 1): 0.5, (1, 0): 0.5}) == set()
