"""Counts the ballots of a poll by every method for rankings, and says what that took. It is measured in a process of its own."""

import json
import time
from pathlib import Path

from consult.polls.models import Poll
from consult.polls.queries import grouped
from consult.tally.canonical_ballots import profile_of
from consult.tally.method_table import METHODS
from consult.tally.profile import Ballots

SEATS = 3


def main(poll_id: str) -> None:
    """Print seconds from the database's ballots, seconds from the grouped ones, megabytes at most, and who won, as JSON."""
    poll = Poll.objects.get(pk=poll_id)
    options = [str(option) for option in poll.options.order_by("position").values_list("pk", flat=True)]
    began = time.perf_counter()
    ballots = list(grouped(poll))
    read = time.perf_counter()
    profile = profile_of(Ballots.RANKED, iter(ballots), options=options)
    winners = {
        method.name: [options.index(winner) for winner in method.count(profile, lot=options, **takes(method.takes)).winners]
        for method in METHODS.values()
        if method.reads == (Ballots.RANKED,)
    }
    done = time.perf_counter()
    told = {"whole": done - began, "grouped": done - read, "distinct": len(ballots), "voters": profile.voters, "winners": winners}
    print(json.dumps({**told, "megabytes": peak()}))


def takes(names: frozenset[str]) -> dict[str, int]:
    """What a method asks for."""
    return {"seats": SEATS} if "seats" in names else {}


def peak() -> float:
    """The most memory that this process has had, in megabytes (Linux, proc(5))."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))
