"""docs/measures.md keeps the latest row of each figure."""

import json
from pathlib import Path

import pytest

from tests.bench import measures


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty place, without the mirror."""
    monkeypatch.setattr(measures, "PAGE", tmp_path / "measures.md")
    monkeypatch.setattr(measures, "LINES", tmp_path / "bench.jsonl")
    monkeypatch.setattr(measures, "MIRROR", tmp_path / "absent.py")
    return tmp_path / "measures.md"


def measured(name: str, value: float, *, database: str = "sqlite3", holds: bool = True) -> None:
    line = {"name": name, "database": database, "value": value, "unit": "ms", "ratio": 0.5, "bar": "≤ 24", "holds": holds, "commit": "abc"}
    with measures.LINES.open("a") as lines:
        lines.write(json.dumps(line) + "\n")


def rows(page: Path) -> list[str]:
    measures.main()
    return [line for line in page.read_text().splitlines() if line.startswith("| ") and line != measures.HEAD]


def test_the_latest_line_of_a_figure_counts(page: Path) -> None:
    measured("posting", 12)
    measured("posting", 13)
    assert rows(page) == ["| posting | sqlite3 | 13 ms | 0.5 | ≤ 24 | yes | abc |"]


def test_the_same_figure_on_two_databases_has_two_rows(page: Path) -> None:
    measured("posting", 12)
    measured("posting", 9, database="postgresql")
    assert len(rows(page)) == 2


def test_a_figure_that_was_not_measured_again_keeps_its_row(page: Path) -> None:
    measured("posting", 12)
    before = rows(page)
    measures.LINES.unlink()
    measured("voting", 3, holds=False)
    assert rows(page) == [*before, "| voting | sqlite3 | 3 ms | 0.5 | ≤ 24 | **no** | abc |"]
