"""What can be asked about editions: which there are, which of their files are made, and one of these."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from consult.accounts.viewer import Viewer
from consult.consultations.models import Consultation
from consult.consultations.queries import consultation_of, seen
from consult.errors import NotFound, NotPossible
from consult.reports.freezing import LANGUAGES
from consult.reports.models import Edition, EditionFile
from consult.reports.render import FORMATS

FILES = Prefetch("files", queryset=EditionFile.objects.defer("content").order_by("language", "form"))
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


def is_whole(files: Collection[EditionFile]) -> bool:
    """Whether all of the files are made."""
    return len(files) >= EVERY


def edition_file(edition_id: UUID, *, form: str, language: str, viewer: Viewer, now: datetime) -> EditionFile:
    """One file with its content.

    Raises:
        NotFound: there is no such edition for this viewer, or no such format or language.
        NotPossible: it is being made.
    """
    edition = Edition.objects.defer("data").select_related("consultation").filter(pk=edition_id).first()
    consultation = seen(edition.consultation if edition else None, viewer=viewer, now=now)
    if form not in FORMATS or language not in LANGUAGES:
        raise NotFound
    file = EditionFile.objects.filter(edition=edition, form=form, language=language).first()
    if edition is None or file is None:
        raise NotPossible("edition.being_made")
    edition.consultation, file.edition = consultation, edition
    return file
