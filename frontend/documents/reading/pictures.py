"""A picture that stood in the file of a draft, to be taken away."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from consult.documents.pictures import bytes_of, picture_to_read
from frontend.file_answers import taken_away
from frontend.request_context import SignedRequest


@require_safe
def picture(request: SignedRequest, slug: str, revision_id: UUID, number: int) -> HttpResponse:
    """The bytes, for whoever may read the revision."""
    found = picture_to_read(revision_id, number, slug=slug, viewer=request.viewer, now=request.now)
    return taken_away(request, found, bytes_of)
