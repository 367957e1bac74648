"""What became of one post in public: the versions that everybody could read, and what each changed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q

from consult.accounts.viewer import Viewer
from consult.discussion.models import Post, PostVersion
from consult.discussion.queries.thread_page import cited_post, seen_by, with_shown_version
from consult.discussion.rules import Kind, Office, Status
from consult.discussion.screening import Code
from consult.text.word_difference import Stretches, difference

AT_MOST: Final = 20  # versions that are compared; each comparison costs some milliseconds
PUBLIC: Final = frozenset({Status.SHOWN, Status.SUPERSEDED})


@dataclass(frozen=True)
class Step:
    """A version that was public, with what it changed in text and proposed wording; nothing, where none before it can be read."""

    version: PostVersion
    text: Stretches = ()
    wording: Stretches = ()


@dataclass(frozen=True)
class History:
    """A post as everybody sees it now, its public versions newest first, and the official answers to it, where it is a question.

    `withheld` are the numbers of versions that were public once and are not to be read any more.
    """

    post: Post
    steps: Sequence[Step] = ()
    withheld: Sequence[int] = ()
    answers: Sequence[Post] = ()


def post_history(slug: str, number: int, *, viewer: Viewer, now: datetime) -> History:
    """The history of the post with that number. What is not public now has none, and no words.

    Raises:
        NotFound: there is no such post for this viewer.
    """
    post = cited_post(slug, number, viewer=viewer, now=now)
    if post.status != Status.SHOWN:
        return History(post)
    once_shown = list(PostVersion.objects.filter(Q(shown_at__isnull=False) | Q(status=Status.SHOWN), post=post).order_by("number"))
    readable = list(readable_now(once_shown))
    withheld = sorted({version.number for version in once_shown} - {version.number for version in readable})
    return History(post, steps=list(compared(readable[-AT_MOST:]))[::-1], withheld=withheld, answers=official_answers(post, viewer=viewer))


def readable_now(versions: Sequence[PostVersion]) -> Iterator[PostVersion]:
    """Those of the versions, which were all public once, that everybody may still read.

    What was hidden is not, nor what came before it, since an edit may have left the words in that were the reason; nor are personal
    data that an edit took out. The version that is public now always is.
    """
    hidden = max((version.number for version in versions if version.status == Status.HIDDEN), default=0)
    for version in versions:
        if version.status == Status.SHOWN or (version.status in PUBLIC and version.number > hidden and not has_personal_data(version)):
            yield version


def has_personal_data(version: PostVersion) -> bool:
    """Whether screening saw personal data in it."""
    return any(signal["code"] == Code.PERSONAL_DATA for signal in version.signals)


def compared(versions: Iterable[PostVersion]) -> Iterator[Step]:
    """Each version with what it changed of the one before it."""
    before: PostVersion | None = None
    for version in versions:
        yield Step(version) if before is None else changed(before, version)
        before = version


def changed(before: PostVersion, after: PostVersion) -> Step:
    """What an edit changed; of what stayed the same, nothing."""
    text = difference(before.text, after.text) if before.text != after.text else ()
    return Step(after, text, difference(before.wording, after.wording) if before.wording != after.wording else ())


def official_answers(post: Post, *, viewer: Viewer) -> list[Post]:
    """What the institution has answered to a question, by number."""
    if post.kind != Kind.QUESTION:
        return []
    found = with_shown_version().filter(reply_to=post, office=Office.OFFICIAL, status=Status.SHOWN)
    return [seen_by(viewer, answer) for answer in found]
