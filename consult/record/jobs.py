"""Work of the record after the request: after an erasure, writing tables anew, and emptying the cache; neither waits for the other."""

from django.core.cache import cache

from consult.platform import jobs
from consult.record.erasure.personal_tables import rewrite_personal


@jobs.job
def rewrite_tables() -> None:
    """Have what was erased gone from the files too; where somebody is at work in them, later."""
    rewrite_personal()


@jobs.job
def empty_cache() -> None:
    """Have what was erased gone from what pages were made of. Where it cannot be tried any more, all of it is too old to be there."""
    cache.clear()
