"""What it costs to match two versions of a long draft, and how that grows with its length."""

from functools import partial
from random import Random

from consult.matching.links import Unit
from consult.matching.match import match
from tests.bench.conftest import Measured
from tests.bench.timing import best, took
from tests.consult.matching.edited import Language, edited, law, units

LONG = 1_000  # clauses that people cite; with their ayat three times as many


def versions(size: int, *, renumbered: bool) -> tuple[list[Unit], list[Unit]]:
    """Two versions of a law of so many clauses, one in ten of them edited."""
    language = Language(Random(size))
    made = edited(language, law(language, size), edits=size // 10, renumbered=renumbered)
    return units(made.old), units(made.new)


def test_two_versions_of_a_thousand_clauses_are_matched_in_seconds(measured: Measured) -> None:
    for said, renumbered in (("labels kept", False), ("renumbered", True)):
        pair = versions(LONG, renumbered=renumbered)
        seconds = took(partial(match, *pair)) / 1000
        measured(f"matching two versions of 1,000 clauses, {said}", seconds, "s", at_most=10, units=len(pair[0]))


def test_twice_the_clauses_take_little_more_than_twice_the_time_where_labels_hold(measured: Measured) -> None:
    long, longer = (versions(size, renumbered=False) for size in (LONG, 2 * LONG))
    against = best(lambda: match(*long), times=5)
    measured("matching two versions of 2,000 clauses", best(lambda: match(*longer), times=5), "ms", against=against, at_most=2.5)


def test_a_text_in_which_nothing_holds_is_matched_in_bounded_time(measured: Measured) -> None:
    one, other = (Language(Random(seed)) for seed in (1, 2))
    old, new = units(law(one, LONG)), units(law(other, LONG))
    measured("matching two texts of 1,000 clauses that have nothing in common", took(lambda: match(old, new)) / 1000, "s", at_most=20)
