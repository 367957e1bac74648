"""What stands on pages and is no text of theirs: running heads and feet, page numbers, the word that leads over to the next page."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile
from typing import Final

from consult.formats.outline.lines import words
from consult.formats.readers.pdf.rows import Page, Row

_ZONE: Final = 0.12  # of the page's height, at its top and at its foot
_FEWEST: Final = 3  # pages on which something repeats
_SHARE: Final = 0.4  # of the pages: left and right ones may differ, and a first page has none
_GAP: Final = 1.6  # times the size of the letters, between a head with a number and the text
_NUMBER: Final = re.compile(r"\d+|^\W*[ivxlc]+\W*$")  # a Roman one where it stands alone
_BARE: Final = re.compile(r"\W*#\W*")
_LEADS_OVER: Final = re.compile(r"(?P<words>.{1,80}?)\s*(?:(?:\.\s?){3,}|…)$")


@dataclass(frozen=True, slots=True)
class Cleared:
    """Pages without what repeats. repeated: each thing once, as first printed; carried: page and words of what led over."""

    pages: tuple[Page, ...]
    repeated: tuple[str, ...]
    carried: tuple[tuple[int, str], ...]


def cleared(pages: Sequence[Page]) -> Cleared:
    """Take out what repeats at the edge of enough pages, and what a page prints at its foot of the next one's beginning.

    Of the numbers in it one may be the page's, and the others have to be the same everywhere: `Pasal 3` at the top of one page and
    `Pasal 5` on another are no head.
    """
    repeats = _repeating(pages)
    repeated: dict[_Shape, str] = {}
    kept: list[Page] = []
    for page in pages:
        out = [row for is_top in (True, False) for row in _edge(page, is_top, repeats)]
        for row in out:
            repeated.setdefault(_shape(row, page), row.text)
        kept.append(replace(page, rows=tuple(row for row in page.rows if row not in out)))
    carried = {page.number: over.text for page, after in pairwise(kept) if (over := _carried(page, after))}
    clean = (replace(page, rows=page.rows[:-1]) if page.number in carried else page for page in kept)
    return Cleared(tuple(clean), tuple(repeated.values()), tuple(carried.items()))


_Shape = tuple[bool, str]  # which edge of the page, and the text with any number in it made the same


def _repeating(pages: Sequence[Page]) -> frozenset[_Shape]:
    seen: defaultdict[_Shape, list[tuple[int, tuple[str, ...]]]] = defaultdict(list)
    for page in pages:
        for row in page.rows:
            if _is_in(row, page, is_top=True) or _is_in(row, page, is_top=False):
                seen[_shape(row, page)].append((page.number, _numbers(row.text)))
    enough = max(_FEWEST, _SHARE * len(pages))
    return frozenset(shape for shape, found in seen.items() if _agreeing(found) >= enough)


def _agreeing(found: Sequence[tuple[int, tuple[str, ...]]]) -> int:
    """On how many pages all numbers are the same, or all but one, which is as far from the page's as on the others."""
    same = Counter(numbers for _, numbers in found)
    steps = Counter(step for page, numbers in found for step in _page_steps(page, numbers))
    roman = sum(1 for _, numbers in found if numbers and not numbers[0].isdecimal() and len(numbers) == 1)
    return max(*same.values(), *steps.values(), roman)


def _page_steps(page: int, numbers: tuple[str, ...]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Each number as the page's: which one, how far from the page's it is, and the others."""
    for place, number in enumerate(numbers):
        if number.isdecimal():
            yield place, int(number) - page, numbers[:place] + numbers[place + 1 :]


def _edge(page: Page, is_top: bool, repeats: frozenset[_Shape]) -> list[Row]:
    """The rows at an edge that are no text, from the outermost on until one is."""
    inward = sorted(page.rows, key=lambda row: row.baseline, reverse=is_top)
    zone = takewhile(lambda row: _is_in(row, page, is_top), inward)
    found = list(takewhile(lambda row: _shape(row, page) in repeats or _is_own_number(row, page), zone))
    if len(found) == len(inward):
        return [row for row in found if _shape(row, page) in repeats]  # a number that is all of a page is no number of it
    if found and "#" in _numberless(found[-1].text) and not _BARE.fullmatch(_numberless(found[-1].text)):
        gap = abs(found[-1].baseline - inward[len(found)].baseline)
        return found if gap > _GAP * found[-1].size else found[:-1]
    return found


def _is_in(row: Row, page: Page, is_top: bool) -> bool:
    return row.baseline > (1 - _ZONE) * page.height if is_top else row.baseline < _ZONE * page.height


def _shape(row: Row, page: Page) -> _Shape:
    return row.baseline > page.height / 2, _numberless(row.text)


def _numbers(text: str) -> tuple[str, ...]:
    return tuple(_NUMBER.findall(" ".join(text.split()).lower()))


def _numberless(text: str) -> str:
    return _NUMBER.sub("#", " ".join(text.split()).lower())


def _is_own_number(row: Row, page: Page) -> bool:
    """Whether it is nothing but the number of this page: sure however few pages there are."""
    return bool(_BARE.fullmatch(_numberless(row.text))) and words(row.text) == [str(page.number)]


def _carried(page: Page, after: Page) -> Row | None:
    """The last row, where it is how the next page begins, with dots behind it."""
    found = _LEADS_OVER.fullmatch(page.rows[-1].text) if page.rows else None
    led = words(found["words"].lower()) if found else []
    begins = words(" ".join(row.text for row in after.rows[:2]).lower())
    return page.rows[-1] if led and begins[: len(led)] == led else None
