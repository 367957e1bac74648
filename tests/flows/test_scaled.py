"""The main job as many users meet it: through nginx, with two servers, on PostgreSQL and Redis; and how all of it ends."""

import json
import os
import signal
import time
from pathlib import Path

import pytest
from websockets.sync.client import connect

from deploy.scaled import LOG
from tests.api.live.ears import PATIENCE, Ear
from tests.consult.management.test_serve import children
from tests.deploy.test_settings import PRODUCTION
from tests.flows.main_job import SLUG, MainJob, Visitor
from tests.flows.scaled import Scaled, scaled

pytestmark = [pytest.mark.thorough, pytest.mark.nginx, pytest.mark.sqlite]  # it brings its own PostgreSQL and Redis


def ear_at(house: Scaled) -> Ear:
    """A socket of the consultation, that has been greeted."""
    ear = Ear(connect(f"ws://127.0.0.1:{house.port}/ws/v1/consultations/{SLUG}/", open_timeout=PATIENCE))
    assert ear.hears()["type"] == "hello"
    return ear


def served(log: str) -> list[dict[str, str]]:
    """What nginx handed on, and to which server."""
    return [row for row in map(json.loads, log.splitlines()) if row["server"]]


def noted(path: str) -> dict[str, str]:
    """The line of nginx's log on a page; it writes it once it has answered, so perhaps later than the answer is here."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if rows := [row for row in served(LOG.read_text()) if row["path"] == path]:
            return rows[-1]
        time.sleep(0.05)
    raise AssertionError(f"no line on {path}")


def test_the_whole_job_is_done_through_nginx_with_both_servers_answering(tmp_path: Path) -> None:
    with scaled() as house:
        job = MainJob(house, tmp_path)
        job.begins()
        ears = [ear_at(house) for _ in range(2)]
        job.comments()
        job.decides()
        for ear in ears:
            assert [(told["seq"], told["type"], told["post"]["id"]) for told in ear.events(3)] == [
                (seq, "posted", job.posts[name]) for seq, name in enumerate(("siti", "agus", "dewi"), start=1)
            ]
            ear.line.close()
        job.votes()
        job.counts()
        job.ends()
        job.reports()
        job.is_over()
        house.manage("verify_record")
        assert house.ends(signal.SIGINT) == 0

    rows = served(LOG.read_text())
    both = {row["server"] for row in rows}
    assert len(both) == 2
    assert {row["server"] for row in rows if row["path"].startswith("/ws/")} == both  # so whoever posted, an ear was at the other server
    assert {row["server"] for row in rows if row["method"] == "POST" and row["path"].endswith("/posts/")} == both
    assert not [row for row in rows if row["method"] != "GET" and "/polls/" in row["path"]]


def test_with_the_settings_of_production_a_page_is_given_over_tls_alone_and_a_killed_worker_comes_back() -> None:
    said = {name: value for name, value in PRODUCTION.items() if name != "DATABASE_URL"}
    secure = {"Host": "rembuk.example", "X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.7"}
    with scaled(**said, DJANGO_SETTINGS_MODULE="deploy.settings.production", BALANCER="127.0.0.1") as house:
        somebody = Visitor(house)
        plain = somebody.asks("GET", "/", headers={"Host": "rembuk.example"})
        assert (plain.status, plain.headers["Location"]) == (301, "https://rembuk.example/")
        page = somebody.asks("GET", "/sign-in/", headers=secure)
        assert (page.status, "__Host-csrf" in somebody.cookies) == (200, True)
        assert "Strict-Transport-Security" in page.headers
        assert noted("/sign-in/")["from"] == "203.0.113.7"
        assert "arunika" not in "".join(house.printed)

        house.manage("tidy")
        serve = children(house.process.pid)["serve"]
        killed = children(serve)["work"]
        os.kill(killed, signal.SIGKILL)  # as a system does that has no memory left

        end = time.monotonic() + PATIENCE
        while children(serve).get("work", killed) == killed:
            assert time.monotonic() < end, "it did not come back"
            time.sleep(0.05)
        assert somebody.asks("GET", "/sign-in/", headers=secure).status == 200
        os.kill(serve, signal.SIGKILL)

        assert house.process.wait(PATIENCE * 3) == 1
        assert not house.answers()
        assert "What keeps the servers and the worker has ended, so everything stops." in "".join(house.printed)
