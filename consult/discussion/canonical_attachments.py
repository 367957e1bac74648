"""What of an attachment is hashed into the record. It recomputes after the file is gone."""

from hashlib import sha256

from consult.discussion.models import Attachment
from consult.platform.audit.canonical import values_digest


def attachment_digest(attachment: Attachment) -> str:
    """Hexadecimal SHA-256 of the canonical JSON of what was received, and with which submission."""
    return values_digest(
        sha256=attachment.sha256,
        media_type=attachment.media_type,
        size=attachment.size,
        submission=attachment.submission_id,
    )


def salted_bytes(salt: str, data: bytes) -> str:
    """Hexadecimal SHA-256(salt ‖ the file's bytes); `salt` is 32 hexadecimal digits for 16 bytes."""
    return sha256(bytes.fromhex(salt) + data).hexdigest()
