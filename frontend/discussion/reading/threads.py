"""The threads of a consultation that belong to no clause alone, to choose from; or those that name a clause, as its page links to them."""

from typing import Final

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from consult.consultations.queries import consultation_of, text_in
from consult.discussion.queries.branches import Stretch
from consult.discussion.queries.thread_page import thread_page
from consult.discussion.queries.threads import listed, threads_of
from consult.errors import NotFound
from frontend.discussion.reading.thread_context import Here, told
from frontend.discussion.writing.office_reply import told_of_office
from frontend.http_answers import page
from frontend.request_context import SignedRequest, id_in_query, in_query

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


def one_branch(request: SignedRequest, here: Here) -> HttpResponse:
    """The branch in which the post `?branch=` stands, as the thread's page shows it or, with `?draft=1`, as the draft does.

    Raises:
        NotFound: no such post was ever shown there.
    """
    wanted = in_query(request, "branch")
    stretch, beside = Stretch(wanted=wanted, at_once=1), [*here.spot.also.leading, *here.spot.lineage.named]
    read = thread_page(here.place, stretch, viewer=request.viewer, beside=beside, lineage=here.spot.lineage)
    if wanted not in [post.number for post in read.posts]:
        raise NotFound
    given = told(request, here) | told_of_office(here) | {"thread": read, "counts": read.counts, "in_draft": "draft" in request.GET}
    answer = page(request, "discussion/one_branch.html", given)
    patch_vary_headers(answer, ["HX-Request"])
    return answer
