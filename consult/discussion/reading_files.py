"""What stands in the files that came with a submission: a worker reads them, in a process apart."""

import logging
from typing import Final
from uuid import UUID

from django.utils import timezone

from consult import jobs
from consult.discussion.actions.read_attachment import read_attachment
from consult.discussion.attachments import bytes_of
from consult.discussion.models import Attachment
from consult.discussion.rules import Status
from consult.documents.parsing.apart import read_apart
from consult.errors import BadInput

READ_AS: Final = {  # media type → the name under which its reader knows it; of other files nobody reads words
    "application/pdf": "file.pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "file.docx",
    "text/csv": "file.txt",
    "text/markdown": "file.md",
    "text/plain": "file.txt",
}

_log = logging.getLogger(__name__)


@jobs.job
def read_attachments(submission_id: str) -> None:
    """Read each file of a submission that has not been read, and let it be found by its words."""
    waiting = Attachment.objects.filter(submission=UUID(submission_id), read_at=None).exclude(status=Status.ERASED)
    for attachment in waiting.order_by("created_at", "id"):
        read_attachment(attachment_id=attachment.pk, said=words_in(attachment), now=timezone.now())


def words_in(attachment: Attachment) -> str | None:
    """The text of a file; None where no program reads one in it."""
    name = READ_AS.get(attachment.media_type)
    return read_text(bytes_of(attachment), name=name) if name else None


def read_text(data: bytes, *, name: str) -> str | None:
    """What the reader of its format makes of it, line by line; None where that can make nothing of it."""
    try:
        return "\n".join(line.text for line in read_apart(data, name=name).lines)
    except BadInput as refused:
        _log.info("a file could not be read: %s", refused.code)  # its sender has it, and whoever opens it sees more
        return None
