"""Work of the record after the request: after an erasure, writing tables anew, and emptying the cache."""

from django.core.cache import cache

from consult import jobs
from consult.record.personal import rewrite_personal


@jobs.job
def rewrite_tables() -> None:
    """Have what was erased gone from the files too, and from what pages were made of; where somebody is at work in them, later."""
    cache.clear()
    rewrite_personal()
