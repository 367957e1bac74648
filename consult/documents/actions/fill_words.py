"""Give their words to clauses and supporting documents that have none: what was imported before there was a search."""

from django.db.models import prefetch_related_objects

from consult.documents.clause_index import INDEX, PAPERS, with_words, with_words_of_paper
from consult.documents.models import Paper, Wording
from consult.platform.search.filling import fill


def fill_words(*, anew: bool = False) -> int:
    """How many wordings got their words: those that lack them, or all."""
    return fill(INDEX, Wording.objects.all() if anew else Wording.objects.filter(words=""), with_words)


def fill_words_of_papers(*, anew: bool = False) -> int:
    """How many supporting documents got their words, of those that a worker has read: those that lack them, or all."""
    read = Paper.objects.filter(read_at__isnull=False)
    return fill(PAPERS, read if anew else read.filter(words=""), worded)


def worded(papers: list[Paper]) -> list[Paper]:
    """Each with its words. Two queries for what they are called."""
    prefetch_related_objects(papers, "document__texts")
    return [with_words_of_paper(paper, title=title_of(paper)) for paper in papers]


def title_of(paper: Paper) -> str:
    """What its document is called; empty where it has no name."""
    return next((text.title for text in paper.document.texts.all()), "")
