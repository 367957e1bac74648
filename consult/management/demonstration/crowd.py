"""The large demonstration: a long draft, and a crowd that speaks and votes about it. Made by rule from a seed, the same each time."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random
from typing import Any, Final

from consult.management.demonstration.cast import HERE, Member
from consult.management.demonstration.script import MODERATORS, AskedPoll, Plan, Said, Step, plan_of

SEED: Final = 1945
DAYS: Final = 30  # since it opened
JOINED: Final = 45  # days ago
HOT: Final = 3  # the higher, the more is said of the first articles and the less of the last
EVERY: Final = 97  # how manieth post is an advertisement, and hidden
REPLYING, ASKING, PROPOSING = 0.15, 0.06, 0.1  # how likely somebody does
WORDS: Final[dict[str, Any]] = json.loads((HERE / "crowd.json").read_text("utf-8"))
NUMERALS: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


@dataclass(frozen=True)
class Size:
    """How much of everything."""

    posts: int = 50_000
    people: int = 15_000  # who may all vote; two in three do, in each poll
    topics: int = len(NUMERALS)  # chapters of a hundred clauses each, with a poll about each


def members(size: Size) -> list[Member]:
    """The crowd, each invented by a number."""
    return [Member(f"Warga Arunika {n}", f"{nick(n)}@arunika.example", "citizen", JOINED) for n in range(1, size.people + 1)]


def nick(number: int) -> str:
    """What the plan calls them."""
    return f"warga-{number:04}"


def plan(size: Size) -> Plan:
    """The consultation, with everything that is said and voted in it."""
    bare, chance = plan_of(WORDS["plan"]), Random(SEED)  # nosec B311 - nothing is kept secret by it
    [poll] = bare.polls
    polls = [voted_in(poll, topic["name"], place, size) for place, topic in enumerate(WORDS["topics"][: size.topics])]
    return replace(bare, data=draft(size).encode(), said=list(said(size, chance)), polls=polls)


def voted_in(poll: AskedPoll, topic: str, place: int, size: Size) -> AskedPoll:
    """The poll on a topic with two in three of the crowd, who are not quite of one mind, and of another one each time."""
    voters = [nick(n) for n in range(1, size.people + 1) if (n + place) % 3]
    third, tenth = len(voters) // 3, len(voters) // 10
    votes = [third, third - tenth, tenth, 2 * tenth]
    turned = votes[place % len(votes) :] + votes[: place % len(votes)]
    return replace(poll, title=poll.title.format(topic=topic), voters=voters, votes=turned)


def draft(size: Size) -> str:
    """A chapter a topic, an article an aspect, four paragraphs each."""
    lines = list(WORDS["head"])
    for chapter, topic in enumerate(WORDS["topics"][: size.topics]):
        lines.append(f"BAB {NUMERALS[chapter]} {topic['name'].upper()}")
        for n, aspect in enumerate(WORDS["aspects"], start=chapter * len(WORDS["aspects"]) + 1):
            given = {"topic": topic["name"], "aspect": aspect, "low": aspect.lower(), "days": 14 + n % 17, "months": 3 + n % 10}
            lines += [f"Pasal {n}", *(f"({number}) {text.format(**given)}" for number, text in enumerate(WORDS["paragraphs"], start=1))]
    return "\n".join([*lines, ""])


def said(size: Size, chance: Random) -> Iterator[Said]:
    """What people write, the earliest first, so that a reply has something to reply to."""
    ago = sorted((chance.randrange(60, DAYS * 24 * 60 - 600) for _ in range(size.posts)), reverse=True)
    heard: dict[str, list[str]] = {}
    articles = size.topics * len(WORDS["aspects"])
    for number in range(size.posts):
        article = int(chance.random() ** HOT * articles)
        on = f"Pasal {article + 1} ayat ({chance.randint(1, len(WORDS['paragraphs']))})"
        thing = WORDS["topics"][article // len(WORDS["aspects"])]["thing"]
        by, name = nick(chance.randint(1, size.people)), chance.choice(("real", "withheld"))
        post = Writing(chance, number, on, thing).post(heard.setdefault(on, []))
        yield replace(post, by=by, name=name, ago=ago[number])


@dataclass(frozen=True)
class Writing:
    """One post while it is made up."""

    chance: Random
    number: int
    on: str
    thing: str

    def post(self, heard: list[str]) -> Said:
        """An advertisement, a reply to one of those that are heard on the clause, or what somebody thinks."""
        if self.number % EVERY == EVERY - 1:
            step = Step(do="hide", after=45, by=MODERATORS[self.number % len(MODERATORS)], reason=WORDS["hidden_because"])
            return replace(self.saying(WORDS["advertisement"]), stance="neutral", then=[step])
        if heard and self.chance.random() < REPLYING:
            return replace(self.saying(self.one_of("replies")), reply_to=self.chance.choice(heard))
        heard.append(f"p{self.number}")
        return replace(self.opinion(), id=heard[-1])

    def opinion(self) -> Said:
        """A question, a proposal or a comment, with a stance."""
        if self.chance.random() < ASKING:
            return replace(self.saying(self.one_of("questions")), kind="question", stance="neutral")
        stance = self.chance.choices(list(WORDS["views"]), weights=self.temper())[0]
        view = self.chance.choice(WORDS["views"][stance])
        post = replace(self.saying(f"Di {{place}}, {self.one_of('happened')}; {view}."), stance=stance)
        if self.chance.random() < PROPOSING:
            return replace(post, kind="proposal", operation="insert_after", wording=self.filled(WORDS["wording"]))
        return post

    def temper(self) -> tuple[int, int, int, int]:
        """How the stances are shared out on the clause: each has a temper of its own."""
        heat = sum(self.on.encode()) % 7
        return (8 - heat, 2 + heat, 4, 2)

    def one_of(self, words: str) -> str:
        """One of the sentences."""
        sentence: str = self.chance.choice(WORDS[words])
        return sentence

    def saying(self, text: str) -> Said:
        """A post with that text, by nobody yet."""
        return Said(number=self.number, by="", on=self.on, text=self.filled(text))

    def filled(self, text: str) -> str:
        """The text with everything in its place, down to the house."""
        place = f"{self.one_of('places')} rumah ke-{self.chance.randint(1, 400)}"
        return text.format(thing=self.thing, place=place, number=self.number, days=self.chance.randint(7, 60))
