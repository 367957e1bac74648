"""A file that came with a contribution, to be taken away: never shown as a page of ours, and never run by a browser."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from consult.discussion.queries.attachments import bytes_of, file_to_read
from consult.errors import NotFound
from frontend.file_answers import taken_away
from frontend.request_context import SignedRequest


@require_safe
def attachment(request: SignedRequest, slug: str, attachment_id: UUID) -> HttpResponse:
    """The bytes, for whoever may read them. Hidden and missing look alike."""
    row = file_to_read(attachment_id, viewer=request.viewer, now=request.now)
    if row.consultation.slug != slug:
        raise NotFound
    return taken_away(request, row, bytes_of)
