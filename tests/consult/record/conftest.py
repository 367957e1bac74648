"""Patience: on PostgreSQL the suite's other workers have transactions on the same server, which writing anew must outlast."""

from typing import Final

import pytest

PATIENCE: Final = 180.0  # seconds, on a machine that has other work too


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for a neighbour's test to end, however long that takes."""
    monkeypatch.setattr("consult.platform.vacuum.PATIENCE", PATIENCE)
