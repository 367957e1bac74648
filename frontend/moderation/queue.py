"""The queue: what waits for a moderator, oldest first, with the oldest one open beside it."""

from typing import Final

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from consult.consultations.queries import consultation_of
from consult.moderation.queries import post_to_decide, still_untold
from consult.moderation.queries import queue as waiting_versions
from frontend.http_answers import PRIVATE, page
from frontend.moderation.decide_one import opened
from frontend.moderation.desk_frame import frame, waiting
from frontend.moderation.flagged_posts import listed
from frontend.moderation.undo_decision import slip_in
from frontend.request_context import SignedRequest

AT_ONCE: Final = 50


@require_safe
def queue(request: SignedRequest, slug: str) -> HttpResponse:
    """The page of the queue, for the team."""
    found = waiting_versions(slug, viewer=request.viewer, now=request.now)
    part = Paginator(found, AT_ONCE).get_page(request.GET.get("page"))
    if not part.object_list:
        row = consultation_of(slug, viewer=request.viewer, now=request.now)
        last = slip_in(still_untold(row, viewer=request.viewer, now=request.now))
        return page(request, "moderation/empty.html", {**frame(row), **listed(row), "slip": last}, cache=PRIVATE)
    rows = waiting(part.object_list)
    post = post_to_decide(rows[0].version.post_id, viewer=request.viewer, now=request.now)
    given = {**opened(request, post, waits=found, rows=rows), "page": part, "total": part.paginator.count}
    return page(request, "moderation/queue.html", given, cache=PRIVATE)
