"""Checking the pictures that stood in the files of drafts: the very bytes that lie in the storage. Their hashes are in the record."""

from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from uuid import UUID

from consult.consultations.models import Consultation
from consult.documents.models import Revision
from consult.documents.pictures import Picture, bytes_of, pictures_of
from consult.record.checks.chains import Fault
from consult.record.checks.comparisons import GONE


def check_pictures(consultation: Consultation) -> Iterator[Fault]:
    """Every picture of every revision, published or not."""
    pictured = Revision.objects.filter(document__consultation=consultation).exclude(pictures=[]).order_by("created_at")
    for revision in pictured.iterator(chunk_size=10):
        for picture in pictures_of(revision):
            if how := fault_of_bytes(picture):
                what = f"picture {picture.number} of revision {revision.number} of {consultation.slug}"
                yield Fault(what, how, still=partial(is_kept, revision.pk) if how == GONE else None)


def fault_of_bytes(picture: Picture) -> str:
    """How what lies in the storage is not what stood in the file; empty where it is."""
    try:
        data = bytes_of(picture)
    except FileNotFoundError:
        return GONE
    return "" if sha256(data).hexdigest() == picture.sha256 else "its file is not the one that stood in the draft"


def is_kept(revision_id: UUID) -> bool:
    """Whether the revision is there now: nobody has thrown it away with its pictures."""
    return Revision.objects.filter(pk=revision_id).exists()
