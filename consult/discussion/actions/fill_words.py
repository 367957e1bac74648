"""Give their words to versions that have none: what was written before there was a search."""

from django.db.models import Q, prefetch_related_objects

from consult.discussion.models import PostVersion
from consult.discussion.words import INDEX, with_words
from consult.search.filling import fill


def fill_words(*, anew: bool = False) -> int:
    """How many versions got their words: those that lack them, or all."""
    said = PostVersion.objects.filter(~Q(text="") | ~Q(wording=""))
    return fill(INDEX, said if anew else said.filter(words=""), worded)


def worded(versions: list[PostVersion]) -> list[PostVersion]:
    """Each with its words. One query for their posts."""
    prefetch_related_objects(versions, "post")
    return [with_words(version) for version in versions]
