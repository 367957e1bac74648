"""Where a post of an old revision stands in the new one: in its own clause, in one that is linked to it, or for a person to say."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

from consult.anchoring.alignment import Trace
from consult.anchoring.continuations import GONE, Continued, continued
from consult.anchoring.folded_text import Text
from consult.anchoring.quotes import Quote, Span
from consult.anchoring.similar_words import similar
from consult.anchoring.sought_quote import Sought, sought, sought_anew
from consult.anchoring.verbatim import certain
from consult.matching.links import Link


class PlacementState(StrEnum):
    """How a post stands in a later revision than the one that its author saw."""

    EXACT = "exact"  # its words stand in its own clause, or it quotes none and the clause says what it said
    MOVED = "moved"  # its words stand in a clause that is linked to its own
    FUZZY = "fuzzy"  # something like its words was found: a person decides
    CLAUSE_ONLY = "clause_only"  # the clause is there, its words are not, or it quotes none and the clause says something else
    ORPHANED = "orphaned"  # the clause is gone


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a post stands.

    clause: its id in the new revision; None where the post is orphaned and nothing stands in the clause's place.
    start, end: of its words, code points in the text of that clause with its parts (`anchors.joined`); None where they were not found.
    score: how like what stands there is, from 0 to 1; 1 for the same words, 0 where none were found.
    elsewhere: the clause is not linked to the post's own: the same words stand there and nowhere else, and a person has to be told.
    """

    state: PlacementState
    clause: str | None
    start: int | None = None
    end: int | None = None
    score: float = 0.0
    elsewhere: bool = False


class Placing:
    """All posts of one revision against the next; texts are folded and compared once, when they are first needed.

    Args:
        old, new: the texts of all clauses with their parts, in reading order, by id.
        links: which clause became which.
    """

    def __init__(self, *, old: Mapping[str, str], new: Mapping[str, str], links: Sequence[Link]) -> None:
        self._old = {clause: Text(text) for clause, text in old.items()}
        self._new = {clause: Text(text) for clause, text in new.items()}
        self._after = continued(links)
        self._traces: dict[tuple[str, str], Trace] = {}

    def placed(self, clause: str, quote: Quote | None, *, stood: bool = True) -> Placed:
        """The one place of a post that was written on that clause of the old revision.

        Args:
            stood: its words stood there; else they are older still, and were not found for sure there.

        Raises:
            KeyError: the old revision has no such clause.
        """
        after = self._after.get(clause, GONE)
        if quote is None or not quote.exact.strip():
            return self._whole(clause, after)
        words = sought(quote, self._old[clause]) if stood else sought_anew(quote)
        found = self._verbatim(clause, after, words) or self._similar(clause, after, words) or self._elsewhere(words)
        return found or clause_alone(after)

    def _whole(self, clause: str, after: Continued) -> Placed:
        """A post on the clause as a whole."""
        new = goes_on_in(after)
        if new is None or new in after.doubtful:
            return clause_alone(after)
        if new != after.own:
            return Placed(PlacementState.MOVED, new, score=1.0)
        return Placed(PlacementState.EXACT, new, score=1.0) if self._trace(clause, new).same else clause_alone(after)

    def _verbatim(self, clause: str, after: Continued, words: Sought) -> Placed | None:
        """The same words in its own clause, else in one that is linked to it; a link that may be wrong proves nothing."""
        for new, trace in self._traces_of(clause, after):
            if span := certain(words, trace):
                sure = PlacementState.EXACT if new == after.own else PlacementState.MOVED
                return self._at(PlacementState.FUZZY if new in after.doubtful else sure, new, span)
        return None

    def _similar(self, clause: str, after: Continued, words: Sought) -> Placed | None:
        """What is most like the words, in the same clauses."""
        found = [(new, like) for new, trace in self._traces_of(clause, after) if (like := similar(words, trace))]
        if not found:
            return None
        new, like = max(found, key=lambda one: one[1].score)
        return self._at(PlacementState.FUZZY, new, like.span, score=like.score)

    def _elsewhere(self, words: Sought) -> Placed | None:
        """The same words in a clause that nothing links to the post's own, where they stand but once in the whole revision."""
        if not words.is_unmistakable or words.exact not in self._everything:
            return None
        holding = [(new, text.folded, hits) for new, text in self._new.items() if (hits := words.hits(text.folded))]
        once = all(len(hits) == 1 for _, _, hits in holding)
        if not holding or not once or not all(inner[1] in outer[1] for outer, inner in pairwise(holding)):
            return None
        new, _, hits = holding[-1]
        return self._at(PlacementState.FUZZY, new, hits[0], elsewhere=True)

    def _at(self, state: PlacementState, new: str, span: Span, *, score: float = 1.0, elsewhere: bool = False) -> Placed:
        """The answer, with the place in the true text."""
        true = self._new[new].span(span)
        return Placed(state, new, true.start, true.end, round(score, 3), elsewhere)

    def _traces_of(self, clause: str, after: Continued) -> Iterator[tuple[str, Trace]]:
        """The clauses in which it goes on, its own first."""
        for new in (*([after.own] if after.own is not None else []), *after.linked):
            yield new, self._trace(clause, new)

    def _trace(self, clause: str, new: str) -> Trace:
        """From the one text to the other."""
        if (clause, new) not in self._traces:
            self._traces[clause, new] = Trace(self._old[clause], self._new[new])
        return self._traces[clause, new]

    @cached_property
    def _everything(self) -> str:
        """The whole revision, each word once as far as the texts tell: a clause holds all that its parts say. No line feed is in them."""
        found: list[str] = []
        for text in self._new.values():
            if not found or text.folded not in found[-1]:
                found.append(text.folded)
        return "\n".join(found)


def goes_on_in(after: Continued) -> str | None:
    """The clause that carries on the identity, or else the first that it is linked to."""
    return after.own if after.own is not None else next(iter(after.linked), None)


def clause_alone(after: Continued) -> Placed:
    """Where no words were found: in the clause that goes on, or with what stands in its place."""
    new = goes_on_in(after)
    return Placed(PlacementState.ORPHANED, after.placeholder) if new is None else Placed(PlacementState.CLAUSE_ONLY, new)
