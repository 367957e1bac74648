"""The figures of a summary, and the rule that they reconcile. Plain values: counts over labelled rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

STATUSES: Final = ("shown", "held", "hidden", "withdrawn", "erased")
STANCES: Final = ("support", "oppose", "mixed", "neutral")

Counts = Mapping[str, int]


@dataclass(frozen=True)
class Tally:
    """How many were received, and how many of them stand in each status."""

    name: str  # channel, or "all"
    received: int
    by_status: Counts


@dataclass(frozen=True)
class ShownPost:
    """A post as the public sees it, for the list that every figure can be counted from."""

    number: int
    clause: str  # label, or "" in the general thread
    kind: str
    stance: str
    name: str
    text: str
    operation: str
    wording: str


@dataclass(frozen=True)
class ClauseFigures:
    """What was said on one clause: shown posts by stance, replies, and the numbers to cite them by."""

    label: str
    heading: str
    depth: int
    stances: Counts
    replies: int
    shown: int
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class Summary:
    """The summary of a consultation at one instant."""

    slug: str
    language: str
    title: str
    institution: str
    question: str
    summary: str
    legal_basis: str
    announcement: str
    document: str
    phase: str
    moderation: str
    practice: bool
    opens_at: datetime | None
    closes_at: datetime | None
    made_at: datetime
    revision: int | None
    revision_sha256: str
    people: int
    posts: tuple[Tally, ...]  # one a channel, then all
    submissions: tuple[Tally, ...]
    hidden_by_rule: Mapping[int, int]  # posts that are hidden now, by number of the house rule
    clauses: tuple[ClauseFigures, ...]  # those of the draft with at least one shown post, then the general thread
    shown: tuple[ShownPost, ...]
    record_length: int
    record_head: str
    stances: Counts = field(default_factory=dict)

    @property
    def received(self) -> int:
        """Posts received in all."""
        return self.posts[-1].received

    @property
    def shown_count(self) -> int:
        """Posts shown now."""
        return self.posts[-1].by_status["shown"]


def faults(summary: Summary) -> list[str]:
    """What does not add up; empty where everything does. No summary with a fault leaves the house."""
    found = [
        f"{unit} by {tally.name}"
        for unit, tallies in units(summary)
        for tally in tallies
        if sum(tally.by_status.values()) != tally.received
    ]
    found += [f"{unit} of all channels" for unit, tallies in units(summary) if not adds_up(tallies)]
    if sum(clause.shown for clause in summary.clauses) != summary.shown_count:
        found.append("shown posts by clause")
    if any(sum(clause.stances.values()) + clause.replies != clause.shown for clause in summary.clauses):
        found.append("stances and replies of a clause")
    if sum(summary.hidden_by_rule.values()) != summary.posts[-1].by_status["hidden"]:
        found.append("hidden posts by rule")
    if len(summary.shown) != summary.shown_count:
        found.append("the list of shown posts")
    return found


def units(summary: Summary) -> tuple[tuple[str, tuple[Tally, ...]], ...]:
    """What is counted, twice: in posts and in submissions."""
    return (("posts", summary.posts), ("submissions", summary.submissions))


def adds_up(tallies: tuple[Tally, ...]) -> bool:
    """Whether the last tally is the sum of the others, status by status."""
    *channels, every = tallies
    return all(sum(tally.by_status[status] for tally in channels) == every.by_status[status] for status in STATUSES)
