"""What a moderator needs to know about a contribution: its clause, its thread, its author's standing, and how others were decided."""

from dataclasses import dataclass
from typing import Any, Final

from consult.discussion.models import Post, PostVersion
from consult.discussion.rules import Status
from consult.documents.queries import current_wording, parts_of
from consult.moderation.models import Decision
from consult.moderation.queries import decisions_alike, decisions_on, others_in_thread, standing_of
from consult.text.word_difference import Stretches, difference
from frontend.discussion.reading.clause_labels import labels_of
from frontend.documents.reading.outline import outlined
from frontend.request_context import SignedRequest

ALIKE: Final = 3


@dataclass(frozen=True)
class Alike:
    """A decision on another contribution, and what readers call the clause that one stands on."""

    decision: Decision
    label: str


def context_of(request: SignedRequest, post: Post, version: PostVersion) -> dict[str, Any]:
    """All of it, for the page. A fixed number of queries."""
    revision = post.revision.number if post.revision else None
    wording = current_wording(post.clause_id, viewer=request.viewer, now=request.now, revision=revision) if post.clause_id else None
    return {
        "wording": wording,
        "outline": outlined(parts_of(wording)) if wording else [],
        "thread": others_in_thread(post),
        "standing": standing_of(post),
        "decisions": decisions_on(post, viewer=request.viewer, now=request.now),
        "alike": alike(version),
        "others": [other for other in post.versions.all() if other.pk != version.pk],
        "answered": answered(post),
        "change": change(post, version),
    }


@dataclass(frozen=True)
class Change:
    """What a version changes in the one before it: its text, and the wording that it proposes."""

    since: int
    text: Stretches
    wording: Stretches


def change(post: Post, version: PostVersion) -> Change | None:
    """What the version changes; None where it is the first, or the one before it is erased."""
    earlier = next((one for one in post.versions.all() if one.number == version.number - 1 and one.status != Status.ERASED), None)
    if earlier is None:
        return None
    wording = difference(earlier.wording, version.wording) if earlier.wording != version.wording else ()
    return Change(earlier.number, difference(earlier.text, version.text), wording)


def alike(version: PostVersion) -> list[Alike]:
    """How others like it were decided lately."""
    found = decisions_alike(version, limit=ALIKE)
    called = labels_of(decision.version.post for decision in found)
    return [Alike(decision, called.get(decision.version.post_id, "")) for decision in found]


def answered(post: Post) -> PostVersion | None:
    """What everybody reads of the post that this one answers; None where it answers none, or nobody reads it now."""
    return post.reply_to.versions.filter(status=Status.SHOWN).first() if post.reply_to else None
