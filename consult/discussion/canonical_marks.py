"""What of a support and of a flag is hashed into the record. It recomputes after the words of a flag are erased."""

from consult.discussion.models import Flag, Support
from consult.platform.audit.canonical import values_digest


def support_digest(support: Support) -> str:
    """Hexadecimal SHA-256 of the canonical JSON of a support; who gave it stands in its entry, as a pseudonym."""
    return values_digest(post=support.post_id, version=support.version_id, created_at=support.created_at)


def flag_digest(flag: Flag) -> str:
    """Hexadecimal SHA-256 of the canonical JSON of a flag; who put it up stands in its entry, as a pseudonym."""
    return values_digest(post=flag.post_id, version=flag.version_id, rule=flag.rule, sha256=flag.sha256, created_at=flag.created_at)
