"""The cover and the one page for the decision maker: five figures with their base, the most contested clauses, the polls."""

from typing import Final

from consult.platform.times import day
from consult.reports.poll_outcomes import PollFigures
from consult.reports.render.paper.parts import Clause, Column, HeadFigure, Pair, Said
from consult.reports.render.paper.polls import quoted
from consult.reports.render.paper.sentences import Saying, cut
from consult.reports.render.template_filters import number, share
from consult.reports.report_words import whom
from consult.reports.summary import Contested, Summary

QUOTED: Final = 190  # letters of a contribution that is quoted in front
POLLS: Final = 4  # whose results stand in front
TITLE: Final = 110  # letters of a title in front, or of several together


def head_figures(summary: Summary, say: Saying) -> tuple[HeadFigure, ...]:
    """The five figures that a decision maker reads first, each with what it is a part of or what it holds."""
    opposing = summary.stances.get("oppose", 0)
    return (
        HeadFigure(number(summary.submissions_received), say("submissions_received"), "", say("with_posts", n=summary.received)),
        HeadFigure(number(summary.people), say("people_took_part"), "", say(whom(summary))),
        part(summary.shown_count, summary.received, say("posts_are_shown"), say("of_received")),
        part(opposing, summary.stanced, say("posts_oppose"), say("of_stanced")),
        part(summary.clauses_reached, summary.clauses_in_draft, say("clauses_reached"), say("of_clauses")),
    )


def part(value: int, base: int, label: str, of: str) -> HeadFigure:
    """A figure that is a part of another."""
    return HeadFigure(number(value), label, share(value, base), of)


def contested(one: Contested, summary: Summary, say: Saying) -> Clause:
    """A contested clause with a word of each side."""
    figures = one.figures
    return Clause(
        label=say.draft(figures.label),
        heading=say.draft(cut(figures.heading, TITLE)),
        count="",
        bar=say.bar(figures.stances),
        voices=(say.voice("support", one.support, QUOTED), say.voice("oppose", one.oppose, QUOTED)),
    )


def poll_lines(summary: Summary, say: Saying) -> tuple[tuple[Said, str], ...]:
    """The result of each poll on one line: title, and what came of it."""
    lines = []
    for poll in summary.polls[:POLLS]:
        took = say("poll_took_part", share=share(poll.taking_part, poll.eligible), n=poll.taking_part)
        lines.append((Said(cut(poll.title, TITLE), poll.language), f"{outcome(poll, say)} {took}"))
    if len(summary.polls) > POLLS:
        lines.append((Said(""), say("more_polls", n=len(summary.polls) - POLLS)))
    return tuple(lines)


def outcome(poll: PollFigures, say: Saying) -> str:
    """Which option won, and by the lot over which others."""
    won = next((option for option in poll.options if option.won), None)
    if won is None:
        return say("poll_nothing")
    others = [title for tie in poll.ties for title in tie.between if title != won.title]
    facts = {"title": cut(won.title, TITLE), "share": share(won.votes, poll.chosen), "n": won.votes}
    return say("poll_by_lot", others=cut(quoted(others), TITLE), **facts) if others else say("poll_most", **facts)


def cover(summary: Summary) -> tuple[Column, ...]:
    """A column a clause."""
    return tuple(Column(one.label, one.stances["support"], one.stances["oppose"]) for one in summary.clauses if one.clause)


def dates(summary: Summary, say: Saying) -> tuple[Pair, ...]:
    """At the foot of the cover: when it was made, when people could write, where the record stands."""
    span = " – ".join(day(at) for at in (summary.opens_at, summary.closes_at) if at)
    return (
        Pair(say.edition() or say("made"), Said(say.instant(summary.made_at))),
        Pair(say("dates"), Said(span or say("not_set"))),
        Pair(say("head"), Said(summary.record_head), is_hash=True),
    )


def asked(summary: Summary, say: Saying) -> tuple[Pair, ...]:
    """What was asked, of whom, when, on what draft."""
    revision = f", {say('revision')} {summary.revision}" if summary.revision else ""
    found = (
        Pair(say("asked"), say.asked(summary.question)),
        Pair(say("in_plain_words"), say.asked(summary.summary)),
        Pair(say("institution"), Said(summary.institution)),
        Pair(say("legal_basis"), Said(summary.legal_basis)),
        Pair(say("announcement"), Said(summary.announcement)),
        Pair(say("draft"), say.draft(f"{summary.document}{revision}" if summary.document or revision else "–")),
        Pair(say("phase"), Said(say(f"phase_{summary.phase}"))),
        Pair(say("left_open"), Said(left_open(summary, say))),
        Pair(say("opened"), Said(say.instant(summary.opens_at))),
        Pair(say("closes"), Said(say.deadline(summary.closes_at))),
        Pair(say("moderation"), Said(say(summary.moderation))),
        Pair(say("made"), Said(say.instant(summary.made_at))),
    )
    return tuple(pair for pair in found if pair.said.text)


def left_open(summary: Summary, say: Saying) -> str:
    """How many questions had no answer when it was marked as answered, and why; nothing where all had one."""
    return say("left_open_why", n=summary.unanswered, reason=summary.answered_reason) if summary.unanswered else ""


def clauses_intro(summary: Summary, say: Saying) -> str:
    """Of how many clauses anything was said."""
    return say("clauses_intro", n=summary.clauses_reached, base=summary.clauses_in_draft, posts=summary.shown_count)
