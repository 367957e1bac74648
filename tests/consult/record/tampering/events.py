"""What could be changed of what threads told, and by which office something is said, and what has to be named for it."""

from datetime import timedelta
from typing import Final

from consult.accounts.viewer import Viewer
from consult.consultations.models import Membership
from consult.discussion.models import Post, Submission, Thread, ThreadEvent
from consult.discussion.rules import Kind
from consult.record.checks.rows import NEW
from tests.cast import Someone, moment
from tests.consult.record.life import Life
from tests.consult.record.tampering.changes import Named, change, remove, tampering, thread

EVENTS: Final = "its thread tells something else of it than the record says"


@tampering
def an_event_of_a_thread_removed(life: Life) -> Named:
    remove(ThreadEvent.objects.filter(thread=life.shown.thread).earliest("seq"))
    return thread(life.shown), "does not tell all its events in order"


def told(post: Post, what: str) -> ThreadEvent:
    """An event of a post's thread about it."""
    return ThreadEvent.objects.get(post=post, type=what)


@tampering
def what_a_moderator_did_by_the_public_log(life: Life) -> Named:
    change(told(life.hidden, "hidden"), type="restored")
    return f"post {life.hidden.pk}", EVENTS


@tampering
def when_the_public_log_says_that_it_was_done(life: Life) -> Named:
    event = told(life.restored, "restored")
    change(event, at=event.at + timedelta(seconds=1))
    return f"post {life.restored.pk}", EVENTS


@tampering
def of_which_post_the_public_log_tells(life: Life) -> Named:
    change(told(life.hidden, "hidden"), post=life.shown)
    return f"post {min(str(life.hidden.pk), str(life.shown.pk))}", EVENTS, f"post {max(str(life.hidden.pk), str(life.shown.pk))}"


@tampering
def a_withdrawal_told_as_a_hiding(life: Life) -> Named:
    change(told(life.withdrawn, "withdrawn"), type="hidden")
    return f"post {life.withdrawn.pk}", EVENTS


@tampering
def a_hiding_told_as_something_new(life: Life) -> Named:
    change(told(life.restored, "hidden"), type="posted")
    return thread(life.restored), "does not tell all its events in order", f"post {life.restored.pk}"


@tampering
def in_which_thread_an_edit_is_told(life: Life) -> Named:
    event = told(life.proposal, "edited")
    here, there = Thread.objects.get(pk=event.thread_id), Thread.objects.get(pk=life.shown.thread_id)
    change(event, thread=there, seq=there.last_seq + 1)
    change(there, last_seq=there.last_seq + 1)
    later = ThreadEvent.objects.filter(thread=here, seq__gt=event.seq).order_by("seq")
    for one in later:
        change(one, seq=one.seq - 1)
    change(here, last_seq=here.last_seq - 1)
    return f"post {life.proposal.pk}", EVENTS


def answered(life: Life) -> Post:
    """An answer by office to a question of the author of the reply."""
    member = Membership.objects.get(consultation=life.consultation, role="official")
    author = Submission.objects.get(posts=life.reply).author
    assert life.reply.clause_id is not None
    asked = Someone(Viewer(person=author)).posts("Siapa yang membayar?", on=life.reply.clause_id, kind=Kind.QUESTION)
    moderator = Membership.objects.filter(consultation=life.consultation, role="moderator")[0]
    Someone(Viewer(person=moderator.person)).publishes(asked)
    return Someone(Viewer(person=member.person)).replies("Pemerintah desa.", to=asked)


@tampering
def by_which_office_something_is_said(life: Life) -> Named:
    answer = answered(life)
    change(answer, office="moderator")
    return f"post {answer.pk}", "speaks by another office than the record says"


@tampering
def a_citizens_reply_passed_off_as_the_institutions(life: Life) -> Named:
    change(life.reply, office="official")
    return f"post {life.reply.pk}", "speaks by another office than the record says"


@tampering
def of_which_question_an_answer_is_told(life: Life) -> Named:
    answer = answered(life)
    event = ThreadEvent.objects.get(type="answered", post=answer.reply_to)
    change(event, post=answer)
    first, second = sorted([str(answer.pk), str(answer.reply_to_id)])
    return f"post {first}", EVENTS, f"post {second}"


@tampering
def when_an_answer_is_told(life: Life) -> Named:
    answer = answered(life)
    change(ThreadEvent.objects.get(type="answered", post=answer.reply_to), at=moment() - timedelta(days=9))
    return f"post {answer.reply_to_id}", EVENTS


@tampering
def when_a_thread_says_that_a_post_was_new(life: Life) -> Named:
    event = told(life.shown, "posted")
    change(event, at=event.at - timedelta(seconds=1))
    return f"post {life.shown.pk}", NEW


@tampering
def which_of_two_new_posts_a_thread_tells_of(life: Life) -> Named:
    change(told(life.shown, "posted"), post=life.hidden)
    return f"post {life.hidden.pk}", NEW


@tampering
def of_one_new_post_a_thread_tells_twice(life: Life) -> Named:
    event = told(life.hidden, "posted")
    change(told(life.shown, "posted"), post=life.hidden, at=event.at)
    return f"post {life.hidden.pk}", NEW
