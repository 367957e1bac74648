"""The whole draft on one page. A fixed number of queries, whatever the number of posts."""

from django.http import HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from consult.consultations.queries import consultation_of, text_in
from consult.consultations.rights import phase_of
from consult.discussion.queries import stance_counts
from consult.documents.queries import published_revision, wordings_of
from frontend.answers import page
from frontend.documents.outline import contents, outlined
from frontend.requests import SignedRequest


@require_safe
def draft(request: SignedRequest, slug: str) -> HttpResponse:
    """The latest published revision, each clause with what people think of it."""
    row = consultation_of(slug, viewer=request.viewer, now=request.now)
    revision = published_revision(row)
    rows = outlined(wordings_of(revision), stance_counts(row))
    given = {
        "row": row,
        "text": text_in(row, get_language() or "id"),
        "phase": phase_of(row, now=request.now),
        "revision": revision,
        "rows": rows,
        "contents": contents(rows),
    }
    return page(request, "documents/draft.html", given)
