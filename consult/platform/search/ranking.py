"""How well a text answers a question: the same figure on both databases, since neither counts it. Plain values."""

from typing import Final

from consult.platform.search.asking import Wanted

USUAL: Final = 80  # words in a text that is neither long nor short
ENOUGH: Final = 1.2  # the larger, the more it counts that a word comes again (k1 of BM25)
LENGTH: Final = 0.75  # how much it counts against a text that it is long (b of BM25)


def score(words: str, wanted: Wanted) -> int:
    """BM25 without the rarity of words, in thousandths: what is asked for has to occur in every text that is compared."""
    stretched = 1 - LENGTH + LENGTH * (words.count(" ") + 1) / USUAL
    times = [f" {words} ".count(f" {' '.join(term)} ") for term in wanted.terms]
    return round(sum(1_000 * (ENOUGH + 1) * n / (n + ENOUGH * stretched) for n in times))
