"""Clause by clause: the draft's wording, where people stand, a word of each side, and proposals beside the draft."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from consult.reports.render.paper.parts import Clause, Proposal, Stretch
from consult.reports.render.paper.sentences import Saying
from consult.reports.render.template_filters import spans
from consult.reports.summary import ClauseFigures, ShownPost, Summary
from consult.text.word_difference import Side, difference, marked

QUOTED: Final = 600  # letters of a contribution that is quoted
LEADING: Final = 3  # proposals that stand beside the draft; those that most people support
NUMBERS: Final = 60  # stretches of numbers that are listed under a clause


def clauses(summary: Summary, say: Saying) -> tuple[Clause, ...]:
    """Each clause with at least one shown contribution, in reading order; then the draft as a whole."""
    by_number = {post.number: post for post in summary.shown}
    return tuple(entry(figures, [by_number[n] for n in figures.numbers], summary, say) for figures in summary.clauses)


def entry(figures: ClauseFigures, posts: Sequence[ShownPost], summary: Summary, say: Saying) -> Clause:
    """One clause."""
    proposals = sorted((post for post in posts if post.operation), key=lambda post: (-post.supported, post.number))
    more = proposals[LEADING:]
    return Clause(
        label=say.draft(figures.label) if figures.clause else say.asked(figures.label),
        heading=say.draft(figures.heading),
        count=say("n_posts", n=figures.shown),
        bar=say.bar(figures.stances),
        voices=say.voices(posts, letters=QUOTED),
        wording=say.draft(figures.wording),
        replies=say("n_replies", n=figures.replies) if figures.replies else "",
        proposals=tuple(proposal(post, figures, summary, say) for post in proposals[:LEADING]),
        more=say("more_proposals", n=len(more), numbers=cited([post.number for post in more])) if more else "",
        numbers=cited(figures.numbers),
    )


def cited(numbers: Sequence[int]) -> str:
    """`1–3, 7`, and how it goes on where that would be long."""
    listed = spans(numbers).split(", ")
    return ", ".join(listed[:NUMBERS]) + (" …" if len(listed) > NUMBERS else "")


def proposal(post: ShownPost, figures: ClauseFigures, summary: Summary, say: Saying) -> Proposal:
    """What it does, by whom, with how many supporters, and its words: beside the draft where its author saw the draft as it stands."""
    head = f"{say(post.operation)} · {say.speaker(post)} · {say('n_supports', n=post.supported)}"
    return Proposal(head, tuple(stretches(post, figures, summary)), summary.draft_language)


def stretches(post: ShownPost, figures: ClauseFigures, summary: Summary) -> Iterator[Stretch]:
    """The words that it takes out and puts in."""
    if post.operation == "delete":
        yield Stretch(Side.BEFORE, figures.wording)
    elif post.operation == "replace" and post.revision == summary.revision and not figures.heads_others:
        yield from (Stretch(side, words) for side, words in marked(compared(figures.wording, post.wording)))
    else:
        yield Stretch(Side.AFTER, post.wording)


@lru_cache(maxsize=256)
def compared(before: str, after: str) -> Sequence[tuple[Side, str]]:
    """The difference of two texts; many may propose the same."""
    return tuple(difference(before, after))
