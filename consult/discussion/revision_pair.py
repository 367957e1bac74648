"""From one published revision to the next: what the two say, how they are linked, and where a post that stood in the one stands now."""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from consult.anchoring.part_continuations import through_parts
from consult.anchoring.placement import Placed, PlacementState, Placing
from consult.anchoring.quotes import Quote, joined
from consult.discussion.rules import PlacementVerdict
from consult.documents.clause_links import kept_first, link_of, units_of
from consult.documents.models import Revision, Wording
from consult.documents.queries import wordings_of
from consult.documents.rules import RevisionKind
from consult.matching.links import LinkStatus
from consult.matching.text_likeness import says_removed

ON_THE_WHOLE = Placed(PlacementState.EXACT, None, score=1.0)  # what was said on no clause stands on the draft as a whole
GONE = Placed(PlacementState.ORPHANED, None)
SURE = frozenset({PlacementState.EXACT, PlacementState.MOVED})


@dataclass(frozen=True, slots=True)
class Before:
    """Where a post stood in the revision before, by its placement there and what a person said of it."""

    state: PlacementState
    clause: UUID | None
    start: int | None
    end: int | None
    elsewhere: bool
    verdict: PlacementVerdict | None

    @property
    def is_sure(self) -> bool:
        """Whether its words stood where they were found."""
        return self.state in SURE or self.verdict is PlacementVerdict.PASSAGE

    @property
    def is_open(self) -> bool:
        """Whether a person has still to say whether it stands there."""
        return self.state is PlacementState.FUZZY and self.verdict is None

    @property
    def is_gone(self) -> bool:
        """Whether it stood nowhere, so that it comes back to nothing."""
        return self.verdict is PlacementVerdict.ORPHANED or (self.state is PlacementState.ORPHANED and self.clause is None)


@dataclass(frozen=True, slots=True)
class Standing:
    """A post as it was written, and where it stood in the revision before, where that is not the one that its author saw."""

    clause: UUID | None
    quote: Mapping[str, Any] | None
    before: Before | None = None


class Step:
    """From `previous` to `revision`, both published: three queries."""

    def __init__(self, previous: Revision, revision: Revision) -> None:
        before, after = wordings_of(previous), wordings_of(revision)
        self.texts = texts_of(before)
        self.is_correction = revision.kind == RevisionKind.CORRECTION
        self._texts_now = texts_of(after)
        links = kept_first(link_of(row) for row in revision.links.all())
        self._same = {link.old for link in links if link.status is LinkStatus.UNCHANGED}
        every = through_parts(links, units_of(before), units_of(after))
        self._placing = Placing(old=self.texts, new=self._texts_now, links=every)

    def placed(self, post: Standing) -> Placed:
        """Where the post stands in the later revision."""
        if post.clause is None:
            return ON_THE_WHOLE
        before = post.before
        if before is not None and before.is_gone:
            return GONE
        clause = str(post.clause if before is None or self._is_not_there(before) else before.clause)
        if clause not in self.texts:
            return self._followed(before) if before is not None and before.is_open else GONE
        found = self._placing.placed(
            clause, self._quote(post, clause), stood=before is None or (before.is_sure and before.start is not None)
        )
        if before is not None and before.state is PlacementState.ORPHANED and self._is_still_gone(clause, found):
            return Placed(PlacementState.ORPHANED, found.clause)
        return as_corrected(found, post) if self.is_correction else found

    def _followed(self, before: Before) -> Placed:
        """What may be its words, in a clause that is not linked to its own: a person has still to say so, and is asked here."""
        found = self._placing.placed(str(before.clause), self._passage(before))
        return replace(found, state=PlacementState.FUZZY, elsewhere=True) if found.start is not None else GONE

    def _is_still_gone(self, clause: str, found: Placed) -> bool:
        """Whether nothing came back in the place of a clause that was gone."""
        return clause in self._same or (found.clause is not None and says_removed(self._texts_now[found.clause]))

    def _is_not_there(self, before: Before) -> bool:
        """Whether something like its words was found in a clause that is not linked to its own, and nobody has said that it is that."""
        return before.clause is None or (before.elsewhere and not before.is_sure)

    def _quote(self, post: Standing, clause: str) -> Quote | None:
        """Its words as the revision before has them, else as its author took them."""
        before = post.before
        if before is not None and before.is_sure and (passage := self._passage(before)):
            return passage
        return Quote(**post.quote) if post.quote else None

    def _passage(self, before: Before) -> Quote | None:
        """The words at which it stood in the revision before."""
        if before.start is None or before.end is None:
            return None
        return Quote(self.texts[str(before.clause)][before.start : before.end], start=before.start, end=before.end)


def as_corrected(found: Placed, post: Standing) -> Placed:
    """In a correction every clause stays, and so does what was said about it: a slip in the words that are quoted changes nothing.

    Words that had no sure place before have none by that: what a person has to look at still waits, and what they refused stays so.
    """
    before = post.before
    if found.clause is None or found.elsewhere:
        return found
    if before is None or before.is_sure or not post.quote:
        return Placed(PlacementState.EXACT, found.clause, found.start, found.end, score=1.0)
    if before.verdict is PlacementVerdict.CLAUSE_ONLY and found.state is PlacementState.FUZZY:
        return Placed(PlacementState.CLAUSE_ONLY, found.clause)
    return found


def texts_of(wordings: Iterable[Wording]) -> dict[str, str]:
    """The text of each clause with its parts, in reading order, by the id of the clause. `wordings`: all of a revision, in order."""
    open_: list[tuple[int, list[str]]] = []  # clauses that what is read now stands in, with their texts so far
    texts: dict[str, list[str]] = {}
    for one in wordings:
        while open_ and open_[-1][0] >= one.depth:
            open_.pop()
        open_.append((one.depth, texts.setdefault(str(one.clause_id), [])))
        for _depth, parts in open_:
            parts.append(one.text)
    return {clause: joined(parts) for clause, parts in texts.items()}


def steps_after(number: int, revisions: Sequence[Revision]) -> list[tuple[Revision, Revision]]:
    """The pairs of neighbouring published revisions from that number on; `revisions` in the order of their numbers."""
    return [(one, after) for one, after in itertools.pairwise(revisions) if one.number >= number]
