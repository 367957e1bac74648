"""A pytest plugin: what tests need of the machine, what is left out where it is missing, and the list of it at the end.

A test says `@pytest.mark.postgresql`, `redis`, `nginx` or `browser` (who asks for the fixture `page` need not), and is skipped where that
is not there; where REMBUK_MUST_RUN names it (CI does), it fails instead. What `tests/bench` and `tests/trials` hold is marked by its
folder, and left out unless asked for, as is what a test marks as `thorough`.
"""

import json
import os
from collections import Counter
from collections.abc import Generator
from pathlib import Path
from typing import Any, Final

import pytest
from django.conf import settings
from pytest_django.live_server_helper import LiveServer

from deploy import machine

NAMES: Final = {"postgresql": "PostgreSQL", "redis": "Redis", "browser": "a browser", "nginx": "nginx"}
DATABASE: Final = frozenset({"db", "transactional_db", "live_server"})  # fixtures; a test without them and without the mark is kept from it
SLOW: Final = ("bench", "trials", "thorough")
BASE_URL_OF_PLAYWRIGHT: Final = (  # https://github.com/microsoft/playwright-pytest (pytest_playwright.py, _BaseUrl…)
    "ignore:Session-scoped fixtures defined as instance methods:pytest.PytestRemovedIn10Warning"
)
CHROMIUM_ARGUMENTS: Final = ("--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's Chromium for the fixtures of pytest-playwright."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # its event loop goes on in this thread, and Django would refuse it the database
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": machine.chromium(), "args": [*CHROMIUM_ARGUMENTS, *as_root]}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any], live_server: LiveServer) -> dict[str, Any]:
    """Pages are asked for by their path: `page.goto("/")`."""
    return {**browser_context_args, "base_url": live_server.url}


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "sqlite: for SQLite (with `postgresql` beside it: for both)")
    config.addinivalue_line("markers", "plain: asks for no database; set by itself")
    config.addinivalue_line("markers", "pages: of the folder of pages; set by itself")
    config.addinivalue_line("filterwarnings", BASE_URL_OF_PLAYWRIGHT)


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark what need not be marked by hand."""
    fixtures = set(getattr(item, "fixturenames", ()))
    if "browser" in fixtures:
        item.add_marker("browser")
    if not fixtures & DATABASE and item.get_closest_marker("django_db") is None:
        item.add_marker("plain")
    if item.path.is_relative_to(item.config.rootpath / "tests" / "frontend"):
        item.add_marker("pages")
    for folder in SLOW:
        if item.path.is_relative_to(item.config.rootpath / "tests" / folder):
            item.add_marker(folder)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what was not asked for. What needs a browser comes last: Playwright's event loop stays with the process."""
    asked = str(config.option.markexpr)
    left_out = [item for item in items if _is_for_another_run(item, asked)]
    items[:] = sorted((item for item in items if item not in left_out), key=lambda item: "browser" in _marks(item))
    config.hook.pytest_deselected(items=left_out)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip before any fixture starts."""
    for need in sorted(NAMES.keys() & _marks(item)):
        if reason := _missing(need, _marks(item)):
            pytest.skip(f"needs {NAMES[need]}, and {reason}")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A skipped test fails where what it needs must be there, whoever skipped it."""
    report = yield
    must = set(os.environ.get("REMBUK_MUST_RUN", "").split(",")) & NAMES.keys() & _marks(item)
    if report.skipped and must and not hasattr(report, "wasxfail"):
        report.longrepr = f"REMBUK_MUST_RUN names {', '.join(sorted(must))}, and yet this was skipped: {_reason(report)}"
        report.outcome = "failed"
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """List what was left out and why, with what earlier columns of the same run left out."""
    if "PYTEST_XDIST_WORKER" in os.environ:  # the one that collects the reports of all does it
        return
    skipped = Counter(map(_reason, terminalreporter.stats.get("skipped", [])))
    column = os.environ.get("REMBUK_COLUMN", "here")
    sentences = [f"{column}: {_tests(number)} left out: {reason}" for reason, number in sorted(skipped.items())]
    sentences = [*_of_earlier_columns(sentences), *sentences]
    terminalreporter.section("left out on this machine")
    for sentence in sentences or ["Nothing was left out."]:
        terminalreporter.write_line(sentence)


def _of_earlier_columns(these: list[str]) -> list[str]:
    """What they wrote down; `these` are added for later ones."""
    if "REMBUK_LEFT_OUT" not in os.environ:
        return []
    notes = Path(os.environ["REMBUK_LEFT_OUT"])
    earlier: list[str] = json.loads(notes.read_text()) if notes.exists() else []
    notes.write_text(json.dumps([*earlier, *these]))
    return earlier


def _is_for_another_run(item: pytest.Item, asked: str) -> bool:
    slow = any(speed not in asked for speed in _marks(item).intersection(SLOW))
    return slow or (_on_postgresql() and "sqlite" in _marks(item) and "postgresql" not in _marks(item))


def _missing(need: str, marks: set[str]) -> str | None:
    """Why `need` is not there, or None where it is."""
    there = {
        "postgresql": _on_postgresql() or "sqlite" in marks,
        "redis": bool(os.environ.get("REDIS_URL")),
        "browser": machine.chromium() is not None,
        "nginx": machine.nginx() is not None,
    }
    return None if there[need] else os.environ.get(f"REMBUK_WITHOUT_{need.upper()}", "this run has none (make test looks for it)")


def _on_postgresql() -> bool:
    return "postgresql" in settings.DATABASES["default"]["ENGINE"]


def _marks(item: pytest.Item) -> set[str]:
    return {mark.name for mark in item.iter_markers()}


def _reason(report: pytest.TestReport) -> str:
    """What was said to pytest.skip."""
    text = report.longrepr[-1] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return text.removeprefix("Skipped: ")


def _tests(number: int) -> str:
    return "1 test was" if number == 1 else f"{number} tests were"
