"""Invented documents in Akoma Ntoso, put together from their parts."""

from consult.formats.outline.clauses import ParsedDraft
from consult.formats.parse_draft import parse_draft

FINAL = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
META = '<meta><identification source="#us"><FRBRExpression><FRBRlanguage language="{}"/></FRBRExpression></identification></meta>'


def document(body: str, *, before: str = "", after: str = "", language: str = "eng", namespace: str = FINAL, name: str = "act") -> bytes:
    """A whole document around a body."""
    meta = META.format(language)
    return f'<akomaNtoso xmlns="{namespace}"><{name} name="x">{meta}{before}<body>{body}</body>{after}</{name}></akomaNtoso>'.encode()


def read(body: str, **given: str) -> ParsedDraft:
    """What the reader makes of it."""
    return parse_draft(document(body, **given), name="draft.xml")


def shown(draft: ParsedDraft) -> list[tuple[str, str, str]]:
    """Kind, label and text of each clause."""
    return [(clause.kind, clause.label, clause.text) for clause in draft.clauses]
