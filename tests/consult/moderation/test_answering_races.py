"""A question that becomes public while an official marks its consultation as answered: it is named, or it came afterwards."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Final
from unittest.mock import patch

import pytest
from django.db.models import QuerySet

from consult.consultations.models import Consultation
from consult.consultations.rules import Moderation
from consult.discussion.models import Post
from consult.discussion.queries.questions import open_questions
from consult.discussion.rules import Kind
from consult.errors import BadInput
from consult.moderation.actions import answer_consultation as answering
from consult.moderation.actions.answer_consultation import answer_consultation
from consult.platform.audit.models import Entry
from consult.record.checks.verification import verify
from tests.cast import Scene, Someone, closes, moment, staged
from tests.together import together

RACES: Final = 10

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def with_a_held_question(slug: str, siti: Someone, budi: Someone, ratna: Someone) -> tuple[Scene, Post]:
    """A consultation that has closed, with a question that waits for a moderator."""
    scene = staged(slug, moderation=Moderation.BEFORE, officials=[ratna], moderators=[budi])
    question = siti.posts("Siapa yang membayar?", on=scene.clause("Pasal 4"), kind=Kind.QUESTION)
    closes(scene)
    return scene, question


def answer(by: Someone, scene: Scene) -> object:
    """They mark it as answered, without a reason."""
    return answer_consultation(actor=by.viewer, slug=scene.row.slug, now=moment())


def order(scene: Scene) -> list[str]:
    """What the record says of both, in its order."""
    told = Entry.objects.filter(chain=scene.row.chain, action__in=["consultation.answered", "post.decided"])
    return list(told.order_by("number").values_list("action", flat=True))


def test_a_question_that_comes_meanwhile_is_named_or_came_afterwards(siti: Someone, budi: Someone, ratna: Someone) -> None:
    for n in range(RACES):
        scene, question = with_a_held_question(f"pasar-{n}", siti, budi, ratna)

        acts: list[Callable[[], object]] = [partial(answer, ratna, scene), partial(budi.publishes, question)]
        said, _decided = together(acts)

        if isinstance(said, Exception):
            assert isinstance(said, BadInput)
            assert (said.code, said.facts["questions"], scene.now_is().step) == ("consultation.questions_open", 1, "closed")
        else:
            assert order(scene) == ["consultation.answered", "post.decided"]
    assert not verify().faults


def test_without_the_lock_it_slips_in_between(siti: Someone, budi: Someone, ratna: Someone) -> None:
    scene, question = with_a_held_question("pasar", siti, budi, ratna)

    with without_lock(lambda: budi.publishes(question)):
        answer(ratna, scene)

    assert order(scene) == ["post.decided", "consultation.answered"]
    assert (scene.now_is().unanswered, scene.now_is().answered_reason) == (0, "")


@contextmanager
def without_lock(act: Callable[[], object]) -> Iterator[None]:
    """Somebody else does `act`, wholly, after the official has looked for open questions and before the step is taken."""

    def unlocked(slug: str) -> Consultation:
        return Consultation.objects.get(slug=slug)

    def look_and_wait(consultation: Consultation) -> QuerySet[Post]:
        seen = open_questions(consultation)
        list(seen)
        found = seen.filter(pk__in=[post.pk for post in seen])
        [done] = together([act])
        assert not isinstance(done, Exception), done
        return found

    with patch.object(answering, "locked_consultation", unlocked), patch.object(answering, "open_questions", look_and_wait):
        yield
