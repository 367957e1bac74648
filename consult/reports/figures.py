"""Every figure of a report in one list, each with what it is a part of, and the rule that none lacks its base."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from consult.discussion.stances import STANCES
from consult.reports.poll_outcomes import PollFigures
from consult.reports.summary import KINDS, Summary, units


@dataclass(frozen=True)
class Figure:
    """One count. What is a whole of its own has itself for a base."""

    section: str
    name: str
    value: int
    base: int | None
    clause: str = ""
    number: int | None = None  # of a house rule, or the place of a poll
    kind: str = ""
    stance: str = ""


def figures(summary: Summary) -> Iterator[Figure]:
    """All of them: people, totals, hidden by rule, moderation, clauses, kinds and stances, polls."""
    yield Figure("people", "took part", summary.people, summary.people)
    yield from received(summary)
    yield from moderated(summary)
    yield Figure("draft", "clauses with contributions", summary.clauses_reached, summary.clauses_in_draft)
    yield from by_clause(summary)
    for stance in STANCES:
        yield Figure("stance", "shown", summary.stances.get(stance, 0), summary.stanced, stance=stance)
    for kind in KINDS:
        yield Figure("kind", "shown", summary.kinds[kind], summary.shown_count, kind=kind)
    for number, poll in enumerate(summary.polls, start=1):
        yield from of_poll(poll, number)


def received(summary: Summary) -> Iterator[Figure]:
    """Received and each status, by channel, in posts and in submissions; then what is hidden, by house rule."""
    for unit, tallies in units(summary):
        for tally in tallies:
            yield Figure(unit, "received", tally.received, tally.received, kind=tally.name)
            for status, n in tally.by_status.items():
                yield Figure(unit, status, n, tally.received, kind=tally.name)
    hidden = sum(summary.hidden_by_rule.values())
    for rule, n in summary.hidden_by_rule.items():
        yield Figure("hidden", "rule", n, hidden, number=rule)


def moderated(summary: Summary) -> Iterator[Figure]:
    """Decisions, how long those who waited had to wait, and reports of readers."""
    found = summary.moderated
    yield Figure("moderation", "decided", found.decided, found.decided)
    yield Figure("moderation", "waited long", found.long, found.decided)
    for name, took in (("median wait, seconds", found.median), ("longest wait, seconds", found.longest)):
        if took is not None:
            seconds = int(took.total_seconds())
            yield Figure("moderation", name, seconds, seconds)
    yield Figure("moderation", "reversed", found.reversed, found.decisions)
    yield Figure("moderation", "decisions", found.decisions, found.decisions)
    for name in ("received", "hidden", "stood", "settled", "waiting"):
        yield Figure("reported", name, getattr(found.reports, name), found.reports.received)


def by_clause(summary: Summary) -> Iterator[Figure]:
    """Shown posts of each clause; of those that take a stance how many take which; and replies."""
    for clause in summary.clauses:
        yield Figure("clause", "shown", clause.shown, summary.shown_count, clause=clause.label)
        for stance in STANCES:
            yield Figure("clause", "shown", clause.stances[stance], clause.stanced, clause=clause.label, stance=stance)
        yield Figure("clause", "shown", clause.replies, clause.shown, clause=clause.label, kind="reply")


def of_poll(poll: PollFigures, number: int) -> Iterator[Figure]:
    """Who could vote, did and abstained; then each option with its votes."""
    yield Figure("poll", "eligible", poll.eligible, poll.eligible, number=number)
    yield Figure("poll", "taking part", poll.taking_part, poll.eligible, number=number)
    yield Figure("poll", "ballots", poll.ballots, poll.taking_part, number=number)
    yield Figure("poll", "abstained", poll.abstained, poll.ballots, number=number)
    for option in poll.options:
        yield Figure("poll", option.title, option.votes, poll.chosen, number=number, kind="option")


def without_base(found: Iterable[Figure]) -> Iterator[str]:
    """Figures that could mislead: without a base, or larger than it. Each is named."""
    for figure in found:
        if figure.base is None or not 0 <= figure.value <= figure.base:
            where = (figure.section, figure.clause, figure.number, figure.kind, figure.stance, figure.name)
            yield f"base of {' '.join(str(part) for part in where if part not in {'', None})}"
