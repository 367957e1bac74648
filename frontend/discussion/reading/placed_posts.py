"""Posts that are read apart from the text that they were written on: those whose clause is gone, and those that another clause took up."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from consult.consultations.models import Consultation
from consult.consultations.queries import consultation_of, text_in
from consult.discussion.locks import Place
from consult.discussion.models import Post
from consult.discussion.queries.lineage import arrived_in
from consult.discussion.queries.placements import orphans
from consult.discussion.queries.posts import is_author, shown_once
from consult.documents.queries import published_revision
from frontend.discussion.posts.post_place import path_of
from frontend.discussion.reading.clause_labels import labels_of
from frontend.discussion.reading.thread_context import found
from frontend.http_answers import page
from frontend.request_context import SignedRequest

AT_ONCE: Final = 20


@dataclass(frozen=True)
class Apart:
    """A post with what its clause was called when it was written and where it is answered."""

    post: Post
    label: str
    address: str


@require_safe
def orphaned(request: SignedRequest, slug: str) -> HttpResponse:
    """The posts whose clause is gone in the newest version."""
    row = consultation_of(slug, viewer=request.viewer, now=request.now)
    revision = published_revision(row)
    return listed(request, row, orphans(revision), {"revision": revision})


@require_safe
def arrived(request: SignedRequest, slug: str, clause_id: UUID) -> HttpResponse:
    """The posts of other clauses that stand at this one in the newest version."""
    here = found(request, Place(clause=clause_id, slug=slug))
    posts = shown_once().filter(pk__in=arrived_in(clause_id, here.revision.pk).values("post"))
    return listed(request, here.row, posts, {"revision": here.revision, "taken_up_by": here})


def listed(request: SignedRequest, row: Consultation, posts: QuerySet[Post], given: dict[str, Any]) -> HttpResponse:
    """The page with a part of them. Ten queries at most, however many there are."""
    part = Paginator(posts, AT_ONCE).get_page(request.GET.get("page"))
    given |= {"row": row, "text": text_in(row, get_language() or "id"), "page": part, "apart": apart(list(part.object_list), request, row)}
    return page(request, "discussion/placed.html", given)


def apart(posts: Sequence[Post], request: SignedRequest, row: Consultation) -> list[Apart]:
    """Each with what its clause was called. One query."""
    labels = labels_of(posts)
    for post in posts:
        for version in post.public_versions:  # type: ignore[attr-defined]  # as `shown_once` has them
            version.post = post  # else it would be asked for again
        post.is_mine = is_author(post, request.viewer)  # type: ignore[attr-defined]  # told of this viewer, no column
    return [Apart(post, labels.get(post.pk, ""), path_of(post, row.slug)) for post in posts]
