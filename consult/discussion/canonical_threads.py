"""What of a thread is hashed into the record: what it is about, and whether it is closed, why and since when."""

from consult.audit.canonical import digest
from consult.discussion.models import Thread, ThreadClause


def thread_digest(thread: Thread) -> str:
    """Hexadecimal SHA-256 of the canonical JSON of a thread. Its title and notice are the team's public words. One query."""
    clauses = ThreadClause.objects.filter(thread=thread).values_list("clause_id", flat=True)
    return digest(
        {
            "v": 1,
            "kind": thread.kind,
            "title": thread.title,
            "clauses": sorted(map(str, clauses)),
            "status": thread.status,
            "notice": thread.notice,
            "locked_at": thread.locked_at,
            "created_at": thread.created_at,
        }
    )
