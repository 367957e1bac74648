"""Random rankings, counted by other people's libraries too. These name all who could win by some lot; ours names one, and the tie."""

from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from consult.tally.first_preferences import until_ties
from consult.tally.methods import borda, condorcet, irv, plurality, ranked_pairs, schulze, stv_scottish
from consult.tally.outcome import By
from consult.tally.pairwise import duels
from consult.tally.profile import Profile
from tests.consult.tally.methods.rankings import equals, imported, rankings, theirs, unheard
from tests.consult.tally.profiles import Cast

randoms = st.integers(min_value=0, max_value=2**32 - 1).map(Random)
many = settings(max_examples=150, deadline=None)


def asked(random: Random, *, options: range = range(1, 9)) -> tuple[Cast, Profile, Any]:
    """A poll of so many options in which somebody says something, here and there."""
    held, profile = rankings(random)
    while not profile.says_anything or len(held.options) not in options:
        held, profile = rankings(random)
    return held, profile, theirs(profile)


@many
@given(randoms)
def test_as_many_prefer_one_to_another_as_the_library_says(random: Random) -> None:
    held, profile, other = asked(random)
    against = duels(profile)
    assert all(against[a, b] == other.support(a, b) for a in range(len(held.options)) for b in range(len(held.options)) if a != b)


@many
@given(randoms)
def test_the_condorcet_winner_is_the_librarys(random: Random) -> None:
    held, profile, other = asked(random)
    found = other.condorcet_winner()
    assert list(condorcet.count(profile, lot=held.lot).winners) == ([] if found is None else [held.options[found]])


@many
@given(randoms)
def test_the_unbeaten_of_schulze_are_those_of_beat_path(random: Random) -> None:
    held, profile, other = asked(random)
    method = imported("pref_voting.margin_based_methods").beat_path
    assert equals(schulze.count(profile, lot=held.lot)) == set(method(other))


@many
@given(randoms)
def test_the_winner_of_ranked_pairs_wins_by_some_order_of_equal_margins_and_alone_where_no_tie_is_named(random: Random) -> None:
    held, profile, other = asked(random, options=range(1, 6))  # the library tries every order of the options
    outcome = ranked_pairs.count(profile, lot=held.lot)
    with unheard():
        found = imported("pref_voting.margin_based_methods").ranked_pairs(other, algorithm="from_stacks")
    assert held.options.index(outcome.winners[0]) in found
    assert outcome.ties or len(found) == 1


@many
@given(randoms)
def test_who_has_most_first_preferences_has_them_there_too(random: Random) -> None:
    held, profile, _ = asked(random)
    outcome = plurality.count(profile, lot=held.lot)
    tallies = {held.options.index(option): int(votes) for option, votes in outcome.rounds[0].tallies.items()}
    assert tallies == theirs(until_ties(profile)).plurality_scores_ignoring_overvotes()


@many
@given(randoms)
def test_points_of_borda_are_dominations_and_half_of_the_ties_among_ranked(random: Random) -> None:
    held, profile, other = asked(random)
    scoring = imported("pref_voting.scoring_methods")
    strictly, weakly = scoring.domination_borda_scores(other), beside(profile)
    points = borda.count(profile, lot=held.lot).scores
    assert {held.options.index(option): float(number) for option, number in points.items()} == {
        option: strictly[option] + weakly[option] / 2 for option in range(len(held.options))
    }


def beside(profile: Profile) -> list[int]:
    """How many other ranked options stand beside each, over all ballots."""
    return [
        sum(
            int(count) * sum(1 for other, mark in enumerate(row) if other != option and mark == row[option] < profile.blank)
            for row, count in zip(profile.marks, profile.counts, strict=True)
        )
        for option in range(len(profile.options))
    ]


@many
@given(randoms)
def test_the_winner_of_an_instant_runoff_wins_in_some_parallel_universe_and_in_each_where_no_tie_is_named(random: Random) -> None:
    held, profile, _ = asked(random)
    outcome = irv.count(profile, lot=held.lot)
    if outcome.winners:
        with unheard():
            found = imported("pref_voting.iterative_methods").instant_runoff_put(theirs(until_ties(profile)))
        assert held.options.index(outcome.winners[0]) in found
        assert outcome.ties or len(found) == 1


@many
@given(randoms)
def test_scottish_stv_elects_whom_the_library_elects_where_no_lot_decides(random: Random) -> None:
    held, profile, _ = asked(random)
    outcome = stv_scottish.count(profile, seats=held.seats, lot=held.lot)
    if outcome.winners and all(tie.broken_by != By.LOT for tie in outcome.ties):
        with unheard():
            method = imported("pref_voting.proportional_methods").stv_scottish
            found = method(theirs(until_ties(profile)), num_seats=held.seats)
        assert sorted(held.options.index(option) for option in outcome.winners) == found


@many
@given(randoms)
def test_first_round_and_winner_of_an_instant_runoff_are_pyrankvotes_where_no_tie_is_named(random: Random) -> None:
    # the rounds between are others there: it takes out at once all who cannot win any more
    held, profile, _ = asked(random, options=range(2, 9))
    outcome = irv.count(profile, lot=held.lot)
    if outcome.winners and not outcome.ties:
        rounds, winner = by_pyrankvote(until_ties(profile))
        assert winner == outcome.winners[0]
        assert rounds[0] == {option: int(votes) for option, votes in outcome.rounds[0].tallies.items() if votes != "0"}


def by_pyrankvote(profile: Profile) -> tuple[list[dict[str, int]], str]:
    """Rounds, without who has no votes, and winner by that library, which takes a ballot for each voter."""
    library = imported("pyrankvote")
    candidates = [library.Candidate(option) for option in profile.options]
    ballots = []
    for row, count in zip(profile.marks, profile.counts, strict=True):
        order = sorted((mark, option) for option, mark in enumerate(row) if mark < profile.blank)
        ballots += [library.Ballot([candidates[option] for _, option in order])] * (int(count) if order else 0)
    with unheard():
        result = library.instant_runoff_voting(candidates, ballots, pick_random_if_blank=False)
    return [votes_in(stage) for stage in result.rounds], result.get_winners()[0].name


def votes_in(stage: Any) -> dict[str, int]:
    """Who has votes in a round of pyrankvote's, and how many."""
    return {one.candidate.name: round(one.number_of_votes) for one in stage.candidate_results if one.number_of_votes}
