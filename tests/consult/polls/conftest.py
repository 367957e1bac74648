"""A poll that is open."""

import pytest

from consult.polls.models import Poll
from tests.cast import Scene, Someone
from tests.consult.polls.voting import asked


@pytest.fixture
def poll(lively: Scene, ratna: Someone) -> Poll:
    """When the morning market is to open."""
    return asked(ratna, lively)
