"""The report as it stands on paper, in its language: what the PDF and the Word file both are made from."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Final

from django.utils import timezone, translation

from consult.reports.render import csv
from consult.reports.render.paper import clauses, front, polls, tables
from consult.reports.render.paper.parts import Pair, Paper, Said
from consult.reports.render.paper.sentences import Saying
from consult.reports.report_words import words_of
from consult.reports.summary import Summary

MOST_POSTS: Final = 2_000  # that are listed; of more, the list is the CSV file


def paper(summary: Summary) -> Paper:
    """Everything in its place."""
    with translation.override(summary.language), timezone.override("Asia/Jakarta"):
        return laid_out(summary, Saying(words_of(summary), summary))


def laid_out(summary: Summary, say: Saying) -> Paper:
    """The same, where the language is active already."""
    listed = len(summary.shown) <= MOST_POSTS
    hashed = not listed and summary.edition  # only the CSV file of an edition stays as it is
    file_hash = sha256(csv.render(summary)).hexdigest() if hashed else ""
    return Paper(
        lang=summary.language,
        words=dict(say.words),
        title=say.asked(summary.title),
        institution=summary.institution,
        practice=say("practice") if summary.practice else "",
        question=say.asked(summary.question),
        cover=front.cover(summary),
        dates=front.dates(summary, say),
        foot=foot(summary, say),
        figures=front.head_figures(summary, say),
        contested=tuple(front.contested(one, summary, say) for one in summary.most_contested),
        poll_lines=front.poll_lines(summary, say),
        asked=front.asked(summary, say),
        clauses=clauses.clauses(summary, say),
        clauses_intro=front.clauses_intro(summary, say),
        polls=tuple(polls.poll(one, say) for one in summary.polls),
        received=tuple(tables.received(summary, say)),
        moderation=tuple(tables.moderation(summary, say)),
        hidden=tables.hidden(summary, say),
        method=tuple(say(key) for key in ("method_posts", "method_quotes", "method_proposals", "method_figures")),
        limits=(say("caveat"), say("opened_anew"), say("missing")),
        record=tuple(record(summary, say)),
        steps=(say("step_head"), say("step_list"), say("step_polls"), say("step_bundle", bundle=f"{summary.slug}-open-data.zip")),
        tables=tuple(tables.annex(summary, say)),
        posts=tuple(tables.post(one, say) for one in summary.shown) if listed else (),
        posts_elsewhere="" if listed else say("posts_elsewhere", n=len(summary.shown), most=MOST_POSTS),
        file_hash=file_hash,
    )


def foot(summary: Summary, say: Saying) -> str:
    """What stands at the foot of each page: of the head as much as tells two reports apart."""
    made = say("foot", made=say.instant(summary.made_at), head=f"{summary.record_head[:12]}…")
    return " · ".join(filter(None, [say.edition(), made]))


def record(summary: Summary, say: Saying) -> Iterator[Pair]:
    """The head of the record, and the hashes that a reader compares."""
    yield Pair(say("head"), Said(summary.record_head), is_hash=True)
    yield Pair(say("length"), Said(say("n_entries", n=summary.record_length)))
    if summary.edition:
        yield Pair(say("data_hash"), Said(summary.edition.data_sha256), is_hash=True)
    if summary.revision_sha256:
        yield Pair(f"SHA-256, {say('revision')} {summary.revision}", Said(summary.revision_sha256), is_hash=True)
    for n, poll in enumerate(summary.polls, start=1):
        yield Pair(say("list_hash_of", n=n), Said(poll.list_sha256), is_hash=True)
