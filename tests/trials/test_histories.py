"""Three hundred lives of a consultation, made at random: each bundle and each record verifies, and whatever is tampered with is named."""

import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from consult.platform.limits import LIMITS
from tests.bench.conftest import Measured
from tests.consult.record.bundles import Files, bundle, verified, zipped
from tests.consult.record.histories.history import ACTS, SLUG, Cast, assembled, lived, told_of
from tests.consult.record.histories.tampering import Tampered, unnamed
from tests.consult.record.histories.verifying import shortest, wrong_in
from tests.consult.record.tampering.bundle_changes import EVERY

HISTORIES = 300
DRAWN = 10
BY_COMMAND = (4, 34, 47)  # seeds of histories that together have something for every kind

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db]


@pytest.fixture
def cast(db: None, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """People who may do as much as they like in one trial."""
    for name, limit in LIMITS.items():
        monkeypatch.setitem(LIMITS, name, replace(limit, account=10**6))
    return assembled()


def test_three_hundred_histories_verify_and_ten_tamperings_of_each_are_named(cast: Cast, measured: Measured) -> None:
    wrong, told, done = list[int](), list[Tampered](), Counter[str]()
    for seed in range(HISTORIES):
        with lived(seed, cast) as history:
            faults, files = wrong_in(history), bundle(SLUG)
        done += history.done
        if faults:
            wrong.append(seed)
            print("\n".join(faults), shortest(seed, cast, lambda history: bool(wrong_in(history))), sep="\n")
        told.append(unnamed(files, Random(f"{seed} tampering"), most=DRAWN))
        for kind, said in told[-1].missed.items():
            print(f"{kind}\n{said}\n{told_of(history)}")

    drawn, kinds = sum(len(one.kinds) for one in told), set().union(*(one.kinds for one in told))
    facts = {"acts": done.total(), "editions": done["an edition is frozen"], "versions": done["the next version"]}
    measured("random histories that do not verify", len(wrong), "histories", against=HISTORIES, at_most=0, **facts)
    missed = sum(len(one.missed) for one in told)
    measured("tamperings with random histories that are not named", missed, "tamperings", against=drawn, at_most=0, kinds=len(kinds))
    assert drawn == HISTORIES * DRAWN
    assert kinds == EVERY.keys()
    assert done.keys() == ACTS.keys()


def test_all_kinds_of_tampering_with_three_histories_are_named_by_the_command(cast: Cast, measured: Measured) -> None:
    told = list[Tampered]()
    for seed in BY_COMMAND:
        with lived(seed, cast):
            files = bundle(SLUG)
        assert by_command(files) == ""
        told.append(unnamed(files, Random(seed), most=len(EVERY), said=by_command))
        print(told[-1].missed)

    drawn, missed = sum(len(one.kinds) for one in told), sum(len(one.missed) for one in told)
    facts = {"kinds": len(EVERY), "histories": len(BY_COMMAND)}
    measured("tamperings of all kinds that the command does not name", missed, "tamperings", against=drawn, at_most=0, **facts)
    assert set().union(*(one.kinds for one in told)) == EVERY.keys()


def by_command(files: Files) -> str:
    """What `python verify.py` says is wrong."""
    with tempfile.TemporaryDirectory() as folder:
        status, _out, err = verified(zipped(files, Path(folder, "b.zip")))
    assert status == bool(err)
    return err
