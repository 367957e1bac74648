"""A mail server that falls silent holds up neither the page that asks for a code nor, however many mails wait, the code."""

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from threading import Thread

import pytest
from django.db import connections
from django.test import Client
from django_tasks_db.management.commands.db_worker import Worker

from consult.management.job_lanes import quick_lane
from consult.platform import jobs
from tests.cast import Scene, Someone
from tests.waiting import names, until

HELLO = b"220 surat\r\n"
SILENT = 30  # seconds after which a worker gives a mail up


class MailServer:
    """Takes mails, but says nothing any more once it is told an address that it does not like."""

    def __init__(self, *, dislikes: str) -> None:
        self.dislikes, self.taken, self.hung = dislikes, list[str](), list[socket.socket]()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.listener.getsockname()[1]
        Thread(target=self.take, daemon=True).start()

    def take(self) -> None:
        """Each connection in a thread of its own."""
        while True:
            try:
                one, _from = self.listener.accept()
            except OSError:
                return
            Thread(target=self.talk, args=(one,), daemon=True).start()

    def talk(self, one: socket.socket) -> None:
        """As much of SMTP as it takes."""
        with one, one.makefile("rb") as said:
            one.sendall(HELLO)
            for line in said:
                word = line[:4].upper()
                if word == b"RCPT" and self.dislikes in line.decode():
                    self.hung.append(one)
                    said.read()
                    return
                one.sendall({b"DATA": b"354 go on\r\n", b"QUIT": b"221 bye\r\n"}.get(word, b"250 fine\r\n"))
                if word == b"DATA":
                    self.taken.append("".join(iter(lambda: said.readline().decode(), ".\r\n")))
                    one.sendall(b"250 taken\r\n")

    def hangs_up(self) -> None:
        """End the connections over which it says nothing, and like everybody from now on."""
        self.dislikes = "nobody's"
        for one in self.hung:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def mail_server(settings: object, siti: Someone) -> Iterator[MailServer]:
    """One that falls silent over Siti's mails, in use."""
    server = MailServer(dislikes=siti.email)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", server.port, SILENT  # type: ignore[attr-defined]
    yield server
    server.listener.close()


def at_once(work: Callable[[], object]) -> None:
    """Do it, once."""
    work()


@contextmanager
def working() -> Iterator[None]:
    """A worker, as `work` has one."""
    worker = Worker(
        queue_names=[jobs.SLOW, jobs.QUICK],
        excluded_queue_names=[],
        backend_name="default",
        worker_id="one",
        interval=1,
        batch=False,
        startup_delay=False,
        max_tasks=None,
    )

    def drive() -> None:
        try:
            worker.run()
        finally:
            connections.close_all()

    thread = Thread(target=drive)
    thread.start()
    try:
        with quick_lane(at_once, "worker"):
            yield
    finally:
        worker.running = False
        thread.join()


@pytest.mark.sqlite
@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_a_silent_mail_server_holds_up_neither_the_page_nor_a_code_behind_many_mails(
    lively: Scene, siti: Someone, mail_server: MailServer
) -> None:
    for n in range(30):
        siti.posts(f"Pendapat yang ke-{n} tentang lapak.", on=lively.clause("Pasal 4"))
    with working():
        until(partial(bool, mail_server.hung))
        began = time.monotonic()
        answer = Client().post("/sign-in/", {"email": "tamu@example.org"})
        answered = time.monotonic() - began
        until(partial(bool, mail_server.taken))
        came = time.monotonic() - began
        waited = names().count("tell_received")
        mail_server.hangs_up()

    assert answer.status_code == 303
    assert answered < SILENT / 10
    assert came < SILENT / 3
    assert waited >= 25
    assert "tamu@example.org" in mail_server.taken[0]
