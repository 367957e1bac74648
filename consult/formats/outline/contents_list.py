"""Finds the list of contents in a text: what looks like a head there is none."""

import re
from collections.abc import Sequence
from itertools import islice
from typing import Final

from consult.formats.outline.lines import Line
from consult.formats.outline.marks import Marks
from consult.formats.outline.printed_numbers import Value
from consult.formats.traditions.profile import Profile

_LEADERS: Final = re.compile(r"(?:(?<!\.)\.{4,}|(?<!\. )(?:\. ){3,}|(?<!…)…{2,}|(?<!_)_{4,}) ?(?:[0-9]{1,4}|[ivxlc]{1,6})?$")
_DOTS: Final = ("..", ". .", "…", "__")
_LONGEST: Final = 200  # characters of an entry
_MOST: Final = 3_000  # entries
_HEADINGS: Final = 4  # as many lists of contents are looked for


def contents_in(lines: Sequence[Line], marks: Marks, profile: Profile) -> frozenset[int]:
    """The numbers of the lines that only list what comes later: with dots up to a page, or below a heading that says so.

    A list below a heading ends where its first entry comes again, as the head that it named; its lines are short.
    """
    found = {line.number for line in lines if any(one in line.text for one in _DOTS) and _LEADERS.search(line.text)}
    headings = (n for n, line in enumerate(lines) if len(line.text) <= _LONGEST and profile.contents.fullmatch(line.text))
    for start in islice(headings, _HEADINGS):
        found.update(line.number for line in _listed(lines[start + 1 : start + 1 + _MOST], marks) if not line.level)
    return frozenset(found)


def _listed(lines: Sequence[Line], marks: Marks) -> Sequence[Line]:
    """The lines from the first head to where it comes again; none where it does not."""
    first: tuple[int, tuple[str, Value]] | None = None
    for at, line in enumerate(lines):
        head = _head(line, marks)
        if len(line.text) > _LONGEST:
            return ()
        if head and first and head == first[1]:
            return lines[first[0] : at]
        first = first or ((at, head) if head else None)
    return ()


def _head(line: Line, marks: Marks) -> tuple[str, Value] | None:
    found = marks.read(line.text, "body") if marks.head_at(line.text) else []
    return (found[0].mark.kind, found[0].value) if found else None
