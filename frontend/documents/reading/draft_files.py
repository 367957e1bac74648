"""The draft as files to take away."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from consult.documents.export import published_draft
from consult.documents.pictures import bytes_of, picture_to_read
from consult.errors import NotFound
from consult.formats.writers.writer_table import FORMATS, file_name, stamp
from consult.platform import limits
from frontend.file_answers import taken_away
from frontend.request_context import SignedRequest


@dataclass(frozen=True)
class File:
    """A format as people know it. `title`: what it is for."""

    form: str
    name: str | Promise
    title: str | Promise


FILES: Final = (
    File("docx", "Word", gettext_lazy("To go on writing: numbers and headings are those of Word")),
    File("html", gettext_lazy("Web page"), gettext_lazy("The whole draft in one file, to read without a network and to print")),
    File("csv", gettext_lazy("Table"), gettext_lazy("A row for each clause, for a spreadsheet (CSV)")),
    File("akn", "Akoma Ntoso", gettext_lazy("For the systems of parliaments and ministries (XML)")),
    File("json", "JSON", gettext_lazy("For programs")),
)
MOST_DIGITS: Final = 9  # of the number of a version


@require_safe
def draft_file(request: SignedRequest, slug: str, form: str) -> HttpResponse:
    """A published version of the draft, the latest unless `?revision=` names one."""
    limits.spend("download", account=request.viewer if request.viewer.person else None, address=request.address, now=request.now)
    draft = published_draft(slug, viewer=request.viewer, now=request.now, revision=number(request.GET.get("revision", "")))
    etag = f'"{stamp(draft, form)}"'
    if known := get_conditional_response(request, etag=etag):
        return known
    answer = HttpResponse(FORMATS[form].render(draft), content_type=FORMATS[form].media_type)
    answer["Content-Disposition"] = f'attachment; filename="{file_name(draft, form)}"'
    answer["Cache-Control"], answer["ETag"] = "no-cache", etag
    return answer


def number(written: str) -> int | None:
    """The number of a version; nothing where none is asked for.

    Raises:
        NotFound: it is no number.
    """
    if written and not (written.isascii() and written.isdigit() and len(written) <= MOST_DIGITS):
        raise NotFound
    return int(written) if written else None


@require_safe
def picture(request: SignedRequest, slug: str, revision_id: UUID, number: int) -> HttpResponse:
    """The bytes, for whoever may read the revision."""
    found = picture_to_read(revision_id, number, slug=slug, viewer=request.viewer, now=request.now)
    return taken_away(request, found, bytes_of)
