"""In which line of the file a clause begins that is split off another."""

from collections.abc import Sequence
from typing import Final

from consult.documents.editing.passages import Passage
from consult.formats.outline.lines import words

ENOUGH: Final = 6  # words by which a clause is found in its line, where another one ends before it


def line_in(one: Passage, place: int, source: Sequence[str]) -> int | None:
    """The line, from 1, in which the character at `place` of the clause's text stands; its own line where that cannot be told.

    Args:
        source: the lines of the file.
    """
    if one.line is None:
        return None
    before = words(" ".join((one.mark, one.heading, one.text[:place])))
    wanted = words(one.printed())[:ENOUGH]
    found = [(word, number) for number, text in _from(one.line, source, len(before)) for word in words(text)]
    starts = (n for n in range(len(found)) if [word for word, _ in found[n : n + len(wanted)]] == wanted)
    at = next(starts, 0) + len(before)
    return found[at][1] if at < len(found) else one.line


def _from(first: int, source: Sequence[str], enough: int) -> list[tuple[int, str]]:
    """The lines from the first one on, with their numbers: as many as hold that many words, and the one in which the clause begins."""
    taken, held = [], 0
    for number, text in enumerate(source[first - 1 :], first):
        taken.append((number, text))
        held += len(words(text)) if number > first else 0
        if held > enough:
            break
    return taken
