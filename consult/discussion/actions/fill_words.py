"""Give their words to versions and files that have none: long ones soon after they were sent, and what was there before the search."""

from collections.abc import Sequence
from typing import Final

from django.db.models import Q, prefetch_related_objects

from consult.discussion.models import Attachment, PostVersion, Receipt
from consult.discussion.rules import Status
from consult.discussion.search.post_index import FILES, INDEX, with_words, with_words_of_file
from consult.platform import jobs
from consult.platform.search.filling import fill

AT_ONCE: Final = 3_000  # characters whose words are found while others wait; made-up words take the longest, a millisecond and more each


def give_words(versions: Sequence[PostVersion], *, receipt: Receipt) -> None:
    """Give words to versions that are not stored yet, or let a worker do that where it would keep others waiting."""
    if sum(len(version.text) + len(version.wording) for version in versions) > AT_ONCE:
        jobs.enqueue(fill_words_of, receipt.code)
        return
    for version in versions:
        with_words(version)


@jobs.job
def fill_words_of(code: str) -> None:
    """Give their words to the versions with this receipt."""
    fill(INDEX, PostVersion.objects.filter(receipt=code, words=""), worded, are_old=False)


def fill_words(*, anew: bool = False) -> int:
    """How many versions got their words: those that lack them, or all."""
    said = PostVersion.objects.filter(~Q(text="") | ~Q(wording=""))
    return fill(INDEX, said if anew else said.filter(words=""), worded)


def fill_words_of_files(*, anew: bool = False) -> int:
    """How many files that came with contributions got their words, of those that a worker has read: those that lack them, or all."""
    read = Attachment.objects.filter(read_at__isnull=False).exclude(status=Status.ERASED)
    return fill(FILES, read if anew else read.filter(words=""), lambda files: [with_words_of_file(file) for file in files])


def worded(versions: list[PostVersion]) -> list[PostVersion]:
    """Each with its words. One query for their posts."""
    prefetch_related_objects(versions, "post")
    return [with_words(version) for version in versions]
