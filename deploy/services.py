"""PostgreSQL and Redis of one's own, on free loopback ports, for as long as they are needed.

What the environment names (DATABASE_URL, REDIS_URL) is used as it is, and nothing is started in its place.
"""

import os
import signal
import socket
import subprocess  # nosec B404
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, ClassVar

from deploy import debian, machine
from deploy.machine import Missing

PATIENCE = 30.0  # seconds that a server has for starting, and for stopping
FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class Server(ABC):
    """A server with a folder of its own. It can be stopped, killed and started again on the same port."""

    kind: ClassVar[str]  # as tests are marked, and as REMBUK_WITHOUT_… names it
    variable: ClassVar[str]  # through which the settings find it
    package: ClassVar[str]  # Debian's

    def __init__(self, folder: Path, *, durable: bool = False) -> None:
        self.folder, self.durable = folder, durable
        self.port = free_port()
        self.user: int | None = None  # None: our own
        self.process: subprocess.Popen[bytes] | None = None
        folder.mkdir()

    def start(self) -> None:
        """Start, and return when it answers.

        Raises:
            Missing: it does not start; the text holds the end of its log.
        """
        with self._log.open("ab") as log:
            self.process = self._run(self._command(), log)
        until = time.monotonic() + PATIENCE
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > until:
                self.stop(signal.SIGKILL)
                raise self._failed(f"{self.kind} does not start")
            time.sleep(0.05)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop in order, or at once with SIGKILL, and return when it is gone."""
        if self.process is None:
            return
        self.process.send_signal(how)
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    @property
    @abstractmethod
    def url(self) -> str:
        """What `variable` is set to."""

    @abstractmethod
    def _command(self) -> list[str]: ...

    @abstractmethod
    def _answers(self) -> bool: ...

    def _run(self, command: list[str], output: IO[bytes]) -> subprocess.Popen[bytes]:
        """In a session of its own: Ctrl-C is meant for the tests, and they need the server until they have ended."""
        return subprocess.Popen(  # nosec B603
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            cwd=self.folder,
            start_new_session=True,
            user=self.user,
            extra_groups=None if self.user is None else [],
        )

    @property
    def _log(self) -> Path:
        return self.folder / "server.log"

    def _failed(self, what: str) -> Missing:
        return Missing(f"{what}: {' | '.join(self._log.read_text(errors='replace').splitlines()[-5:])}")


class PostgreSQL(Server):
    """A cluster with the database `rembuk`. Unless `durable`, it is quick and survives no power cut: it holds test data."""

    kind, variable, package = "postgresql", "DATABASE_URL", "postgresql"

    def __init__(self, folder: Path, *, durable: bool = False) -> None:
        self.programs, from_wheel = machine.postgresql_programs()
        super().__init__(folder, durable=durable)
        if os.geteuid() == 0:
            self._give_to_a_plain_user(copying=from_wheel)

    def start(self) -> None:
        """As every server; the first time the cluster and its database are made."""
        fresh = not self._data.exists()
        if fresh:
            self._use("initdb", "-D", str(self._data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        super().start()
        if fresh:
            self._use("createdb", *self._where, "rembuk")

    @property
    def url(self) -> str:
        """Without a password: it listens on this machine alone, and for a while."""
        return f"postgres://postgres@127.0.0.1:{self.port}/rembuk"

    def _give_to_a_plain_user(self, *, copying: bool) -> None:
        self.user = machine.plain_user().pw_uid
        os.chown(self.folder, self.user, -1)
        if copying:  # the environment may lie in a folder that only root can enter
            self.programs = machine.copy_of_wheel(self.programs, self.folder / "installation")

    def _command(self) -> list[str]:
        settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=200", *(() if self.durable else FORGETFUL)]
        command = [str(self.programs / "postgres"), "-D", str(self._data), "-p", str(self.port)]
        return command + [word for setting in settings for word in ("-c", setting)]

    def _answers(self) -> bool:
        return debian.ran(self.programs / "pg_isready", *self._where, quiet=True)

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    @property
    def _where(self) -> list[str]:
        return ["-h", "127.0.0.1", "-p", str(self.port), "-U", "postgres"]

    def _use(self, program: str, *arguments: str) -> None:
        with self._log.open("ab") as log:
            if self._run([str(self.programs / program), *arguments], log).wait() != 0:
                raise self._failed(f"{program} failed")


class Redis(Server):
    """Keeps nothing on disk."""

    kind, variable, package = "redis", "REDIS_URL", "redis-server"

    def __init__(self, folder: Path, *, durable: bool = False) -> None:
        self.program = machine.redis_program()
        super().__init__(folder, durable=durable)

    @property
    def url(self) -> str:
        """Its first database."""
        return f"redis://127.0.0.1:{self.port}/0"

    def _command(self) -> list[str]:
        return [self.program, "--bind", "127.0.0.1", "--port", str(self.port), "--save", "", "--appendonly", "no"]

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as connection:
                connection.sendall(b"PING\r\n")
                return connection.recv(64).startswith(b"+PONG")
        except OSError:
            return False


@contextmanager
def running(*, durable: bool = False, browser: bool = True) -> Iterator[dict[str, str]]:
    """The variables that lead to PostgreSQL and Redis. For what is missing, REMBUK_WITHOUT_… holds the reason."""
    besides = {"nginx", "chromium"} if browser else {"nginx"}
    machine.install_missing(besides | {service.package for service in (PostgreSQL, Redis) if not _given(service)})
    variables = {}
    if not machine.nginx():
        variables["REMBUK_WITHOUT_NGINX"] = f"there is no nginx{machine.why_missing()}"
    if browser and not machine.chromium():
        variables["REMBUK_WITHOUT_BROWSER"] = f"there is no Chromium{machine.why_missing()}"
    with ExitStack() as stack:
        folder = stack.enter_context(folder_for_all())
        for service in (PostgreSQL, Redis):
            try:
                variables[service.variable] = _given(service) or _started(service, folder, stack, durable=durable)
            except Missing as why:
                variables[f"REMBUK_WITHOUT_{service.kind.upper()}"] = str(why)
        yield variables


@contextmanager
def folder_for_all() -> Iterator[Path]:
    """A folder, for as long as it is needed, that others can enter: the servers of root run as somebody else, who may not enter its own."""
    somewhere = "/tmp" if os.geteuid() == 0 else None  # nosec B108
    with tempfile.TemporaryDirectory(prefix="rembuk-", dir=somewhere) as name:
        Path(name).chmod(0o755)
        yield Path(name)


def _started(service: type[Server], folder: Path, stack: ExitStack, *, durable: bool) -> str:
    server = service(folder / service.kind, durable=durable)
    stack.callback(server.stop)  # before the start, which may be interrupted
    server.start()
    return server.url


def _given(service: type[Server]) -> str | None:
    url = os.environ.get(service.variable, "")
    return url if url and not url.startswith("sqlite") else None


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
