"""What stands in a supporting document: a worker reads it, in a process apart, so that it is found by its words."""

import logging
from typing import Final
from uuid import UUID

from django.utils import timezone

from consult.documents.clause_index import with_words_of_paper
from consult.documents.models import Paper
from consult.documents.sandboxed_reading import read_apart
from consult.documents.supporting_documents import bytes_of
from consult.errors import BadInput
from consult.platform import jobs
from consult.platform.markup import clean_text

READ_AS: Final = {  # media type → the name under which its reader knows it; of other files nobody reads words
    "application/pdf": "file.pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "file.docx",
    "text/csv": "file.txt",
    "text/markdown": "file.md",
    "text/plain": "file.txt",
}
TEXT_LIMIT: Final = 1_000_000  # characters that are kept of a file

_log = logging.getLogger(__name__)


def text_in(data: bytes, media_type: str) -> str | None:
    """The text of a file, line by line; None where no program reads one in it."""
    name = READ_AS.get(media_type)
    if name is None:
        return None
    try:
        return "\n".join(line.text for line in read_apart(data, name=name).lines)
    except BadInput as refused:
        _log.info("a file could not be read: %s", refused.code)  # whoever opens it sees more
        return None


@jobs.job
def read_paper(paper_id: str) -> None:
    """Keep the words of a supporting document. Doing it again changes nothing."""
    paper = Paper.objects.prefetch_related("document__texts").filter(pk=UUID(paper_id), read_at=None).first()
    if paper is None:
        return
    paper.text = clean_text((text_in(bytes_of(paper), paper.media_type) or "")[:TEXT_LIMIT])
    paper.read_at = timezone.now()
    title = next((text.title for text in paper.document.texts.all()), "")
    with_words_of_paper(paper, title=title).save(update_fields=["text", "words", "read_at"])
