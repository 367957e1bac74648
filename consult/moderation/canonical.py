"""What of a decision, and of a keeping, is hashed into the record. It recomputes after the reason is erased."""

from consult.moderation.models import Decision, Keeping
from consult.platform.audit.canonical import values_digest


def decision_digest(decision: Decision) -> str:
    """Hexadecimal SHA-256 of the canonical JSON of a decision."""
    return values_digest(
        version=decision.version_id,
        action=decision.action,
        rule=decision.rule_id,
        sha256=decision.sha256,
        reverses=decision.reverses_id,
        decided_at=decision.decided_at,
    )


def keeping_digest(keeping: Keeping) -> str:
    """Hexadecimal SHA-256 of the canonical JSON of a keeping."""
    return values_digest(version=keeping.version_id, sha256=keeping.sha256, kept_at=keeping.kept_at)
