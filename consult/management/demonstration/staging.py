"""Plays the demonstration: each thing that happens in it is done by the action that people use."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from consult.access import Phase
from consult.accounts.viewer import OPERATOR, Viewer
from consult.consultations.actions import (
    announce_consultation,
    close_consultation,
    create_consultation,
    open_consultation,
)
from consult.consultations.models import Consultation
from consult.consultations.rules import TeamRole
from consult.discussion.actions import edit_post, submit_post, withdraw_post
from consult.discussion.locks import Place
from consult.discussion.rules import Channel
from consult.documents.actions import decide_link, import_draft
from consult.documents.models import Matching, Wording
from consult.documents.queries import open_links
from consult.management.demonstration.cast import HERE, Member
from consult.management.demonstration.events import deeds_in, events_of
from consult.management.demonstration.polls import Booth
from consult.management.demonstration.script import Act, Event, Plan, Said, Step, When, instant
from consult.moderation.actions.answer_consultation import answer_consultation
from consult.moderation.actions.archive_consultation import archive_consultation
from consult.moderation.actions.decide_post import decide_post
from consult.moderation.rules import Verdict
from consult.proposals.actions import publish_revision
from consult.reports.actions import freeze_edition

FILES: Final = sorted([*HERE.glob("*.json"), *HERE.glob("*.txt")])
EDITION: Final = sha256(b"".join(file.read_bytes() for file in FILES)).hexdigest()[:12]
PREFIX: Final = f"demonstration-{EDITION}"  # of the keys: what another edition of the files has made is never gone on with


def key_of(plan: Plan, step: str, number: int = 0) -> str:
    """The key of one step of a consultation."""
    return f"{PREFIX}-{plan.slug}-{step}-{number}"


@dataclass
class Stage:
    """One consultation while it is played. Every step has a key, so that playing it again goes on where it stopped."""

    plan: Plan
    people: Mapping[str, Viewer]
    team: Mapping[TeamRole, list[str]]
    labels: dict[str, UUID] = field(default_factory=dict)
    posts: dict[int, UUID] = field(default_factory=dict)
    named: dict[str, UUID] = field(default_factory=dict)  # posts, by what the files call them
    threads: dict[str, UUID] = field(default_factory=dict)  # over several clauses, likewise

    def key(self, step: str, number: int = 0) -> str:
        """The key of one step."""
        return key_of(self.plan, step, number)

    def events(self, *, now: datetime) -> Iterator[Event]:
        """All that happens, the posts in the order of their file."""
        whens: list[tuple[When | None, Act]] = [
            (self.plan.created, self.create),
            (self.plan.imported, self.bring_draft),
            (self.plan.published, self.publish),
            (self.plan.announced, partial(self.announce, now)),
            (self.plan.opened, partial(self.open, now)),
            (self.plan.closed, self.close),
            (self.plan.revised, self.revise),
            (self.plan.frozen, self.freeze),
            (self.plan.answered, self.answer),
            (self.plan.archived, self.archive),
        ]
        yield from (Event(instant(when, now=now), act) for when, act in whens if when is not None)
        for said in self.plan.said:
            yield from self.events_of(said, now=now)
        for number, asked in enumerate(self.plan.polls):
            yield from Booth(number, asked, self).events(now=now)
        for deed in deeds_in(self.plan):
            yield from events_of(deed, self, now=now)

    def events_of(self, said: Said, *, now: datetime) -> Iterator[Event]:
        """A post is sent, and what becomes of it follows."""
        at = said.instant(now=now)
        yield Event(at, partial(self.say, said))
        yield from self.follow_ups(said, at)

    def follow_ups(self, said: Said, at: datetime) -> Iterator[Event]:
        """What becomes of a post that is sent then."""
        for place, step in enumerate(said.then):
            at += timedelta(minutes=step.after)
            yield Event(at, partial(self.follow, said, step, place))

    # The consultation

    def create(self, at: datetime) -> None:
        """With its texts and its team."""
        plan = self.plan
        create_consultation(
            actor=OPERATOR, slug=plan.slug, texts=plan.as_texts(), details=plan.as_details(), team=self.team, key=self.key("create"), now=at
        )

    def bring_draft(self, at: datetime) -> None:
        """From its file."""
        name = self.plan.draft
        import_draft(
            actor=OPERATOR,
            slug=self.plan.slug,
            data=self.plan.data or (HERE / name).read_bytes(),
            name=name,
            title=self.plan.title,
            profile="auto",
            key=self.key("import"),
            now=at,
        )

    def publish(self, at: datetime) -> None:
        """The draft, which people can then write about."""
        revision = publish_revision(actor=self.official, slug=self.plan.slug, number=1, key=self.key("publish"), now=at)
        self.labels = dict(Wording.objects.filter(revision=revision, part="body").values_list("label", "clause_id"))

    def announce(self, now: datetime, at: datetime) -> None:
        """Where that is still to be done: its dates depend on the day, so a key would not know it again."""
        plan = self.plan
        if plan.opens is not None and self.stands_at(Phase.DRAFT):
            opens_at, closes_at = instant(plan.opens, now=now), instant(plan.closes, now=now) if plan.closes else None
            announce_consultation(actor=self.official, slug=plan.slug, opens_at=opens_at, closes_at=closes_at, now=at)

    def open(self, now: datetime, at: datetime) -> None:
        """Where that is still to be done."""
        plan = self.plan
        if self.stands_at(Phase.DRAFT, Phase.ANNOUNCED):
            closes_at = instant(plan.closes, now=now) if plan.closes else None
            open_consultation(actor=self.official, slug=plan.slug, closes_at=closes_at, now=at)

    def close(self, at: datetime) -> None:
        """By hand."""
        close_consultation(actor=self.official, slug=self.plan.slug, key=self.key("close"), now=at)

    def revise(self, at: datetime) -> None:
        """The second version, in which what was doubtful has been looked at."""
        name, slug = self.plan.next, self.plan.slug
        given: dict[str, Any] = {"actor": self.official, "slug": slug, "now": at}
        data = (HERE / name).read_bytes()
        revision = import_draft(data=data, name=name, title="", profile="auto", key=self.key("import", 2), **given)
        while link := open_links(revision).first():
            said = {"revision_id": revision.pk, "seen": Matching.objects.get(revision=revision).step, "act": "confirm"}
            decide_link(old=link.old_id, new=link.new_id, **said, **given)
        publish_revision(number=revision.number, key=self.key("revise"), **given)

    def freeze(self, at: datetime) -> None:
        """The report, before it is answered."""
        freeze_edition(actor=self.official, slug=self.plan.slug, key=self.key("freeze"), now=at)

    def answer(self, at: datetime) -> None:
        """Say that it is answered."""
        answer_consultation(actor=self.official, slug=self.plan.slug, key=self.key("answer"), now=at)

    def archive(self, at: datetime) -> None:
        """For good."""
        archive_consultation(actor=self.official, slug=self.plan.slug, key=self.key("archive"), now=at)

    def stands_at(self, *steps: Phase) -> bool:
        """Whether it stands at one of these steps."""
        return Consultation.objects.filter(slug=self.plan.slug, step__in=steps).exists()

    @property
    def official(self) -> Viewer:
        """Who runs it."""
        return self.people["ratna"]

    # Its posts

    def say(self, said: Said, at: datetime) -> None:
        """Send one post."""
        post = submit_post(
            actor=self.people[said.by],
            place=self.place(said.on),
            contribution=said.contribution(),
            reply_to=self.called(said.reply_to) if said.reply_to else None,
            revision=None,
            channel=Channel.WEB,
            address="",
            key=self.key("post", said.number),
            now=at,
        )
        self.posts[said.number] = post.id
        if said.id:
            self.named[said.id] = post.id

    def place(self, on: str) -> Place:
        """Where something is said: the label of a clause, or what the files call a thread."""
        return Place(thread=self.threads[on]) if on in self.threads else Place(clause=self.labels[on])

    def called(self, name: str) -> UUID:
        """The post that the files call so."""
        return self.named[name]

    def follow(self, said: Said, step: Step, place: int, at: datetime) -> None:
        """What its author or a moderator does with a post."""
        author, post, key = self.people[said.by], self.posts[said.number], self.key(f"then-{place}", said.number)
        if step.do == "edit":
            edit_post(actor=author, post_id=post, changes={"text": step.text}, address="", key=key, now=at)
        elif step.do == "withdraw":
            withdraw_post(actor=author, post_id=post, key=key, now=at)
        else:
            self.decide(post, step, key, at)

    def decide(self, post: UUID, step: Step, key: str, at: datetime) -> None:
        """A moderator publishes, hides or restores it."""
        decide_post(
            actor=self.people[step.by],
            post_id=post,
            verdict=Verdict(step.do),
            rule=step.rule,
            reason=step.reason,
            version=None,
            seen=None,
            key=key,
            now=at,
        )


def team_of(people: list[Member]) -> dict[TeamRole, list[str]]:
    """Addresses by role; citizens have none."""
    return {role: [member.email for member in people if member.role == role] for role in TeamRole}
