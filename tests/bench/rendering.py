"""Renders an invented report, and says what that took. It is measured in a process of its own, which `test_reports` starts."""

import json
import resource
import time

from consult.reports.render import FORMATS
from tests.consult.reports.invented import invented


def main(form: str, posts: int, clauses: int) -> None:
    """Print seconds on the clock, seconds of the processor, megabytes at most, and bytes made, as JSON."""
    summary = invented(posts=posts, clauses=clauses, polls=4)
    began, spent = time.perf_counter(), time.process_time()
    made = FORMATS[form](summary)
    taken = {"seconds": time.perf_counter() - began, "cpu": time.process_time() - spent}
    print(json.dumps({**taken, "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "bytes": len(made)}))
