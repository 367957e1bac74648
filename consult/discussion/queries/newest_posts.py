"""The newest thing said on each of a few clauses, as everybody may read it."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from django.db.models import OuterRef, Subquery

from consult.discussion.models import Post, PostVersion, ThreadClause
from consult.discussion.rules import Kind, Status


class Said(NamedTuple):
    """A contribution as it is shown, with what one needs to quote it."""

    number: int | None  # for citing
    text: str
    name: str  # as shown; empty where it is withheld
    language: str


def newest_said(clauses: Sequence[UUID]) -> dict[UUID, Said]:
    """The latest shown contribution in the own thread of each clause; replies are left out.

    For clauses that the viewer may read. One query, which looks at the end of each thread by its index and at no other post.
    """
    shown = Post.objects.filter(thread=OuterRef("thread"), status=Status.SHOWN).exclude(kind=Kind.REPLY)
    ends = ThreadClause.objects.filter(clause__in=clauses, own=True).annotate(newest=Subquery(shown.order_by("-number").values("pk")[:1]))
    versions = PostVersion.objects.filter(status=Status.SHOWN, post__in=ends.values("newest"))
    found = versions.values_list("post__clause_id", "post__number", "text", "name", "language")
    return {clause: Said(number, *words) for clause, number, *words in found}
