"""Fixtures of the whole suite: the cast, and a consultation in each mode of moderation."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from consult.accounts.viewer import VISITOR
from consult.consultations.rules import Moderation
from tests.cast import Scene, Someone, closes, moment, someone, staged
from tests.sights.stage import EMPTY, Stage, furnish, stage

pytest_plugins = ("tests.needs",)


@pytest.fixture(autouse=True)
def indonesian() -> Iterator[None]:
    """Every test begins in Indonesian, whatever language the one before left active."""
    with translation.override("id"):
        yield


@pytest.fixture
def siti(db: None) -> Someone:
    """A citizen."""
    return someone("Siti")


@pytest.fixture
def agus(db: None) -> Someone:
    """Another citizen."""
    return someone("Agus")


@pytest.fixture
def budi(db: None) -> Someone:
    """A moderator."""
    return someone("Budi")


@pytest.fixture
def wati(db: None) -> Someone:
    """A second moderator."""
    return someone("Wati")


@pytest.fixture
def ratna(db: None) -> Someone:
    """An official."""
    return someone("Ratna")


@pytest.fixture
def tono() -> Someone:
    """A stranger, not signed in."""
    return Someone(VISITOR)


@pytest.fixture
def consultation(budi: Someone, wati: Someone, ratna: Someone) -> Scene:
    """Open; a moderator looks before anything is public."""
    return staged("pasar-pagi", moderation=Moderation.BEFORE, officials=[ratna], moderators=[budi, wati])


@pytest.fixture
def lively(budi: Someone, wati: Someone, ratna: Someone) -> Scene:
    """Open; posts are public at once, and moderators look after."""
    return staged("pasar-ramai", moderation=Moderation.AFTER, officials=[ratna], moderators=[budi, wati])


@pytest.fixture
def open_stage(lively: Scene, siti: Someone, agus: Someone, budi: Someone) -> Stage:
    """What every sight of an open consultation is filled with."""
    furnish(lively, siti, agus, budi)
    return stage(lively.row, citizen=siti.person, newcomer=someone("Rahayu"), word="pasar", now=moment())


@pytest.fixture
def closed_stage(open_stage: Stage, lively: Scene) -> Stage:
    """The same after the consultation has closed."""
    closes(lively)
    return open_stage


@pytest.fixture
def empty_stage(db: None) -> Stage:
    """A house into which nobody has brought anything."""
    return EMPTY
