"""The figures of a summary. Plain values: counts over labelled rows; `reconciling` holds them against each other."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from consult.discussion.stances import Counts, stanced
from consult.reports.poll_outcomes import PollFigures

STATUSES: Final = ("shown", "held", "hidden", "withdrawn", "erased")
KINDS: Final = ("comment", "question", "proposal", "reply")

MOST: Final = 5  # clauses that are named as most discussed
FEW: Final = 3  # and as most contested

COUNTING: Final = 2  # by which rule people are counted (`people`); 1, until 0.7: all who had sent anything, the team's replies among it


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
    supported: int = 0  # by how many people
    revision: int | None = None  # of the draft, as its author saw it


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
    wording: str = ""  # what the draft says there, with the parts below it
    heads_others: bool = False  # a chapter or section: its wording is its own alone, and proposals are not compared with it

    @property
    def stanced(self) -> int:
        """How many take a stance: the base of its shares."""
        return stanced(self.stances)

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
class ReportFigures:
    """What became of readers' reports: received = hidden + stood + settled + waiting."""

    received: int = 0
    hidden: int = 0
    stood: int = 0
    settled: int = 0
    waiting: int = 0


@dataclass(frozen=True)
class Moderated:
    """How moderation went: versions that waited and were decided, how long that took, and what was taken back."""

    decided: int = 0
    median: timedelta | None = None  # None while nothing has been decided
    longest: timedelta | None = None
    long: int = 0  # of those decided, how many waited longer than is promised
    decisions: int = 0  # all of them
    reversed: int = 0  # of those, how many were taken back
    reports: ReportFigures = field(default_factory=ReportFigures)


@dataclass(frozen=True)
class Frozen:
    """Which edition a summary is, and what its data are recognised by."""

    number: int
    data_sha256: str


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
    clauses_in_draft: int = 0  # places in the draft that people can talk about
    polls: tuple[PollFigures, ...] = ()  # the closed ones, the earliest first
    moderated: Moderated = field(default_factory=Moderated)
    rules: Mapping[int, str] = field(default_factory=dict)  # title of each house rule, by number
    unanswered: int = 0  # questions that had no answer when it was marked as answered
    answered_reason: str = ""  # why they had none
    counting: int = COUNTING  # by which rule people are counted
    edition: Frozen | None = None  # None: as it stands at that instant

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
    def stanced(self) -> int:
        """Shown posts that take a stance: the base of every share of one."""
        return stanced(self.stances)

    @property
    def kinds(self) -> Counts:
        """Shown posts by kind."""
        return Counter(post.kind for post in self.shown)

    @property
    def clauses_reached(self) -> int:
        """Clauses of the draft with at least one shown post."""
        return sum(bool(clause.clause) for clause in self.clauses)

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


def units(summary: Summary) -> tuple[tuple[str, tuple[Tally, ...]], ...]:
    """What is counted, twice: in posts and in submissions."""
    return (("posts", summary.posts), ("submissions", summary.submissions))
