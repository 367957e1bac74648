"""What the files of the demonstration say: its consultations, the posts in each, and when it all happened."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from consult.anchoring.quotes import Quote
from consult.consultations.actions import Details, Text
from consult.consultations.rules import Moderation
from consult.discussion.rules import Contribution, Kind, Operation, Proposal, ShownName, Stance
from consult.management.demonstration.cast import HERE
from consult.platform.times import ZONES

LEAST_WAIT: Final = 25  # minutes until a moderator decides
WAITS: Final = 170  # how much longer it may take; each post has a wait of its own
MODERATORS: Final = ("budi", "wati")
RULE: Final = 1
REASON: Final = "Terima kasih atas masukannya. Isinya membahas ketentuan ini dengan santun."

Act = Callable[[datetime], object]
When = tuple[int, str]  # how many days ago (ahead, where negative), and the time of day in WIB: (12, "09.40")


@dataclass(frozen=True)
class Event:
    """Something that happens at an instant."""

    at: datetime
    act: Act


def instant(when: When, *, now: datetime) -> datetime:
    """The instant that `when` means now."""
    days, clock = when
    hour, minute = clock.split(".")
    there = now.astimezone(ZONES["WIB"]).replace(hour=int(hour), minute=int(minute), second=0, microsecond=0)
    return there - timedelta(days=days)


@dataclass(frozen=True)
class Step:
    """What happens to a post some minutes after what happened before."""

    do: str  # a verdict, or `edit` or `withdraw` by its author
    after: int
    by: str
    rule: int = RULE
    reason: str = REASON
    text: str = ""


@dataclass(frozen=True)
class Said:
    """One post of the file, and what becomes of it."""

    number: int  # in the file, from 0
    by: str
    on: str  # label of its clause
    text: str
    day: int | None = None
    at: str = ""
    ago: int = 0  # minutes; in place of day and time
    id: str = ""
    reply_to: str = ""
    stance: str | None = None
    kind: str = "comment"
    quote: str = ""
    operation: str = ""
    wording: str = ""
    name: str = "real"
    then: list[Step] = field(default_factory=list)

    def instant(self, *, now: datetime) -> datetime:
        """When it was sent."""
        return now - timedelta(minutes=self.ago) if self.day is None else instant((self.day, self.at), now=now)

    def contribution(self) -> Contribution:
        """It, as the action takes it."""
        return Contribution(
            text=self.text,
            kind=Kind.REPLY if self.reply_to else Kind(self.kind),
            stance=Stance(self.stance) if self.stance else None,
            quote=Quote(self.quote) if self.quote else None,
            proposal=Proposal(Operation(self.operation), self.wording) if self.operation else None,
            shown_name=ShownName(self.name),
        )


@dataclass(frozen=True)
class AskedPoll:
    """A poll of the file: what is asked, when, who votes, and how often each option is chosen; whoever is left over abstains."""

    title: str
    description: str
    options: list[str]
    created: When
    opened: When | None = None
    closed: When | None = None
    voters: list[str] = field(default_factory=list)
    votes: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Plan:
    """One consultation of the demonstration. What has no instant does not happen."""

    slug: str
    texts: list[dict[str, str]]
    details: dict[str, Any]
    draft: str
    created: When
    imported: When
    phase: str  # where it stands in the end
    data: bytes = b""  # of the draft, where it is in no file
    title: str = ""  # of the draft, where its file does not say it
    published: When | None = None
    announced: When | None = None
    opens: When | None = None  # what the announcement says
    opened: When | None = None
    closes: When | None = None
    closed: When | None = None
    frozen: When | None = None  # the report, as its one edition
    answered: When | None = None
    archived: When | None = None
    revised: When | None = None
    next: str = ""  # the file with its second version
    deeds: str = ""  # the file that tells what else happens
    said: list[Said] = field(default_factory=list)
    polls: list[AskedPoll] = field(default_factory=list)

    def as_texts(self) -> list[Text]:
        """Title, summary and question in each language."""
        return [Text(**text) for text in self.texts]

    def as_details(self) -> Details:
        """Who asks, on what ground."""
        return Details(**self.details | {"moderation": Moderation(self.details["moderation"])})


def plans() -> list[Plan]:
    """Every consultation, in the order of the file."""
    return [plan_of(row) for row in read("consultations.json")]


def plan_of(row: Mapping[str, Any]) -> Plan:
    """One consultation with its posts."""
    posts, polls = read(row["posts"]) if "posts" in row else [], row.get("polls", [])
    said = [said_of(number, post) for number, post in enumerate(posts)]
    fields = {name: value for name, value in row.items() if name not in {"posts", "polls"}}
    return Plan(said=said, polls=[AskedPoll(**with_whens(poll)) for poll in polls], **with_whens(fields))


def with_whens(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row with its days and times of day as such."""
    return {name: tuple(value) if name in WHENS else value for name, value in row.items()}


WHENS: Final = frozenset(
    {"created", "imported", "published", "announced", "opens", "opened", "closes", "closed", "frozen", "answered", "archived", "revised"}
)


def said_of(number: int, row: Mapping[str, Any]) -> Said:
    """One post, with the steps that follow it."""
    then = row.get("then", [])
    steps = [{"do": then}] if isinstance(then, str) else then
    return Said(number=number, **dict(row) | {"then": [step_of(number, place, step) for place, step in enumerate(steps)]})


def step_of(number: int, place: int, row: Mapping[str, Any]) -> Step:
    """A step; where the file does not say by whom and when, the moderators take turns and need their time."""
    usual: dict[str, Any] = {"after": LEAST_WAIT + (47 * number + 13 * place) % WAITS, "by": MODERATORS[(number // 3) % len(MODERATORS)]}
    return Step(**usual | dict(row))


def read(name: str) -> list[dict[str, Any]]:
    """The rows of a file of the demonstration."""
    rows: list[dict[str, Any]] = json.loads((HERE / name).read_text("utf-8"))
    return rows
