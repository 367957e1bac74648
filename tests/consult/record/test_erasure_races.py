"""An erasure against what the person does at the same instant: either it is erased with the rest, or it does not come about."""

import sys
from collections.abc import Callable
from functools import partial
from threading import Event
from typing import Any
from unittest.mock import patch
from uuid import UUID

import pytest

from consult.accounts.actions import give_token, rename_person
from consult.accounts.models import Account, Person, Pseudonym, Token
from consult.accounts.viewer import Viewer
from consult.discussion.actions import take_in_post
from consult.discussion.actions.letters.draft_letter import add_point
from consult.discussion.actions.take_in_post import Said
from consult.discussion.locks import Place
from consult.discussion.models import Attachment, Draft, Post, PostVersion, Support
from consult.discussion.queries.attachments import bytes_of
from consult.discussion.rules import Contribution, Stance, Status
from consult.errors import NotFound, Refusal
from consult.record.checks.verification import verify
from consult.record.erasure import erase_person as erasure
from consult.record.erasure.erase_person import erase_person
from tests.cast import Scene, Someone, moment
from tests.consult.discussion.files import sent_file
from tests.tables import contents
from tests.together import PATIENCE, meanwhile, together
from tests.waiting import do_jobs

submitting = sys.modules["consult.discussion.actions.submit_post"]  # the package gives the action this name
AT_THE_COUNTERS = 6  # statements of an erasure: address, sessions, where the person acted, these consultations, address, what is counted

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]


def erases(one: Someone) -> Person:
    """They have their data erased."""
    return erase_person(actor=one.viewer, person_id=one.person.pk, now=moment())


def nothing_is_left(one: Someone) -> None:
    """No word, account, token, draft or pseudonym of theirs."""
    assert not PostVersion.objects.filter(post__submission__author=one.person).exclude(status=Status.ERASED, text="").exists()
    assert not Draft.objects.filter(person=one.person).exists()
    assert not Pseudonym.objects.filter(person=one.person).exists()
    assert not Account.objects.filter(email=one.email).exists()
    assert Person.objects.get(pk=one.person.pk).name == ""
    assert not verify().faults


def test_a_file_that_goes_while_the_record_is_verified_is_no_fault(lively: Scene, siti: Someone, monkeypatch: pytest.MonkeyPatch) -> None:
    sent_file(siti, lively)

    def goes(attachment: Attachment) -> bytes:
        together([partial(erases, siti)])
        together([partial(do_jobs, called="remove_files")])
        return bytes_of(attachment)

    monkeypatch.setattr("consult.record.checks.attachments.bytes_of", goes)
    assert verify().faults == []
    assert set(Attachment.objects.values_list("status", flat=True)) == {Status.ERASED}


@pytest.mark.parametrize("what", ["posts", "edits", "supports", "writes a letter", "is renamed", "makes a token", "posts elsewhere"])
def test_of_an_erasure_and_an_act_at_once_nothing_is_left(
    what: str, lively: Scene, consultation: Scene, siti: Someone, agus: Someone
) -> None:
    clause, other = lively.clause("Pasal 4"), consultation.clause("Pasal 3")
    own, liked = siti.posts("Rahasia.", on=clause), agus.posts("Setuju.", on=clause)
    said = Said(Place(clause=other), Contribution("Rahasia.", stance=Stance.MIXED))
    acts: dict[str, Callable[[], object]] = {
        "posts": partial(siti.posts, "Rahasia lain.", on=clause),
        "posts elsewhere": partial(siti.posts, "Rahasia lain.", on=other),
        "edits": partial(siti.edits, own, text="Rahasia lain."),
        "supports": partial(siti.supports, liked),
        "writes a letter": partial(add_point, actor=siti.viewer, said=said, now=moment()),
        "is renamed": partial(rename_person, actor=siti.viewer, name="Rahasia", chosen_name="", language="id", now=moment()),
        "makes a token": partial(give_token, actor=siti.viewer, name="Rahasia", scopes=[], now=moment()),
    }

    at_once: list[Callable[[], object]] = [partial(erases, siti), acts[what], acts[what]]
    answers = together(at_once)

    assert isinstance(answers[0], Person), answers[0]
    assert all(isinstance(answer, Refusal) for answer in answers[1:] if isinstance(answer, Exception)), answers
    nothing_is_left(siti)
    assert not any("Rahasia" in row for rows in contents().values() for row in rows)
    assert Support.objects.count() == Post.objects.get(pk=liked.pk).supported
    assert not Token.objects.exists()


def test_a_post_that_was_under_way_while_its_author_was_erased_does_not_come_about(lively: Scene, siti: Someone) -> None:
    answer = overtaken(siti, lively)

    assert isinstance(answer, NotFound)
    nothing_is_left(siti)
    assert not Post.objects.exists()


def test_without_asking_whether_its_author_is_erased_the_post_would_stand(lively: Scene, siti: Someone) -> None:
    with patch.object(take_in_post, "pseudonym", unguarded):
        answer = overtaken(siti, lively)

    assert isinstance(answer, Post)
    assert PostVersion.objects.get().text == "Rahasia."


def overtaken(one: Someone, scene: Scene) -> Post | Exception:
    """What becomes of a post where its author is erased, wholly, while it is weighed."""
    post = partial(one.posts, "Rahasia.", on=scene.clause("Pasal 4"))
    under_way, erased, weigh = Event(), Event(), submitting.weighed

    def weighed(*args: Any, **kwargs: Any) -> Any:
        under_way.set()
        assert erased.wait(PATIENCE)
        return weigh(*args, **kwargs)

    def erase() -> Person:
        assert under_way.wait(PATIENCE)
        try:
            return erases(one)
        finally:
            erased.set()

    with patch.object(submitting, "weighed", weighed):
        both: list[Callable[[], Any]] = [post, erase]
        answer, gone = together(both)
    assert isinstance(gone, Person), gone
    return answer


def unguarded(actor: Viewer, *, chain_id: UUID) -> UUID:
    """A pseudonym for anybody."""
    return Pseudonym.objects.get_or_create(person=actor.person, chain_id=chain_id)[0].pk


def test_what_is_posted_elsewhere_before_the_person_is_locked_is_erased_as_well(lively: Scene, consultation: Scene, siti: Someone) -> None:
    siti.posts("Rahasia.", on=lively.clause("Pasal 4"))
    with meanwhile(partial(siti.posts, "Rahasia lain.", on=consultation.clause("Pasal 3")), before=AT_THE_COUNTERS):
        erases(siti)

    assert Post.objects.filter(status=Status.ERASED).count() == 2
    nothing_is_left(siti)


def test_without_looking_again_what_was_posted_elsewhere_would_stand(lively: Scene, consultation: Scene, siti: Someone) -> None:
    siti.posts("Rahasia.", on=lively.clause("Pasal 4"))
    at_first = erasure.touched(siti.person.pk)
    elsewhere = partial(siti.posts, "Rahasia lain.", on=consultation.clause("Pasal 3"))
    with patch.object(erasure, "touched", return_value=at_first), meanwhile(elsewhere, before=AT_THE_COUNTERS - 1):
        erases(siti)

    assert PostVersion.objects.exclude(text="").get().text == "Rahasia lain."
