"""What is hashed of a proposal that was picked for a revision."""

from consult.discussion.models import PickedProposal
from consult.platform.audit.canonical import digest


def picked_digest(picked: PickedProposal) -> str:
    """Hexadecimal SHA-256 of the canonical JSON; who settled a conflict stands in the record under a pseudonym."""
    names = ("revision_id", "post_id", "version_id", "settled_at")
    return digest({"v": 1, "outcome": str(picked.outcome), **{name: getattr(picked, name) for name in names}})
