"""A slip that is taken back by one button, while its author has not been told."""

from datetime import timedelta

from django.core import mail
from django.http import HttpResponse

from consult.discussion.models import Post
from consult.discussion.rules import Status
from consult.moderation.models import Decision
from consult.moderation.reason_templates import TAKEN_BACK
from tests.cast import Scene, Someone, moment
from tests.frontend.moderation.test_decide_one import path_of
from tests.frontend.pages import browser, page, read
from tests.waiting import do_jobs

QUEUE = "/desk/pasar-pagi/queue/"
MINUTES = timedelta(minutes=3)


def takes_back(who: Someone, decision: Decision) -> HttpResponse:
    """Press the button, as it was shown for that decision."""
    return browser(who).post(path_of(decision.version.post), {"back": str(decision.pk)})  # type: ignore[return-value]


def test_what_was_hidden_by_slip_becomes_public_in_one_step(consultation: Scene, siti: Someone, budi: Someone) -> None:
    post, now = siti.posts("Satu.", on=consultation.clause("Pasal 3")), moment()
    slip = budi.hides(post, rule=3, now=now)
    assert "Taken back, it becomes public for everybody" in read(path_of(post), by=budi).words

    answer = takes_back(budi, slip)

    assert answer.headers["Location"] == QUEUE
    assert Post.objects.get().status == Status.SHOWN
    back = Decision.objects.get(reverses=slip)
    assert (back.action, back.rule.number, back.reason) == ("restore", 3, TAKEN_BACK["id"])
    do_jobs(at=now + MINUTES * 2)
    assert len([message for message in mail.outbox if TAKEN_BACK["id"] in message.body]) == 1


def test_what_was_published_by_slip_is_hidden_and_does_not_wait_again(consultation: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts("Satu.", on=consultation.clause("Pasal 3"))
    slip = budi.publishes(post)
    assert "Taken back, it is hidden: only its author and the team read it" in read(QUEUE, by=budi).words  # nothing else waits

    takes_back(budi, slip)

    assert Post.objects.get().status == Status.HIDDEN
    assert Decision.objects.count() == 2


def test_pressed_twice_it_does_not_take_its_own_work_back(consultation: Scene, siti: Someone, budi: Someone) -> None:
    slip = budi.hides(siti.posts("Satu.", on=consultation.clause("Pasal 3")))

    for _ in range(2):
        takes_back(budi, slip)

    assert Post.objects.get().status == Status.SHOWN
    assert Decision.objects.count() == 2


def test_once_the_author_is_told_it_is_offered_no_more(consultation: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts("Satu.", on=consultation.clause("Pasal 3"), now=moment() - 2 * MINUTES)
    slip = budi.hides(post, now=moment() - MINUTES)

    assert not read(path_of(post), by=budi).find("button", id="back")
    client = browser(budi)
    answer = client.post(path_of(post), {"back": str(slip.pk)}, follow=True)
    assert "nothing to take back any more" in page(answer).words
    assert Post.objects.get().status == Status.HIDDEN


def test_only_ones_own_decision_is_taken_back(consultation: Scene, siti: Someone, budi: Someone, wati: Someone) -> None:
    post = siti.posts("Satu.", on=consultation.clause("Pasal 3"))
    slip = budi.hides(post)

    assert not read(path_of(post), by=wati).find("button", id="back")
    takes_back(wati, slip)
    assert Post.objects.get().status == Status.HIDDEN


def test_a_version_that_was_edited_since_is_not_shown_again(lively: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts("Satu.", on=lively.clause("Pasal 3"))
    slip = budi.hides(post)
    siti.edits(post, text="Dua.")

    assert not read(path_of(post), by=budi).find("button", id="back")
    takes_back(budi, slip)
    assert Decision.objects.count() == 1
