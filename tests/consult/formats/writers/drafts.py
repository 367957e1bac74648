"""From what a reader made of a file to what is exported, and back to what must be the same."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from consult.formats.outline.clauses import ParsedClause, ParsedDraft
from consult.formats.writers.exported_draft import Clause, Draft

Same = tuple[object, ...]


def exported(parsed: ParsedDraft, **changes: str) -> Draft:
    """The draft as it would be exported from the tables."""
    found: dict[str, Clause] = {}
    for one in parsed.clauses:
        parent = found[one.parent] if one.parent else None
        above = (*parent.above, parent) if parent else ()
        fields = {name: getattr(one, name) for name in ("key", "kind", "number", "label", "heading", "text", "part")}
        found[one.key] = Clause(id=uuid5(NAMESPACE_URL, one.key), above=above, **fields)
    about: dict[str, Any] = {"slug": "kebun-kota", "institution": "Dinas Kebun", "title": parsed.title, "language": parsed.language}
    about |= {"begun": date(2026, 3, 1), "dated": date(2026, 4, 2), **changes}
    return Draft(**about, profile=parsed.profile, revision=1, sha256="0" * 64, clauses=tuple(found.values()))


def same(clauses: Sequence[ParsedClause]) -> list[Same]:
    """What a round trip must keep of each clause; its parent by position."""
    position: dict[str | None, int | None] = {None: None} | {one.key: n for n, one in enumerate(clauses)}
    return [(one.key, one.kind, one.number, one.label, one.heading, one.text, one.depth, position[one.parent], one.part) for one in clauses]
