"""Work of the record after the request: writing tables anew after an erasure."""

from consult import jobs
from consult.record.personal import rewrite_personal


@jobs.job
def rewrite_tables() -> None:
    """Have what was erased gone from the files too; where somebody is at work in them, later."""
    rewrite_personal()
