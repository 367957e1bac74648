"""What is kept of what anybody can ask for in endless ways: for minutes, and never more than there is room for."""

from functools import partial
from unittest.mock import patch

from frontend.page_cache import PLACES, SHORTLY, once_in_few


def test_however_many_are_asked_for_no_more_are_kept_than_there_are_places_and_each_for_minutes() -> None:
    with patch("frontend.page_cache.kept.get", return_value=None), patch("frontend.page_cache.kept.set") as put:
        for n in range(10 * PLACES):
            assert once_in_few("difference", (n, n + 1), partial(int, n)) == n

    assert len({call.args[0] for call in put.call_args_list}) <= PLACES
    assert {call.args[2] for call in put.call_args_list} == {SHORTLY}


def test_what_is_asked_for_again_is_not_made_again_and_is_never_that_of_another() -> None:
    made: list[int] = []

    def make(n: int) -> int:
        made.append(n)
        return n

    asked = [*range(3 * PLACES), 3 * PLACES - 1]
    assert [once_in_few("tested", ("one of many", n), partial(make, n)) for n in asked] == asked
    assert len(made) == 3 * PLACES
