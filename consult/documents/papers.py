"""What can be asked about supporting documents: the academic study, the impact assessment, and what else a draft rests on."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from consult import files
from consult.access import Right
from consult.accounts.viewer import Viewer
from consult.consultations.models import Consultation
from consult.consultations.queries import seen
from consult.consultations.rights import may, require
from consult.documents.models import Document, DocumentText, Paper
from consult.documents.rules import DocumentRole, PaperStatus
from consult.errors import NotFound


@dataclass(frozen=True)
class Supporting:
    """A supporting document: what it is called, its file now (or the one that was withdrawn), and those before it, the newest first."""

    document: Document
    text: DocumentText
    latest: Paper
    earlier: Sequence[Paper]

    @property
    def is_withdrawn(self) -> bool:
        """Whether nobody outside the team reads it any more."""
        return self.latest.status == PaperStatus.WITHDRAWN


def supporting(consultation: Consultation) -> list[Supporting]:
    """All of a consultation that the viewer may read, in the order in which they came. Three queries."""
    found = Document.objects.filter(consultation=consultation, role=DocumentRole.SUPPORTING).order_by("created_at", "id")
    return [told(document) for document in found.prefetch_related("texts", "papers")]


def told(document: Document) -> Supporting:
    """The document with its files."""
    papers = sorted(document.papers.all(), key=lambda paper: -paper.number)
    return Supporting(document, document.texts.all()[0], papers[0], papers[1:])


def supporting_for_team(consultation: Consultation, *, viewer: Viewer, now: datetime) -> list[Supporting]:
    """The same for the desk.

    Raises:
        NotAllowed: the viewer is not of the team.
    """
    require(viewer, Right.QUEUE_READ, at=consultation, now=now)
    return supporting(consultation)


def paper_to_read(paper_id: UUID, *, viewer: Viewer, now: datetime) -> Paper:
    """A file, where the viewer may read the consultation; of those that are withdrawn, where they are of the team.

    Raises:
        NotFound: there is none for this viewer.
    """
    paper = Paper.objects.select_related("document__consultation").filter(pk=paper_id).first()
    if paper is None:
        raise NotFound
    consultation = seen(paper.document.consultation, viewer=viewer, now=now)
    if paper.status == PaperStatus.WITHDRAWN and not may(viewer, Right.QUEUE_READ, at=consultation, now=now):
        raise NotFound
    return paper


def bytes_of(paper: Paper) -> bytes:
    """What was uploaded.

    Raises:
        OSError: the storage does not give it now.
    """
    return files.read(paper.file)


def papers_of(consultation: Consultation) -> QuerySet[Paper]:
    """Every file of its supporting documents."""
    return Paper.objects.filter(document__consultation=consultation)


def known_names(names: Collection[str]) -> set[str]:
    """Those of the names in the storage that are of a supporting document."""
    return set(Paper.objects.filter(file__in=names).values_list("file", flat=True))
