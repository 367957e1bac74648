"""The newest thing said on each of a few clauses, as everybody may read it."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import OuterRef, Subquery

from consult.discussion.models import Post, PostVersion, ThreadClause
from consult.discussion.rules import Kind, Status


def newest_said(clauses: Sequence[UUID]) -> dict[UUID, PostVersion]:
    """The shown version of the latest shown contribution in the own thread of each clause, with its post; replies are left out.

    For clauses that the viewer may read. One query, which looks at the end of each thread by its index and at no other post.
    """
    shown = Post.objects.filter(thread=OuterRef("thread"), status=Status.SHOWN).exclude(kind=Kind.REPLY)
    ends = ThreadClause.objects.filter(clause__in=clauses, own=True).annotate(newest=Subquery(shown.order_by("-number").values("pk")[:1]))
    versions = PostVersion.objects.filter(status=Status.SHOWN, post__in=ends.values("newest")).select_related("post")
    return {version.post.clause_id: version for version in versions if version.post.clause_id}
