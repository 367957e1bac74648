"""What of a revision is hashed: its title-less text, clause by clause in reading order, and the hash of the one before."""

from collections.abc import Sequence

from consult.audit.canonical import digest
from consult.documents.models import Revision, Wording


def revision_digest(revision: Revision, wordings: Sequence[Wording]) -> str:
    """Hexadecimal SHA-256 of the canonical JSON of the revision; `wordings` are all of it, in order."""
    position = {wording.id: wording.position for wording in wordings}
    return digest(
        {
            "v": 1,
            "number": revision.number,
            "kind": revision.kind,
            "language": revision.language,
            "previous": revision.previous,
            "clauses": [clause(wording, parent=position[wording.parent_id] if wording.parent_id else None) for wording in wordings],
        }
    )


def clause(wording: Wording, *, parent: int | None) -> dict[str, object]:
    """One clause as it is hashed; its parent is named by position."""
    return {
        "id": wording.clause_id,
        "parent": parent,
        "depth": wording.depth,
        "part": wording.part,
        "kind": wording.kind,
        "key": wording.key,
        "number": wording.number,
        "label": wording.label,
        "heading": wording.heading,
        "text": wording.text,
    }
