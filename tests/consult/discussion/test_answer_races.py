"""An answer and a withdrawal of its question at the same instant: one comes first; without the lock both take the same number."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from threading import Event as Signal
from typing import Any
from unittest.mock import patch

import pytest
from django.db import IntegrityError

from consult.discussion.locks import Place
from consult.discussion.models import Post, Thread, ThreadEvent
from consult.discussion.rules import Kind
from consult.errors import NotPossible
from consult.record.checks.verification import verify
from tests.cast import Scene, Someone
from tests.together import together

RACES = 20
SENDING = import_module("consult.discussion.actions.submit_post")  # the package names its function so

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def asked(scene: Scene, by: Someone) -> Post:
    """A question on Pasal 4."""
    return by.posts("Siapa yang membayar?", on=scene.clause("Pasal 4"), kind=Kind.QUESTION)


def told(question: Post) -> list[str]:
    """What the thread tells of it."""
    return list(ThreadEvent.objects.filter(post=question).order_by("seq").values_list("type", flat=True))


@contextmanager
def without_lock() -> Iterator[tuple[Signal, Signal]]:
    """The answer waits for no lock: it looks at the question, says that it `looked`, and is written after `withdrawn`."""
    looked, withdrawn = Signal(), Signal()
    look = SENDING.weighed

    def unlocked(place: Place) -> Thread:
        return Thread.objects.select_related("consultation").get(places__clause=place.clause, places__own=True)

    def look_and_wait(*args: Any, **kwargs: Any) -> object:
        found = look(*args, **kwargs)
        looked.set()
        assert withdrawn.wait(20)
        return found

    with patch.object(SENDING, "locked_thread", unlocked), patch.object(SENDING, "weighed", look_and_wait):
        yield looked, withdrawn


def test_a_question_is_answered_before_it_is_taken_back_or_not_at_all(lively: Scene, siti: Someone, ratna: Someone) -> None:
    for _ in range(RACES):
        question = asked(lively, siti)

        answer, gone = together(
            [partial[object](ratna.replies, "Pemerintah desa.", to=question), partial[object](siti.withdraws, question)]
        )

        assert isinstance(gone, Post)
        if isinstance(answer, Exception):
            assert isinstance(answer, NotPossible)
            assert answer.code == "post.reply_gone"
            assert told(question) == ["posted", "withdrawn"]
        else:
            assert told(question) == ["posted", "answered", "withdrawn"]
    assert not verify().faults


def test_without_the_lock_answer_and_withdrawal_are_told_under_one_number_and_the_race_is_lost(
    lively: Scene, siti: Someone, ratna: Someone
) -> None:
    question = asked(lively, siti)

    with without_lock() as (looked, withdrawn):

        def withdraw() -> object:
            assert looked.wait(20)
            gone = siti.withdraws(question)
            withdrawn.set()
            return gone

        acts: list[Callable[[], object]] = [partial(ratna.replies, "Pemerintah desa.", to=question), withdraw]
        answer, _gone = together(acts)

    assert isinstance(answer, IntegrityError)
