"""Short ways to read an invented draft and to look at what came out."""

from consult.formats.outline.clauses import ParsedClause, ParsedDraft
from consult.formats.parse_draft import parse_draft


def read(text: str, *, profile: str = "auto") -> ParsedDraft:
    """The draft that `text` is."""
    return parse_draft(text.encode(), name="rancangan.txt", profile=profile)


def clause(draft: ParsedDraft, key: str) -> ParsedClause:
    """The clause with that key."""
    return next(one for one in draft.clauses if one.key == key)


def labels(draft: ParsedDraft, kind: str, *, part: str = "body") -> list[str]:
    """The labels of all clauses of a kind in a part, in reading order."""
    return [one.label for one in draft.clauses if one.kind == kind and one.part == part]


def codes(draft: ParsedDraft) -> list[tuple[int, str]]:
    """Line and code of every warning."""
    return [(warning.line, warning.code) for warning in draft.warnings]
