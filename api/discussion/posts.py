"""GET and POST /clauses/{id}/posts/ and /threads/{id}/posts/"""

from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from api.discussion.contribution import PostIn, contribution_in
from api.discussion.posts_json import KINDS, AcceptedOut, PlacedPostOut, accepted_row, placed_rows
from api.fields import Choice
from api.paging import Paged, page_of, paged_together
from api.problems import READING, WRITING
from api.request_bodies import read
from api.views import Asked, Endpoint
from consult.discussion.actions import submit_post
from consult.discussion.locks import Place
from consult.discussion.models import Post
from consult.discussion.queries.branches import Order, in_order
from consult.discussion.queries.posts import clause_thread, received_version, thread_of, thread_posts

PAGE = page_of(PlacedPostOut)
SORTS = [order.value for order in Order]


class Sorted(Paged):
    """What the list of a thread takes."""

    sort = Choice(
        SORTS,
        required=False,
        default=Order.OLDEST.value,
        help_text="`unanswered`: public questions that no official has answered, and nothing else. "
        "What is supported or answered between two pages may be met twice, or not at all.",
    )
    kind = Choice(KINDS, required=False, help_text="Only posts of that kind, such as the proposals on a clause.")


class ClausePosts(Endpoint):
    """The posts of a clause's own thread."""

    asks = Sorted

    @extend_schema(operation_id="list_clause_posts", responses={200: PAGE, **READING}, tags=["discussion"])
    def get(self, request: Asked, clause_id: UUID) -> Response:
        """The posts on a clause that were ever public, by number or as `sort` says."""
        return page(request, thread_posts(clause_thread(clause_id, viewer=request.viewer, now=request.now)))

    @extend_schema(operation_id="submit_clause_post", request=PostIn, responses={201: AcceptedOut, **WRITING}, tags=["discussion"])
    def post(self, request: Asked, clause_id: UUID) -> Response:
        """Say something on a clause. The answer holds the receipt; what it accepts is durable."""
        return submitted(request, Place(clause=clause_id))


class ThreadPosts(Endpoint):
    """The posts of a thread."""

    asks = Sorted

    @extend_schema(operation_id="list_thread_posts", responses={200: PAGE, **READING}, tags=["discussion"])
    def get(self, request: Asked, thread_id: UUID) -> Response:
        """The posts of a thread that were ever public, by number or as `sort` says."""
        return page(request, thread_posts(thread_of(thread_id, viewer=request.viewer, now=request.now)))

    @extend_schema(operation_id="submit_thread_post", request=PostIn, responses={201: AcceptedOut, **WRITING}, tags=["discussion"])
    def post(self, request: Asked, thread_id: UUID) -> Response:
        """Say something in a thread. The answer holds the receipt; what it accepts is durable."""
        return submitted(request, Place(thread=thread_id))


def page(request: Asked, posts: QuerySet[Post]) -> Response:
    """One page of posts, in the order that is asked for."""
    if "kind" in request.asked:
        posts = posts.filter(kind=request.asked["kind"])
    found, by = in_order(posts, Order(request.asked["sort"]))
    return paged_together(found, request, by=[by], shown=placed_rows)


def submitted(request: Asked, place: Place) -> Response:
    """Read, submit, and answer with the receipt."""
    given = read(PostIn, request.data)
    post = submit_post(
        actor=request.viewer,
        place=place,
        contribution=contribution_in(given),
        reply_to=given["reply_to"],
        revision=given["revision"],
        channel=request.channel,
        address=request.address,
        key=request.key,
        now=request.now,
    )
    return Response(accepted_row(post, received_version(post)), status=201)
