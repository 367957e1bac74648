"""What of a thread is hashed into the record: what it is about, and whether it is closed, why and since when."""

from consult.discussion.models import Thread
from consult.platform.audit.canonical import digest


def thread_digest(thread: Thread) -> str:
    """Hexadecimal SHA-256 of the canonical JSON of a thread. Its title and notice are the team's public words."""
    return digest(
        {
            "v": 1,
            "kind": thread.kind,
            "title": thread.title,
            "clauses": sorted(str(place.clause_id) for place in thread.places.all()),
            "status": thread.status,
            "notice": thread.notice,
            "locked_at": thread.locked_at,
            "created_at": thread.created_at,
        }
    )
