"""The suite, one pytest a column: `python -m tests COLUMN… [-- PYTEST'S ARGUMENTS…]`, say `python -m tests postgresql -- -k receipt`.

A column is a database with what runs on it. A test marked `sqlite` or `postgresql` is for the databases it names, any other for each.
All columns run, whatever the first ones find; at the end of each, what had to be left out so far is listed.
"""

import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Final, NoReturn

from deploy.services import running

PASSED, FAILED, NOTHING_SELECTED = 0, 1, 5  # pytest's exit status; a column may be empty
ON_SQLITE: Final = "not redis and (sqlite or not postgresql)"


@dataclass(frozen=True)
class Column:
    """One run of pytest."""

    title: str
    on_postgresql: bool  # with Redis; else on SQLite with neither
    selection: str  # pytest's -m; what is slow is left out where it does not name it
    folder: str = "tests"
    insists: bool = False  # without PostgreSQL there is no sense in it

    @property
    def measures(self) -> bool:
        """Whether its figures count: then nothing runs beside it, and PostgreSQL writes durably."""
        return self.folder != "tests"

    def arguments(self, more: list[str]) -> list[str]:
        """Pytest's; a path among `more` stands in for the whole folder."""
        workers = str(max(2, min(4, os.cpu_count() or 2)))
        pace = ["-p", "no:xdist"] if self.measures else ["-n", workers]
        names_a_path = any(Path(argument.partition("::")[0]).exists() for argument in more)
        return ["-p", "tests.needs", "-m", self.selection, *pace, *([] if names_a_path else [self.folder]), *more]


COLUMNS: Final = {
    "sqlite": Column("SQLite", False, ON_SQLITE),
    "marked": Column("what needs PostgreSQL or Redis", True, "postgresql or redis"),
    "thorough": Column("what takes minutes, on SQLite", False, f"thorough and {ON_SQLITE}"),
    "postgresql": Column("all on PostgreSQL with Redis", True, "postgresql or not sqlite", insists=True),
    "others": Column(
        "the others on PostgreSQL with Redis", True, "not (plain or pages or browser or postgresql or redis or sqlite)", insists=True
    ),  # than `marked`; journeys for both databases are marked so, and pages ask what the domain's own tests ask of either
    "bench": Column("benches on SQLite", False, f"bench and {ON_SQLITE}", "tests/bench"),
    "bench-marked": Column("benches on PostgreSQL with Redis", True, "bench and (postgresql or redis)", "tests/bench"),
    "trials": Column("trials on PostgreSQL with Redis", True, "trials and (postgresql or not sqlite)", "tests/trials", insists=True),
    "trials-sqlite": Column("trials on SQLite", False, "trials and sqlite", "tests/trials"),
}


def main(columns: list[Column], more: list[str]) -> int:
    """Run `columns`, with `more` arguments for pytest. 0: in none of them something failed."""
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell lets what it starts in the background ignore it
    failed = []
    with running(durable=any(column.measures for column in columns)) as services, tempfile.TemporaryDirectory() as folder:
        for column in columns:
            print(f"\n{column.title}", flush=True)
            status = _run(column, services, Path(folder, "left-out.json"), more)
            if status not in (PASSED, NOTHING_SELECTED):
                failed.append(column.title)
            if status not in (PASSED, NOTHING_SELECTED, FAILED):  # interrupted, or nothing that another column would do better
                break
    if failed:
        print(f"Failed: {'; '.join(failed)}.", file=sys.stderr)
    return bool(failed)


def _run(column: Column, services: dict[str, str], left_out: Path, more: list[str]) -> int:
    if column.insists and "DATABASE_URL" not in services:
        print(f"Not run: {services['REMBUK_WITHOUT_POSTGRESQL']}.", file=sys.stderr)
        return FAILED
    environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    environment |= {name: value for name, value in services.items() if column.on_postgresql or name.startswith("REMBUK_")}
    environment |= {"REMBUK_COLUMN": column.title, "REMBUK_LEFT_OUT": str(left_out)}
    return _pytest(column.arguments(more), environment)


def _pytest(arguments: list[str], environment: dict[str, str]) -> int:
    with subprocess.Popen([sys.executable, "-m", "pytest", *arguments], env=environment) as pytest:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl-C reaches pytest by itself, which needs the services to its end
        try:
            return pytest.wait()
        except SystemExit:
            pytest.send_signal(signal.SIGINT)
            raise
        finally:
            signal.signal(signal.SIGINT, signal.default_int_handler)


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    sys.exit(128 + number)


if __name__ == "__main__":
    os.chdir(Path(__file__).parent.parent)
    Path("build").mkdir(exist_ok=True)
    chosen, more = sys.argv[1:], []
    if "--" in chosen:
        more = chosen[chosen.index("--") + 1 :]
        chosen = chosen[: chosen.index("--")]
    if not chosen or not set(chosen) <= set(COLUMNS):
        sys.exit(f"usage: python -m tests COLUMN… [-- PYTEST'S ARGUMENTS…]; columns: {', '.join(COLUMNS)}")
    sys.exit(main([COLUMNS[name] for name in chosen], more))
