"""Walking a chain of the record: every entry's number and hash, and what the entries say of the rows."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import F, Func

from consult.discussion.rules import Event, Outcome, Status, event_of
from consult.moderation.rules import OUTCOMES
from consult.platform.audit.canonical import entry_hash
from consult.platform.audit.models import NOTHING_BEFORE, Chain, Entry
from consult.record.checks.hashed_columns import IdText, InstantText, JSONText

FIELDS: Final[Mapping[str, F | Func]] = {
    "v": F("v"),
    "number": F("number"),
    "actor": IdText("actor"),
    "salt": F("salt"),
    "action": F("action"),
    "subject": F("subject"),
    "digest": F("digest"),
    "facts": JSONText("facts"),
    "at": InstantText("at"),
    "previous": F("previous"),
}
AT_ONCE = 5_000  # rows read at a time
# Instant, pseudonym, thread, salted hash of the name, length of the text, salted hash of language and signals: no work for the collector.
Told = tuple[str, str | None, str, str, int | None, str | None]
Happened = tuple[str, str, str]  # post, event, instant
TELLING: Final = frozenset(
    {"post.decided", "post.edited", "post.erased", "post.withdrawn"}
)  # beside what is received, where posts and their numbers tell
DISCARDED: Final = frozenset({"poll.discarded", "revision.discarded"})
TAKEN_AWAY: Final = frozenset({"team.left", "team.removed", "support.withdrawn"})
READ: Final = json.JSONDecoder().decode  # what json.loads looks for in its arguments takes as long as reading a short text


@dataclass(frozen=True)
class Fault:
    """Something that does not fit: what it is, and how.

    `still` looks outside of the instant that was read, where what is there now may have been taken away rightly meanwhile.
    """

    what: str
    how: str
    still: Callable[[], bool] | None = field(default=None, compare=False, repr=False)

    def __str__(self) -> str:
        return f"{self.what}: {self.how}"


@dataclass
class Said:
    """What the entries of one chain say, the last word on each subject."""

    entries: int = 0
    digests: dict[str, str] = field(default_factory=dict)  # subject → digest
    versions: dict[str, Told] = field(default_factory=dict)  # version → what its entry tells beside its digest
    statuses: dict[str, str] = field(default_factory=dict)  # version → status
    numbers: dict[str, int] = field(default_factory=dict)  # post → citation number
    offices: dict[str, str] = field(default_factory=dict)  # post → the office by which it is said
    answers: dict[str, str] = field(default_factory=dict)  # post → the question that it answers once it is public
    shown: dict[str, str] = field(default_factory=dict)  # version → when it was first public; "" in v 1: rows of then may not know
    rules: dict[str, int] = field(default_factory=dict)  # version → number of the house rule of the last decision on it
    actors: dict[str, str | None] = field(default_factory=dict)  # any other subject → pseudonym of who did it last
    published: dict[str, str] = field(default_factory=dict)  # revision → instant
    opened: set[str] = field(default_factory=set)  # polls
    sources: dict[str, str] = field(default_factory=dict)  # revision → digest of the file that it was read from
    steps: dict[str, list[str]] = field(default_factory=dict)  # revision → digest of each step in editing it
    links: dict[str, tuple[str, int]] = field(default_factory=dict)  # revision → digest of how its clauses are linked, and its v
    linked: dict[tuple[str, str], set[str | None]] = field(default_factory=dict)  # revision, instant → who said then what a link is
    emails: dict[str, str] = field(default_factory=dict)  # member of the team → salted hash of the address
    placed: dict[str, tuple[int, str]] = field(default_factory=dict)  # revision → how many posts were placed with it, and their digest
    picked: dict[str, set[str]] = field(default_factory=dict)  # revision → proposals that were picked for it
    answered: dict[str, tuple[str, str]] = field(default_factory=dict)  # flag → instant and outcome
    files: dict[str, tuple[str, str, str]] = field(default_factory=dict)  # file of an edition → edition, format and language
    attachments: dict[str, tuple[str, int | None]] = field(default_factory=dict)  # file of a submission → status, and rule with it
    papers: dict[str, str] = field(default_factory=dict)  # file of a supporting document → status
    edited: dict[str, str] = field(default_factory=dict)  # edition → instant at which words were last struck out of its files
    erased: set[str] = field(default_factory=set)  # people who have been erased; in the chain of the site
    events: list[Happened] = field(default_factory=list)  # what threads told of posts that were public before


def walk(chain: Chain, said: Said) -> Iterator[Fault]:
    """Go through the chain from its first entry, take down what is said, and give each thing that does not fit."""
    previous = NOTHING_BEFORE
    rows = Entry.objects.filter(chain=chain).order_by("number").values_list("hash", *FIELDS.values())
    for stored, *row in rows.iterator(chunk_size=AT_ONCE):
        entry = dict(zip(FIELDS, row, strict=True))
        entry["facts"] = READ(entry["facts"])
        said.entries += 1
        what = f"record {chain.name}, entry {said.entries}"
        if entry["number"] != said.entries:
            yield Fault(what, f"is missing; entry {entry['number']} stands in its place")
            return
        if entry["previous"] != previous:
            yield Fault(what, "does not hold the hash of the entry before")
            return
        if entry_hash(entry, chain=chain.name) != stored:
            yield Fault(what, "does not match its own hash")
            return
        take_down(entry, said)
        previous = stored
    yield from end_of(chain, said, head=previous)


def take_down(entry: dict[str, Any], said: Said) -> None:
    """Keep the last word of an entry on its subject, the versions it moved and the post it numbered."""
    subject, facts = str(entry["subject"]), entry["facts"]
    if entry["digest"]:
        said.digests[subject] = str(entry["digest"])
        if "shown_as" in facts:
            length, read = facts.get("text"), facts.get("read_as")
            said.versions[subject] = (entry["at"], entry["actor"], facts["thread"], facts["shown_as"], length, read)
        else:
            said.actors[subject] = entry["actor"]
    if entry["action"] == "person.erased":
        said.erased.add(subject)
    if entry["action"] == "revision.published":
        said.published[subject] = str(entry["at"])
        if "links" in facts:
            said.links[subject] = (facts["links"], facts.get("links_v", 1))
        if "placements" in facts:
            said.placed[subject] = (facts["placed"], facts["placements"])
    if entry["action"] == "revision.linked":
        said.linked.setdefault((subject, str(entry["at"])), set()).add(entry["actor"])
    if entry["action"] == "team.joined" and "email" in facts:
        said.emails[subject] = facts["email"]
    if entry["action"] == "poll.opened":
        said.opened.add(subject)
    if entry["action"] in DISCARDED and subject not in said.opened | said.published.keys():  # what was public is never thrown away
        for told in (said.digests, said.statuses, said.actors, said.sources, said.steps):
            told.pop(subject, None)
        for picked in said.picked.pop(subject, ()):
            said.digests.pop(picked, None)
    if entry["action"] == "proposal.picked":
        said.picked.setdefault(facts["revision"], set()).add(subject)
    if entry["action"] in TAKEN_AWAY:  # the row is gone, and should be; doing it again makes another one
        said.digests.pop(subject, None)
        said.actors.pop(subject, None)
    if entry["action"] == "edition.file":
        said.files[subject] = (facts["edition"], facts["form"], facts["language"])
    if entry["action"] == "edition.edited":
        said.edited[subject] = str(entry["at"])
    if entry["action"] in {"edition.edited", "edition.renewed"}:
        for file in facts["files"]:
            said.digests.pop(file, None)
    if isinstance(facts, dict):
        statuses = facts.get("statuses", {})
        if entry["action"] in TELLING and (told_with := event_with(entry, statuses, said)):
            said.events.append(told_with)
        said.statuses.update(statuses)
        if "shown" in statuses.values():
            take_down_shown(entry, statuses, said)
        if "rule" in facts:
            said.rules.update(dict.fromkeys(statuses, facts["rule"]))
        if "flags" in facts:
            said.answered.update(dict.fromkeys(facts["flags"], (entry["at"], outcome_of(entry))))
        said.papers.update(facts.get("papers", {}))
        for attachment, status in facts.get("attachments", {}).items():
            said.attachments[attachment] = (status, facts.get("rule"))
        if "source" in facts:
            said.sources[subject] = facts["source"]
        if "step" in facts:
            said.steps.setdefault(subject, []).append(facts["step"])
        take_down_place(facts, said, at=str(entry["at"]))


def take_down_shown(entry: Mapping[str, Any], statuses: Mapping[str, str], said: Said) -> None:
    """Keep when a version was first public."""
    at = entry["at"] if entry["v"] != 1 else ""
    for version, status in statuses.items():
        if status == "shown":
            said.shown.setdefault(version, at)


def outcome_of(entry: Mapping[str, Any]) -> str:
    """What the flags became that an entry answers."""
    if entry["action"] == "post.kept":
        return Outcome.STOOD.value
    return OUTCOMES.get(entry["facts"].get("verdict"), Outcome.SETTLED).value


def take_down_place(facts: Mapping[str, Any], said: Said, *, at: str) -> None:
    """Keep of a post its office and its number; with its first number, an answer to a question is told of that question."""
    post = facts.get("post")
    if post is None:
        return
    if "office" in facts:
        said.offices[post] = facts["office"]
    if "answers" in facts:
        said.answers[post] = facts["answers"]
    if facts.get("number"):
        if post in said.answers and post not in said.numbers:
            said.events.append((said.answers[post], Event.ANSWERED.value, at))
        said.numbers[post] = facts["number"]


def event_with(entry: Mapping[str, Any], statuses: Mapping[str, str], said: Said) -> Happened | None:
    """What the thread told with an entry that is about to be taken down; None where it told nothing, or that the post is new."""
    post = str(entry["facts"].get("post", entry["subject"]))  # a withdrawal or an erasure is of the post itself
    before = Status.SHOWN if any(said.statuses.get(version) == Status.SHOWN for version in statuses) else None
    out_of_sight = Status.WITHDRAWN if entry["action"] in {"post.erased", "post.withdrawn"} else Status.HIDDEN
    after = Status.SHOWN if Status.SHOWN in statuses.values() else out_of_sight
    event = event_of(before, after, numbered=post in said.numbers)
    return (post, event.value, str(entry["at"])) if event and event is not Event.POSTED else None


def end_of(chain: Chain, said: Said, *, head: str) -> Iterator[Fault]:
    """Whether the chain ends where its row says."""
    what = f"record {chain.name}, entry {chain.length}"
    if chain.length > said.entries:
        yield Fault(what, f"is missing: the chain ends after {said.entries}")
    elif chain.length < said.entries or chain.head != head:
        yield Fault(f"record {chain.name}, entry {said.entries}", "is not the one that the chain's head names")
