"""All that many users need, on one machine and without containers: `python -m deploy.scaled [--port N]`.

PostgreSQL, Redis, nginx, two servers and a worker start and stop together. What the environment names (DATABASE_URL, REDIS_URL,
DJANGO_SETTINGS_MODULE and all other settings) is used as it is; a database that is made here goes when all stops.
BALANCER names what ends TLS before nginx: its word about address and scheme counts.
"""

import os
import signal
import socket
import subprocess  # nosec B404
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Final, NoReturn

from deploy.machine import Missing
from deploy.nginx import NOBODY, Nginx
from deploy.readiness_probe import healthy
from deploy.services import PATIENCE, folder_for_all, free_port, running

ROOT: Final = Path(__file__).resolve().parent.parent
MANAGE: Final = (sys.executable, str(ROOT / "manage.py"))
LOG: Final = ROOT / "build" / "scaled" / "access.log"
LOCAL: Final = "deploy.settings.local"

Variables = Mapping[str, str]


def main(port: int) -> int:
    """Run all until told to stop, or until one of them ends. 1: something is missing, or has ended of its own."""
    for told in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(told, _stop)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell lets what it starts in the background ignore it
    try:
        _check(port)
        with running(durable=True, browser=False) as services, folder_for_all() as folder:
            return _serve(port, services, folder)
    except Missing as why:
        print(f"Not started: {why}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print()
        return 0


def _serve(port: int, services: Variables, folder: Path) -> int:
    for name, why in services.items():
        if name.startswith("REMBUK_WITHOUT_"):
            raise Missing(why)
    variables = {**_defaults(port), **os.environ, **services, "STATIC_ROOT": str(folder / "static")}
    if not _prepared(variables):
        return 1
    ports = (free_port(), free_port())
    LOG.parent.mkdir(parents=True, exist_ok=True)
    servers = (f"127.0.0.1:{ports[0]}", f"127.0.0.1:{ports[1]}")
    balancer = variables.get("BALANCER", NOBODY)
    nginx = Nginx(folder / "nginx", port=port, servers=servers, static=folder / "static", log=LOG, balancer=balancer)
    with _servers(ports, variables) as process:
        if not all(_is_ready(each, process, variables) for each in ports):
            print("Not started: the servers have ended; what they printed above says why.", file=sys.stderr)
            return 1
        try:
            nginx.start()
            _tell(nginx.url, services)
            ended, _status = os.wait()
            names = {process.pid: "what keeps the servers and the worker", nginx.process.pid if nginx.process else 0: "nginx"}
        finally:
            nginx.stop(signal.SIGTERM)
    name = names.get(ended, "PostgreSQL or Redis")
    print(f"{name[0].upper()}{name[1:]} has ended, so everything stops.", file=sys.stderr)
    return 1


def _check(port: int) -> None:
    """Say no at once where the port cannot be listened on, or the database is one that a single process alone can serve.

    Raises:
        Missing: saying why.
    """
    if os.environ.get("DATABASE_URL", "").startswith("sqlite"):
        raise Missing(
            "DATABASE_URL names SQLite, which serves one process; name PostgreSQL, or nothing for a database that is made for now"
        )
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
        except (OSError, OverflowError) as error:
            raise Missing(f"port {port} cannot be listened on: {getattr(error, 'strerror', None) or error}") from error


def _defaults(port: int) -> dict[str, str]:
    """What holds where the environment does not say otherwise."""
    address = f"http://127.0.0.1:{port}"
    return {"DJANGO_SETTINGS_MODULE": LOCAL, "PUBLIC_ADDRESS": address, "TRUSTED_PROXIES": "127.0.0.1"}


def _prepared(variables: Variables) -> bool:
    """Whether the tables are there, and the static files, and at home the demonstration."""
    steps = [("migrate", "--verbosity=0"), ("collectstatic", "--no-input", "--verbosity=0")]
    if variables["DJANGO_SETTINGS_MODULE"] == LOCAL:
        steps.append(("demo",))
    return all(_ran(step, variables) for step in steps)


def _ran(step: tuple[str, ...], variables: Variables) -> bool:
    """Whether a command of ours ended well. In a session of its own: Ctrl-C is told to us, and we end it."""
    with subprocess.Popen([*MANAGE, *step, "--skip-checks"], env=variables, start_new_session=True) as process:  # nosec B603
        try:
            return process.wait() == 0
        finally:
            process.terminate()
            process.wait()


@contextmanager
def _servers(ports: tuple[int, int], variables: Variables) -> Iterator[subprocess.Popen[bytes]]:
    """Both servers and the worker: one process, which ends them; and which ends when we do, however that is."""
    command = [*MANAGE, "serve", *(f"--port={port}" for port in ports), "--until-input-ends", "--skip-checks", "--verbosity=0"]
    with subprocess.Popen(command, env=variables, stdin=subprocess.PIPE, start_new_session=True) as process:  # nosec B603
        try:
            yield process
        finally:
            process.terminate()


def _is_ready(port: int, process: "subprocess.Popen[bytes]", variables: Variables) -> bool:
    """Whether a server answers in the end. It has as long as it lives; now and then it is said that it does not answer yet."""
    told = time.monotonic() + PATIENCE
    host = variables.get("ALLOWED_HOSTS", "127.0.0.1").split()[0]
    while process.poll() is None:
        if healthy(port, host):
            return True
        if time.monotonic() > told:
            told += PATIENCE
            print(f"The server at port {port} does not answer yet; still waiting.", file=sys.stderr)
        time.sleep(0.1)
    return False


def _tell(url: str, services: Variables) -> None:
    """Where it is, and how commands reach what was started here. What was given is known, and holds passwords."""
    made = {name: value for name, value in services.items() if not os.environ.get(name)}
    print(f"Rembuk: {url} (nginx, two servers, one worker, PostgreSQL, Redis); Ctrl-C stops it.")
    print(f"Commands: {' '.join([*(f'{name}={value}' for name, value in made.items()), '.venv/bin/python manage.py NAME'])}")
    if "DATABASE_URL" in made:
        print("This database was made for now, and goes when all stops; DATABASE_URL names one that stays.")
    print(f"Requests are written down in {LOG.relative_to(ROOT)}.", flush=True)


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    sys.exit(128 + number)


if __name__ == "__main__":
    parser = ArgumentParser(prog="python -m deploy.scaled")
    parser.add_argument("--port", type=int, default=8000)
    sys.exit(main(parser.parse_args().port))
