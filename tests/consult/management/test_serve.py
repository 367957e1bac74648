"""Server and worker live and end with their parent; whichever of them ends alone is started again, unless that is of no use."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
from django.conf import settings

from consult.management.commands import serve
from tests.waiting import PATIENCE, until

HOPELESS = """
import sys, subprocess
from django.core.management import CommandError
from consult.management.commands import serve

def started(name, *arguments):
    does = {"work": "sys.exit(7)", "listen": "sys.stdin.read()"}[name]
    return subprocess.Popen([sys.executable, "-c", f"import sys; {does}"], stdin=subprocess.PIPE)

serve.started, serve.PAUSE = started, 0.0
children = [serve.Child("the server", ("listen",)), serve.Child("the worker", ("work",))]
for child in children:
    child.start()
try:
    serve.Command().keep(children)
except CommandError as error:
    print(f"given up: {error}", file=sys.stderr)
serve.stop([child.process for child in children])
"""  # a server that goes on, and a worker that ends at once

pytestmark = pytest.mark.sqlite  # it is about processes, not about the database


@pytest.fixture
def place(tmp_path: Path) -> dict[str, str]:
    """The environment of a server with a database of its own."""
    database = {"DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}", "DJANGO_SETTINGS_MODULE": "deploy.settings.local"}
    kept = {name: value for name, value in os.environ.items() if name != "REDIS_URL"}
    subprocess.run([*manage(), "migrate", "-v0"], env={**kept, **database}, check=True)
    return {**kept, **database}


@pytest.fixture
def served(place: dict[str, str]) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """A server that answers, and its port."""
    port = free_port()
    process = subprocess.Popen([*manage(), "serve", f"--port={port}"], env=place, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until(lambda: answers(port))
    yield process, port
    if process.poll() is None:
        process.terminate()
        process.wait()


def manage() -> list[str]:
    """Our commands."""
    return [sys.executable, str(settings.ROOT / "manage.py")]


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def answers(port: int) -> bool:
    """Whether somebody answers there."""
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/health/live")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def children(pid: int) -> dict[str, int]:
    """A process's own: command → id."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            words = (folder / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if parent == pid and len(words) > 2:
            found[words[2].decode()] = int(folder.name)
    return found


def gone(pid: int) -> bool:
    """Whether there is no such process any more, or only its shell."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def test_when_it_is_killed_its_children_end_and_the_port_is_free(served: tuple[subprocess.Popen[bytes], int]) -> None:
    process, port = served
    pids = {**children(process.pid), "serve": process.pid}
    assert set(pids) == {"work", "listen", "serve"}

    process.kill()
    process.wait(timeout=PATIENCE)

    until(lambda: all(gone(pid) for pid in pids.values()) and not answers(port))


def test_a_killed_child_is_started_again_and_the_other_goes_on(served: tuple[subprocess.Popen[bytes], int]) -> None:
    process, port = served
    before = children(process.pid)

    for victim in before.values():
        os.kill(victim, signal.SIGKILL)

    until(lambda: set(children(process.pid)) == set(before) and not set(children(process.pid).values()) & set(before.values()))
    until(lambda: answers(port))
    assert process.poll() is None


def test_what_ends_again_and_again_is_given_up_by_its_name_and_how_it_ended() -> None:
    with subprocess.Popen([sys.executable, "-c", HOPELESS], stderr=subprocess.PIPE, text=True, cwd=settings.ROOT) as process:
        _, said = process.communicate(timeout=PATIENCE)

    assert said.splitlines()[-1] == "given up: the worker ended with status 7, 5 times soon after its start, so everything stops"
    assert said.count("the worker ended with status 7; it is started again") == 4
    assert "the server" not in said


def test_what_was_up_for_long_before_it_ended_is_not_given_up() -> None:
    child = serve.Child("the worker", ("work",))
    for _ in range(2 * serve.QUICK_ENDS):
        child.began = time.monotonic() - serve.QUICK - 1
        assert child.has_ended(-signal.SIGKILL) == "was ended by SIGKILL"

    assert child.quick_ends == 0


def test_told_to_stop_both_stop_without_complaint(served: tuple[subprocess.Popen[bytes], int]) -> None:
    process, _port = served
    pids = children(process.pid)

    process.terminate()

    assert process.wait(timeout=PATIENCE) == 0
    until(lambda: all(gone(pid) for pid in pids.values()))


def test_a_port_that_is_taken_is_refused_by_its_number(place: dict[str, str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        answer = subprocess.run([*manage(), "serve", f"--port={port}"], env=place, capture_output=True, text=True, check=False)

    assert answer.returncode == 2
    assert answer.stderr.count("\n") == 1
    assert f"port: Port {port} " in answer.stderr or f"port: Porta {port} " in answer.stderr


def test_two_servers_are_refused_where_they_would_not_share_database_and_bell(place: dict[str, str]) -> None:
    ports = [f"--port={free_port()}" for _ in range(2)]
    for lacking in ({}, {"REDIS_URL": "redis://127.0.0.1:1/0"}, {"DATABASE_URL": "postgres://127.0.0.1:1/rembuk"}):
        answer = subprocess.run([*manage(), "serve", *ports], env={**place, **lacking}, capture_output=True, text=True, check=False)

        assert (answer.returncode, answer.stdout, answer.stderr.count("\n")) == (2, "", 1)
        assert answer.stderr.startswith("CommandError: port: ")
        assert "REDIS_URL" in answer.stderr
