"""What in another text is like the words of a quote, for a person to judge."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from consult.anchoring.alignment import Trace
from consult.anchoring.likeness import likeness, most_like
from consult.anchoring.quotes import Span
from consult.anchoring.sought_quote import Sought
from consult.anchoring.verbatim import free_hits

LINE: Final = 0.6  # measured on pairs of real laws: one passage in 20 of a wrong clause is above it, and two in three that were reworded
ENOUGH: Final = 0.9  # nothing better is looked for


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of a folded text, and how like it is to what is sought, from 0 to 1."""

    span: Span
    score: float


def similar(sought: Sought, trace: Trace) -> Found | None:
    """The stretch of the new text that is most like the words; None below the line."""
    best = None
    for span in candidates(sought, trace):
        found = Found(span, score(sought, span, trace))
        if found.score >= LINE and (best is None or found.score > best.score):
            best = found
        if best and best.score >= ENOUGH:
            break
    return best


def candidates(sought: Sought, trace: Trace) -> Iterator[Span]:
    """Where the words stand though they may be others of the same wording, what became of their place, and what is most like them."""
    text = trace.new.folded
    if hits := free_hits(sought, trace):
        expected = trace.towards(sought.places[0].start) if sought.places else 0
        yield max(hits, key=lambda hit: (sought.agreed(hit, text), -abs(hit.start - expected)))
    for place in sought.places[:1]:
        if stretch := trace.stretch(place):
            yield stretch
    if nearest := most_like(sought.text, trace.new):
        yield nearest


def score(sought: Sought, span: Span, trace: Trace) -> float:
    """How like the stretch is; few words are compared with what is around them, since by themselves they are like many."""
    text = trace.new.folded
    if sought.is_unmistakable:
        return likeness(sought.exact, text[span.start : span.end])
    return likeness(sought.prefix + sought.exact + sought.suffix, sought.around(span, text))
