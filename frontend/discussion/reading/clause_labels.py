"""What readers call the clauses that posts stand on."""

from collections.abc import Iterable
from uuid import UUID

from consult.discussion.models import Post
from consult.documents.queries import names_in


def names_of(posts: Iterable[Post]) -> dict[UUID, tuple[str, str]]:
    """Label and key of the clause of each post, in the revision that its author saw. One query."""
    places = {post.pk: (post.revision_id, post.clause_id) for post in posts if post.clause_id and post.revision_id}
    called = names_in(places.values())
    return {post: called.get(place, ("", "")) for post, place in places.items()}


def labels_of(posts: Iterable[Post]) -> dict[UUID, str]:
    """What readers call it."""
    return {post: label for post, (label, _key) in names_of(posts).items()}
