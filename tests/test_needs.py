"""What is left out is listed with its reason, and fails where it must run; every test has its columns."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from _pytest.mark.expression import Expression

from tests.__main__ import COLUMNS

ROOT = Path(__file__).parent.parent
SUITE = """
import pytest

@pytest.mark.postgresql
def test_a_race(): pass

@pytest.mark.redis
def test_that_gives_up_by_itself(): pytest.skip("no time")

def test_of_no_needs(): pass
"""

Outcome = Callable[..., tuple[int, str]]


@pytest.fixture
def outcome(tmp_path: Path) -> Outcome:
    """Runs the suite above on SQLite without Redis: exit status and what is printed."""
    (tmp_path / "test_suite.py").write_text(SUITE)
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers =\n  postgresql\n  redis\n  browser\n  django_db\n  bench\n  trials\n")

    def outcome(**variables: str) -> tuple[int, str]:
        taken_away = ("DATABASE_URL", "REDIS_URL", "REMBUK_MUST_RUN", "REMBUK_LEFT_OUT", "PYTEST_XDIST_WORKER", "PYTEST_ADDOPTS")
        environment = {name: value for name, value in os.environ.items() if name not in taken_away}
        environment |= {"DJANGO_SETTINGS_MODULE": "deploy.settings.testing", "PYTHONPATH": str(ROOT), "REMBUK_COLUMN": "SQLite"}
        environment |= {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"} | variables
        pytest = [sys.executable, "-m", "pytest", "-p", "tests.needs", "-p", "no:cacheprovider", "--rootdir", str(tmp_path), str(tmp_path)]
        done = subprocess.run(pytest, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout

    return outcome


def test_what_is_left_out_is_listed_with_the_reason(outcome: Outcome) -> None:
    status, printed = outcome(REMBUK_WITHOUT_POSTGRESQL="there is none on this machine")
    assert status == 0
    assert "SQLite: 1 test was left out: needs PostgreSQL, and there is none on this machine\n" in printed


def test_what_an_earlier_column_left_out_is_listed_again(outcome: Outcome, tmp_path: Path) -> None:
    notes = str(tmp_path / "left-out.json")
    outcome(REMBUK_LEFT_OUT=notes, REMBUK_COLUMN="the first")
    _, printed = outcome(REMBUK_LEFT_OUT=notes, REMBUK_COLUMN="the second")
    assert printed.count("the first: 1 test was left out: needs PostgreSQL") == 1
    assert printed.count("the second: 1 test was left out: needs PostgreSQL") == 1


def test_leaving_out_what_must_run_is_a_failure_whoever_does_it(outcome: Outcome) -> None:
    status, printed = outcome(REMBUK_MUST_RUN="postgresql,redis", REDIS_URL="redis://nowhere.example/0")
    assert status == 1
    assert "REMBUK_MUST_RUN names postgresql, and yet this was skipped: needs PostgreSQL" in printed
    assert "REMBUK_MUST_RUN names redis, and yet this was skipped: no time" in printed
    assert "1 passed" in printed


@pytest.mark.parametrize(
    ("marks", "columns"),
    [
        (set(), {"sqlite", "postgresql", "others"}),
        ({"browser"}, {"sqlite", "postgresql"}),
        ({"pages"}, {"sqlite", "postgresql"}),
        ({"plain"}, {"sqlite", "postgresql"}),
        ({"sqlite"}, {"sqlite"}),
        ({"postgresql"}, {"marked", "postgresql"}),
        ({"redis"}, {"marked", "postgresql"}),
        ({"sqlite", "postgresql"}, {"sqlite", "marked", "postgresql"}),
        ({"bench"}, {"bench"}),
        ({"bench", "postgresql"}, {"bench-marked"}),
        ({"bench", "sqlite", "postgresql"}, {"bench", "bench-marked"}),
        ({"trials"}, {"trials"}),
        ({"trials", "sqlite"}, {"trials-sqlite"}),
        ({"trials", "sqlite", "postgresql"}, {"trials", "trials-sqlite"}),
    ],
)
def test_a_test_runs_in_the_columns_its_marks_name(marks: set[str], columns: set[str]) -> None:
    def has(name: str, /, **_: object) -> bool:
        return name in marks

    slow = bool(marks & {"bench", "trials"})
    taking = {name for name, column in COLUMNS.items() if Expression.compile(column.selection).evaluate(has)}
    assert {name for name in taking if COLUMNS[name].measures == slow} == columns


def test_a_test_is_plain_where_it_asks_for_no_database(outcome: Outcome, tmp_path: Path) -> None:
    asking = (
        "import pytest\n\n@pytest.mark.django_db\ndef test_rows(): pass\n\n@pytest.fixture\ndef db(): pass\n\ndef test_more(db): pass\n"
    )
    (tmp_path / "test_rows.py").write_text(asking)

    _, all_of_them = outcome()
    _, plain = outcome(PYTEST_ADDOPTS="-m plain")

    assert "3 passed" in all_of_them
    assert "1 passed" in plain
