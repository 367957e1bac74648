"""Work of reports after the request: making the files of editions, one at a time."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone

from consult.platform import jobs
from consult.reports.editions.files import make_missing

WAIT: Final = timedelta(seconds=10)  # until it is asked again whether it is one's turn


@jobs.job
def make_files(edition_id: str) -> None:
    """Make the files of an edition that are not there yet; while another's are being made, later."""
    if not make_missing(UUID(edition_id), clock=timezone.now):
        jobs.enqueue(make_files, edition_id, after=timezone.now() + WAIT)
