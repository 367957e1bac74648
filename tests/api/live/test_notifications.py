"""The bell: it is rung after the commit, within a second, and nothing that goes wrong with it harms a post."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import pytest
from channels.layers import InMemoryChannelLayer

from api.live import notifications
from consult.discussion.models import Post
from consult.record.checks.verification import verify
from tests.api.live.made import until
from tests.cast import Scene, Someone


class Layer:
    """A channel layer that fails, or never answers."""

    def __init__(self, *, hangs: bool) -> None:
        self.hangs, self.sent = hangs, 0

    async def group_send(self, _group: str, _told: dict[str, Any]) -> None:
        """Try."""
        self.sent += 1
        if self.hangs:
            await asyncio.sleep(60)  # longer than anybody is to wait; if somebody does, the test fails and does not hang
        raise ConnectionError("no Redis here")


class Joined(InMemoryChannelLayer):
    """A channel layer that counts how often somebody began to listen."""

    joined = 0

    async def group_add(self, group: str, channel: str) -> None:
        """Join, and count."""
        await super().group_add(group, channel)
        self.joined += 1


@contextmanager
def in_its_place(layer: Layer, monkeypatch: pytest.MonkeyPatch) -> Iterator[Layer]:
    """The layer instead of the real one."""
    with monkeypatch.context() as patch:
        patch.setattr(notifications, "get_channel_layer", lambda: layer)
        yield layer


@pytest.mark.parametrize("hangs", [False, True])
@pytest.mark.django_db(transaction=True)
def test_a_bell_that_fails_or_hangs_fails_no_post(
    lively: Scene, siti: Someone, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, hangs: bool
) -> None:
    with in_its_place(Layer(hangs=hangs), monkeypatch) as layer, caplog.at_level("WARNING", logger=notifications.__name__):
        began = time.monotonic()
        post = siti.posts("Setuju.", on=lively.clause("Pasal 4"))
        took = time.monotonic() - began

    assert (layer.sent, Post.objects.get().pk, post.thread.last_seq) == (1, post.pk, 1)
    assert verify().faults == []
    assert took < notifications.LIMIT + 2
    assert "The bell did not ring" in caplog.text


def test_what_is_rung_is_heard_by_whoever_listens_and_listening_begins_anew_after_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    layer = Joined()
    monkeypatch.setattr(notifications, "AGAIN", 0.0)
    monkeypatch.setattr(notifications, "get_channel_layer", lambda: layer)

    assert asyncio.run(rung_twice(layer)) == [("event", 7), ("revoked", None)]


async def rung_twice(layer: Joined) -> list[tuple[str, int | None]]:
    """What is heard of two bells, though hearing the first one fails afterwards."""
    heard: list[tuple[str, int | None]] = []

    def hear(told: Any) -> None:
        heard.append((told["type"], told.get("seq")))
        if len(heard) == 1:
            raise ConnectionError("the layer is gone")

    listening = asyncio.create_task(notifications.listen(hear))
    thread, consultation = uuid4(), uuid4()
    await until(lambda: layer.joined == 1)
    await notifications._send({"type": "event", "thread": str(thread), "consultation": str(consultation), "seq": 7, "nth": 9})
    await until(lambda: layer.joined == 2)
    await notifications._send({"type": "revoked"})
    await until(lambda: len(heard) == 2)
    listening.cancel()
    await asyncio.gather(listening, return_exceptions=True)
    return heard
