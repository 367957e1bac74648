"""One branch of a thread alone, with what the page says beside it, which the script of a live thread puts in place."""

from django.http import HttpResponse
from django.utils.cache import patch_vary_headers

from consult.discussion.queries.branches import Stretch
from consult.discussion.queries.thread_page import thread_page
from consult.errors import NotFound
from frontend.discussion.reading.thread_context import Here, told
from frontend.discussion.writing.office_reply import told_of_office
from frontend.http_answers import page
from frontend.request_context import SignedRequest, in_query


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
