"""By which words a clause of a revision is found, and where they are indexed."""

from collections.abc import Iterable
from typing import Final

from consult.documents.models import Paper, Wording
from consult.documents.rules import PaperStatus
from consult.platform.search.index import Index
from consult.text.folding import facet, words_of

INDEX: Final = Index(table=Wording._meta.db_table)

PAPERS: Final = Index(table=Paper._meta.db_table, only=f"status = '{PaperStatus.SHOWN.value}'", watches=("status",))


def with_words_of_paper(paper: Paper, *, title: str) -> Paper:
    """The paper with its words: what it is called, and its text."""
    paper.words = words_of(title, paper.name, paper.text)
    return paper


def with_words(wordings: Iterable[Wording]) -> list[Wording]:
    """The wordings of one revision, each with its words: what it is called, its heading and its text."""
    found = list(wordings)
    for wording in found:
        wording.words = words_for(wording)
    return found


def words_for(wording: Wording) -> str:
    """What a clause is found by."""
    return f"{words_of(wording.label, wording.heading, wording.text)} {of_revision(wording.revision_id)}"


def of_revision(revision: object) -> str:
    """The word that stands in all clauses of a revision."""
    return facet("revision", revision)
