"""What stands in the files that came with a submission: a worker reads them, in a process apart."""

from uuid import UUID

from django.utils import timezone

from consult.discussion.actions.attachments.read_attachment import read_attachment
from consult.discussion.models import Attachment
from consult.discussion.queries.attachments import bytes_of
from consult.discussion.rules import Status
from consult.documents.jobs import text_in
from consult.platform import jobs


@jobs.job
def read_attachments(submission_id: str) -> None:
    """Read each file of a submission that has not been read, and let it be found by its words."""
    waiting = Attachment.objects.filter(submission=UUID(submission_id), read_at=None).exclude(status=Status.ERASED)
    for attachment in waiting.order_by("created_at", "id"):
        said = text_in(bytes_of(attachment), attachment.media_type)
        read_attachment(attachment_id=attachment.pk, said=said, now=timezone.now())
