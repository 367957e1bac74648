"""Settle what readers reported about a post, in the step with which a moderator decides about it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from consult.discussion.models import Flag, Post, PostVersion
from consult.discussion.rules import Outcome


@transaction.atomic(savepoint=False)
def answer_flags(*, post: Post, outcome: Outcome, now: datetime, version: PostVersion | None = None) -> list[UUID]:
    """Mark the open flags of a post that the caller has locked as answered; their ids, for the record and for telling who put them up.

    Args:
        version: of the post; then only the flags that were put up on it.
    """
    if not post.flagged:
        return []
    found = Flag.objects.filter(post=post, answered_at=None)
    if version is not None:
        found = found.filter(version=version)
    flags = list(found.order_by("created_at", "id").values_list("pk", flat=True))
    Flag.objects.filter(pk__in=flags).update(answered_at=now, outcome=outcome)
    post.flagged = 0 if version is None else post.flagged - len(flags)
    post.save(update_fields=["flagged"])
    return flags


def answering(flags: Sequence[UUID]) -> dict[str, Any]:
    """What the record says of them beside the step that answers them; nothing where it answers none."""
    return {"flags": [str(flag) for flag in flags]} if flags else {}
