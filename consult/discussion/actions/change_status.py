"""Move a version from one status to another, and let the thread tell what the public sees of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from consult.consultations.locks import next_number
from consult.discussion.attribution import answers_a_question
from consult.discussion.jobs import tell_answered
from consult.discussion.models import Post, PostVersion, Thread, ThreadEvent
from consult.discussion.rules import TRANSITIONS, Action, Event, Status, counts_after, event_of, post_status
from consult.errors import NotPossible
from consult.platform import events, jobs

Statuses = Mapping[str, str]  # id of each version that changed → its status now


@transaction.atomic(savepoint=False)
def change_status(*, version: PostVersion, action: Action, now: datetime, rule: int | None = None) -> Statuses:
    """Take one step with a version of a post that the caller has locked (`locks.locked_post`).

    Showing a version supersedes the one shown before. Nothing is deleted, and hiding never falls back to an older version. An earlier
    version, which was public once, is hidden from the history of its post and put back into it; all else stays as it is.

    Args:
        rule: number of the house rule under which it is hidden.

    Raises:
        NotPossible: there is no such step from the version's status, or a later version is shown, and this one never was.
    """
    post = version.post
    versions = {known.pk: known for known in post.versions.order_by("number")}
    versions[version.pk] = version
    shown = next((known for known in versions.values() if known.status == Status.SHOWN), None)
    target = target_of(version, action, versions=versions.values())

    changed: dict[str, str] = {}
    if target is Status.SHOWN and shown is not None:
        changed |= put(shown, Status.SUPERSEDED, now=now)
    changed |= put(version, target, rule=rule if target is Status.HIDDEN else None, now=now)
    settle(post, list(versions.values()), before=shown, now=now)
    return changed


def target_of(version: PostVersion, action: Action, *, versions: Iterable[PostVersion]) -> Status:
    """Where the step leads; `versions` are all of the post.

    Raises:
        NotPossible: it leads nowhere.
    """
    target = leads_to(version, action, versions=versions)
    if target is None:
        raise NotPossible("decision.no_step", status=version.status)
    return target


def leads_to(version: PostVersion, action: Action, *, versions: Iterable[PostVersion]) -> Status | None:
    """Where the step would lead; None where there is none, where a later version has been public, or where the earlier one never was."""
    status = Status(version.status)
    replaced = is_replaced(version, versions)
    target = TRANSITIONS[status].get(Action.PUT_BACK if replaced and action is Action.RESTORE else action)
    never_read = version.shown_at is None and (status is Status.SUPERSEDED or target is Status.SUPERSEDED)
    return None if (target is Status.SHOWN and replaced) or never_read else target


def is_replaced(version: PostVersion, versions: Iterable[PostVersion]) -> bool:
    """Whether a later one of the versions of its post has been public."""
    return any(later.number > version.number and (later.shown_at is not None or later.status == Status.SHOWN) for later in versions)


def put(version: PostVersion, status: Status, *, now: datetime, rule: int | None = None) -> dict[str, str]:
    """Store the status of one version."""
    version.status, version.rule = status, rule
    if status is Status.SHOWN and version.shown_at is None:
        version.shown_at = now
    version.save(update_fields=["status", "rule", "shown_at"])
    return {str(version.pk): status.value}


def settle(post: Post, versions: list[PostVersion], *, before: PostVersion | None, now: datetime) -> None:
    """Bring the post's own status, its number and its thread in step with its versions, oldest first.

    Args:
        before: the version that was public until now.
    """
    after = next((version for version in versions if version.status == Status.SHOWN), None)
    status = post_status(Status(version.status) for version in versions)
    event = event_of(Status(post.status), status, numbered=post.number is not None) if after is not before or after is None else None
    post.status = status
    if after is not None and post.number is None:
        post.number = next_number(post.consultation)
    post.save(update_fields=["status", "number"])
    if event is not None:
        tell_thread(post, event, gone=before, come=after, now=now)


@dataclass(frozen=True)
class News:
    """An event of a post, with the version that the public saw before it, and the one that it sees after it."""

    post: Post
    event: Event
    gone: PostVersion | None = None
    come: PostVersion | None = None


def tell_thread(post: Post, event: Event, *, gone: PostVersion | None, come: PostVersion | None, now: datetime) -> None:
    """Tell of one: see `tell_threads`."""
    tell_threads([News(post, event, gone=gone, come=come)], now=now)


def tell_threads(news: Sequence[News], *, now: datetime) -> None:
    """Number events in the threads of one consultation, in this order, count anew, and ring the threads' bells after the commit.

    The caller has locked consultation and threads; posts of one thread share its row, and all share that of the consultation.
    """
    events_told = [numbered(one, now=now) for one in news]
    for consultation in {one.post.consultation_id: one.post.consultation for one in news}.values():
        consultation.save(update_fields=["last_number", "last_event"])
    store_threads(list({one.post.thread_id: one.post.thread for one in news}.values()))
    ThreadEvent.objects.bulk_create(events_told)
    for told in events_told:
        facts = {"thread_id": told.thread_id, "consultation_id": told.consultation_id, "seq": told.seq, "nth": told.nth}
        events.announce("thread", **facts)
    for one in news:
        if one.event is Event.POSTED and answers_a_question(one.post):
            tell_of_answer(one.post, now=now)


def numbered(news: News, *, now: datetime) -> ThreadEvent:
    """The event, not stored yet: thread and consultation have counted on."""
    thread, consultation = news.post.thread, news.post.consultation
    thread.last_seq += 1
    consultation.last_event += 1
    gone, come = (version.stance if version else None for version in (news.gone, news.come))
    thread.counts = counts_after(thread.counts, gone=gone, come=come)
    numbers = {"seq": thread.last_seq, "nth": consultation.last_event}
    return ThreadEvent(thread=thread, consultation=consultation, type=news.event, post=news.post, at=now, **numbers)


def store_threads(threads: Sequence[Thread]) -> None:
    """Store what they have counted: one statement for one of them, and few for many."""
    if len(threads) == 1:
        threads[0].save(update_fields=["last_seq", "counts"])
    else:
        Thread.objects.bulk_update(threads, ["last_seq", "counts"])


def tell_of_answer(answer: Post, *, now: datetime) -> None:
    """Let the thread tell that the institution answered a question, and whoever asked it be told by mail."""
    question = answer.reply_to
    assert question is not None
    question.thread, question.consultation = answer.thread, answer.consultation
    tell_thread(question, Event.ANSWERED, gone=None, come=None, now=now)
    jobs.enqueue(tell_answered, str(answer.pk))
