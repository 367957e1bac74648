"""What can be asked about supporting documents: the academic study, the impact assessment, and what else a draft rests on."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from consult.access import Right
from consult.accounts.viewer import Viewer
from consult.consultations.models import Consultation
from consult.consultations.queries import seen
from consult.consultations.rights import may, require
from consult.documents.models import DocumentText, Paper
from consult.documents.rules import PaperStatus
from consult.errors import NotFound
from consult.platform import files


@dataclass(frozen=True)
class Supporting:
    """A supporting document: what it is called, its file now (or the one that was withdrawn), and those before it, the newest first."""

    document: UUID
    title: str
    language: str  # of the title
    latest: Paper
    earlier: Sequence[Paper]

    @property
    def is_withdrawn(self) -> bool:
        """Whether nobody outside the team reads it any more."""
        return self.latest.status == PaperStatus.WITHDRAWN


def supporting(consultation: Consultation) -> list[Supporting]:
    """All of a consultation that the viewer may read, in the order in which they came. One query."""
    called = DocumentText.objects.filter(document=OuterRef("document"))
    found = papers_of(consultation).defer("text", "words").order_by("document__created_at", "document", "-number")
    named = found.annotate(title=Subquery(called.values("title")[:1]), language=Subquery(called.values("language")[:1]))
    return [told(document, list(papers)) for document, papers in groupby(named, key=attrgetter("document_id"))]


def told(document: UUID, papers: Sequence[Any]) -> Supporting:
    """The document with its files, as `supporting` annotates them."""
    return Supporting(document, papers[0].title, papers[0].language, papers[0], papers[1:])


def supporting_for_team(consultation: Consultation, *, viewer: Viewer, now: datetime) -> list[Supporting]:
    """The same for the desk.

    Raises:
        NotAllowed: the viewer is not of the team.
    """
    require(viewer, Right.QUEUE_READ, at=consultation, now=now)
    return supporting(consultation)


def paper_to_read(paper_id: UUID, *, viewer: Viewer, now: datetime) -> Paper:
    """A file, where the viewer may read the consultation; where its document is withdrawn, earlier files too are for the team alone.

    Raises:
        NotFound: there is none for this viewer.
    """
    shown = Paper.objects.filter(document=OuterRef("document"), status=PaperStatus.SHOWN)
    papers = Paper.objects.select_related("document__consultation").annotate(is_public=Exists(shown))
    paper = papers.filter(pk=paper_id).first()
    if paper is None:
        raise NotFound
    consultation = seen(paper.document.consultation, viewer=viewer, now=now)
    if not paper.is_public and not may(viewer, Right.QUEUE_READ, at=consultation, now=now):
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
