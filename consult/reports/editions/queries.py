"""What can be asked about editions: which there are, which of their files are made, and one of these."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from consult.accounts.viewer import Viewer
from consult.consultations.models import Consultation
from consult.consultations.queries import consultation_of, seen
from consult.discussion.models import ThreadEvent
from consult.discussion.rules import Event
from consult.errors import NotFound, NotPossible
from consult.reports.editions.frozen import LANGUAGES
from consult.reports.models import Edition, EditionFile
from consult.reports.render import FORMATS

OUT_OF_SIGHT_OR_BACK = (Event.HIDDEN, Event.RESTORED, Event.WITHDRAWN)
LATER = ThreadEvent.objects.filter(
    consultation=OuterRef("edition__consultation"),
    nth__gt=OuterRef("seen"),
    type__in=OUT_OF_SIGHT_OR_BACK,
    post__created_at__lte=OuterRef("edition__frozen_at"),
)
FILES = Prefetch("files", queryset=EditionFile.objects.filter(~Exists(LATER)).defer("content").order_by("language", "form"))
EVERY = len(LANGUAGES) * len(FORMATS)  # files of an edition


def editions(slug: str, *, viewer: Viewer, now: datetime) -> QuerySet[Edition]:
    """The editions of a consultation, the newest first, with their files, but neither data nor content.

    Raises:
        NotFound: the viewer may not see the consultation.
    """
    return editions_of(consultation_of(slug, viewer=viewer, now=now))


def editions_of(consultation: Consultation) -> QuerySet[Edition]:
    """The same of one that the viewer sees: editions are everybody's who may read it."""
    found = Edition.objects.filter(consultation=consultation).defer("data").select_related("consultation")
    return found.prefetch_related(FILES).order_by("-number")


def out_of_date(files: QuerySet[EditionFile]) -> QuerySet[EditionFile]:
    """Those of the files that were made before something in their edition was hidden, shown again or withdrawn."""
    return files.filter(Exists(LATER))


def is_whole(files: Collection[EditionFile]) -> bool:
    """Whether all of the files are made."""
    return len(files) >= EVERY


def edition_file(edition_id: UUID, *, form: str, language: str, viewer: Viewer, now: datetime) -> EditionFile:
    """One file with its content.

    Raises:
        NotFound: there is no such edition for this viewer, or no such format or language.
        NotPossible: it is being made, or is to be made again without words that nobody may read any more.
    """
    edition = Edition.objects.defer("data").select_related("consultation").filter(pk=edition_id).first()
    consultation = seen(edition.consultation if edition else None, viewer=viewer, now=now)
    if form not in FORMATS or language not in LANGUAGES:
        raise NotFound
    file = EditionFile.objects.filter(edition=edition, form=form, language=language).first()
    if edition is None or file is None or out_of_date(EditionFile.objects.filter(pk=file.pk)).exists():
        raise NotPossible("edition.being_made")
    edition.consultation, file.edition = consultation, edition
    return file
