"""How a bench or a trial says what it measured."""

import json
import operator
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest
from django.conf import settings

ROOT: Final = Path(__file__).resolve().parents[2]
LINES: Final = ROOT / "build" / "bench.jsonl"

Measured = Callable[..., None]


@pytest.fixture(scope="session")
def commit() -> str:
    """The commit that is measured, with a sign where the tree differs from it."""
    describe = ["git", "describe", "--always", "--dirty", "--exclude=*"]
    found = subprocess.run(describe, cwd=ROOT, capture_output=True, text=True, check=False)
    return found.stdout.strip() or "unknown"


@pytest.fixture
def measured(commit: str) -> Measured:
    """A function that writes a figure down and then holds it against its bar.

    `measured("posting with 100,000 posts", 12.1, "ms", against=11.8, at_most=1.2)`: the ratio of the two is judged.
    `measured("statements to submit a post", 24, "statements", at_most=26)`: the figure itself is judged; the ratio is that to the bar.
    `measured("posts lost in 20 kills", 0, "posts", against=20, at_most=0)`. Further keywords are facts that go with the line.
    """
    database = settings.DATABASES["default"]["ENGINE"].rpartition(".")[2]

    def measured(
        name: str,
        value: float,
        unit: str,
        *,
        against: float | None = None,
        at_most: float | None = None,
        at_least: float | None = None,
        **facts: object,
    ) -> None:
        bar, sign, fits = (at_least, "≥", operator.ge) if at_most is None else (at_most, "≤", operator.le)
        assert bar is not None, "a figure needs a bar: at_most or at_least"
        judged = value if against is None else value / against
        line = {
            "name": name,
            "value": value,
            "unit": unit,
            "against": against,
            "ratio": judged if against is not None or not bar else value / bar,
            "bar": f"{sign} {bar:,g}" + ("" if against is None else " of the other"),
            "holds": fits(judged, bar),
            "database": database,
            "commit": commit,
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            **facts,
        }
        LINES.parent.mkdir(exist_ok=True)
        with LINES.open("a") as lines:
            lines.write(json.dumps(line, ensure_ascii=False) + "\n")
        assert line["holds"], f"{name}: {judged:,g} is not {line['bar']}"

    return measured
