"""A million ballots on eight options: how long all counts of rankings take, from the database and from a file, and how much memory."""

import csv
import json
import os
import subprocess
import sys
from collections import Counter
from functools import partial
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Any, Final
from uuid import UUID

import pytest
from django.db import transaction

from consult.polls.models import ClosedBallot, Option, Poll
from consult.tally.canonical_ballots import profile_of
from consult.tally.first_preferences import until_ties
from consult.tally.methods import borda, condorcet, irv, plurality, ranked_pairs, schulze
from consult.tally.profile import Ballots, Profile
from tests.bench.ballots import OPTIONS, VOTERS, canonical, commitments, rankings
from tests.bench.conftest import ROOT, Measured
from tests.bench.timing import best
from tests.cast import Scene, Someone
from tests.consult.polls.voting import asked
from tests.consult.tally.methods.rankings import imported, theirs, unheard
from tests.trials.served import database

AT_ONCE: Final = 10_000  # rows
FROM_GROUPED, WHOLE, MEGABYTES = 1.0, 3.0, 300
TIMES_FASTER, TIMES_READING = 20, 6
IDS: Final = [str(UUID(int=n + 2**100)) for n in range(OPTIONS)]


@pytest.mark.sqlite
@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_a_million_ballots_are_counted_by_all_methods_for_rankings_in_seconds(
    consultation: Scene, ratna: Someone, measured: Measured
) -> None:
    poll = filled(asked(ratna, consultation, titles=[f"Usul {n}" for n in range(OPTIONS)]))
    tries = [counted_apart(poll) for _ in range(3)]
    facts = {"ballots": tries[0]["voters"], "distinct": tries[0]["distinct"]}
    for what, name, bar in (
        ("all counts of rankings, a million ballots on 8 options, from the grouped ones", "grouped", FROM_GROUPED),
        ("all counts of rankings, a million ballots on 8 options, with the grouping in the database", "whole", WHOLE),
    ):
        measured(what, min(one[name] for one in tries), "s", at_most=bar, **facts)
    measured(
        "memory of the process that counts a million ballots", max(one["megabytes"] for one in tries), "MB", at_most=MEGABYTES, **facts
    )
    assert tries[0]["voters"] == VOTERS


def filled(poll: Poll) -> Poll:
    """The poll with a million counted ballots, as a closing leaves them: in the order of their commitments, and nothing tidied up after."""
    options = [str(option) for option in Option.objects.filter(poll=poll).order_by("position").values_list("pk", flat=True)]
    texts = map(canonical, rankings(options))
    rows = zip(commitments(VOTERS), texts, strict=True)
    with transaction.atomic():
        while some := list(islice(rows, AT_ONCE)):
            ClosedBallot.objects.bulk_create(ClosedBallot(commitment=commitment, choice=choice, poll=poll) for commitment, choice in some)
    return poll


def counted_apart(poll: Poll) -> dict[str, Any]:
    """What `tests.bench.counting` measures."""
    program = f"import django; django.setup(); from tests.bench.counting import main; main({str(poll.pk)!r})"
    there = {**os.environ, "DJANGO_SETTINGS_MODULE": "deploy.settings.local", "DATABASE_URL": database()}
    found = subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=there, capture_output=True, text=True, check=True, timeout=300)
    taken: dict[str, Any] = json.loads(found.stdout)
    return taken


def test_ours_takes_a_twentieth_of_the_time_of_a_library_for_the_same_ballots(measured: Measured) -> None:
    grouped = Counter(map(canonical, rankings(IDS)))
    began = perf_counter()
    profile = profile_of(Ballots.RANKED, grouped.items(), options=IDS)
    ours = [method.count(profile, lot=IDS).winners[0] for method in (plurality, irv, borda, schulze, ranked_pairs, condorcet)]
    took = perf_counter() - began

    began = perf_counter()
    others = [IDS[winner] for winner in by_a_library(profile)]
    against = perf_counter() - began

    measured(
        "times that pref_voting takes for a million ballots", against / took, "times", at_least=TIMES_FASTER, ours=took, theirs=against
    )
    assert ours == others


def by_a_library(profile: Profile) -> list[int]:
    """Who wins by the same methods there: first preferences, instant runoff, Borda, Schulze, Ranked Pairs, Condorcet."""
    scoring, margins = imported("pref_voting.scoring_methods"), imported("pref_voting.margin_based_methods")
    with unheard():
        whole, cut = theirs(profile), theirs(until_ties(profile))
        runoff = imported("pref_voting.iterative_methods").instant_runoff_for_truncated_linear_orders
        votes, points = cut.plurality_scores_ignoring_overvotes(), scoring.domination_borda_scores(whole)
        first, most = max(votes, key=votes.__getitem__), max(points, key=points.__getitem__)
        return [first, runoff(cut)[0], most, margins.beat_path(whole)[0], margins.ranked_pairs(whole)[0], whole.condorcet_winner()]


def test_a_file_of_a_million_ballots_is_counted_in_a_few_times_the_time_of_reading_it(tmp_path: Path, measured: Measured) -> None:
    path = tmp_path / "ballots.csv"
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["count", *(f"rank{n}" for n in range(1, OPTIONS + 1))])
        for tiers in rankings([f"Usul {n}" for n in range(OPTIONS)]):
            cells = ["|".join(tier) for tier in tiers]
            writer.writerow(["1", *cells, *[""] * (OPTIONS - len(cells))])

    for method in ("schulze", "irv"):
        command = [sys.executable, "manage.py", "tally", str(path), "--method", method, "--json"]
        counted = best(partial(subprocess.run, command, cwd=ROOT, capture_output=True, check=True), times=3)
        against = best(partial(read, path), times=3)
        what = f"counting a CSV file of a million ballots by {method}, start included, beside reading it"
        measured(what, counted, "ms", against=against, at_most=TIMES_READING)


def read(path: Path) -> None:
    """Every row of the file, with the standard library's reader."""
    with path.open(newline="") as file:
        for _ in csv.reader(file):
            pass
