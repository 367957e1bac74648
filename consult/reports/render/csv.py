"""The summary as one CSV table: section, clause, number, kind, stance, name, value, base, text."""

import csv
from collections.abc import Iterator
from io import StringIO

from consult.reports.cells import safe_cell
from consult.reports.speaking import speaker
from consult.reports.summary import STANCES, Summary, units
from consult.reports.words import words_of

COLUMNS = ("section", "clause", "number", "kind", "stance", "name", "value", "base", "text")

Row = dict[str, object]


def render(summary: Summary) -> bytes:
    """UTF-8 with a byte order mark, so that spreadsheet programs read it right; RFC 4180 line ends."""
    out = StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, restval="")
    writer.writeheader()
    writer.writerows({column: safe_cell(value) for column, value in row.items()} for row in rows(summary))
    return out.getvalue().encode("utf-8-sig")


def rows(summary: Summary) -> Iterator[Row]:
    """Every figure with its base, then every shown post."""
    yield from about(summary)
    yield from totals(summary)
    yield from by_rule(summary)
    yield from by_clause(summary)
    yield from posts(summary)


def about(summary: Summary) -> Iterator[Row]:
    """What was asked, when, by whom, and the head of the record."""
    for name in ("slug", "title", "institution", "question", "document", "phase", "moderation", "opens_at", "closes_at", "made_at"):
        value = getattr(summary, name)
        yield {"section": "consultation", "name": name, "text": value.isoformat() if hasattr(value, "isoformat") else value or ""}
    yield {"section": "consultation", "name": "revision", "value": summary.revision or "", "text": summary.revision_sha256}
    yield {"section": "record", "name": "head", "value": summary.record_length, "text": summary.record_head}


def totals(summary: Summary) -> Iterator[Row]:
    """Received and each status, by channel, in posts and in submissions."""
    yield {"section": "people", "name": "took part", "value": summary.people}
    for unit, tallies in units(summary):
        for tally in tallies:
            yield {"section": unit, "kind": tally.name, "name": "received", "value": tally.received, "base": tally.received}
            for status, n in tally.by_status.items():
                yield {"section": unit, "kind": tally.name, "name": status, "value": n, "base": tally.received}


def by_rule(summary: Summary) -> Iterator[Row]:
    """Posts hidden now, by house rule."""
    hidden = sum(summary.hidden_by_rule.values())
    for rule, n in summary.hidden_by_rule.items():
        yield {"section": "hidden", "number": rule, "name": "rule", "value": n, "base": hidden}


def by_clause(summary: Summary) -> Iterator[Row]:
    """Shown posts of each clause by stance, with replies."""
    for clause in summary.clauses:
        yield {"section": "clause", "clause": clause.label, "name": "shown", "value": clause.shown, "base": summary.shown_count}
        for stance in STANCES:
            yield {
                "section": "clause",
                "clause": clause.label,
                "stance": stance,
                "name": "shown",
                "value": clause.stances[stance],
                "base": clause.shown,
            }
        yield {"section": "clause", "clause": clause.label, "kind": "reply", "name": "shown", "value": clause.replies, "base": clause.shown}


def posts(summary: Summary) -> Iterator[Row]:
    """Every shown post under its number; proposed wording in a row of its own."""
    known = words_of(summary)
    for post in summary.shown:
        name = speaker(post, known)
        row: Row = {"clause": post.clause, "number": post.number, "kind": post.kind, "stance": post.stance, "name": name}
        yield {"section": "post", **row, "text": post.text}
        if post.operation:
            yield {"section": "proposal", **row, "value": post.operation, "text": post.wording}
