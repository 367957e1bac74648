"""Which words a proposal takes out of a clause and which it puts in."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

WORD: Final = re.compile(r"\S+\s*|\s+")
MOST: Final = 250_000  # words of one side times words of the other: beyond it, comparing could keep others waiting


class Side(StrEnum):
    """Where a stretch of words stands."""

    BOTH = "both"
    BEFORE = "before"
    AFTER = "after"


Stretches = Sequence[tuple[Side, str]]


def difference(before: str, after: str) -> Stretches:
    """The words of both, in reading order, what goes before what comes. White space alone makes no difference.

    Where the texts are too long to compare, all of `after` is new.
    """
    old, new = WORD.findall(before), WORD.findall(after)
    if len(old) * len(new) > MOST:
        return [(Side.AFTER, after)]
    return list(stretches(old, new))


def stretches(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Side, str]]:
    """The same from words, each with the white space after it."""
    matcher = SequenceMatcher(None, [word.strip() for word in old], [word.strip() for word in new], autojunk=False)
    for _how, i, j, k, m in matcher.get_opcodes():
        if _how == "equal":
            yield Side.BOTH, "".join(new[k:m])
            continue
        if i < j:
            yield Side.BEFORE, "".join(old[i:j])
        if k < m:
            yield Side.AFTER, "".join(new[k:m])
