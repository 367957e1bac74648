"""The quotes of the posts on a page, marked in the clause that they are taken from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from consult.anchoring.likeness import likeness
from consult.anchoring.quotes import Span, joined, span_of, starts
from consult.anchoring.similar_words import LINE
from consult.discussion.models import Post
from consult.discussion.queries.placements import PlacedNow, Stands
from consult.documents.models import Wording
from frontend.discussion.reading.thread_context import Here


@dataclass(frozen=True)
class Run:
    """A stretch of a clause's text that as many posts quote from its beginning to its end."""

    text: str
    by: tuple[int, ...] = ()  # the numbers of those posts
    ends: tuple[int, ...] = ()  # those of them whose quote ends here

    @property
    def depth(self) -> int:
        """How many posts quote it."""
        return len(self.by)


@dataclass(frozen=True)
class Quotes:
    """Where posts, by their number, quote a clause; and where the text of each of its parts begins."""

    spans: Mapping[int, Span]
    begins: Mapping[UUID, int]

    def runs(self, wording: Wording) -> list[Run]:
        """The text of a part, cut where a quote begins or ends."""
        begin = self.begins.get(wording.pk)
        if begin is None:
            return [Run(wording.text)]
        return cut(wording.text, {number: Span(span.start - begin, span.end - begin) for number, span in self.spans.items()})


def cut(text: str, spans: Mapping[int, Span]) -> list[Run]:
    """The text in runs; spans that lie elsewhere, or reach beyond it, are cut to what lies in it."""
    size = len(text)
    inside = {number: clipped for number, span in spans.items() if (clipped := clip(span, size))}
    edges = sorted({0, size, *(edge for span in inside.values() for edge in (span.start, span.end))})
    here = {number: span.end for number, span in spans.items() if number in inside}
    runs = []
    for start, end in pairwise(edges):
        by = tuple(number for number, span in inside.items() if span.start <= start and end <= span.end)
        last = end == size
        ends = tuple(sorted(number for number, at in here.items() if at == end or (last and at == end + 1)))
        runs.append(Run(text[start:end], by, ends))
    return runs


def clip(span: Span, size: int) -> Span | None:
    """What of a span lies in a text of that size."""
    start, end = max(span.start, 0), min(span.end, size)
    return Span(start, end) if start < end else None


def quotes_of(here: Here, posts: Iterable[Post]) -> Quotes | None:
    """Where shown posts quote the clause as it stands now: what was taken from another revision, where it was placed in this one.

    It asks nothing of the database beyond the parts of the clause, which its page shows in any case.
    """
    if here.wording is None:
        return None
    texts = [part.text for part in here.parts]
    whole = joined(texts)
    found: dict[int, Span] = {}
    for post in posts:
        span = quoted_by(post, here, whole)
        if span is not None and post.number is not None:
            found[post.number] = span
    return Quotes(found, dict(zip((part.pk for part in here.parts), starts(texts), strict=True)))


def quoted_by(post: Post, here: Here, whole: str) -> Span | None:
    """Where a post quotes the clause as it is shown. A place that a person has still to look at is marked nowhere."""
    quoted = next((version.quote for version in post.public_versions if version.quote), None)  # type: ignore[attr-defined]
    if not quoted or here.wording is None:
        return None
    if (post.clause_id, post.revision_id) == (here.wording.clause_id, here.revision.pk):
        return span_of(quoted, whole)
    stands: Stands | None = getattr(post, "stands", None)
    span = placed_at(stands.place) if stands and is_there(stands, here) else None
    return span if span and likeness(quoted["exact"], whole[span.start : span.end]) >= LINE else None  # an earlier version may be back


def is_there(stands: Stands, here: Here) -> bool:
    """Whether the place is in the clause as it is shown, and certain."""
    shown = here.wording is not None and here.wording.clause_id == stands.place.clause and not here.is_gone
    return shown and not stands.place.is_open


def placed_at(place: PlacedNow) -> Span | None:
    """Where in its clause the words stand now; None where they were not found."""
    return Span(place.start, place.end) if place.start is not None and place.end is not None else None
