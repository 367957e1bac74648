"""Holds the links of an edited law with lead-ins and items against what is known of it, at every level."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from consult.anchoring.quotes import texts_of
from consult.matching.links import Link, Unit
from consult.matching.match import match
from consult.matching.text_likeness import fold
from tests.consult.matching.nested import Node, edited, everything, random_writer, units

SIZE: Final = 60  # clauses of the first level; four times as many with what stands in them
EDITS: Final = (2, 8, 20, 40)


@dataclass(frozen=True)
class Judged:
    """What matching made of one edited law, and of the same the other way round."""

    links: list[Link]
    elsewhere: list[tuple[str, str]]  # sure links of a clause that stands verbatim somewhere else, by labels
    wrong: list[tuple[str, str]]  # sure links of two clauses that are not one, by labels
    verbatim: int  # clauses that stand verbatim in the other law
    verbatim_linked: int

    @property
    def doubtful(self) -> int:
        """How many links a person would have to look at."""
        return sum(link.doubtful for link in self.links)


def rounds_of(seed: int) -> tuple[Judged, Judged]:
    """One round: a law edited at random, matched and judged both ways. The same seed gives the same round."""
    random = Random(seed)
    writer = random_writer(random)
    old = writer.law(SIZE)
    new = edited(writer, old, edits=random.choice(EDITS), renumbered=random.random() < 0.6)
    sides = [(units(law, writer.kinds), list(everything(law))) for law in (old, new)]
    return judge(*sides[0], *sides[1]), judge(*sides[1], *sides[0])


def judge(old: Sequence[Unit], olds: Sequence[Node], new: Sequence[Unit], news: Sequence[Node]) -> Judged:
    """Match the two laws and compare with the truth."""
    links = match(old, new).links
    there = verbatim(old, new)
    back = {to: one for one, to in there.items()}
    texts = said(old), said(new)
    labels = [{unit.id: unit.label for unit in side} for side in (old, new)]
    sure = [link for link in links if link.old and link.new and not link.doubtful]
    ends = [(str(link.old), str(link.new)) for link in sure]
    around = within(old), within(new)
    changed = [(one, to) for one, to in ends if texts[0][one] != texts[1][to]]
    elsewhere = [(one, to) for one, to in changed if there.get(one, to) not in around[1][to] or back.get(to, one) not in around[0][one]]
    wrong = [(one, to) for one, to in ends if not olds[int(one)].origins & news[int(to)].origins]
    linked = {(link.old, link.new) for link in links}
    told = [[(labels[0][one], labels[1][to]) for one, to in found] for found in (elsewhere, wrong)]
    return Judged(
        list(links),
        elsewhere=told[0],
        wrong=told[1],
        verbatim=len(there),
        verbatim_linked=len(linked & there.items()),
    )


def verbatim(old: Sequence[Unit], new: Sequence[Unit]) -> Mapping[str, str]:
    """From old to new, the clauses that say the same under the same label, or stand alone with their words at their level."""
    texts = [said(side) for side in (old, new)]
    by_label = [{(one.label, text[one.id]): one.id for one in side if text[one.id]} for side, text in zip((old, new), texts, strict=True)]
    alone = [_alone(side, text) for side, text in zip((old, new), texts, strict=True)]
    found = {alone[0][one]: alone[1][one] for one in alone[0].keys() & alone[1].keys()}
    return {by_label[0][one]: by_label[1][one] for one in by_label[0].keys() & by_label[1].keys()} | found


def within(units: Sequence[Unit]) -> Mapping[str, set[str]]:
    """For each clause, itself and what it stands in: what says the same as one of these holds the words of this one, too."""
    found: dict[str, set[str]] = {}
    for unit in units:
        found[unit.id] = {unit.id} | found.get(unit.parent or "", set())
    return found


def said(units: Sequence[Unit]) -> Mapping[str, str]:
    """What each clause says with its parts, below its heading; nothing where it has no words."""
    texts = texts_of(units)
    return {unit.id: fold(f"{unit.heading} {texts[unit.id]}") if texts[unit.id] else "" for unit in units}


def _alone(units: Sequence[Unit], texts: Mapping[str, str]) -> Mapping[tuple[str, str], str]:
    by_text: dict[tuple[str, str], list[str]] = defaultdict(list)
    for unit in units:
        by_text[unit.kind, texts[unit.id]].append(unit.id)
    return {key: ids[0] for key, ids in by_text.items() if len(ids) == 1 and key[1]}
