"""What has changed between two published versions of a draft: all changes, or those of a kind, a page of them at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from consult.consultations.queries import text_in
from consult.discussion.revision_changes import BESIDE, RENUMBERED, STATUSES, Change, Comparison
from consult.errors import BadInput
from consult.matching.links import LinkStatus
from consult.proposals.comparison import Compared, Voices, revisions_compared, voices
from consult.sentences import sentence_of
from consult.text.word_difference import Side, Stretches, difference
from frontend.documents.changes.change_words import kind_named, state_of, told
from frontend.http_answers import page
from frontend.page_cache import once_a_key
from frontend.request_context import SignedRequest, in_query

FULL: Final = 100_000  # characters of both texts and of markup after which the next page begins; packed, some 25 KB
MARKUP: Final = 800  # what a change weighs without its words
CHANGED: Final = tuple(status.value for status in STATUSES if status is not LinkStatus.UNCHANGED)
KINDS: Final = (*CHANGED, RENUMBERED, BESIDE, LinkStatus.UNCHANGED.value)


@dataclass(frozen=True)
class Asked:
    """What an address asks to see: a kind of changes (all where it is empty), side by side or not, and which page of them."""

    kind: str
    beside: bool
    page: int
    at: str  # the anchor of a change: the page that it stands on

    @classmethod
    def of(cls, request: SignedRequest) -> "Asked":
        """What this one asks."""
        kind = request.GET.get("kind", "")
        number = max(in_query(request, "page"), 1)
        return cls(kind if kind in KINDS else "", request.GET.get("view") == "side", number, request.GET.get("at", ""))


@dataclass(frozen=True)
class Link:
    """Where people talk about a clause, and how much."""

    label: str
    address: str
    posts: int


@dataclass(frozen=True)
class Shown:
    """A change as the page shows it: `number` of all, and where the ones around it stand."""

    change: Change
    number: int
    stretches: Stretches
    state: str
    threads: Sequence[Link]
    proposals: Sequence[int]
    before: str
    after: str

    @property
    def old(self) -> Stretches:
        """The words of before."""
        return [(side, words) for side, words in self.stretches if side is not Side.AFTER]

    @property
    def new(self) -> Stretches:
        """The words of now."""
        return [(side, words) for side, words in self.stretches if side is not Side.BEFORE]


class Page:
    """The changes of a kind between two versions, cut into pages."""

    def __init__(self, pair: Compared, comparison: Comparison, asked: Asked) -> None:
        self.pair, self.comparison, self.asked = pair, comparison, asked
        self.changes = comparison.of_kind(asked.kind)
        self.parts = list(cut(self.changes))
        starts = [0]
        for part in self.parts:
            starts.append(starts[-1] + len(part))
        self.starts = starts
        self.number = min(self._wanted(), len(self.parts))

    def _wanted(self) -> int:
        places = (number for number, part in enumerate(self.parts, start=1) if any(one.key == self.asked.at for one in part))
        return next(places, self.asked.page) if self.asked.at else self.asked.page

    def address(self, *, kind: str | None = None, beside: bool | None = None, number: int = 1) -> str:
        """Of this page, or another one of the same two versions."""
        kind, beside = self.asked.kind if kind is None else kind, self.asked.beside if beside is None else beside
        assert self.pair.before is not None
        said = f"?from={self.pair.before.number}&to={self.pair.after.number}"
        said += (f"&kind={kind}" if kind else "") + ("&view=side" if beside else "") + (f"&page={number}" if number > 1 else "")
        return reverse("changes", args=[self.pair.consultation.slug]) + said

    @property
    def before(self) -> str:
        """Where the page before this one is."""
        return self.address(number=self.number - 1) if self.number > 1 else ""

    @property
    def after(self) -> str:
        """Where the next one is."""
        return self.address(number=self.number + 1) if self.number < len(self.parts) else ""

    @property
    def other_view(self) -> str:
        """The same changes in the other way of comparing."""
        return self.address(beside=not self.asked.beside, number=self.number)

    @cached_property
    def tabs(self) -> list[tuple[str, str, int, str]]:
        """Each kind that there is, with what it is called, how many are of it, and where."""
        counts = [(kind, len(self.comparison.of_kind(kind))) for kind in ("", *KINDS)]
        corrected = self.pair.is_correction
        return [(kind, kind_named(kind, corrected=corrected), n, self.address(kind=kind)) for kind, n in counts if n or not kind]

    def shown(self, voices: Voices) -> list[Shown]:
        """The changes on it."""
        merged = voices.merged(self.comparison)
        places = {id(change): place for place, change in enumerate(self.comparison.changes)}
        start = self.starts[self.number - 1]
        return [
            Shown(
                change=change,
                number=start + at + 1,
                stretches=worded(change),
                state=state_of(change, corrected=self.pair.is_correction),
                threads=threads(change, voices, slug=self.pair.consultation.slug),
                proposals=merged.get(places[id(change)], ()),
                before=self._to(start + at - 1),
                after=self._to(start + at + 1),
            )
            for at, change in enumerate(self.parts[self.number - 1])
        ]

    def _to(self, place: int) -> str:
        """Where the change at that place of all is: on this page, or on the one before or after it."""
        if not 0 <= place < len(self.changes):
            return ""
        first, end = self.starts[self.number - 1], self.starts[self.number]
        there = "" if first <= place < end else self.address(number=self.number + (1 if place >= end else -1))
        return f"{there}#{self.changes[place].key}"


def cut(changes: Sequence[Change]) -> list[list[Change]]:
    """The changes, page by page; of none, one empty page."""
    parts: list[list[Change]] = [[]]
    weight = 0
    for change in changes:
        if parts[-1] and weight > FULL:
            parts.append([])
            weight = 0
        parts[-1].append(change)
        weight += MARKUP + (len(change.before) + len(change.after) if change.is_reworded else 0)
    return parts


def worded(change: Change) -> Stretches:
    """Which words differ; nothing where none do. Both texts decide it, so it is kept for everybody."""
    if not change.is_changed or not change.is_reworded:
        return ()
    enters = change.before, change.after
    return once_a_key(("difference", *enters), lambda: difference(*enters))


def threads(change: Change, voices: Voices, *, slug: str) -> list[Link]:
    """The threads of its clauses, and those of its parts that anything was written in."""
    ends = {end.clause for end in (*change.news, *change.olds)}
    counted = [(clause, label, voices.on([clause])) for clause, label in change.clauses().items()]
    return [Link(label, reverse("clause", args=[slug, clause]), posts) for clause, label, posts in counted if posts or clause in ends]


@require_safe
def changes(request: SignedRequest, slug: str) -> HttpResponse:
    """The page: by default what the newest version changed. Six queries for a visitor."""
    try:
        pair, wrong = asked_for(request, slug), ""
    except BadInput as refusal:
        pair, wrong = revisions_compared(slug, start=None, end=None, viewer=request.viewer, now=request.now), sentence_of(refusal)
    row = pair.consultation
    given: dict[str, Any] = {"row": row, "text": text_in(row, get_language() or "id"), "pair": pair, "wrong": wrong}
    if pair.before is not None and not wrong:
        given |= listed(pair, Asked.of(request))
    return page(request, "documents/changes.html", given, status=400 if wrong else 200)


def asked_for(request: SignedRequest, slug: str) -> Compared:
    """The two versions that the address names."""
    start, end = (in_query(request, name) or None for name in ("from", "to"))
    return revisions_compared(slug, start=start, end=end, viewer=request.viewer, now=request.now)


def listed(pair: Compared, asked: Asked) -> dict[str, Any]:
    """The summary and the list, made once for each number of events that were told; what changed stands for good."""
    comparison = once_a_key(("changes", *pair.enters), pair.comparison)
    part = Page(pair, comparison, asked)

    def made() -> str:
        given = {"part": part, "slug": pair.consultation.slug, "language": pair.after.language, "shown": part.shown(voices(pair))}
        return render_to_string("documents/change_list.html", given)

    enters = (*pair.enters, get_language(), pair.consultation.slug, asked.kind, asked.beside, part.number)
    summary = told(comparison.summary, corrected=pair.is_correction)
    return {"told": summary, "list": once_a_key(("changed", *enters), made, told=pair.told), "number": part.number}
