"""The queue: what waits for a moderator, oldest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.http import HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from consult.consultations.models import Consultation
from consult.consultations.queries import consultation_of, text_in
from consult.discussion.models import PostVersion
from consult.moderation.queries import queue as waiting_versions
from frontend.answers import PRIVATE, page
from frontend.discussion.labels import labels_of
from frontend.requests import SignedRequest

AT_ONCE: Final = 50


@dataclass(frozen=True)
class Waiting:
    """A version that waits, and the clause it stands on."""

    version: PostVersion
    label: str


@require_safe
def queue(request: SignedRequest, slug: str) -> HttpResponse:
    """The page of the queue, for the team."""
    found = waiting_versions(slug, viewer=request.viewer, now=request.now)
    row = consultation_of(slug, viewer=request.viewer, now=request.now)
    given = {**frame(row), "waiting": waiting(found[:AT_ONCE]), "total": found.count()}
    return page(request, "moderation/queue.html", given, cache=PRIVATE)


def frame(row: Consultation) -> dict[str, object]:
    """What every page of the desk says about its consultation."""
    return {"row": row, "text": text_in(row, get_language() or "id")}


def waiting(found: Iterable[PostVersion]) -> list[Waiting]:
    """The versions with their labels."""
    versions = list(found)
    called = labels_of(version.post for version in versions)
    return [Waiting(one, called.get(one.post_id, "")) for one in versions]
