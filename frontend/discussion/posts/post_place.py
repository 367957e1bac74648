"""Where a post, or a point of a letter, stands: on a clause, or in a thread that belongs to none. For actions, and as an address."""

from django.urls import reverse

from consult.discussion.locks import Place
from consult.discussion.models import Point, Post


def place_of(one: Post | Point, *, slug: str = "") -> Place:
    """Its place; `slug`, where it has to be in that consultation."""
    return Place(clause=one.clause_id, slug=slug) if one.clause_id else Place(thread=one.thread_id, slug=slug)


def path_of(post: Post, slug: str) -> str:
    """The page that it stands on, in the consultation with that short name."""
    return reverse("clause", args=[slug, post.clause_id]) if post.clause_id else reverse("thread", args=[slug, post.thread_id])


def address_of(post: Post, slug: str) -> str:
    """The same, opened at the post where it has a number."""
    return f"{path_of(post, slug)}?post={post.number}#post-{post.number}" if post.number else path_of(post, slug)
