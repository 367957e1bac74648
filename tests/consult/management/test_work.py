"""The worker outlives a long write of somebody else on SQLite, and no other fault of the database."""

import pytest
from django.db import OperationalError

from consult.management.commands import work


def failing(times: int, said: str, done: list[str]) -> object:
    """Fails so often, and then does it."""

    def act() -> None:
        done.append(said)
        if len(done) <= times:
            raise OperationalError(said)

    return act


def test_what_finds_the_file_locked_is_begun_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "PAUSE", 0)
    done: list[str] = []

    work.patiently(failing(2, "database is locked", done))  # type: ignore[arg-type]

    assert len(done) == 3


def test_another_fault_ends_the_worker() -> None:
    done: list[str] = []

    with pytest.raises(OperationalError, match="connection"):
        work.patiently(failing(9, "the connection is closed", done))  # type: ignore[arg-type]

    assert len(done) == 1
