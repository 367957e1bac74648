"""Rows that order the races of a discussion, locked in the one order: consultation, thread, post."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from consult.consultations.models import Consultation
from consult.discussion.models import Post, Thread, ThreadClause
from consult.discussion.rules import ThreadStatus
from consult.errors import NotFound, NotPossible


@dataclass(frozen=True)
class Place:
    """Where a post is to stand: on a clause, in its own thread, or in a thread that is named."""

    clause: UUID | None = None
    thread: UUID | None = None
    slug: str = ""  # short name of the consultation that it has to be in; empty where the caller names none


def locked_thread(place: Place) -> Thread:
    """The thread of the place with its consultation, both locked until the transaction ends.

    Raises:
        NotFound: there is no such clause or thread, or not in that consultation.
    """
    consultations = Consultation.objects.select_for_update(no_key=True, of=("self",))
    threads = Thread.objects.select_for_update(no_key=True, of=("self",))
    if place.clause is not None:
        consultation = consultations.filter(documents__clauses=place.clause).first()
        thread = threads.filter(places__clause=place.clause, places__own=True).first()
    else:
        consultation = consultations.filter(threads=place.thread).first()
        thread = threads.filter(id=place.thread).first() if place.thread else None
    if consultation is None or thread is None or place.slug not in {"", consultation.slug}:
        raise NotFound
    thread.consultation = consultation
    return thread


def locked_threads(places: Collection[Place], *, at: Consultation) -> dict[Place, Thread]:
    """The threads of these places in a consultation that is locked, locked too, by id: see `threads_in`."""
    return threads_in(places, Thread.objects.select_for_update(no_key=True, of=("self",)), at=at)


def threads_in(places: Collection[Place], rows: QuerySet[Thread], *, at: Consultation) -> dict[Place, Thread]:
    """Those of the rows that are the threads of these places in a consultation. What is no place in it is left out. Two queries.

    Places of one thread share its row, and all share that of the consultation, so that each post counts on from the one before.
    """
    clauses = [place.clause for place in places if place.clause]
    own = dict(ThreadClause.objects.filter(clause__in=clauses, own=True, thread__consultation=at).values_list("clause_id", "thread_id"))
    wanted = {place: own.get(place.clause) if place.clause else place.thread for place in places}
    named = rows.filter(pk__in=set(filter(None, wanted.values())), consultation=at).order_by("id")
    threads = {thread.pk: thread for thread in named}
    for thread in threads.values():
        thread.consultation = at
    return {place: threads[thread] for place, thread in wanted.items() if thread in threads}


def locked_post(post_id: UUID) -> Post:
    """The post with its thread, consultation and submission, the first three locked until the transaction ends.

    Raises:
        NotFound: there is no such post.
    """
    consultation = Consultation.objects.select_for_update(no_key=True, of=("self",)).filter(posts=post_id).first()
    thread = Thread.objects.select_for_update(no_key=True, of=("self",)).filter(posts=post_id).first()
    post = Post.objects.select_for_update(of=("self",)).select_related("submission", "revision").filter(pk=post_id).first()
    if consultation is None or thread is None or post is None:
        raise NotFound
    post.consultation, post.thread, thread.consultation = consultation, thread, consultation
    return post


def locked_posts(post_ids: Collection[UUID], *, at: Consultation) -> list[Post]:
    """These posts of a consultation that is locked, with their threads and submissions: threads and posts locked too, each by id.

    Posts of one thread share its row, and all share that of the consultation, so that each counts on from the one before.

    Raises:
        NotFound: the consultation lacks one of the posts.
    """
    wanted = Post.objects.filter(pk__in=post_ids, consultation=at)
    named = Thread.objects.filter(pk__in=wanted.values("thread")).order_by("id")
    threads = {thread.pk: thread for thread in named.select_for_update(no_key=True, of=("self",))}
    posts = list(wanted.select_for_update(of=("self",)).select_related("submission", "revision").order_by("id"))
    if len(posts) != len(set(post_ids)):
        raise NotFound
    for post in posts:
        post.consultation, post.thread = at, threads[post.thread_id]
        post.thread.consultation = at
    return posts


def check_takes(thread: Thread) -> None:
    """Let a thread pass that is open. Whoever writes holds its lock, and so does whoever closes it: one of the two is first.

    Raises:
        NotPossible: a moderator has closed it.
    """
    if thread.status == ThreadStatus.LOCKED:
        raise NotPossible("thread.locked", notice=thread.notice)
