"""The points of a letter as its page shows them: all looked up at once, and what cannot be read any more is shown as such."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from consult.consultations.models import Consultation
from consult.consultations.rights import phase_of
from consult.discussion.models import Draft, Point, PostVersion
from consult.discussion.personal_data import kinds_in
from consult.discussion.places import LoadedPlaces
from consult.discussion.unsent import as_read, points_of
from consult.documents.models import Wording
from consult.errors import BadInput, BadPoints, NotFound
from frontend.discussion.here import Here
from frontend.forms import KeyedForm
from frontend.requests import SignedRequest
from frontend.sentences import sentence


@dataclass(frozen=True)
class HereLoaded(Here):
    """The place of a point, with what was looked up for all points of the letter."""

    places: LoadedPlaces

    @cached_property
    def parts(self) -> list[Wording]:
        return self.places.sources.parts(self.wording) if self.wording is not None else []


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


@dataclass(frozen=True)
class Unreadable:
    """A point on a version or at a place that cannot be read: its author can take it out."""

    point: Point
    is_unreadable: bool = True


def points_shown(request: SignedRequest, row: Consultation, draft: Draft, form: KeyedForm | None) -> list[Shown | Unreadable]:
    """The points in their order, with what was said of each where the letter was refused. As many queries for many as for few."""
    points, wrong = points_of(draft), wrong_in(form)
    places = LoadedPlaces(row, points)
    return [shown(request, draft, point, places, wrong.get(number, ())) for number, point in enumerate(points)]


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
