"""Where the words that a post quotes stand in a clause, and which words of a clause can be chosen to be quoted."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as with_
from itertools import pairwise
from typing import Any, Final

from consult.errors import BadInput
from consult.matching.links import Unit

CONTEXT_LIMIT: Final = 1_000  # characters before and after a quote


@dataclass(frozen=True)
class Quote:
    """Words of a clause, with what stands before and after (W3C TextQuoteSelector).

    `start` and `end` are their place in its text, in code points, once that was looked up; the words decide, not the place.
    """

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = with_(default=None, compare=False)
    end: int | None = with_(default=None, compare=False)


AROUND: Final = 32  # characters before and after, where a quote needs them to be told from the same words elsewhere
SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+(?=[\"'“‘(]?([^\W\d_]))")
GAP: Final = " "  # between a clause's own text and those of its parts


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text, in code points: `start` belongs to it, `end` does not (W3C TextPositionSelector)."""

    start: int
    end: int


def joined(parts: Sequence[str]) -> str:
    """The text of a clause: its own and its parts', in reading order."""
    return GAP.join(part for part in parts if part)


def starts(parts: Sequence[str]) -> Iterator[int]:
    """Where each part begins in the text that `joined` makes of all."""
    at = 0
    for part in parts:
        yield at
        at += len(part) + len(GAP) if part else 0


def anchored(quote: Quote, text: str) -> Quote:
    """The quote with its place in the text of the clause.

    Raises:
        BadInput: the words do not stand there between those that are said to be around them, or stand there more than once.
    """
    context = max(len(quote.prefix), len(quote.suffix))
    if context > CONTEXT_LIMIT:
        raise BadInput("post.too_long", field="quote", length=context, limit=CONTEXT_LIMIT)
    found = spans(quote, text)
    if not found:
        raise BadInput("post.quote", field="quote.exact")
    if len(found) > 1:
        raise BadInput("post.quote_twice", field="quote.exact")
    return replace(quote, start=found[0].start, end=found[0].end)


def spans(quote: Quote, text: str) -> list[Span]:
    """Where the words stand between those around them: nowhere, at one place, or the first two of several."""
    if not quote.exact.strip():
        return []
    sought = quote.prefix + quote.exact + quote.suffix
    first = text.find(sought)
    second = text.find(sought, first + 1) if first >= 0 else -1
    begins = [at + len(quote.prefix) for at in (first, second) if at >= 0]
    return [Span(at, at + len(quote.exact)) for at in begins]


def span_of(stored: Mapping[str, Any], text: str) -> Span | None:
    """Where a stored quote stands in the text of the revision that it was taken from; None where that cannot be told."""
    start, end = stored.get("start"), stored.get("end")
    if isinstance(start, int) and isinstance(end, int) and text[start:end] == stored["exact"]:
        return Span(start, end)
    found = spans(Quote(stored["exact"], stored["prefix"], stored["suffix"]), text)
    return found[0] if len(found) == 1 else None


def quotable(parts: Sequence[str]) -> list[Quote]:
    """The sentences of a clause and its parts, in reading order, each as a quote that stands at one place only.

    What cannot be told apart by the characters around it is left out.
    """
    text = joined(parts)
    found = []
    for start, part in zip(starts(parts), parts, strict=True):
        found += [told_apart(text, Span(start + begin, start + end)) for begin, end in sentences(part)]
    return [quote for quote in found if len(spans(quote, text)) == 1]


def sentences(text: str) -> list[tuple[int, int]]:
    """Where each sentence begins and ends, without the white space between them."""
    if not text.strip():
        return []
    cuts = [(found.start(), found.end()) for found in SENTENCE_END.finditer(text) if found[1].isupper()]
    edges = [(0, 0), *cuts, (len(text), len(text))]
    return [(begin, end) for (_, begin), (end, _) in pairwise(edges)]


def told_apart(text: str, span: Span) -> Quote:
    """The words of that stretch, with what is around them where they stand in the text more than once."""
    exact = text[span.start : span.end]
    quote = Quote(exact, start=span.start, end=span.end)
    if len(spans(quote, text)) == 1:
        return quote
    return replace(quote, prefix=text[max(span.start - AROUND, 0) : span.start], suffix=text[span.end : span.end + AROUND])


def texts_of(units: Iterable[Unit]) -> Mapping[str, str]:
    """By the ids of clauses: its own text and its parts', one blank between them; numbers and headings are left out.

    Args:
        units: all clauses of a revision, in reading order, each after the one that it stands in.
    """
    said: dict[str, list[str]] = {}
    above: dict[str, str | None] = {}
    for unit in units:
        said[unit.id], above[unit.id] = [], unit.parent
        holder: str | None = unit.id
        while holder is not None:
            said[holder].append(unit.text)
            holder = above[holder]
    return {clause: joined(parts) for clause, parts in said.items()}
