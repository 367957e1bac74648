"""Finding clauses by their words, in the latest published version of each draft. Four queries a page at most."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Exists, OuterRef, QuerySet

from consult.accounts.viewer import Viewer
from consult.consultations.models import Consultation
from consult.consultations.queries import seen, visible_consultations
from consult.documents.clause_index import INDEX, of_revision
from consult.documents.models import Revision, Wording
from consult.documents.queries import published_revisions
from consult.documents.rules import DocumentRole, RevisionStatus
from consult.errors import NotFound
from consult.platform.search.asking import Wanted
from consult.platform.search.index import hits
from consult.platform.search.marking import Piece, stretch
from consult.platform.search.ranking import score

PAGE: Final = 20
MOST: Final = 300  # clauses that are weighed against each other; nobody reads further


@dataclass(frozen=True)
class ClauseHit:
    """A clause that was found, with its revision and consultation."""

    wording: Wording
    pieces: Sequence[Piece]

    @property
    def consultation(self) -> Consultation:
        """Whose draft it stands in."""
        return self.wording.revision.document.consultation


@dataclass(frozen=True)
class FoundClauses:
    """A page of what was found. `count`: how many; `is_more`: there are more than are counted. `after` asks for the next page."""

    hits: Sequence[ClauseHit] = ()
    count: int = 0
    is_more: bool = False
    after: str = ""


def found_clauses(wanted: Wanted, *, consultation: Consultation | None, viewer: Viewer, now: datetime, after: str = "") -> FoundClauses:
    """The clauses that say what is wanted, the best first; in all consultations, those to practise in are left out.

    Raises:
        NotFound: there is no such consultation for this viewer, or no such page.
    """
    begin = page_at(after)
    found = list(readable(wanted, consultation, viewer=viewer, now=now)[: MOST + 1])
    ranked = sorted(found[:MOST], key=lambda wording: -score(wording.words, wanted))  # of equals, as the draft has them
    shown = ranked[begin : begin + PAGE]
    page = [ClauseHit(wording, stretch(" ".join(filter(None, [wording.heading, wording.text])), wanted)) for wording in shown]
    following = str(begin + PAGE) if begin + PAGE < len(ranked) else ""
    return FoundClauses(hits=page, count=len(ranked), is_more=len(found) > MOST, after=following)


def page_at(written: str) -> int:
    """Where a page begins.

    Raises:
        NotFound: no page of ours said so.
    """
    if written and not (written.isascii() and written.isdigit() and int(written) < MOST):
        raise NotFound
    return int(written or 0)


def readable(wanted: Wanted, consultation: Consultation | None, *, viewer: Viewer, now: datetime) -> QuerySet[Wording]:
    """Those of the latest published versions that the viewer may read, in reading order, newest draft first."""
    found = Wording.objects.select_related("revision__document__consultation")
    found = found.prefetch_related("revision__document__consultation__texts").order_by("-revision__published_at", "revision", "position")
    if consultation is None:
        return found.filter(pk__in=hits(INDEX, wanted), revision__in=latest_revisions(viewer=viewer))
    revision = published_revisions(seen(consultation, viewer=viewer, now=now)).first()
    if revision is None:
        return found.none()
    return found.filter(pk__in=hits(INDEX, wanted, [of_revision(revision.pk)]), revision=revision)


def latest_revisions(*, viewer: Viewer) -> QuerySet[Revision]:
    """The latest published revision of the draft of each consultation that the viewer may read."""
    public = Revision.objects.filter(status=RevisionStatus.PUBLISHED, document__role=DocumentRole.DRAFT)
    later = public.filter(document=OuterRef("document"), number__gt=OuterRef("number"))
    readable_ones = visible_consultations(viewer=viewer).filter(practice=False).order_by().values("pk")
    return public.filter(~Exists(later), document__consultation__in=readable_ones)
