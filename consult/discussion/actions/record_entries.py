"""What becomes of a post, in the record of its consultation."""

from datetime import datetime
from uuid import UUID

from consult.accounts.actions import pseudonym
from consult.accounts.viewer import Viewer
from consult.discussion.models import Post
from consult.platform.audit.actions import record


def write_down(post: Post, /, *, actor: Viewer, action: str, subject: UUID, digest: str = "", now: datetime, **facts: object) -> None:
    """Append it to the chain. Where `subject` is what somebody put on the post, its digest alone says on which."""
    chain = post.consultation.chain_id
    author = pseudonym(actor, chain_id=chain)
    record(chain_id=chain, actor=author, action=action, subject=subject, digest=digest, now=now, **facts)
