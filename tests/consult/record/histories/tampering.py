"""Tampering with the bundle of a history: kinds are drawn from the table, and each has to be named though the manifest was mended."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from random import Random

from tests.consult.record.bundles import Files, mended
from tests.consult.record.histories.verifying import faults
from tests.consult.record.tampering.bundle_changes import EVERY, is_named
from tests.consult.record.tampering.changed_bundles import Lacks

Checking = Callable[[Files], str]  # what is said of a bundle


@dataclass
class Tampered:
    """The kinds that the bundle had something for, and of those that were not named what was said instead."""

    kinds: set[str] = field(default_factory=set)
    missed: dict[str, str] = field(default_factory=dict)


def in_process(files: Files) -> str:
    """What is said of a bundle in this process: starting Python for each of thousands takes hours."""
    return "\n".join(faults(files))


def unnamed(files: Files, at: Random, *, most: int, kinds: Collection[str] = EVERY, said: Checking = in_process) -> Tampered:
    """Tamper with the bundle in so many ways, drawn from the kinds."""
    told = Tampered()
    for name in at.sample(sorted(kinds), len(kinds)):
        tamper, how = EVERY[name]
        if len(told.kinds) == most:
            break
        try:
            changed = mended(tamper(files, at))
        except Lacks:
            continue
        told.kinds.add(name)
        answer = said(changed)
        if not is_named(how, answer):
            told.missed[name] = answer
    return told
