"""What readers call the clauses that posts stand on."""

from collections.abc import Iterable
from uuid import UUID

from consult.discussion.models import Post
from consult.documents.queries import labels


def labels_of(posts: Iterable[Post]) -> dict[UUID, str]:
    """What readers call the clause of each post: one query a revision."""
    by_revision: dict[UUID, list[Post]] = {}
    for post in posts:
        if post.clause_id and post.revision_id:
            by_revision.setdefault(post.revision_id, []).append(post)
    found: dict[UUID, str] = {}
    for together in by_revision.values():
        revision = together[0].revision
        assert revision is not None
        called = labels([post.clause_id for post in together if post.clause_id], revision)
        found |= {post.pk: called.get(post.clause_id, "") for post in together if post.clause_id}
    return found
