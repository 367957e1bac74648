"""Each closed poll on paper: what was asked, who took part, the votes with their base, how it was counted and how to check it."""

from collections.abc import Iterator, Sequence

from consult.reports.poll_outcomes import PollFigures
from consult.reports.render.paper.parts import Pair, Poll, Said, Table
from consult.reports.render.paper.sentences import Saying
from consult.reports.render.template_filters import number, share


def poll(found: PollFigures, say: Saying) -> Poll:
    """One poll."""
    return Poll(
        id=found.id,
        title=Said(found.title, found.language),
        description=Said(found.description, found.language),
        line=Said(outcome(found, say)),
        base=say(
            "poll_base",
            share=share(found.taking_part, found.eligible),
            abstained=share(found.abstained, found.ballots),
            taking_part=found.taking_part,
            abstentions=found.abstained,
            ballots=found.ballots,
            chosen=found.chosen,
        ),
        notes=tuple(notes(found, say)),
        votes=votes(found, say),
        hashes=(
            Pair(say("poll_id"), Said(found.id), is_hash=True),
            Pair(say("rules_hash"), Said(found.rules_sha256), is_hash=True),
            Pair(say("list_hash"), Said(found.list_sha256), is_hash=True),
            Pair(say("seed"), Said(found.seed), is_hash=True),
        ),
    )


def outcome(found: PollFigures, say: Saying) -> str:
    """What came of it, in one sentence."""
    if not found.winners:
        return say("poll_nothing")
    return say("poll_drawn" if found.ties else "poll_won", titles=quoted(found.winners))


def notes(found: PollFigures, say: Saying) -> Iterator[str]:
    """How it was counted, what the lot decided, and whether anybody can count it again."""
    yield say("poll_counted", method=say(found.method), opened=say.instant(found.opened_at), closed=say.instant(found.closed_at))
    for tie in found.ties:
        yield say("poll_tie", titles=quoted(tie.between))
    yield say("recomputable" if found.recomputable else "not_recomputable")


def votes(found: PollFigures, say: Saying) -> Table:
    """The options with their votes, most first."""
    most = max((option.votes for option in found.options), default=0) or 1
    rows = tuple(
        (Said(option.title, found.language), Said(number(option.votes)), Said(share(option.votes, found.chosen)))
        for option in found.options
    )
    return Table(
        caption=say("poll_votes", n=found.chosen),
        head=(say("option"), say("votes"), say("share")),
        rows=rows,
        total=(say("sum"), number(found.chosen), ""),
        numeric=2,
        bars=tuple(option.votes / most for option in found.options),
    )


def quoted(titles: Sequence[str]) -> str:
    """`“A”, “B”`."""
    return ", ".join(f"“{title}”" for title in titles)
