"""A file that came with a contribution, to be taken away: never shown as a page of ours, and never run by a browser."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from consult import limits
from consult.discussion.attachments import bytes_of, file_to_read
from consult.errors import NotFound
from frontend.files import taken_away
from frontend.requests import SignedRequest


@require_safe
def attachment(request: SignedRequest, slug: str, attachment_id: UUID) -> HttpResponse:
    """The bytes, for whoever may read them. Hidden and missing look alike."""
    row = file_to_read(attachment_id, viewer=request.viewer, now=request.now)
    if row.consultation.slug != slug:
        raise NotFound
    tag = f'"{row.sha256}"'
    if (unchanged := get_conditional_response(request, etag=tag)) is not None:
        return unchanged
    limits.spend("download", account=request.viewer if request.viewer.person else None, address=request.address, now=request.now)
    return taken_away(bytes_of(row), kind=row.media_type, name=row.name, tag=tag)
