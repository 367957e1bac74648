"""A house whose parts fail: PostgreSQL, Redis, and what `serve` keeps, two servers and a worker."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from time import sleep
from typing import Final

import psycopg
from django_tasks_db.models import DBTaskResult

from consult.discussion.models import PostVersion
from consult.management.commands.serve import QUICK
from deploy.services import PostgreSQL, Redis, folder_for_all
from tests.trials.seeding import ROOT, SLUG, Seed, seeded
from tests.trials.served import free_port
from tests.waiting import until

STOPS: Final = (signal.SIGINT, signal.SIGQUIT)  # of PostgreSQL: in order, and at once, to recover at the start
PATIENCE: Final = 60.0  # seconds for what has to come, on a machine that has other work too
TABLES: Final = {
    "posts": f"SELECT text, count(*) FROM {PostVersion._meta.db_table} GROUP BY text",
    "jobs": f"SELECT status, count(*) FROM {DBTaskResult._meta.db_table} GROUP BY status",
}


@dataclass
class House:
    """All of it, started."""

    postgresql: PostgreSQL
    redis: Redis
    ports: tuple[int, int]
    process: subprocess.Popen[bytes]
    seed: Seed
    environment: dict[str, str]

    def kept(self) -> dict[str, int]:
        """The processes that `serve` keeps: `work`, and `listen` with the port, → id."""
        found = {}
        for pid in children_of(self.process.pid):
            words = Path(f"/proc/{pid}/cmdline").read_bytes().decode().split("\0")
            found[" ".join(words[2:4]) if "listen" in words else "work"] = pid
        return found

    def is_up(self) -> bool:
        """Whether both servers give pages."""
        return all(status_of(port, f"/k/{SLUG}/draft/") == 200 for port in self.ports)

    def counted(self, what: str) -> dict[str, int]:
        """What is in the database."""
        with psycopg.connect(self.postgresql.url) as connection:
            return dict(connection.execute(TABLES[what]).fetchall())


@contextmanager
def serving(environment: dict[str, str], ports: Sequence[int], *, log: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """`serve`, as whoever runs it has it."""
    command = [sys.executable, str(ROOT / "manage.py"), "serve", *(f"--port={port}" for port in ports), "--until-input-ends"]
    with (
        log.open("wb") as written,
        subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=written, stderr=written) as process,
    ):
        try:
            yield process
        finally:
            process.terminate()


def children_of(pid: int) -> list[int]:
    """The processes that this one has started, and that live."""
    with suppress(OSError):
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


@contextmanager
def house(*, people: int, durable: bool) -> Iterator[House]:
    """It, while it is needed."""
    with ExitStack() as stack:
        folder = stack.enter_context(folder_for_all())
        postgresql, redis = PostgreSQL(folder / "postgresql", durable=durable), Redis(folder / "redis")
        for service in (postgresql, redis):
            service.start()
            stack.callback(service.stop, signal.SIGKILL)
        ports = free_port(), free_port()
        ours = {"DATABASE_URL": postgresql.url, "REDIS_URL": redis.url, "FILES_ROOT": str(folder / "files")}
        environment = os.environ | ours | {"DJANGO_SETTINGS_MODULE": "deploy.settings.local", "PYTHONPATH": str(ROOT)}
        seed = seeded(environment, people=people)
        process = stack.enter_context(serving(environment, ports, log=folder / "serve.log"))
        made = House(postgresql, redis, ports, process, seed, environment)
        until(made.is_up)
        yield made


def status_of(port: int, path: str) -> int:
    """With which status a page is answered; 0: nobody answers."""
    asked = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        asked.request("GET", path)
        answer = asked.getresponse()
        answer.read()
        return answer.status
    except (OSError, HTTPException):
        return 0
    finally:
        asked.close()


def restart_postgresql(there: House, number: int, *, outage: float) -> float:
    """Seconds until pages are back once it answers again."""
    there.postgresql.stop(STOPS[number % len(STOPS)])
    sleep(outage)  # as long as it takes to bring a new version
    there.postgresql.start()
    return until(there.is_up)


def stop_redis(there: House, number: int, *, outage: float) -> float:
    """Seconds until pages are there while it is away; every other time it hangs, so that whoever asks has to give up."""
    if number % 2:
        assert there.redis.process is not None
        there.redis.process.send_signal(signal.SIGSTOP)
        took = until(there.is_up)
        sleep(outage)
        there.redis.process.send_signal(signal.SIGCONT)
    else:
        there.redis.stop(signal.SIGKILL)
        took = until(there.is_up)
        sleep(outage)
        there.redis.start()
    return took


def kill(there: House, name: str) -> float:
    """Seconds until pages are back, or the worker. It has been up for a while: `serve` gives up what ends at each start."""
    killed = there.kept()[name]
    until(lambda: age_of(killed) > QUICK)
    os.kill(killed, signal.SIGKILL)
    until(lambda: there.kept().get(name, killed) != killed)
    return until(there.is_up)


def age_of(pid: int) -> float:
    """For how many whole seconds a process has lived."""
    return float(subprocess.check_output(["ps", "-o", "etimes=", "-p", str(pid)]))
