"""What becomes of a poll, in the record of its consultation. A ballot that is cast has no entry."""

from datetime import datetime

from consult.accounts.actions import pseudonym
from consult.accounts.viewer import Viewer
from consult.platform.audit.actions import record
from consult.polls.canonical import poll_digest
from consult.polls.models import Poll


def write_down(poll: Poll, *, actor: Viewer, action: str, now: datetime, **facts: object) -> None:
    """The poll as it stands now, under the name of what was done."""
    chain = poll.consultation.chain_id
    by = pseudonym(actor, chain_id=chain)
    record(chain_id=chain, actor=by, action=action, subject=poll.id, digest=poll_digest(poll), now=now, **facts)


def write_down_discarded(poll: Poll, *, actor: Viewer, now: datetime) -> None:
    """That the poll was thrown away: from here on no row stands for it."""
    chain = poll.consultation.chain_id
    record(chain_id=chain, actor=pseudonym(actor, chain_id=chain), action="poll.discarded", subject=poll.id, now=now)
