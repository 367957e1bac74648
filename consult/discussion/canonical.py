"""What of a post's version is hashed into the record. It recomputes after the words are erased."""

from collections.abc import Mapping

from consult.audit.canonical import digest
from consult.discussion.models import PostVersion


def version_digest(version: PostVersion, *, revision: int | None) -> str:
    """Hexadecimal SHA-256 of the canonical JSON of a version; `revision` is the number of the one its author saw."""
    post = version.post
    return version_values_digest(
        {
            "v": 1,
            "sha256": version.sha256,
            "kind": post.kind,
            "stance": version.stance or None,
            "operation": version.operation or None,
            "clause": post.clause_id,
            "revision": revision,
            "quote": version.quote,
            "reply_to": post.reply_to_id,
            "channel": post.submission.channel,
        }
    )


def version_values_digest(values: Mapping[str, object]) -> str:
    """The same from plain values, for whoever checks many."""
    return digest(values)
