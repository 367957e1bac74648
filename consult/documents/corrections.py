"""What a correction may change: slips. Every clause stays where it is, and so does what people said about it."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import Final

from rapidfuzz.distance import Indel

from consult.errors import BadInput
from consult.matching.links import Link, LinkStatus, Matched, Unit

WORDS: Final = 6  # that may go or come in one clause …
SHARE: Final = 0.1  # … or this share of its words


def corrected(old: Sequence[Unit], new: Sequence[Unit]) -> Matched:
    """The links of a correction: each clause is the one in the same place.

    Raises:
        BadInput: it changes more than slips; `clause` names the first clause in question.
    """
    for was, now in zip_longest(old, new):
        if was is None or now is None or (was.kind, was.part) != (now.kind, now.part) or is_rewritten(was, now):
            raise BadInput("draft.not_a_slip", field="file", clause=(now or was).label)
    return Matched([link(was, now) for was, now in zip(old, new, strict=True)], trust=1.0)


def is_rewritten(was: Unit, now: Unit) -> bool:
    """Whether so many words differ that it is no slip any more."""
    before, after = f"{was.heading} {was.text}".split(), f"{now.heading} {now.text}".split()
    return Indel.distance(before, after) > max(WORDS, SHARE * (len(before) + len(after)))


def link(was: Unit, now: Unit) -> Link:
    """A clause before and after."""
    same = (was.heading.split(), was.text.split()) == (now.heading.split(), now.text.split())
    status = LinkStatus.UNCHANGED if same else LinkStatus.CHANGED
    return Link(was.id, now.id, status, renumbered=was.label != now.label)
