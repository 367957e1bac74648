"""Whether what a history left verifies, for whoever has the bundle and for whoever has the database; and the shortest way to where not."""

from collections.abc import Callable
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from consult.polls.models import Poll
from consult.polls.rules import RECOMPUTABLE_FROM
from consult.record.checks.verification import verify
from consult.record.verify import Bundle, Findings, check
from consult.reports.models import Edition
from tests.consult.record.bundles import Files, bundle, zipped
from tests.consult.record.histories import governing, speaking
from tests.consult.record.histories.history import SLUG, Cast, History, act, lived, steps_of, told_of

__all__ = ["governing", "speaking"]  # whose acts are in the table once they are imported


def wrong_in(history: History) -> list[str]:
    """What does not hold of its bundle, or of its rows: with a head, an edition and a receipt that were printed; or did not before."""
    at = Random(f"{history.seed} {len(history.log)} printed")
    editions = list(Edition.objects.order_by("number").values_list("data_sha256", flat=True))
    counted = [poll for poll in Poll.objects.filter(status="closed") if (poll.taking_part or 0) >= RECOMPUTABLE_FROM]
    codes = [code for poll in counted for code in history.receipts.get(str(poll.pk), ())]
    printed = {"head": history.heads, "edition": editions, "receipt": codes}
    told = {name: at.choice(some) for name, some in printed.items() if some}
    return [*history.wrong, *faults(bundle(SLUG), **told), *(f"verify_record: {fault.what} {fault.how}" for fault in verify().faults)]


def faults(files: Files, **printed: str) -> list[str]:
    """What does not hold of a bundle, found in this process."""
    found = Findings()
    with TemporaryDirectory() as folder:
        check(Bundle(str(zipped(files, Path(folder, "b.zip")))), found, **printed)
    return found.faults


@act(often=3)
def somebody_takes_a_copy(history: History, _at: Random) -> str:
    history.wrong = wrong_in(history)
    return ""


def shortest(seed: int, cast: Cast, fails: Callable[[History], bool]) -> str:
    """The history of a seed without the steps that it does not take to fail."""
    without: frozenset[int] = frozenset()
    for size in (16, 8, 4, 2, 1):
        for first in range(0, steps_of(seed), size):
            less = without | set(range(first, first + size))
            if still_fails(seed, cast, fails, less):
                without = less
    with lived(seed, cast, without=without) as history:
        return told_of(history)


def still_fails(seed: int, cast: Cast, fails: Callable[[History], bool], without: frozenset[int]) -> bool:
    """Whether it fails without those steps; what breaks down on the way is another failure."""
    try:
        with lived(seed, cast, without=without) as history:
            return fails(history)
    except Exception:
        return False
