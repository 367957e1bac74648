"""Words that are looked for: a quote, folded, with what stands around it and where it stood."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from consult.anchoring.folded_text import Text, folded, joins, standing
from consult.anchoring.quotes import AROUND, Quote, Span

PLACES: Final = 64  # at which words are looked at; what stands more often can only be told by a place that was kept
TELLING: Final = (3, 15)  # words and characters from which on words may be known by themselves
UNMISTAKABLE: Final = (6, 30)  # and from which on they are the same words wherever they stand


@dataclass(frozen=True)
class Sought:
    """A quote of an old text.

    places: where it stood there, by its place or else by what is around it; none where it did not stand there.
    others: where the same words stood besides.
    cut: whether it begins and ends within a word.
    """

    exact: str
    prefix: str
    suffix: str
    places: tuple[Span, ...]
    others: tuple[Span, ...]
    cut: tuple[bool, bool]

    @cached_property
    def text(self) -> Text:
        """The words by themselves."""
        return Text(self.exact)

    @cached_property
    def is_telling(self) -> bool:
        """Whether the words may be known without those around them."""
        return self._has(TELLING)

    @cached_property
    def is_unmistakable(self) -> bool:
        """Whether the words are so many that they do not stand in two places by chance."""
        return self._has(UNMISTAKABLE)

    def _has(self, least: tuple[int, int]) -> bool:
        """Whether there are so many words and characters."""
        return sum(word[0].isalnum() for word in self.text.words.said) >= least[0] and len(self.exact.strip()) >= least[1]

    def hits(self, text: str) -> list[Span]:
        """Where the words stand in a folded text, cut as they were, as far as can be looked at."""
        return [hit for hit in standing(self.exact, text, most=PLACES) if (joins(text, hit.start), joins(text, hit.end)) == self.cut]

    def agreed(self, hit: Span, text: str) -> int:
        """How many of the characters around the words stand around the hit, too."""
        before, after = text[max(hit.start - len(self.prefix), 0) : hit.start], text[hit.end : hit.end + len(self.suffix)]
        return alike(self.prefix[::-1], before[::-1]) + alike(self.suffix, after)

    def around(self, hit: Span, text: str) -> str:
        """What stands there, with as much around it as around the words."""
        return text[max(hit.start - len(self.prefix), 0) : hit.end + len(self.suffix)]


def sought(quote: Quote, old: Text) -> Sought:
    """The quote as it is looked for; with what was around it in the old text, where its one place there is known."""
    exact = folded(quote.exact)
    everywhere = standing(exact, old.folded, most=PLACES)
    places = [at] if (at := place_of(quote, exact, old)) else among(everywhere, quote, old.folded)
    prefix, suffix = folded(quote.prefix), folded(quote.suffix)
    if len(places) == 1:
        start, end = places[0].start, places[0].end
        prefix, suffix = old.folded[max(start - AROUND, 0) : start], old.folded[end : end + AROUND]
    return Sought(
        exact=exact,
        prefix=prefix,
        suffix=suffix,
        places=tuple(places),
        others=tuple(place for place in everywhere if place not in places),
        cut=cut(prefix, exact, suffix),
    )


def sought_anew(quote: Quote) -> Sought:
    """The same of a quote that was not found for sure in the old text: what stands there says nothing of where its words stood."""
    exact, prefix, suffix = folded(quote.exact), folded(quote.prefix), folded(quote.suffix)
    return Sought(exact=exact, prefix=prefix, suffix=suffix, places=(), others=(), cut=cut(prefix, exact, suffix))


def place_of(quote: Quote, exact: str, old: Text) -> Span | None:
    """Where it stood by the place that was stored with it, where the old text bears that out."""
    if quote.start is None or quote.end is None or old.true[quote.start : quote.end] != quote.exact:
        return None
    start = len(folded(old.true[: quote.start]))
    span = Span(start, start + len(exact))
    return span if old.folded[span.start : span.end] == exact else None


def among(everywhere: list[Span], quote: Quote, old: str) -> list[Span]:
    """The places that have around them what the quote has; all where none has, as it may have been told wrong."""
    prefix, suffix = folded(quote.prefix), folded(quote.suffix)
    fitting = [at for at in everywhere if old[: at.start].endswith(prefix) and old.startswith(suffix, at.end)]
    return fitting or everywhere


def cut(prefix: str, exact: str, suffix: str) -> tuple[bool, bool]:
    """Whether the first and the last character belong to words that go on around the quote."""
    whole = prefix + exact + suffix
    return joins(whole, len(prefix)), joins(whole, len(prefix) + len(exact))


def alike(some: str, others: str) -> int:
    """How many characters both begin with."""
    return next((n for n, (one, other) in enumerate(zip(some, others, strict=False)) if one != other), min(len(some), len(others)))
