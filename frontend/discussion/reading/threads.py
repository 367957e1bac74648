"""The threads of a consultation that belong to no clause alone, to choose from; or those that name a clause, as its page links to them."""

from typing import Final

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from consult.consultations.queries import consultation_of, text_in
from consult.discussion.queries.threads import listed, threads_of
from frontend.http_answers import page
from frontend.request_context import SignedRequest, id_in_query

AT_ONCE: Final = 20


@require_safe
def threads(request: SignedRequest, slug: str) -> HttpResponse:
    """The list, for whoever may read the consultation."""
    row = consultation_of(slug, viewer=request.viewer, now=request.now)
    naming = id_in_query(request, "clause")
    part = Paginator(threads_of(row, naming=naming), AT_ONCE).get_page(request.GET.get("page"))
    found = listed(list(part.object_list), row)
    label = next((each.clauses[naming] for each in found if naming in each.clauses), "") if naming else ""
    given = {"row": row, "text": text_in(row, get_language() or "id"), "page": part, "threads": found, "naming": naming, "label": label}
    return page(request, "discussion/threads.html", given)
