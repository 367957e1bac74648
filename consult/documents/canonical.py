"""What is hashed of a document (its titles) and of a revision (its text, clause by clause, and the hash of the one before)."""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Final

from consult.documents.models import ClauseLink, Document, Edit, Paper, Revision, Source, Wording
from consult.platform.audit.canonical import canonical, digest

ELSEWHERE: Final = 0  # the place of a parent that is not in the revision, as no wording has it
LINKS: Final = 2  # how links are hashed from now on


def document_digest(document: Document) -> str:
    """Hexadecimal SHA-256 of the canonical JSON of what a document is and what it is called."""
    return digest({"v": 1, "role": document.role, "texts": list(document.texts.order_by("language").values("language", "title"))})


def paper_digest(paper: Paper) -> str:
    """Hexadecimal SHA-256 of the canonical JSON of a supporting document's file; its own hash is among it."""
    told = {"document": paper.document_id, "number": paper.number, "kind": paper.kind, "name": paper.name}
    return digest({"v": 1, **told, "media_type": paper.media_type, "size": paper.size, "sha256": paper.sha256})


def revision_digest(revision: Revision, wordings: Sequence[Wording]) -> str:
    """Hexadecimal SHA-256 of the canonical JSON of the revision; `wordings` are all of it, in order."""
    return sha256(revision_bytes(revision, wordings)).hexdigest()


def revision_bytes(revision: Revision, wordings: Sequence[Wording]) -> bytes:
    """The canonical JSON of the revision, which is also its file in the open data."""
    position = {wording.id: wording.position for wording in wordings}
    return canonical(
        {
            "v": 1,
            "number": revision.number,
            "kind": revision.kind,
            "language": revision.language,
            "format": revision.format,
            "profile": revision.profile,
            "warnings": revision.warnings,
            "previous": revision.previous,
            "clauses": [
                clause(wording, parent=position.get(wording.parent_id, ELSEWHERE) if wording.parent_id else None) for wording in wordings
            ],
        }
    )


def source_digest(source: Source) -> str:
    """Hexadecimal SHA-256 of the canonical JSON of the file that a revision was read from: its name, its text and its pictures."""
    pictures = [picture["sha256"] for picture in source.revision.pictures]
    return digest({"v": 1, "name": source.name, "text": source.text} | ({"pictures": pictures} if pictures else {}))


def links_digest(links: Iterable[ClauseLink], *, v: int = LINKS) -> str:
    """Hexadecimal SHA-256 of the canonical JSON of all links of a published revision, in order. Who confirmed one is told in the record.

    Args:
        v: 1, until 0.7, tells of a link that somebody confirmed it; 2 tells when.
    """
    fields = ("old_id", "new_id", "status", "renumbered", "carries", "doubtful")
    told = [
        {field: getattr(link, field) for field in fields} | {"confirmed": link.confirmed_at if v > 1 else link.confirmed_at is not None}
        for link in links
    ]
    return digest({"v": v, "links": told})


def edit_digest(edit: Edit) -> str:
    """Hexadecimal SHA-256 of the canonical JSON of one step in editing; who took it stands in the record under a pseudonym."""
    fields = ("number", "name", "given", "settles", "said")
    return digest({"v": 1, **{field: getattr(edit, field) for field in fields}})


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
