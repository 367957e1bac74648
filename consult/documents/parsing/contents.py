"""Finds the list of contents in a text: what looks like a head there is none."""

import re
from collections.abc import Sequence
from typing import Final

from consult.documents.parsing.lines import Line
from consult.documents.parsing.marks import marks_of
from consult.documents.parsing.numbers import Value
from consult.documents.parsing.profile import Mark, Profile

_LEADERS: Final = re.compile(r"(?:\.{4,}|(?:\. ){3,}|…{2,}|_{4,}) ?(?:[0-9]{1,4}|[ivxlc]{1,6})?$")
_LONGEST: Final = 200  # characters of an entry


def contents_in(lines: Sequence[Line], marks: Sequence[Mark], profile: Profile) -> frozenset[int]:
    """The numbers of the lines that only list what comes later: with dots up to a page, or below a heading that says so.

    A list below a heading ends where its first entry comes again, as the head that it named; its lines are short.
    """
    found = {line.number for line in lines if _LEADERS.search(line.text)}
    for start, line in enumerate(lines):
        if profile.contents.fullmatch(line.text):
            listed = _listed(lines[start + 1 :], marks, profile)
            found.update(one.number for one in listed)
    return frozenset(found)


def _listed(lines: Sequence[Line], marks: Sequence[Mark], profile: Profile) -> Sequence[Line]:
    """The lines from the first head to where it comes again; none where it does not."""
    first: tuple[int, tuple[str, Value]] | None = None
    for at, line in enumerate(lines):
        head = _head(line, marks, profile)
        if len(line.text) > _LONGEST:
            return ()
        if head and first and head == first[1]:
            return lines[first[0] : at]
        first = first or ((at, head) if head else None)
    return ()


def _head(line: Line, marks: Sequence[Mark], profile: Profile) -> tuple[str, Value] | None:
    founds = marks_of(line.text, "body", [mark for mark in marks if mark.is_head])
    return (founds[0].mark.kind, founds[0].value) if founds else None
