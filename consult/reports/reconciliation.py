"""The rule that a report's figures reconcile: each total is the sum of its parts, and each figure has the base that it is a part of."""

from collections import Counter
from collections.abc import Iterator

from consult.reports.figures import figures, without_base
from consult.reports.poll_outcomes import faults_of
from consult.reports.summary import STATUSES, Summary, Tally, units


def faults(summary: Summary) -> list[str]:
    """What does not add up; empty where everything does. No report with a fault leaves the house."""
    found = [*tallied(summary), *counted(summary), *(fault for poll in summary.polls for fault in faults_of(poll))]
    return found + list(without_base(figures(summary)))


def tallied(summary: Summary) -> Iterator[str]:
    """Received = shown + held + hidden + withdrawn + erased, for each channel, in posts and in submissions."""
    for unit, tallies in units(summary):
        for tally in tallies:
            if sum(tally.by_status.values()) != tally.received:
                yield f"{unit} by {tally.name}"
    for unit, tallies in units(summary):
        if not adds_up(tallies):
            yield f"{unit} of all channels"
    if sum(summary.hidden_by_rule.values()) != summary.posts[-1].by_status["hidden"]:
        yield "hidden posts by rule"


def counted(summary: Summary) -> Iterator[str]:
    """Shown = the sum of the clauses = the list; the parts of a clause, and stances and kinds, from that list."""
    if sum(clause.shown for clause in summary.clauses) != summary.shown_count:
        yield "shown posts by clause"
    if any(clause.stanced + clause.replies != clause.shown for clause in summary.clauses):
        yield "stances and replies of a clause"
    if len(summary.shown) != summary.shown_count:
        yield "the list of shown posts"
    listed = Counter(post.stance for post in summary.shown)
    if any(listed[stance] != n for stance, n in summary.stances.items()):
        yield "shown posts by stance"
    reports = summary.moderated.reports
    if reports.hidden + reports.stood + reports.settled + reports.waiting != reports.received:
        yield "reports of readers"


def adds_up(tallies: tuple[Tally, ...]) -> bool:
    """Whether the last tally is the sum of the others, status by status."""
    *channels, every = tallies
    return all(sum(tally.by_status[status] for tally in channels) == every.by_status[status] for status in STATUSES)
