"""What can be asked about the files that came with submissions. What the viewer may not see is not found."""

from collections.abc import Collection
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet, Subquery

from consult.access import Right
from consult.accounts.viewer import Viewer
from consult.consultations.models import Consultation
from consult.consultations.queries import seen
from consult.consultations.rights import may
from consult.discussion.models import Attachment, Draft, Post, Submission
from consult.discussion.rules import Status
from consult.errors import NotFound
from consult.platform import files

FILES_LIMIT: Final = 10  # of one letter

PUBLIC: Final = Q(status=Status.SHOWN) & Q(Exists(Post.objects.filter(submission=OuterRef("submission"), status=Status.SHOWN)))


def public_files(submission: UUID) -> QuerySet[Attachment]:
    """What everybody reads of the files of a submission."""
    return Attachment.objects.filter(PUBLIC, submission=submission)


def files_of(submission: Submission) -> QuerySet[Attachment]:
    """All files of a submission, for its author and the team; of those that are erased, that they were there."""
    return Attachment.objects.filter(submission=submission)


def files_in(draft: Draft) -> QuerySet[Attachment]:
    """The files that lie with a letter which is not sent yet."""
    return Attachment.objects.filter(draft=draft)


def shown_files(at: Consultation | None = None) -> QuerySet[Attachment]:
    """Every file that is public, of one consultation or of all; `post_number` is that of the first shown post of its submission."""
    first = Post.objects.filter(submission=OuterRef("submission"), status=Status.SHOWN).order_by().values("submission")
    found = Attachment.objects.filter(PUBLIC, **({"consultation": at} if at else {}))
    return found.annotate(post_number=Subquery(first.annotate(first=Min("number")).values("first")), place=F("consultation"))


def file_to_read(attachment_id: UUID, *, viewer: Viewer, now: datetime) -> Attachment:
    """A file, where it is public and the viewer may read the consultation; or where they sent it, or are of the team.

    Raises:
        NotFound: there is none for this viewer, or it is erased.
    """
    found = Attachment.objects.exclude(status=Status.ERASED).filter(submission__isnull=False)
    row = found.select_related("consultation", "submission").annotate(is_public=PUBLIC).filter(pk=attachment_id).first()
    if row is None:
        raise NotFound
    seen(row.consultation, viewer=viewer, now=now)
    own = viewer.person is not None and row.person_id == viewer.person.pk
    if not (row.is_public or own or may(viewer, Right.QUEUE_READ, at=row.consultation, now=now)):
        raise NotFound
    return row


def bytes_of(attachment: Attachment) -> bytes:
    """What was sent.

    Raises:
        OSError: the storage does not give it now.
    """
    return files.read(attachment.file)


def known_names(names: Collection[str]) -> set[str]:
    """Those of the names in the storage that are of an attachment."""
    return set(Attachment.objects.filter(file__in=names).values_list("file", flat=True))
