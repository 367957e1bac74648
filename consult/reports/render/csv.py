"""The summary as one CSV table: section, clause, number, kind, stance, name, value, base, text."""

from collections.abc import Iterator
from dataclasses import asdict

from consult.reports.attribution import speaker
from consult.reports.figures import figures
from consult.reports.report_words import whom, words_of
from consult.reports.summary import Summary
from consult.text.cells import MARK, written

COLUMNS = ("section", "clause", "number", "kind", "stance", "name", "value", "base", "text")

Row = dict[str, object]


def render(summary: Summary) -> bytes:
    """UTF-8 with a byte order mark, so that spreadsheet programs read it right."""
    found = ([row.get(column) for column in COLUMNS] for row in rows(summary))
    return "".join([MARK, *written([COLUMNS, *found])]).encode()


def rows(summary: Summary) -> Iterator[Row]:
    """Every figure with its base, then what the polls asked, and every shown post."""
    yield from about(summary)
    yield from counts(summary)
    yield from polls(summary)
    yield from posts(summary)


def about(summary: Summary) -> Iterator[Row]:
    """What was asked, when, by whom, and the head of the record."""
    for name in ("slug", "title", "institution", "question", "document", "phase", "moderation", "opens_at", "closes_at", "made_at"):
        value = getattr(summary, name)
        yield {"section": "consultation", "name": name, "text": value.isoformat() if hasattr(value, "isoformat") else value or ""}
    if summary.unanswered:
        yield {"section": "consultation", "name": "unanswered", "value": summary.unanswered, "text": summary.answered_reason}
    yield {"section": "consultation", "name": "revision", "value": summary.revision or "", "text": summary.revision_sha256}
    if summary.edition:
        yield {"section": "record", "name": "edition", "value": summary.edition.number, "text": summary.edition.data_sha256}
    yield {"section": "record", "name": "head", "value": summary.record_length, "text": summary.record_head}


def counts(summary: Summary) -> Iterator[Row]:
    """Every figure with its base; of people it is said who they are, and of a stance what it is a share of."""
    known = words_of(summary)
    for figure in figures(summary):
        row: Row = {name: value for name, value in asdict(figure).items() if value is not None}
        of = whom(summary) if figure.section == "people" else "of_stanced" if figure.stance else ""
        yield {**row, "text": known[of] if of else ""}


def polls(summary: Summary) -> Iterator[Row]:
    """What each closed poll asked, how it was counted, what won, and the hashes that it is checked by."""
    for number, poll in enumerate(summary.polls, start=1):
        texts = (("title", poll.title), ("description", poll.description), ("id", poll.id), ("method", poll.method))
        hashes = (("rules", poll.rules_sha256), ("list", poll.list_sha256), ("seed", poll.seed))
        won = (("winner", title) for title in poll.winners)
        lots = (("tie", " = ".join(tie.between)) for tie in poll.ties)
        recomputable = ("recomputable", "yes" if poll.recomputable else "no")
        for name, text in (*texts, *won, *lots, recomputable, *hashes):
            yield {"section": "poll", "number": number, "kind": poll.kind, "name": name, "text": text}


def posts(summary: Summary) -> Iterator[Row]:
    """Every shown post under its number; proposed wording in a row of its own."""
    known = words_of(summary)
    for post in summary.shown:
        name = speaker(post, known)
        row: Row = {"clause": post.clause, "number": post.number, "kind": post.kind, "stance": post.stance, "name": name}
        yield {"section": "post", **row, "text": post.text}
        if post.operation:
            yield {"section": "proposal", **row, "value": post.operation, "text": post.wording}
