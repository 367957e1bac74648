"""The figures of a summary, and the rule that they reconcile. Plain values: counts over labelled rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

STATUSES: Final = ("shown", "held", "hidden", "withdrawn", "erased")
STANCES: Final = ("support", "oppose", "mixed", "neutral")

MOST: Final = 5  # clauses that are named as most discussed
FEW: Final = 3  # and as most contested

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
    language: str = ""  # of its words, as far as is known
    on_behalf_of: str = ""  # name of the organisation that it was sent for
    office: str = ""  # by which the team replied; then it has no name


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
    clause: str = ""  # id of the clause; empty for what stands on none of the draft's

    @property
    def stanced(self) -> int:
        """How many take a stance."""
        return sum(self.stances.values())

    @property
    def contest(self) -> int:
        """How contested it is: the smaller of support and oppose."""
        return min(self.stances["support"], self.stances["oppose"])


@dataclass(frozen=True)
class Contested:
    """A clause on which people disagree, with one contribution of each side: the one with the lowest number."""

    figures: ClauseFigures
    support: ShownPost
    oppose: ShownPost


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
    text_language: str = ""  # of title, question and summary
    draft_language: str = ""

    @property
    def received(self) -> int:
        """Posts received in all."""
        return self.posts[-1].received

    @property
    def shown_count(self) -> int:
        """Posts shown now."""
        return self.posts[-1].by_status["shown"]

    @property
    def submissions_received(self) -> int:
        """Submissions received in all."""
        return self.submissions[-1].received

    @property
    def replies(self) -> int:
        """Shown replies, which take no stance."""
        return sum(clause.replies for clause in self.clauses)

    @property
    def most_discussed(self) -> list[ClauseFigures]:
        """The clauses on which most was said, at most five; of two alike the first in the draft."""
        return sorted(self.clauses, key=lambda clause: -clause.shown)[:MOST]

    @property
    def most_contested(self) -> list[Contested]:
        """The clauses on which both sides spoke most, at most three, with the words of each side."""
        both = sorted((clause for clause in self.clauses if clause.contest), key=lambda clause: -clause.contest)[:FEW]
        by_number = {post.number: post for post in self.shown}
        return [Contested(one, first_with("support", one, by_number), first_with("oppose", one, by_number)) for one in both]


def first_with(stance: str, clause: ClauseFigures, by_number: Mapping[int, ShownPost]) -> ShownPost:
    """The contribution on the clause with that stance and the lowest number; there is one."""
    return next(post for number in clause.numbers if (post := by_number[number]).stance == stance)


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
