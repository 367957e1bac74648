"""Two moderators who decide about the same post at the same instant, with the lock and without."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from threading import Barrier
from unittest.mock import patch
from uuid import UUID

from consult.consultations.models import Consultation
from consult.discussion.models import Post
from consult.discussion.rules import Status
from consult.moderation.actions import decide_post
from consult.moderation.models import Decision
from consult.moderation.rules import Verdict
from tests.cast import REASON, Someone, moment
from tests.together import together


def decide_at_once(post: Post, publisher: Someone, hider: Someone) -> list[Decision | Exception]:
    """Both have seen the post held. What each was answered."""
    return together([partial(publisher.publishes, post, seen=Status.HELD), partial(hider.hides, post, seen=Status.HELD)])


@contextmanager
def without_lock() -> Iterator[None]:
    """No decision waits for another; each has looked at the status before either writes."""
    both_have_looked, look = Barrier(2), decide_post.refuse_if_late

    def unlocked(post_id: UUID) -> Post:
        return Post.objects.select_related("consultation", "thread__consultation", "submission", "revision").get(pk=post_id)

    def look_and_wait(*args: object, **kwargs: object) -> None:
        look(*args, **kwargs)  # type: ignore[arg-type]
        both_have_looked.wait(20)

    with patch.object(decide_post, "locked_post", unlocked), patch.object(decide_post, "refuse_if_late", look_and_wait):
        yield


def decide_batch(who: Someone, posts: Sequence[Post], verdict: Verdict) -> Consultation:
    """Decide about all of them as they were first written."""
    chosen = [(post.pk, 1) for post in posts]
    slug = posts[0].consultation.slug
    return decide_post.decide_posts(actor=who.viewer, slug=slug, chosen=chosen, verdict=verdict, rule=1, reason=REASON, now=moment())


def decide_batches_at_once(first: Sequence[Post], second: Sequence[Post], publisher: Someone, hider: Someone) -> list[object]:
    """Two batches that overlap, and a decision about one post of both. What each was answered."""
    return together(
        [
            partial[object](decide_batch, publisher, first, Verdict.PUBLISH),
            partial[object](decide_batch, hider, list(reversed(second)), Verdict.HIDE),
            partial[object](publisher.publishes, second[0], seen=Status.HELD),
        ]
    )


@contextmanager
def without_lock_of_batches() -> Iterator[None]:
    """No batch waits for another; each has looked at all of its posts before either writes."""
    both_have_looked, look = Barrier(2), decide_post.refuse_if_some_are_late

    def unlocked_consultation(slug: str) -> Consultation:
        return Consultation.objects.get(slug=slug)

    def unlocked(post_ids: Collection[UUID], *, at: Consultation) -> list[Post]:
        posts = list(Post.objects.select_related("thread", "submission", "revision").filter(pk__in=post_ids))
        for post in posts:
            post.consultation = post.thread.consultation = at
        return posts

    def look_and_wait(*args: object) -> None:
        look(*args)  # type: ignore[arg-type]
        both_have_looked.wait(20)

    with (
        patch.object(decide_post, "locked_consultation", unlocked_consultation),
        patch.object(decide_post, "locked_posts", unlocked),
        patch.object(decide_post, "refuse_if_some_are_late", look_and_wait),
    ):
        yield
