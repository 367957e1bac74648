"""A disk that fills up: what cannot be taken is refused plainly, and taken by the same server once there is room."""

import json
import os
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any, Final
from urllib.parse import urlencode

import psycopg
import pytest

from consult.discussion.models import PostVersion
from deploy.services import PostgreSQL
from tests.bench.conftest import Measured
from tests.flows.main_job import TOKEN, Answer, Visitor
from tests.trials.failing import children_of, serving, status_of
from tests.trials.seeding import ROOT, SLUG, Seed, manage, seeded
from tests.trials.served import free_port, posting
from tests.trials.small_disk import SmallDisk, small_disk
from tests.waiting import until

ROUNDS: Final = 3
PEOPLE: Final = 12
A_PERSON: Final = 25  # posts, since thirty in ten minutes are the limit
TRIES: Final = 80  # posts until one of them finds no room
LONG: Final = 6_000  # letters, which cannot be packed much
TEXTS: Final = f"SELECT text FROM {PostVersion._meta.db_table}"
TYPED: Final = "Yang saya ketik tidak boleh hilang."
UPLOAD: Final = (
    b'--b\r\nContent-Disposition: form-data; name="file"; filename="usul.txt"\r\nContent-Type: text/plain\r\n\r\n%s\r\n--b--\r\n'
)


class Small(PostgreSQL):
    """One that keeps little of its log."""

    def _command(self) -> list[str]:
        return [*super()._command(), "-c", "min_wal_size=32MB", "-c", "max_wal_size=64MB", "-c", "shared_buffers=16MB"]


@dataclass
class OnDisk:
    """A server whose database and files lie on a small disk."""

    disk: SmallDisk
    port: int
    seed: Seed
    texts: Callable[[], list[str]]  # of the posts in the database
    before_filling: Callable[[], object]
    written: int = 0
    acknowledged: list[str] = field(default_factory=list)

    def post(self, number: int) -> Answer:
        """One that needs room, always the same for a number."""
        text = "".join(Random(number).choices("abcdefghijklmnopqrstuvwxyz     ", k=LONG)).strip()
        method, path, body, headers = posting(self.seed.clauses[0], text, token=self.seed.tokens[number // A_PERSON], key=f"usul-{number}")
        answer = Visitor(self).asks(method, path, json.dumps(body).encode(), {**headers, "Content-Type": "application/json"})  # type: ignore[arg-type]
        if answer.status == 201:
            self.acknowledged.append(" ".join(text.split()))
        return answer

    def post_until_refused(self) -> int:
        """The number of the first that finds no room."""
        for _ in range(TRIES):
            self.written += 1
            if (answer := self.post(self.written)).status != 201:
                assert is_full(answer), (answer.status, answer.text[:300])
                return self.written
        raise AssertionError("the disk is not full")

    def upload(self) -> Answer:
        """A file, sent ahead of a letter."""
        headers = {"Authorization": f"Bearer {self.seed.tokens[-1]}", "Content-Type": "multipart/form-data; boundary=b"}
        return Visitor(self).asks("POST", f"/api/v1/consultations/{SLUG}/attachments/", UPLOAD % (b"kata " * 40_000), headers)  # type: ignore[arg-type]


def is_full(answer: Answer) -> bool:
    """Whether a program is told that there is no room, and when it may ask again."""
    return answer.status == 503 and answer.json()["code"] == "disk.full" and answer.headers["Retry-After"] == "60"


@contextmanager
def on_disk(disk: SmallDisk, address: str, texts: Callable[[], list[str]], before_filling: Callable[[], object]) -> Iterator[OnDisk]:
    """A server on that database, whose files lie on the same disk."""
    environment = os.environ | {"DATABASE_URL": address, "FILES_ROOT": str(disk.folder / "files"), "PYTHONPATH": str(ROOT)}
    environment |= {"DJANGO_SETTINGS_MODULE": "deploy.settings.local"}
    environment.pop("REDIS_URL", None)
    seed, port = seeded(environment, people=PEOPLE), free_port()
    with serving(environment, [port], log=Path(os.devnull)) as process:
        until(lambda: status_of(port, f"/k/{SLUG}/draft/") == 200)
        there = OnDisk(disk, port, seed, texts, before_filling)
        before = sorted(children_of(process.pid))
        yield there
        assert sorted(children_of(process.pid)) == before, "something was started again"
    assert "0" in manage("verify_record", environment=environment)


def fills_up(there: OnDisk, measured: Measured) -> None:
    """So often: it is full, everything is refused plainly, there is room again, and everything is taken."""
    plainly, taken = [], []
    page = f"/k/{SLUG}/clauses/{there.seed.clauses[1]}/"
    for _ in range(ROUNDS):
        visitor = Visitor(there)  # type: ignore[arg-type]  # it is asked for its port alone
        token = TOKEN.search(visitor.asks("GET", page).text)
        assert token is not None
        there.before_filling()
        there.disk.fill()
        refused = there.post_until_refused()
        form = {"csrfmiddlewaretoken": token[1], "text": TYPED, "stance": "oppose", "email": "baru@example.org", "first": "1"}
        kind = {"Content-Type": "application/x-www-form-urlencoded", "Accept-Language": "id"}
        answer = visitor.asks("POST", page, urlencode(form).encode(), kind)
        plainly.append(answer.status == 503 and TYPED in answer.text and "penuh" in answer.text)
        plainly.append(is_full(there.upload()))
        plainly.append("disk: " in visitor.asks("GET", "/health/ready").text)
        there.disk.make_room()
        taken += [there.post(refused).status == 201, there.upload().status == 201]
    stored = [" ".join(text.split()) for text in there.texts()]
    facts = {"posts": len(there.acknowledged)}
    measured(f"refusals on a full disk that are not plain, {ROUNDS} times", plainly.count(False), "", at_most=0, **facts)
    measured(f"not taken once there was room again, {ROUNDS} times", taken.count(False), "", at_most=0, **facts)
    lost = sum(stored.count(text) != 1 for text in there.acknowledged)
    measured(f"posts lost or doubled on a disk that was full {ROUNDS} times", lost, "posts", at_most=0, **facts)


@pytest.mark.sqlite
def test_a_full_disk_under_sqlite_is_told_plainly_and_posts_are_taken_again_once_there_is_room(measured: Measured) -> None:
    with small_disk(60) as disk:
        file = disk.folder / "rembuk.sqlite3"

        def asked(statement: str) -> list[Any]:
            with closing(sqlite3.connect(file, timeout=30)) as connection:
                return connection.execute(statement).fetchall()

        def texts() -> list[str]:
            return [text for (text,) in asked(TEXTS)]

        with on_disk(disk, f"sqlite:///{file}", texts, lambda: asked("PRAGMA wal_checkpoint(TRUNCATE)")) as there:
            fills_up(there, measured)


@pytest.mark.postgresql
def test_a_full_disk_under_postgresql_is_told_plainly_and_posts_are_taken_again_once_there_is_room(measured: Measured) -> None:
    with small_disk(150) as disk, ExitStack() as stack:
        server = Small(disk.folder / "postgresql")
        stack.callback(server.stop, signal.SIGKILL)
        server.start()

        def texts() -> list[str]:
            with psycopg.connect(server.url) as connection:
                return [text for (text,) in connection.execute(TEXTS).fetchall()]

        with on_disk(disk, server.url, texts, lambda: None) as there:
            fills_up(there, measured)
            loses_its_log(there, server)


def loses_its_log(there: OnDisk, server: PostgreSQL) -> None:
    """Not even PostgreSQL's log has room: it falls, and comes back by itself or by whoever keeps it, once there is some."""
    there.disk.fill()
    with suppress(psycopg.Error):
        for _ in range(64):
            with psycopg.connect(server.url, autocommit=True) as connection:
                connection.execute("SELECT txid_current(), pg_switch_wal()")
    there.written += 1
    assert there.post(there.written).status == 503
    there.disk.make_room()
    assert server.process is not None
    if server.process.poll() is not None:
        server.start()
    until(lambda: there.post(there.written).status == 201)
