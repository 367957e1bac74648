"""Several proposals on one clause as one text: what does not meet is merged, what does is shown as a conflict. Plain Python.

A three-way merge by words (Khanna, Kunal and Pierce, "A Formal Investigation of Diff3", 2007) for any number of wordings. What is not
settled keeps the words of the clause: nobody's proposal wins silently, and none is left out silently.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from consult.anchoring.quotes import Span
from consult.discussion.rules import Operation
from consult.text.word_difference import WORD, kept

Proposed = tuple[str, Operation, str]  # id, what it does, its wording


@dataclass(frozen=True, slots=True)
class Wish:
    """What proposals would have in one place; several where they say the same."""

    proposals: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Changes that meet.

    span: the stretch of the base that they are about, as far as any of them goes. place: where it stands in the merged text.
    words: what the base says there. wishes: what each proposal would say there instead, in the order of the proposals' ids.
    """

    span: Span
    place: Span
    words: str
    wishes: tuple[Wish, ...]


@dataclass(frozen=True, slots=True)
class Merge:
    """What became of the proposals.

    text: the clause with all changes that meet no other; empty where it is taken away. inserted: what comes after it, in the order given.
    """

    text: str
    deleted: bool
    inserted: tuple[Wish, ...]
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """A stretch of the base, in code points, and what stands there instead; an insertion where the stretch is empty."""

    start: int
    end: int
    words: str


def merged(base: str, proposals: Sequence[Proposed]) -> Merge:
    """The clause after all proposals, as far as they can be had together.

    Args:
        base: what the clause says with its parts, as `composed` gives it.
        proposals: ids are unique; wordings are the whole new text of the clause, the text to come after it, or empty.
    """
    by_id = sorted(proposals)
    if any(operation is Operation.DELETE for _, operation, _ in by_id):
        return without(base, by_id)
    changes = {name: changes_of(base, wording) for name, operation, wording in by_id if operation is Operation.REPLACE}
    text, at = "", 0
    conflicts: list[Conflict] = []
    for group in meeting(base, changes.values()):
        span = Span(min(change.start for change in group), max(change.end for change in group))
        text += base[at : span.start]
        if len(group) > 1:
            conflicts.append(conflict(base, span, changes, at=len(text)))
        text += group[0].words if len(group) == 1 else base[span.start : span.end]
        at = span.end
    inserted = wishes((name, wording) for name, operation, wording in proposals if operation is Operation.INSERT_AFTER)
    return Merge(text + base[at:], deleted=False, inserted=inserted, conflicts=tuple(conflicts))


def without(base: str, proposals: Sequence[Proposed]) -> Merge:
    """The clause taken away; where other proposals would keep it, it stays as it is, and all of them are in conflict."""
    if all(operation is Operation.DELETE for _, operation, _ in proposals):
        return Merge("", deleted=True, inserted=(), conflicts=())
    whole = Span(0, len(base))
    after = {name: f"{base}\n{wording}" for name, operation, wording in proposals if operation is Operation.INSERT_AFTER}
    would = wishes((name, after.get(name, wording)) for name, _, wording in proposals)
    return Merge(base, deleted=False, inserted=(), conflicts=(Conflict(whole, whole, base, would),))


def conflict(base: str, span: Span, changes: Mapping[str, Sequence[Change]], *, at: int) -> Conflict:
    """What each proposal that changes anything in that stretch would say there."""
    within = {name: [one for one in own if span.start <= one.start and one.end <= span.end] for name, own in changes.items()}
    would = wishes((name, applied(base, span, own)) for name, own in within.items() if own)
    return Conflict(span, Span(at, at + span.end - span.start), base[span.start : span.end], would)


def wishes(said: Iterable[tuple[str, str]]) -> tuple[Wish, ...]:
    """What is said, each once, with those who say it, in the order in which it was first said."""
    by_words: dict[str, list[str]] = {}
    for name, words in said:
        by_words.setdefault(words, []).append(name)
    return tuple(Wish(tuple(names), words) for words, names in by_words.items())


def applied(base: str, span: Span, changes: Sequence[Change]) -> str:
    """That stretch of the base after changes in it, which are in order."""
    text, at = "", span.start
    for change in changes:
        text += base[at : change.start] + change.words
        at = change.end
    return text + base[at : span.end]


def meeting(base: str, changes: Iterable[Sequence[Change]]) -> Iterator[list[Change]]:
    """The distinct changes in order, those together that overlap or have no word of the base between them.

    White space alone gives way to words: lines that are broken otherwise are nothing to decide upon.
    """
    group: list[Change] = []
    end = 0
    for change in sorted({change for own in changes for change in own}):
        if group and base[end : change.start].strip():
            yield worded(base, group)
            group = []
        end = max(end, change.end) if group else change.end
        group.append(change)
    if group:
        yield worded(base, group)


def worded(base: str, group: list[Change]) -> list[Change]:
    """Those that change words; where none does, all, or the first of them, since nothing more than a line break is at stake."""
    return [one for one in group if one.words.strip() or base[one.start : one.end].strip()] or group[:1]


def changes_of(base: str, wording: str) -> list[Change]:
    """What makes the wording out of the base, in order; between two changes at least one word stays."""
    old, new = WORD.findall(base), WORD.findall(wording)
    stays = [(at, to) for at, to in kept(old, new) if old[at].strip()]
    olds, news = places(old), places(new)
    edges = [(Span(0, 0), Span(0, 0)), *((olds[at], news[to]) for at, to in stays), (Span(len(base), 0), Span(len(wording), 0))]
    found = []
    for (was, now), (was_next, now_next) in pairwise(edges):
        gap, says = base[was.end : was_next.start], wording[now.end : now_next.start]
        if gap != says:
            found.append(narrowed(Change(was.end, was_next.start, says), gap))
    return found


def places(words: Sequence[str]) -> list[Span]:
    """Where each word stands in the text that they make, without the white space after it."""
    found, at = [], 0
    for word in words:
        found.append(Span(at, at + len(word.rstrip())))
        at += len(word)
    return found


def narrowed(change: Change, gap: str) -> Change:
    """The change without the white space that stays at its ends."""
    head = blanks(gap, change.words)
    gap, words = gap[head:], change.words[head:]
    tail = blanks(gap[::-1], words[::-1])
    return Change(change.start + head, change.end - tail, words[: len(words) - tail])


def blanks(some: str, others: str) -> int:
    """How many characters of white space both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1] and pair[0].isspace(), zip(some, others, strict=False)))
