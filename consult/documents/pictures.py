"""The pictures that stood in the file of a revision: kept beside its words, to be taken away by whoever reads it."""

from bisect import bisect
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from consult.access import Right
from consult.accounts.viewer import Viewer
from consult.consultations.queries import seen
from consult.consultations.rights import may
from consult.documents.models import Revision, Wording
from consult.documents.rules import RevisionStatus
from consult.errors import NotFound
from consult.platform import files


@dataclass(frozen=True)
class Picture:
    """A picture. number: from 1 in the order of the file. size: bytes. line: of the source, in or behind which it stands."""

    number: int
    name: str
    media_type: str
    size: int
    line: int
    file: str
    sha256: str


def pictures_of(revision: Revision) -> list[Picture]:
    """All of a revision, in the order of its file."""
    return [Picture(number, **kept) for number, kept in enumerate(revision.pictures, start=1)]


def pictured(revision: Revision, wordings: Iterable[Wording]) -> dict[UUID, list[Picture]]:
    """Id of a wording → the pictures that stand in or behind it; those before the first clause stand with it."""
    found: dict[UUID, list[Picture]] = {}
    pictures = pictures_of(revision)
    begun = sorted((wording for wording in wordings if wording.line), key=lambda wording: wording.line or 0) if pictures else []
    lines = [wording.line or 0 for wording in begun]
    for picture in pictures if begun else ():
        at = begun[max(bisect(lines, picture.line) - 1, 0)]
        found.setdefault(at.pk, []).append(picture)
    return found


def picture_to_read(revision_id: UUID, number: int, *, slug: str, viewer: Viewer, now: datetime) -> Picture:
    """A picture of a revision that the viewer may read: a published one, or as one of the team.

    Raises:
        NotFound: there is none for this viewer.
    """
    at = {"pk": revision_id, "document__consultation__slug": slug}
    revision = Revision.objects.select_related("document__consultation").filter(**at).first()
    if revision is None:
        raise NotFound
    consultation = seen(revision.document.consultation, viewer=viewer, now=now)
    if revision.status != RevisionStatus.PUBLISHED and not may(viewer, Right.QUEUE_READ, at=consultation, now=now):
        raise NotFound
    for picture in pictures_of(revision):
        if picture.number == number:
            return picture
    raise NotFound


def bytes_of(picture: Picture) -> bytes:
    """The picture as it stood in the file.

    Raises:
        OSError: the storage does not give it now.
    """
    return files.read(picture.file)


def known_names() -> Callable[[Collection[str]], set[str]]:
    """What tells those of the names in the storage that are of a picture. One query, however often it is asked: they stand in lists.

    What is kept later is not among them; a sweep leaves it alone, since it is young.
    """
    kept = Revision.objects.exclude(pictures=[]).values_list("pictures", flat=True)
    return {picture["file"] for pictures in kept.iterator() for picture in pictures}.intersection
