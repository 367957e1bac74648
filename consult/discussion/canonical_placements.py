"""What is hashed of a placement, and of what a person says of one."""

from consult.discussion.models import Placement, PlacementDecision
from consult.platform.audit.canonical import digest


def placement_digest(placement: Placement) -> str:
    """Hexadecimal SHA-256 of the canonical JSON of where a post stands in a revision."""
    names = ("post_id", "revision_id", "version_id", "clause_id", "state", "start", "end", "elsewhere")
    return digest({"v": 1, **{name: getattr(placement, name) for name in names}})


def placement_decision_digest(decision: PlacementDecision) -> str:
    """Hexadecimal SHA-256 of the canonical JSON of the decision; who took it stands in the record under a pseudonym."""
    return digest({"v": 1, "placement": decision.placement_id, "verdict": decision.verdict, "decided_at": decision.decided_at})
