"""How long something takes, in milliseconds, on a machine that has other work too."""

import gc
from collections.abc import Callable
from statistics import median
from time import perf_counter

Work = Callable[[], object]


def took(work: Work) -> float:
    """Once."""
    began = perf_counter()
    work()
    return (perf_counter() - began) * 1000


def best(work: Work, *, times: int = 3) -> float:
    """The quickest of several: what else runs can only make it slower. What the test tools hold is kept from the garbage collector."""
    gc.collect()
    gc.freeze()
    try:
        return min(took(work) for _ in range(times))
    finally:
        gc.unfreeze()


def side_by_side(one: Work, other: Work, *, rounds: int = 40) -> tuple[float, float]:
    """The median of each, taken in turns and each as often first, so that what else runs slows both alike."""
    pair = (one, other)
    times: tuple[list[float], list[float]] = ([], [])
    for work in pair:  # what is made once, as templates and plans, counts for neither
        work()
    gc.collect()
    for turn in range(rounds):
        for which in (0, 1) if turn % 2 else (1, 0):
            times[which].append(took(pair[which]))
    return median(times[0]), median(times[1])
