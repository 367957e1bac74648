"""Rows of print that were cut at wide gaps: put together again, unless the gaps are the space between two columns."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from consult.formats.readers.pdf.rows import Row

_ENOUGH: Final = 6  # rows side by side that make columns
_SHARE: Final = 0.8  # of the rows with a gap, those that leave the same strip free

_Line = list[Row]


def in_columns(rows: Sequence[Row]) -> list[Row]:
    """The rows of one page as a reader takes them: of two columns the left one first, whatever order the file has."""
    lines = [list(line) for _, line in groupby(rows, key=lambda row: round(row.baseline))]
    gutter = _gutter(lines)
    made: list[Row] = []
    for is_split, group in groupby(lines, key=lambda line: gutter is not None and _leaves(line, gutter)):
        found = list(group)
        if is_split and gutter is not None:
            made += [_joined(half) for side in (True, False) for half in _side(found, gutter, left=side)]
        else:
            made += [_joined(line) for line in found]
    return made


def _gutter(lines: Sequence[_Line]) -> tuple[float, float] | None:
    """From where to where nothing is printed in most rows that have a gap; None where there are no columns."""
    gaps = [(line[0].right, line[1].left) for line in lines if len(line) == 2]
    if len(gaps) < _ENOUGH:
        return None
    ordered = sorted(left for left, _ in gaps), sorted(right for _, right in gaps)
    kept = int(len(gaps) * _SHARE)
    left, right = ordered[0][kept - 1], ordered[1][len(gaps) - kept]
    return (left, right) if left < right and 2 * len(gaps) > len(lines) else None


def _leaves(line: _Line, gutter: tuple[float, float]) -> bool:
    """Whether nothing in the line is printed over the space between the columns."""
    middle = sum(gutter) / 2
    return all(row.right <= middle or row.left >= middle for row in line)


def _side(lines: Sequence[_Line], gutter: tuple[float, float], *, left: bool) -> Iterator[_Line]:
    middle = sum(gutter) / 2
    for line in lines:
        if half := [row for row in line if (row.right <= middle) == left]:
            yield half


def _joined(line: _Line) -> Row:
    """Pieces of one row, from left to right as the file has them."""
    last = line[-1]
    return replace(line[0], text=" ".join(row.text for row in line), right=last.right, divided=last.divided, sure=last.sure)
