"""The tables of figures, each share with its base, and the list of all contributions."""

from collections.abc import Iterator, Mapping

from consult.discussion.stances import STANCES
from consult.platform.times import span
from consult.reports.attribution import speaker
from consult.reports.render.paper.parts import Pair, Post, Said, Table
from consult.reports.render.paper.sentences import Saying
from consult.reports.render.template_filters import number, share
from consult.reports.summary import KINDS, STATUSES, ShownPost, Summary, units


def received(summary: Summary, say: Saying) -> Iterator[Table]:
    """All that was received, by channel and status, in posts and in submissions; then posts by status with shares."""
    every = summary.posts[-1].by_status
    yield counted(say("fate"), say("status"), every, summary.received, say)
    for unit, tallies in units(summary):
        *channels, all_ = tallies
        lines = [(tally.name, (tally.received, *(tally.by_status[status] for status in STATUSES))) for tally in channels]
        total = (say("sum"), number(all_.received), *(number(all_.by_status[status]) for status in STATUSES))
        rows = tuple((Said(say(name)), *(Said(number(n)) for n in line)) for name, line in lines)
        head = (say("channel"), say("received"), *(say(status) for status in STATUSES))
        yield Table(say(f"{unit}_by_channel"), head, rows, total, numeric=1 + len(STATUSES))


def counted(caption: str, first: str, counts: Mapping[str, int], base: int, say: Saying) -> Table:
    """Counts of what a whole is made of, each with its share and a bar."""
    rows = tuple((Said(say(name)), Said(number(n)), Said(share(n, base))) for name, n in counts.items())
    bars = tuple(n / base if base else 0.0 for n in counts.values())
    return Table(caption, (first, say("number"), say("share")), rows, (say("sum"), number(base), ""), numeric=2, bars=bars)


def hidden(summary: Summary, say: Saying) -> Table | None:
    """What is hidden now, by the house rule that it is hidden under; None where nothing is."""
    base = sum(summary.hidden_by_rule.values())
    if not base:
        return None
    rows = tuple(
        (Said(f"{rule}. {summary.rules.get(rule, '')}".strip()), Said(number(n)), Said(share(n, base)))
        for rule, n in summary.hidden_by_rule.items()
    )
    return Table(say("hidden_by_rule"), (say("rule"), say("number"), say("share")), rows, (say("sum"), number(base), ""), numeric=2)


def moderation(summary: Summary, say: Saying) -> Iterator[Pair]:
    """When moderators look, how many decisions they took and how long those took, and what readers reported."""
    found = summary.moderated
    yield Pair(say("moderation"), Said(say(summary.moderation)))
    yield Pair(
        say("decisions"), Said(say("decisions_line", n=found.decisions, reversed=share(found.reversed, found.decisions), m=found.reversed))
    )
    if found.median is not None and found.longest is not None:
        took = say("waits_line", n=found.decided, median=span(found.median), longest=span(found.longest))
        long = say("waits_long", n=found.long, share=share(found.long, found.decided))
        yield Pair(say("waits"), Said(f"{took} {long}"))
    reports = found.reports
    if reports.received:
        facts = {
            "n": reports.received,
            "hidden": reports.hidden,
            "stood": reports.stood,
            "settled": reports.settled,
            "waiting": reports.waiting,
        }
        yield Pair(say("reports_of_readers"), Said(say("reports_line", **facts)))


def annex(summary: Summary, say: Saying) -> Iterator[Table]:
    """The figures table: contributions by kind and stance, then by clause."""
    yield counted(say("by_kind"), say("kind"), {kind: summary.kinds[kind] for kind in KINDS}, summary.shown_count, say)
    stances = {stance: summary.stances.get(stance, 0) for stance in STANCES}
    yield counted(say("by_stance"), say("stance"), stances, summary.stanced, say)
    if summary.clauses:
        yield by_clause(summary, say)


def by_clause(summary: Summary, say: Saying) -> Table:
    """Each clause by stance, with those that take one, replies, and all that are shown."""
    rows = tuple(
        (
            say.draft(f"{one.label} {one.heading}".strip()) if one.clause else Said(one.label),
            *(Said(number(n)) for n in (*(one.stances[stance] for stance in STANCES), one.stanced, one.replies, one.shown)),
        )
        for one in summary.clauses
    )
    sums = (*(summary.stances.get(stance, 0) for stance in STANCES), summary.stanced, summary.replies, summary.shown_count)
    head = (say("clause"), *(say(stance) for stance in STANCES), say("stanced"), say("replies"), say("shown"))
    return Table(say("table_by_clause"), head, rows, (say("sum"), *map(number, sums)), numeric=len(STANCES) + 3)


def post(one: ShownPost, say: Saying) -> Post:
    """One contribution with all that is public of it."""
    who = speaker(one, say.words, unnamed=say("withheld"))
    about = [one.clause or say("general"), say(one.kind), say(one.stance) if one.stance else "", who]
    return Post(
        head=" · ".join([f"[{one.number}]", *filter(None, about)]),
        said=Said(one.text, one.language),
        does=say(one.operation) if one.operation else "",
        wording=say.draft(one.wording),
    )
