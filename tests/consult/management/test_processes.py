"""The same commands as people start them: as processes, with an exit status and lines on standard error."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest
from django.conf import settings

from tests.cast import DRAFT

pytestmark = pytest.mark.sqlite  # on a database of their own


class Shell:
    """Where they run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {**os.environ, "DATABASE_URL": f"sqlite:///{folder / 'rembuk.sqlite3'}"}
        self.environment["DJANGO_SETTINGS_MODULE"] = "deploy.settings.testing"

    def run(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """To its end."""
        command = [sys.executable, str(settings.ROOT / "manage.py"), *arguments]
        return subprocess.run(command, env=self.environment, cwd=self.folder, capture_output=True, text=True, timeout=180, check=False)

    def start(self, *arguments: str, stdin: int | IO[bytes]) -> "subprocess.Popen[bytes]":
        """And go on."""
        command = [sys.executable, str(settings.ROOT / "manage.py"), *arguments]
        return subprocess.Popen(
            command, env=self.environment, cwd=self.folder, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """A folder with an empty database and a draft."""
    made = Shell(tmp_path_factory.mktemp("perintah"))
    assert made.run("migrate", "--verbosity", "0").returncode == 0
    (made.folder / "rancangan.txt").write_text(DRAFT)
    return made


def test_the_commands_one_after_the_other_end_with_nought(shell: Shell) -> None:
    steps = (
        ("create_consultation", "pasar", "--title", "Pasar", "--official", "ratna@example.org", "--open-for", "7"),
        ("import_draft", "rancangan.txt", "--consultation", "pasar", "--publish", "--json"),
        ("report", "pasar", "--format", "json", "--out", "laporan.json"),
        ("verify_record",),
    )
    for step in steps:
        done = shell.run(*step)
        assert (done.returncode, done.stderr) == (0, "")
    assert json.loads((shell.folder / "laporan.json").read_text())["consultation"]["slug"] == "pasar"


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("create_consultation", "baru"), "--title"),
        (("create_consultation", "Baru!", "--title", "T"), "slug"),
        (("verify_record", "tidak-ada"), "slug tidak-ada"),
    ],
)
def test_bad_use_ends_with_two_and_one_line_that_names_it(shell: Shell, arguments: tuple[str, ...], named: str) -> None:
    done = shell.run(*arguments)

    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert named in done.stderr


def test_parse_draft_prints_json_and_nothing_else(shell: Shell) -> None:
    done = shell.run("parse_draft", "rancangan.txt", "--json")

    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["counts"]["pasal"] == 5


def test_without_a_database_a_command_says_so_in_a_line(tmp_path: Path) -> None:
    done = Shell(tmp_path).run("verify_record")

    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "migrate" in done.stderr


def test_a_worker_ends_when_its_input_does(shell: Shell) -> None:
    reader, writer = os.pipe()
    with shell.start("work", "--until-input-ends", stdin=reader) as worker:
        os.close(reader)
        with pytest.raises(subprocess.TimeoutExpired):
            worker.wait(3)
        os.close(writer)
        output, _ = worker.communicate(timeout=60)

    assert b"Traceback" not in output
