"""Give their words to clauses that have none: what was imported before there was a search."""

from consult.documents.models import Wording
from consult.documents.words import INDEX, with_words
from consult.search.filling import fill


def fill_words(*, anew: bool = False) -> int:
    """How many wordings got their words: those that lack them, or all."""
    return fill(INDEX, Wording.objects.all() if anew else Wording.objects.filter(words=""), with_words)
