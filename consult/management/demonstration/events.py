"""What else happens in the demonstration beside posts: supports, reports, threads, letters, and somebody whose data are erased."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import partial
from typing import Any, Final, Protocol
from uuid import UUID

from consult.accounts.queries import account_of
from consult.accounts.viewer import OPERATOR, Viewer
from consult.discussion.actions import flag_post, lock_thread, open_thread, support_post
from consult.discussion.actions.letters.submit_letter import Letter, submit_letter
from consult.discussion.actions.take_in_post import Said as Point
from consult.discussion.locks import Place
from consult.discussion.models import Post
from consult.discussion.rules import Channel
from consult.management.demonstration.script import Event, Plan, Said, instant, read, said_of
from consult.record.erasure.erase_person import erase, traces_of

POINTS_FROM: Final = 10_000  # the points of letters are numbered from here, so that no post of the files has their number


class Stage(Protocol):
    """What a deed needs of the consultation that is played."""

    plan: Plan
    people: Mapping[str, Viewer]
    labels: dict[str, UUID]
    posts: dict[int, UUID]
    threads: dict[str, UUID]

    def key(self, step: str, number: int = 0) -> str:
        """The key of one step."""

    def place(self, on: str) -> Place:
        """A clause or a thread."""

    def called(self, name: str) -> UUID:
        """A post."""

    def follow_ups(self, said: Said, at: datetime) -> Iterator[Event]:
        """What becomes of a post."""


class Do(StrEnum):
    """What somebody does."""

    SUPPORT = "support"
    FLAG = "flag"
    THREAD = "thread"
    LOCK = "lock"
    LETTER = "letter"
    ERASE = "erase"


@dataclass(frozen=True)
class Deed:
    """One row of the file. `to` is the id of a post or thread, `id` that of the thread that is opened."""

    number: int  # in the file, from 0
    do: Do
    by: str
    day: int = 0
    at: str = ""
    ago: int = 0  # minutes; in place of day and time
    to: str = ""
    id: str = ""
    title: str = ""
    clauses: list[str] = field(default_factory=list)  # labels
    rule: int = 1
    text: str = ""
    on_behalf_of: str = ""
    points: list[Said] = field(default_factory=list)

    def instant(self, *, now: datetime) -> datetime:
        """When it is done. An erasure is the last thing that is: whoever it is could not be found again."""
        if self.do is Do.ERASE:
            return now
        return instant((self.day, self.at), now=now) if self.at else Said(0, "", "", "", ago=self.ago).instant(now=now)


def deeds_in(plan: Plan) -> list[Deed]:
    """The rows of its file; one that names several people is a deed of each."""
    rows = [{**row, "by": by} for row in (read(plan.deeds) if plan.deeds else ()) for by in each(row["by"])]
    return [deed_of(number, row) for number, row in enumerate(rows)]


def each(by: str | list[str]) -> list[str]:
    """One name, or several."""
    return [by] if isinstance(by, str) else by


def deed_of(number: int, row: Mapping[str, Any]) -> Deed:
    """One deed, with the points of a letter as posts by the same author."""
    points = [said_of(POINTS_FROM + 100 * number + place, {**point, "by": row["by"]}) for place, point in enumerate(row.get("points", []))]
    return Deed(**{**row, "number": number, "do": Do(row["do"]), "points": points})


def events_of(deed: Deed, stage: Stage, *, now: datetime) -> Iterator[Event]:
    """The deed, and what becomes of the points of a letter."""
    at = deed.instant(now=now)
    yield Event(at, partial(DOING[deed.do], deed, stage))
    for point in deed.points:
        yield from stage.follow_ups(point, at)


def support(deed: Deed, stage: Stage, at: datetime) -> None:
    """Agree with a post."""
    post = stage.called(deed.to)
    support_post(actor=stage.people[deed.by], post_id=post, version=None, address="", key=stage.key("deed", deed.number), now=at)


def flag(deed: Deed, stage: Stage, at: datetime) -> None:
    """Report a post, which then waits for a moderator."""
    given = {"rule": deed.rule, "text": deed.text, "version": None, "address": ""}
    flag_post(actor=stage.people[deed.by], post_id=stage.called(deed.to), key=stage.key("deed", deed.number), now=at, **given)


def begin_thread(deed: Deed, stage: Stage, at: datetime) -> None:
    """Over several clauses."""
    clauses = [stage.labels[label] for label in deed.clauses]
    given = {"slug": stage.plan.slug, "title": deed.title, "clauses": clauses}
    stage.threads[deed.id] = open_thread(actor=stage.people[deed.by], key=stage.key("deed", deed.number), now=at, **given).pk


def close_thread(deed: Deed, stage: Stage, at: datetime) -> None:
    """It takes nothing more."""
    thread = stage.threads[deed.to]
    lock_thread(actor=stage.people[deed.by], thread_id=thread, notice=deed.text, key=stage.key("deed", deed.number), now=at)


def send_letter(deed: Deed, stage: Stage, at: datetime) -> None:
    """Several points at once, for an organisation."""
    points = tuple(Point(place=stage.place(point.on), contribution=point.contribution()) for point in deed.points)
    letter = Letter(points=points, on_behalf_of=deed.on_behalf_of)
    given = {"slug": stage.plan.slug, "letter": letter, "channel": Channel.WEB, "address": ""}
    sent = submit_letter(actor=stage.people[deed.by], key=stage.key("deed", deed.number), now=at, **given)
    for point in deed.points:
        stage.posts[point.number] = post_of(sent.pk, stage.place(point.on), point.text)


def post_of(submission: UUID, place: Place, text: str) -> UUID:
    """The post that came of a point."""
    return Post.objects.get(submission=submission, versions__text=text, **({"clause": place.clause} if place.clause else {})).pk


def be_erased(deed: Deed, stage: Stage, at: datetime) -> None:
    """At their own request; whoever is gone already stays so."""
    account = account_of(f"{deed.by}@arunika.example")
    if account is not None:
        person = account.person_id
        erase(actor=OPERATOR, person_id=person, prepared=traces_of(person), key=stage.key("deed", deed.number), now=at)


DOING: Final = {
    Do.SUPPORT: support,
    Do.FLAG: flag,
    Do.THREAD: begin_thread,
    Do.LOCK: close_thread,
    Do.LETTER: send_letter,
    Do.ERASE: be_erased,
}
