"""What keeps all that many users need from starting is said in a line, before anything is started; the rest is in tests/flows."""

import os
import signal
import socket
import subprocess
import sys
from types import SimpleNamespace
from typing import Final

import pytest

from deploy import scaled
from deploy.services import free_port
from deploy.settings.parts import ROOT

pytestmark = pytest.mark.sqlite  # it gets no further than looking


PREPARING: Final = """
import sys
from deploy import scaled
scaled.MANAGE = (sys.executable, "-c", "import time; print('at it', flush=True); time.sleep(600)")
try:
    scaled._prepared({"DJANGO_SETTINGS_MODULE": ""})
except KeyboardInterrupt:
    print("stopped")
"""  # as `main` does it


def started(port: int, **variables: str) -> "subprocess.CompletedProcess[str]":
    """Tried."""
    command = [sys.executable, "-m", "deploy.scaled", "--port", str(port)]
    environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    return subprocess.run(command, env={**environment, **variables}, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


def test_what_the_machine_lacks_is_named() -> None:
    done = started(free_port(), REMBUK_SERVICES="none")

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "Not started: there is no nginx among what REMBUK_SERVICES=none allows.\n"


def test_a_database_of_sqlite_is_refused_and_no_other_is_taken_in_its_place() -> None:
    done = started(free_port(), DATABASE_URL="sqlite:////tmp/some.sqlite3")

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Not started: DATABASE_URL names SQLite, which serves one process;")


def test_what_was_given_is_not_printed_and_what_was_started_here_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given, made = "postgres://rembuk:geheim@db.example/rembuk", "redis://127.0.0.1:1/0"
    monkeypatch.setenv("DATABASE_URL", given)
    monkeypatch.delenv("REDIS_URL", raising=False)

    scaled._tell("http://127.0.0.1:8000", {"DATABASE_URL": given, "REDIS_URL": made})

    said = capsys.readouterr().out
    assert f"Commands: REDIS_URL={made} .venv/bin/python manage.py NAME\n" in said
    assert "geheim" not in said
    assert "made for now" not in said


def test_of_an_address_that_is_empty_it_is_said_that_the_database_goes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "")

    scaled._tell("http://127.0.0.1:8000", {"DATABASE_URL": "postgres://127.0.0.1:1/rembuk"})

    assert "made for now" in capsys.readouterr().out


def test_stopped_while_it_prepares_it_says_nothing_of_what_it_was_at() -> None:
    command = [sys.executable, "-c", PREPARING]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "at it\n"
        os.killpg(process.pid, signal.SIGINT)  # as Ctrl-C does
        printed, complaint = process.communicate(timeout=60)

    assert (printed, complaint) == ("stopped\n", "")


def test_a_port_that_is_taken_is_named() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = started(port)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"Not started: port {port} cannot be listened on: Address already in use.\n"


def test_the_make_target_is_this() -> None:
    makefile = (ROOT / "Makefile").read_text()

    assert "serve-scaled: development" in makefile
    assert '-m deploy.scaled --port "$(PORT)"' in makefile


def test_a_server_is_waited_for_as_long_as_it_lives_and_it_is_said_which_does_not_answer(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = iter([False, False, True])
    monkeypatch.setattr(scaled, "healthy", lambda *_: next(answers))
    monkeypatch.setattr(scaled, "PATIENCE", 0.0)
    lives = SimpleNamespace(poll=lambda: None)

    assert scaled._is_ready(8001, lives, {})  # type: ignore[arg-type]

    assert capsys.readouterr().err == "The server at port 8001 does not answer yet; still waiting.\n" * 2
    assert not scaled._is_ready(8001, SimpleNamespace(poll=lambda: 1), {})  # type: ignore[arg-type]
