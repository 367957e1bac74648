"""What can be asked about a discussion. What the viewer may not see is not found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, FilteredRelation, OuterRef, Prefetch, Q, QuerySet, Subquery

from consult.access import Right
from consult.accounts.viewer import Viewer
from consult.consultations.models import Consultation
from consult.consultations.queries import seen
from consult.consultations.rights import may
from consult.discussion.locks import Place
from consult.discussion.models import Attachment, Post, PostVersion, Receipt, Submission, Thread, ThreadClause
from consult.discussion.post_versions import cleaned
from consult.discussion.rules import EDITABLE, Contribution, Kind, Office, Status, ThreadKind
from consult.errors import NotAllowed, NotFound

EVENTS_AT_ONCE = 256
LATELY = timedelta(days=1)

PUBLIC_VERSION = Prefetch("versions", queryset=PostVersion.objects.filter(status=Status.SHOWN), to_attr="public_versions")
VERSIONS = Prefetch("versions", queryset=PostVersion.objects.order_by("number"))


@dataclass(frozen=True)
class SaidIn:
    """What is shown in a consultation, replies included: on each clause by stance, with `total`; and how much on no single clause."""

    by_clause: Mapping[UUID, Mapping[str, int]]
    apart: int

    @property
    def total(self) -> int:
        """All of it, as every page says it."""
        return self.apart + sum(counts.get("total", 0) for counts in self.by_clause.values())


def thread_of(thread_id: UUID, *, viewer: Viewer, now: datetime) -> Thread:
    """The thread with its consultation.

    Raises:
        NotFound: there is none that the viewer may read.
    """
    found = Thread.objects.select_related("consultation__chain").filter(pk=thread_id).first()
    return readable(found, viewer=viewer, now=now)


def clause_thread(clause_id: UUID, *, viewer: Viewer, now: datetime) -> Thread:
    """The clause's own thread, which is there once its revision is published.

    Raises:
        NotFound: there is none that the viewer may read.
    """
    own = Thread.objects.select_related("consultation__chain").filter(places__clause=clause_id, places__own=True).first()
    return readable(own, viewer=viewer, now=now)


def general_thread(consultation: Consultation) -> Thread | None:
    """The thread on the draft as a whole; it is there once a revision is published."""
    return Thread.objects.filter(consultation=consultation, kind=ThreadKind.GENERAL).first()


def readable(thread: Thread | None, *, viewer: Viewer, now: datetime) -> Thread:
    """The thread, where there is one and the viewer may read its consultation."""
    if thread is None:
        raise NotFound
    seen(thread.consultation, viewer=viewer, now=now)
    return thread


def thread_posts(thread: Thread) -> QuerySet[Post]:
    """What the public sees of a thread the viewer may read: see `shown_once`."""
    return shown_once().filter(thread=thread)


def shown_once() -> QuerySet[Post]:
    """Every post that was ever shown, by number.

    `post.public_versions` holds its shown version, or nothing where it is hidden, held again, withdrawn or erased;
    `post.hidden_under` is the number of the house rule under which a version is hidden; `post.answered`, whether it is a question
    that the institution has answered.
    """
    return numbered().prefetch_related(PUBLIC_VERSION)


def numbered() -> QuerySet[Post]:
    """The same without `public_versions`, for whoever joins the shown version."""
    hidden = PostVersion.objects.filter(post=OuterRef("pk"), status=Status.HIDDEN).order_by("-number")
    posts = Post.objects.filter(number__isnull=False).select_related("revision", "reply_to", "submission")
    return posts.annotate(hidden_under=Subquery(hidden.values("rule")[:1]), answered=is_answered()).order_by("number")


def public_status(post: Post) -> Status:
    """What the public is told of a post that `shown_once` gave: one that its author edited after it was hidden is hidden still."""
    waits = post.status == Status.HELD and post.hidden_under is not None  # type: ignore[attr-defined]
    return Status.HIDDEN if waits else Status(post.status)


def own_clause(thread: Thread) -> UUID | None:
    """The clause that the thread belongs to; None where it belongs to none alone."""
    return ThreadClause.objects.filter(thread=thread, own=True).values_list("clause_id", flat=True).first()


def thread_ids(clauses: Sequence[UUID]) -> dict[UUID, UUID]:
    """The own thread of each clause."""
    own = ThreadClause.objects.filter(clause__in=clauses, own=True)
    return dict(own.values_list("clause_id", "thread_id"))


def stance_counts(consultation: Consultation) -> Mapping[UUID, Mapping[str, int]]:
    """Shown posts in the own thread of each clause by stance, with `total` (replies included). It reads one row a thread."""
    return said_in(consultation).by_clause


def said_in(consultation: Consultation) -> SaidIn:
    """All that is shown in it, as its threads count it. One query."""
    own = FilteredRelation("places", condition=Q(places__own=True))
    threads = Thread.objects.filter(consultation=consultation).annotate(own_place=own)
    counted = list(threads.values_list("own_place__clause", "counts"))
    by_clause = {clause: counts for clause, counts in counted if clause is not None}
    return SaidIn(by_clause, sum(counts.get("total", 0) for clause, counts in counted if clause is None))


def own_posts(*, viewer: Viewer) -> QuerySet[Post]:
    """All posts of the viewer, newest first, each with all its versions."""
    mine = Post.objects.filter(submission__author=viewer.person, submission__author__isnull=False)
    whole = mine.select_related("consultation", "thread", "revision", "submission").prefetch_related(VERSIONS)
    return whole.annotate(answered=is_answered()).order_by("-created_at", "id")


def post_for(post_id: UUID, *, viewer: Viewer, now: datetime) -> Post:
    """A post with all its versions, for its author or the team.

    Raises:
        NotFound: there is none that the viewer may see in whole.
    """
    found = Post.objects.select_related("consultation__chain", "thread", "revision", "submission", "reply_to").prefetch_related(VERSIONS)
    post = found.filter(pk=post_id).annotate(answered=is_answered()).first()
    if post is None:
        raise NotFound
    seen(post.consultation, viewer=viewer, now=now)
    if not (is_author(post, viewer) or may(viewer, Right.QUEUE_READ, at=post.consultation, now=now)):
        raise NotFound
    return post


def public_post(post_id: UUID, *, viewer: Viewer, now: datetime) -> Post:
    """A post as everybody sees it who may read its consultation: see `shown_once`.

    Raises:
        NotFound: there is none for this viewer, or it was never shown.
    """
    post = shown_once().select_related("consultation").filter(pk=post_id).first()
    if post is None:
        raise NotFound
    seen(post.consultation, viewer=viewer, now=now)
    return post


def is_author(post: Post, viewer: Viewer) -> bool:
    """Whether the viewer wrote the post."""
    return viewer.person is not None and post.submission.author_id == viewer.person.pk


def known_post(post: Post, *, viewer: Viewer, now: datetime) -> Post:
    """The post, where the viewer may know that it is there: it was shown once, or they wrote it, or are of the team.

    Raises:
        NotFound: they may not.
    """
    seen(post.consultation, viewer=viewer, now=now)
    hidden = post.number is None and not is_author(post, viewer)
    if hidden and not may(viewer, Right.QUEUE_READ, at=post.consultation, now=now):
        raise NotFound
    return post


def own_post(post: Post, *, actor: Viewer, now: datetime) -> Post:
    """The post, where the actor wrote it and may still read its consultation.

    Raises:
        NotFound: the actor may not even see it.
        NotAllowed: it is somebody else's.
    """
    if not is_author(known_post(post, viewer=actor, now=now), actor):
        raise NotAllowed
    return post


def held_versions(consultation: Consultation) -> QuerySet[PostVersion]:
    """What waits for a moderator in a consultation, oldest first. `moderation.queries.queue` asks for the right to see it."""
    waiting = to_be_decided(Consultation.objects.filter(pk=consultation.pk)).order_by("created_at", "id")
    return waiting.select_related("post__thread", "post__revision", "post__submission__author", "post__reply_to")


def to_be_decided(at: QuerySet[Consultation]) -> QuerySet[PostVersion]:
    """The versions that wait in these consultations, and of each shown letter with files that wait the version that stands for them."""
    held = PostVersion.objects.filter(status=Status.HELD, post__consultation__in=at)
    waiting = held.values("pk").union(with_waiting_files(at).values("pk"))  # united, so that an index finds either
    return PostVersion.objects.filter(pk__in=waiting)


def with_waiting_files(at: QuerySet[Consultation]) -> QuerySet[PostVersion]:
    """The first shown post of each submission of which a file waits for a moderator and no version does: with one they are looked at."""
    files = Attachment.objects.filter(consultation__in=at, status=Status.HELD, submission__isnull=False)
    held = PostVersion.objects.filter(post__submission=OuterRef("post__submission"), status=Status.HELD)
    earlier = Post.objects.filter(submission=OuterRef("post__submission"), status=Status.SHOWN, number__lt=OuterRef("post__number"))
    shown = PostVersion.objects.filter(status=Status.SHOWN, post__submission__in=files.values("submission"))
    return shown.filter(~Exists(held), ~Exists(earlier))


def receipt_of(code: str) -> Receipt:
    """What was received under a code, with its posts' versions. Whoever holds the code may see hashes and status, not words.

    Raises:
        NotFound: no receipt has this code.
    """
    found = Receipt.objects.select_related("submission__consultation__chain").prefetch_related(
        Prefetch(
            "versions",
            queryset=PostVersion.objects.select_related("post__thread", "post__revision").order_by("post__created_at", "post_id"),
        )
    )
    wanted = code.strip().upper()
    receipt = found.filter(pk=wanted).first() if wanted.isascii() and wanted.isalnum() else None
    if receipt is None:
        raise NotFound
    return receipt


def to_decide(post: Post, number: int | None) -> PostVersion | None:
    """The version of a post that a moderator decides about: the one with that number; or the one that waits, is shown, is latest."""
    if number is not None:
        return post.versions.filter(number=number).first()
    urgency = {Status.HELD.value: 0, Status.SHOWN.value: 1}
    newest_first = sorted(post.versions.all(), key=lambda version: version.number, reverse=True)
    return min(newest_first, key=lambda version: urgency.get(version.status, 2), default=None)


def received_version(post: Post) -> PostVersion:
    """The post as it was received, with the receipt that its author got for it."""
    return post.versions.select_related("receipt").get(number=1)


def received_versions(submission: Submission) -> list[PostVersion]:
    """All posts of a submission as they were received, in its order, each with the receipt."""
    first = PostVersion.objects.filter(number=1, post__submission=submission).select_related("post__submission", "receipt")
    return list(first.order_by("post__created_at", "post_id"))


def first_receipt(post: Post) -> str:
    """Code of the receipt that its author got when the post was received."""
    return post.received_as or post.versions.get(number=1).receipt_id


def said_lately(given: Contribution, place: Place, *, reply_to: UUID | None, viewer: Viewer, now: datetime) -> PostVersion | None:
    """What the viewer sent within a day to that place, to the same post, in the same words, and did not take back.

    Raises:
        BadInput: it is so long that nobody can have sent it.
    """
    given = cleaned(given)
    operation, wording = (given.proposal.operation, given.proposal.wording) if given.proposal else ("", "")
    here = Q(post__clause=place.clause) if place.clause else Q(post__thread=place.thread)
    own = PostVersion.objects.filter(here, post__reply_to=reply_to, post__submission__author=viewer.person)
    current = own.filter(status__in=EDITABLE, created_at__gt=now - LATELY).order_by("-created_at")
    return current.filter(text=given.text, operation=operation, wording=wording).first()


def answers() -> QuerySet[Post]:
    """What officials have answered, as far as it is public, to the post of the query around it."""
    return Post.objects.filter(reply_to=OuterRef("pk"), office=Office.OFFICIAL, status=Status.SHOWN)


def is_answered() -> Exists:
    """Whether the post of the query around it has such an answer; asked of questions (`kind`)."""
    return Exists(answers().filter(reply_to__kind=Kind.QUESTION))


def unanswered(posts: QuerySet[Post]) -> QuerySet[Post]:
    """Those of the posts that are public questions without an answer."""
    return posts.filter(~Exists(answers()), kind=Kind.QUESTION, status=Status.SHOWN)
