"""The points of a letter as its page shows them: all looked up at once, and what cannot be read any more is shown as such."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final
from uuid import UUID

from django.urls import reverse

from consult.consultations.models import Consultation
from consult.consultations.rights import phase_of
from consult.discussion.letters.unsent_letters import as_read, points_of
from consult.discussion.models import Draft, Point, PostVersion
from consult.discussion.personal_data import kinds_in
from consult.discussion.queries.places import LoadedPlaces
from consult.discussion.rules import Operation
from consult.documents.models import Wording
from consult.errors import BadInput, BadPoints, NotFound
from consult.sentences import SENTENCES
from frontend.discussion.reading.thread_context import Here
from frontend.forms import KeyedForm
from frontend.refusal_sentences import sentence
from frontend.request_context import SignedRequest, in_query

A_PAGE: Final = 20  # points
CHARACTERS: Final = 60_000


@dataclass(frozen=True)
class HereLoaded(Here):
    """The place of a point, with what was looked up for all points of the letter."""

    places: LoadedPlaces

    @cached_property
    def editions(self) -> Mapping[UUID, list[Wording]]:
        """Of the newest version alone."""
        return {self.revision.pk: list(self.places.sources.parts(self.wording))} if self.wording is not None else {}


@dataclass(frozen=True)
class Shown:
    """A point as the public will read it, where it stands, and what stands in the way of sending it."""

    point: Point
    version: PostVersion
    here: Here
    wrong: Sequence[str]

    @property
    def personal_data(self) -> Sequence[str]:
        """Kinds of personal data that seem to stand in it."""
        return kinds_in(f"{self.version.text}\n{self.version.wording}")

    @property
    def hints(self) -> Sequence[str]:
        """What stands in its way, said before sending: a proposal that changes nothing of the clause."""
        version, here = self.version, self.here
        if self.wrong or here.wording is None or version.operation != Operation.REPLACE or version.post.revision_id != here.revision.pk:
            return ()
        return (str(SENTENCES["post.proposal_same"]),) if version.wording.split() == here.says.split() else ()


@dataclass(frozen=True)
class Unreadable:
    """A point on a version or at a place that cannot be read: its author can take it out."""

    point: Point
    is_unreadable: bool = True


@dataclass(frozen=True)
class PointsPage:
    """A page of them: the numbers of the page and of the pages, and of points: those before it, and all.

    `refused` are the points that the letter was refused for, on whichever page: the number of each, and where it stands.
    """

    shown: Sequence[Shown | Unreadable]
    number: int
    pages: int
    before: int
    points: int
    refused: Sequence[tuple[int, str]] = ()


def points_shown(request: SignedRequest, row: Consultation, draft: Draft, form: KeyedForm | None) -> PointsPage:
    """A page of the points in their order, with what was said of each where the letter was refused; then it is the first such page.

    As many queries for many as for few.
    """
    points, wrong = points_of(draft), wrong_in(form)
    pages = pages_of(points)
    starts = [sum(map(len, pages[:n])) for n in range(len(pages))]
    asked = in_query(request, "page") or 1
    number = page_at(pages, min(wrong)) if wrong else min(max(asked, 1), len(pages))
    here, start = pages[number - 1], starts[number - 1]
    places = LoadedPlaces(row, here)
    rows = [shown(request, draft, point, places, wrong.get(start + n, ())) for n, point in enumerate(here)]
    refused = [(n + 1, point_address(row.slug, page_at(pages, n), points[n].pk, on=number)) for n in sorted(wrong) if n < len(points)]
    return PointsPage(rows, number, len(pages), start, len(points), refused)


def pages_of(points: Sequence[Point]) -> list[list[Point]]:
    """The points by pages: so many on each at most, and fewer where they are long, since each is made anew each time."""
    pages: list[list[Point]] = [[]]
    room = CHARACTERS
    for point in points:
        room -= length_of(point)
        if pages[-1] and (len(pages[-1]) == A_PAGE or room < 0):
            pages.append([])
            room = CHARACTERS - length_of(point)
        pages[-1].append(point)
    return pages


def page_at(pages: Sequence[Sequence[Point]], place: int) -> int:
    """Number of the page on which the point with that place from 0 stands; the last where it is none."""
    before = 0
    for number, page in enumerate(pages, start=1):
        before += len(page)
        if place < before:
            return number
    return len(pages)


def length_of(point: Point) -> int:
    """Characters that it shows."""
    return len(point.said["text"]) + len((point.said.get("proposal") or {}).get("wording") or "")


def shown(request: SignedRequest, draft: Draft, point: Point, places: LoadedPlaces, wrong: Sequence[str]) -> Shown | Unreadable:
    """One of them."""
    try:
        spot = places.spot_of(point)
        version = as_read(point, draft, author=request.viewer.person, now=request.now, sources=places.sources)
    except (BadInput, NotFound):
        return Unreadable(point)
    here = HereLoaded(spot, phase_of(spot.row, now=request.now), request.viewer, places)
    return Shown(point, version, here, wrong)


def wrong_in(form: KeyedForm | None) -> Mapping[int, Sequence[str]]:
    """What was said of each point, by its place from 0."""
    refusal = form.refusal if form else None
    wrong: dict[int, list[str]] = {}
    for one in refusal.each if isinstance(refusal, BadPoints) else ():
        wrong.setdefault(int(one.field.split(".")[1]), []).append(sentence(one))
    return wrong


def where_it_stands(draft: Draft, point_id: UUID, slug: str) -> str:
    """The address of a point on its page of the letter."""
    points = points_of(draft)
    place = next((n for n, point in enumerate(points) if point.pk == point_id), 0)
    number = page_at(pages_of(points), place)
    return point_address(slug, number, point_id)


def point_address(slug: str, number: int, point_id: UUID, *, on: int | None = None) -> str:
    """The address of a point on that page of the letter; seen from the page `on`, where that is given."""
    page = "" if number == on else f"{reverse('letter', args=[slug])}{f'?page={number}' if number > 1 else ''}"
    return f"{page}#point-{point_id}"
