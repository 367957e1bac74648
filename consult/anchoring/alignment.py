"""Where a stretch of one text stands in another, by the words that both keep in order."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from rapidfuzz.distance import LCSseq

from consult.anchoring.folded_text import Text
from consult.anchoring.quotes import Span
from consult.text.sequences import Effort, Pairs, common

AT_ONCE: Final = 16_000_000  # words of the one times words of the other: some tens of milliseconds and 2 MB, whatever the words are
MOST: Final = 1_000_000  # steps, beyond that: at most some tenths of a second
NEIGHBOURS: Final = 4  # words that have to stay together, for a place to be trusted: fewer may meet by chance


@dataclass(frozen=True)
class Trace:
    """From one text to another. What could not be compared within the effort counts as not kept."""

    old: Text
    new: Text

    @cached_property
    def same(self) -> bool:
        """Whether both say the same."""
        return self.old.folded == self.new.folded

    @cached_property
    def kept(self) -> tuple[list[int], list[int]]:
        """Which words of the old text are kept, and which words of the new one those are; both rising."""
        pairs = in_order(self.old.words.said, self.new.words.said)
        return [at for at, _ in pairs], [to for _, to in pairs]

    def image(self, place: Span) -> Span | None:
        """Where that stretch stands whole in the new text, its words and those beside it kept together; None where it does not."""
        if self.same:
            return place
        words, (was, now) = self.old.words.within(place), self.kept
        first = bisect_right(was, words.start - 1)
        if not words or not self._together(first, first + len(words), words.start):
            return None
        if self._run(first, first + len(words)) < NEIGHBOURS:
            return None
        shift = self.new.words.begin[now[first]] - self.old.words.begin[words.start]
        image = Span(place.start + shift, place.end + shift)
        alike = self.old.folded[place.start : place.end] == self.new.folded[max(image.start, 0) : image.end]
        return image if image.start >= 0 and alike else None

    def stretch(self, place: Span) -> Span | None:
        """From the first to the last word that was kept of that stretch, whatever has come between; None where none was."""
        words, (was, now) = self.old.words.within(place), self.kept
        kept = now[bisect_right(was, words.start - 1) : bisect_right(was, words.stop - 1)]
        return Span(self.new.words.begin[kept[0]], self.new.words.end[kept[-1]]) if kept else None

    def towards(self, at: int) -> int:
        """About where a place of the old text is in the new one: as far behind the last word that was kept before it."""
        was, now = self.kept
        nth = bisect_right(was, bisect_right(self.old.words.begin, at) - 1) - 1
        if nth < 0:
            return at
        return self.new.words.begin[now[nth]] + at - self.old.words.begin[was[nth]]

    def _together(self, first: int, last: int, begins: int) -> bool:
        """Whether these pairs are all the words from `begins` on, none left out, and follow one another in the new text too."""
        was, now = self.kept
        if last > len(was) or was[first] != begins:
            return False
        return was[last - 1] - was[first] == now[last - 1] - now[first] == last - first - 1

    def _run(self, first: int, last: int) -> int:
        """How many words in a row are kept around these pairs, up to as many as are asked for."""
        while last - first < NEIGHBOURS and first > 0 and self._follow(first - 1):
            first -= 1
        while last - first < NEIGHBOURS and last < len(self.kept[0]) and self._follow(last - 1):
            last += 1
        return last - first

    def _follow(self, nth: int) -> bool:
        """Whether this pair and the next stand beside one another in both texts."""
        was, now = self.kept
        return was[nth + 1] - was[nth] == 1 == now[nth + 1] - now[nth]


def in_order(old: Sequence[str], new: Sequence[str]) -> Pairs:
    """The places of the most words that stand in both in the same order; of long texts, of as many as can be found in time.

    Hyyrö, "Bit-Parallel LCS-length Computation Revisited" (2004), as rapidfuzz has it.
    """
    if len(old) * len(new) > AT_ONCE:
        return common(old, new, Effort(MOST))
    same = [code for code in LCSseq.opcodes(old, new) if code.tag == "equal"]
    return [(code.src_start + n, code.dest_start + n) for code in same for n in range(code.src_end - code.src_start)]
