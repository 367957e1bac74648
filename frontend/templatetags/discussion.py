"""Tags of the pages of a discussion: what a proposal changes, and why a post is not shown."""

from django import template

from consult.discussion.differences import Stretches, difference
from consult.discussion.models import Post, PostVersion
from consult.discussion.queries import public_status
from consult.discussion.rules import Operation
from frontend.discussion.here import Here
from frontend.keeping import once_a_key
from frontend.words import word

register = template.Library()


@register.simple_tag
def changed(version: PostVersion, here: Here | None) -> Stretches:
    """The proposed wording beside what the clause says, where its author saw it as it stands there now; else nothing."""
    if here is None or version.operation != Operation.REPLACE or version.post.revision_id != here.revision.pk:
        return ()
    enters = here.says, version.wording
    return once_a_key(("difference", *enters), lambda: difference(*enters))


@register.filter
def told(post: Post) -> str:
    """What the public is told of a post that `queries.shown_once` gave: the code of its status."""
    return public_status(post).value


@register.filter
def personal(kind: str) -> str:
    """What a kind of personal data is called."""
    return word(kind, "personal_data")
