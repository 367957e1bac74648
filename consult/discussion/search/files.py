"""Finding files by their words: those that came with shown posts, and supporting documents, the best of the newest first.

Five queries a page at most, whatever there is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import F, OuterRef, Q, Subquery

from consult.accounts.viewer import Viewer
from consult.consultations.models import Consultation
from consult.consultations.queries import seen, visible_consultations
from consult.discussion.models import Attachment
from consult.discussion.queries.attachments import shown_files
from consult.discussion.search.post_index import FILES
from consult.documents.clause_index import PAPERS
from consult.documents.models import DocumentText, Paper
from consult.documents.rules import PaperStatus
from consult.documents.search import page_at
from consult.platform.search.asking import Wanted
from consult.platform.search.index import hits
from consult.platform.search.marking import Piece, stretch
from consult.platform.search.ranking import score

PAGE: Final = 20
MOST: Final = 150  # of each sort that are weighed against each other; nobody reads further


@dataclass(frozen=True)
class FileHit:
    """A file that was found: an attachment, with the number of the post that it came with, or else a supporting document."""

    consultation: Consultation
    title: str
    pieces: Sequence[Piece]
    attachment: Attachment | None = None
    post_number: int | None = None
    paper: Paper | None = None
    language: str = ""

    @property
    def file(self) -> Attachment | Paper:
        """Whichever it is."""
        found = self.attachment or self.paper
        assert found is not None  # it is one of both
        return found


@dataclass(frozen=True)
class FoundFiles:
    """A page of what was found. `count`: how many; `is_more`: there are more than are counted. `after` asks for the next page."""

    hits: Sequence[FileHit] = ()
    count: int = 0
    is_more: bool = False
    after: str = ""


def found_files(wanted: Wanted, *, consultation: Consultation | None, viewer: Viewer, now: datetime, after: str = "") -> FoundFiles:
    """The files that say what is wanted, the best first; in all consultations, those to practise in are left out.

    Raises:
        NotFound: there is no such consultation for this viewer, or no such page.
    """
    begin, within = page_at(after), readable(consultation, viewer=viewer, now=now)
    came = list(shown_files().filter(within, pk__in=hits(FILES, wanted)).order_by("-created_at", "id")[: MOST + 1])
    support = list(papers(wanted).filter(within)[: MOST + 1])
    ranked: list[Any] = sorted([*came[:MOST], *support[:MOST]], key=lambda one: -score(one.words, wanted))
    page = ranked[begin : begin + PAGE]
    places = Consultation.objects.prefetch_related("texts").in_bulk({one.place for one in page})
    following = str(begin + PAGE) if begin + PAGE < len(ranked) else ""
    is_more = max(len(came), len(support)) > MOST
    return FoundFiles([hit_of(one, places, wanted) for one in page], len(ranked), is_more, following)


def readable(consultation: Consultation | None, *, viewer: Viewer, now: datetime) -> Q:
    """The condition on a file's consultation, `place`, that the viewer may read it and looks there."""
    if consultation is not None:
        return Q(place=seen(consultation, viewer=viewer, now=now).pk)
    return Q(place__in=visible_consultations(viewer=viewer).filter(practice=False).order_by().values("pk"))


def papers(wanted: Wanted) -> Any:
    """The supporting documents that say it, with their titles, the newest first."""
    called = DocumentText.objects.filter(document=OuterRef("document"))
    found = Paper.objects.filter(status=PaperStatus.SHOWN, pk__in=hits(PAPERS, wanted)).order_by("-created_at", "id")
    named = {"title": Subquery(called.values("title")[:1]), "language": Subquery(called.values("language")[:1])}
    return found.annotate(place=F("document__consultation"), **named)


def hit_of(one: Any, places: dict[Any, Consultation], wanted: Wanted) -> FileHit:
    """A file with the stretch of its text where the words stand."""
    pieces = stretch(one.text, wanted)
    if isinstance(one, Paper):
        return FileHit(places[one.place], one.title, pieces, paper=one, language=one.language)  # type: ignore[attr-defined]  # as `papers` annotates it
    return FileHit(places[one.place], one.name, pieces, attachment=one, post_number=one.post_number)
