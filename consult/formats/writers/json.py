"""A draft as JSON: every clause with all its fields, for programs; read again by `parsing.readers.own_json`."""

import json
from typing import Final

from consult.formats.rembuk.own_files import JSON_FORMAT, JSON_VERSION
from consult.formats.writers.exported_draft import Clause, Draft

FIELDS: Final = ("key", "kind", "number", "label", "heading", "text", "depth", "part")


def render(draft: Draft) -> bytes:
    """UTF-8 JSON."""
    return (json.dumps(as_json(draft), ensure_ascii=False, indent=1) + "\n").encode()


def as_json(draft: Draft) -> dict[str, object]:
    """The draft under the names that other people's scripts rely on; those of a clause are those of `parse_draft --json`."""
    return {
        "format": JSON_FORMAT,
        "version": JSON_VERSION,
        "consultation": draft.slug,
        "title": draft.title,
        "institution": draft.institution,
        "language": draft.language,
        "profile": draft.profile,
        "revision": draft.revision,
        "sha256": draft.sha256,
        "dated": draft.dated.isoformat(),
        "clauses": [as_row(clause) for clause in draft.clauses],
    }


def as_row(clause: Clause) -> dict[str, object]:
    """One clause; its parent is named by key."""
    fields = {name: getattr(clause, name) for name in FIELDS}
    return {"id": str(clause.id), **fields, "parent": clause.parent.key if clause.parent else None}
