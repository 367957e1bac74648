"""Somebody writes while a moderator closes the thread: one is first, and nothing is taken in after closing; without the lock it is."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from threading import Barrier
from unittest.mock import patch

import pytest
from django.db import transaction

from consult.discussion.locks import Place
from consult.discussion.models import Post, Thread
from consult.discussion.rules import ThreadStatus
from consult.errors import NotPossible
from consult.platform.audit.models import Entry
from consult.record.checks.verification import verify
from tests.cast import Scene, Someone
from tests.together import together

RACES = 20
PATIENCE = 20.0  # seconds
ACTIONS = "consult.discussion.actions"
closing, writing, taking_in = (import_module(f"{ACTIONS}.{name}") for name in ("lock_thread", "submit_post", "take_in_post"))

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def test_a_post_is_taken_in_before_the_thread_is_closed_or_not_at_all(lively: Scene, siti: Someone, budi: Someone) -> None:
    thread = Thread.objects.get(places__clause=lively.clause("Pasal 4"), places__own=True)
    for n in range(RACES):
        posts = Post.objects.count()

        acts: list[Callable[[], object]] = [partial(siti.posts, f"Pendapat {n}.", on=lively.clause("Pasal 4")), partial(budi.locks, thread)]
        answers = together(acts)

        refusals = [answer for answer in answers if isinstance(answer, Exception)]
        assert all(isinstance(refusal, NotPossible) and refusal.code == "thread.locked" for refusal in refusals), refusals
        assert Post.objects.count() == posts + 1 - len(refusals)
        assert not taken_in_after_closing(thread)
        budi.unlocks(thread)
    assert not verify().faults


def test_without_the_lock_a_post_is_taken_in_by_a_closed_thread_and_the_race_is_lost(lively: Scene, siti: Someone, budi: Someone) -> None:
    thread = Thread.objects.get(places__clause=lively.clause("Pasal 4"), places__own=True)

    acts: list[Callable[[], object]] = [partial(siti.posts, "Pendapat.", on=lively.clause("Pasal 4")), partial(budi.locks, thread)]
    with without_lock(thread):
        answers = together(acts)

    assert not [answer for answer in answers if isinstance(answer, Exception)], answers
    assert taken_in_after_closing(thread)


def taken_in_after_closing(thread: Thread) -> bool:
    """Whether the last entry of the record is a post, while the thread is closed."""
    last = Entry.objects.filter(chain=thread.consultation.chain).latest("number")
    return Thread.objects.get(pk=thread.pk).status == ThreadStatus.LOCKED and last.action == "post.received"


@contextmanager
def without_lock(thread: Thread) -> Iterator[None]:
    """Who writes waits for nobody: they look at the thread while it is open, and go on once it is closed."""
    looked, closed, look, put = Barrier(2), Barrier(2), taking_in.check_takes, closing.put

    def unlocked(place: Place) -> Thread:
        return Thread.objects.select_related("consultation").get(pk=thread.pk)

    def look_and_wait(found: Thread) -> None:
        look(found)
        looked.wait(PATIENCE)
        closed.wait(PATIENCE)

    def close_then_tell(*args: object, **kwargs: object) -> Thread:
        looked.wait(PATIENCE)
        done: Thread = put(*args, **kwargs)
        transaction.on_commit(lambda: closed.wait(PATIENCE))
        return done

    with (
        patch.object(writing, "locked_thread", unlocked),
        patch.object(taking_in, "check_takes", look_and_wait),
        patch.object(closing, "put", close_then_tell),
    ):
        yield
