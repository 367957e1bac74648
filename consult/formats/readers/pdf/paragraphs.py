"""Rows of print put together to paragraphs, by where they stand: what a typesetter did, undone."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from consult.formats.readers.pdf.rows import SOFT, Row

_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_HYPHENATED: Final = re.compile(r"\w-$")
_LAST: Final = re.compile(r"[^\W\d_]+$")
_FIRST: Final = re.compile(r"^[^\W\d_]+")
_MARKED: Final = re.compile(r"(?:\(?\d{1,4}[a-zA-Z]?[.):]|\(?(?:[a-zA-Z]{1,2}|[ivxIVX]{1,5})[.)]|\d+(?:\.\d+)+|§|[•▪●○–—-])\s")
_HEAD: Final = re.compile(  # of a part of a law; a mention goes on with a small letter, as in “Pasal 5 ayat (2)”
    r"(?:(?:Pasal|PASAL|BAB|Bab|Paragraf|PARAGRAF|Article|ARTICLE|Artikel|Art\.|PART|Part|TITLE|Title|CHAPTER|Chapter|SECTION|Section|Sec\."
    r"|Buch|Teil|Titel|Kapitel|Abschnitt|Unterabschnitt) (?:\d{1,4}[a-zA-Z]?|[IVXLC]{1,9}[A-Z]?)|(?:Bagian|BAGIAN) K[eE]\w+)"
    r"[.:]?(?=$| [^\W\d_a-zß-öø-ÿ]| [(“\"—–-])"
    r"|(?:Menimbang|Mengingat|Memperhatikan|Menetapkan|Memutuskan|MEMUTUSKAN)(?= ?:(?! ?:)|$)"
    r"|(?:PENJELASAN|LAMPIRAN|ANNEX|APPENDIX|SCHEDULE|ANLAGE)\b[^a-z]*$"
    r"|(?:Disahkan|Ditetapkan|Diundangkan) di [A-Z]|Done at [A-Z]"
)
_ENDS: Final = (".", ";", ":", "!", "?", "”", '"')
_APART: Final = 1.3  # times the usual distance of two rows
_FARTHEST: Final = 2.6  # times the size of the letters: two rows of a paragraph are no farther apart, not even in double spacing
_USUAL: Final = 1.2  # times the size, where the file does not show it
_CLOSE: Final = 1.8  # times the size: what is farther is no distance of rows unless sentences go on over it
_OFTEN: Final = 0.25  # of the most frequent distance: one that is no accident
_FULL: Final = 0.95  # of the rows, and of the way to where they end: a row that goes on in the next one
_ENOUGH: Final = 5  # distances that show what is usual in a block; with fewer, the whole file is asked
_INDENT: Final = 0.8  # times the size of the letters
_OTHER_SIZE: Final = 0.1  # of the size
_HEADING: Final = 1.15  # times the size of the text
_LEVELS: Final = 6
_LONGEST_HEADING: Final = 200  # characters


@dataclass(slots=True)
class Paragraph:
    """Rows that belong together. begins: a paragraph of the page begins with it, and not only something that looks like a mark."""

    rows: list[Row]
    begins: bool
    level: int = 0
    text: str = ""
    unsure: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Block:
    """Rows below one another, as one column of a page has them. right: where a full row ends.

    step: the usual distance of two rows, in sizes of the letters.
    """

    rows: tuple[Row, ...]
    right: float
    step: float


def paragraphs(rows: Sequence[Row]) -> list[Paragraph]:
    """All rows of a file, in order and each once, as paragraphs with their text."""
    found = list(_grouped(rows))
    known = _vocabulary(rows)
    levels = _levels(rows)
    for one in found:
        one.text, one.unsure = _text(one.rows, known)
        is_heading = len(one.text) <= _LONGEST_HEADING
        one.level = levels.get(round(one.rows[0].size), 0) if is_heading else 0
    return found


def _grouped(rows: Sequence[Row]) -> Iterator[Paragraph]:
    current: Paragraph | None = None
    before: _Block | None = None
    for block in _blocks(rows):
        for place, row in enumerate(block.rows):
            if current is None:
                current = Paragraph([row], True)
                continue
            apart = _begins(current, row, block) if place else _begins_anew(current.rows[-1], row, before or block)
            if apart or (_is_marked(row) and not current.rows[-1].divided):
                yield current
                current = Paragraph([row], apart)
            else:
                current.rows.append(row)
        before = block
    if current is not None:
        yield current


def _is_marked(row: Row) -> bool:
    """Whether it begins like an item or like the head of a part."""
    return bool(_MARKED.match(row.text) or _HEAD.match(row.text))


def _begins(current: Paragraph, row: Row, block: _Block) -> bool:
    """Whether a paragraph begins below a row of the same column."""
    above = current.rows[-1]
    if above.baseline - row.baseline > _APART * block.step * row.size or abs(above.size - row.size) > _OTHER_SIZE * above.size:
        return True
    moved = abs(row.left - above.left) > _INDENT * row.size
    return (moved and len(current.rows) > 1) or _had_room(above, row, block.right)


def _begins_anew(above: Row, row: Row, block: _Block) -> bool:
    """Whether a paragraph begins with a page or column, seen from the last row before it."""
    if abs(above.size - row.size) > _OTHER_SIZE * above.size or _had_room(above, row, block.right):
        return True
    return above.text.endswith(_ENDS) and not above.divided


def _had_room(above: Row, row: Row, right: float) -> bool:
    """Whether the first word would have fitted into the row above, so that something new begins here."""
    if above.divided:
        return False
    first = row.text.split(maxsplit=1)[0]
    needed = (row.right - row.left) * (len(first) + 1) / max(len(row.text), 1)
    return above.right + needed < right


def _blocks(rows: Sequence[Row]) -> list[_Block]:
    """Cut where a page ends or the print jumps up."""
    starts = [0, *(n for n, (above, row) in enumerate(pairwise(rows), 1) if _jumps(above, row)), len(rows)]
    parts = [rows[start:end] for start, end in pairwise(starts) if start < end]
    rights: defaultdict[int, float] = defaultdict(float)
    for part in parts:
        rights[_left(part)] = max(rights[_left(part)], sorted(row.right for row in part)[round(_FULL * (len(part) - 1))])
    steps = [_steps(part, rights[_left(part)]) for part in parts]
    usual = _usual([step for some in steps for step in some]) or _closest(rows) or _USUAL
    found = ((_usual(some) if len(some) >= _ENOUGH else 0) or usual for some in steps)
    return [_Block(tuple(part), rights[_left(part)], step) for part, step in zip(parts, found, strict=True)]


def _jumps(above: Row, row: Row) -> bool:
    return row.page != above.page or row.baseline > above.baseline + row.size


def _left(rows: Sequence[Row]) -> int:
    """Where a column begins, so that the same column on another page is known by it."""
    return round(min(row.left for row in rows) / 10)


def _steps(rows: Sequence[Row], right: float) -> list[float]:
    """The distances over which a sentence goes on, in sizes of the letters: below a full row, to a row that begins like none."""
    found = [_step(above, row) for above, row in pairwise(rows) if above.right > _FULL * right and _continues(above, row)]
    return [step for step in found if 0.5 < step <= _FARTHEST]


def _step(above: Row, row: Row) -> float:
    """To a tenth, in sizes of the letters."""
    return round((above.baseline - row.baseline) / row.size, 1)


def _continues(above: Row, row: Row) -> bool:
    """Whether the sentence above plainly goes on: it has no end, and the next word has no capital."""
    return row.text[0].isalpha() and not row.text[0].isupper() and not above.text.endswith(_ENDS) and not _is_marked(row)


def _usual(steps: Sequence[float]) -> float:
    """The smallest of the frequent distances; 0 where there is none."""
    counted = Counter(steps)
    most = max(counted.values(), default=0)
    return min((step for step, count in counted.items() if count >= _OFTEN * most), default=0)


def _closest(rows: Sequence[Row]) -> float:
    """The smallest distance of two rows of a file in which no sentence plainly goes on; 0 where all stand far apart."""
    return min((step for above, row in pairwise(rows) if 1 <= (step := _step(above, row)) <= _CLOSE), default=0)


def _levels(rows: Sequence[Row]) -> dict[int, int]:
    """Heading level by size of letters, the largest first; a hint that the reading must not lean on."""
    sizes: Counter[int] = Counter()
    for row in rows:
        sizes[round(row.size)] += len(row.text)
    usual = sizes.most_common(1)[0][0] if sizes else 0
    larger = sorted((size for size in sizes if size > _HEADING * usual), reverse=True)
    return {size: level for level, size in enumerate(larger[:_LEVELS], 1)}


def _vocabulary(rows: Sequence[Row]) -> frozenset[str]:
    """Words in small letters that stand undivided somewhere in the file, or are divided at more than one place; hyphenated ones too."""
    found: set[str] = set()
    halves: set[tuple[str, str]] = set()
    for above, row, below in zip((None, *rows), rows, (*rows[1:], None), strict=False):
        words = _WORD.findall(row.text.lower())
        found |= set(words[1 if above and above.divided else 0 : -1 if row.divided else None])
        if row.divided and below and (pair := _halves(row.text, below.text)):
            halves.add(pair)
    joined = Counter((left + right).lower() for left, right in halves)
    return frozenset(found | {word for word, places in joined.items() if places > 1})


def _text(rows: Sequence[Row], known: frozenset[str]) -> tuple[str, list[str]]:
    """The rows as one text, and the words of which nobody can tell whether their hyphen belongs to them."""
    text, unsure = rows[0].text, []
    for above, row in pairwise(rows):
        halves = _halves(text, row.text) if above.divided or _HYPHENATED.search(text) else None
        if halves is None:
            text += f"{'-' if above.divided else ' '}{row.text}"
            continue
        hyphen = "" if above.sure else _hyphen(*halves, known)
        if hyphen is None:
            unsure.append("-".join(halves))
        text = f"{_without_hyphen(text)}{'-' if hyphen is None else hyphen}{row.text}"
    return text, unsure


def _halves(text: str, after: str) -> tuple[str, str] | None:
    """The halves of a word that is divided between two texts; None where the second begins with no small letter."""
    left, right = _LAST.search(_without_hyphen(text)), _FIRST.match(after)
    return (left[0], right[0]) if left and right and after[0].islower() else None


def _without_hyphen(text: str) -> str:
    return text.rstrip("-" + SOFT)


def _hyphen(left: str, right: str, known: frozenset[str]) -> str | None:
    """What stands between the halves of a divided word: a hyphen, nothing, or None where that cannot be known."""
    left, right = left.lower(), right.lower()
    if right.startswith(left) or f"{left}-{right}" in known:  # as undang-undangan: a word said twice
        return "-"
    return "" if left + right in known else None
