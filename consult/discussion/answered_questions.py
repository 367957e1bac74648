"""Which questions the institution has answered."""

from django.db.models import Exists, OuterRef, QuerySet

from consult.discussion.models import Post
from consult.discussion.rules import Kind, Office, Status


def answers() -> QuerySet[Post]:
    """What officials have answered, as far as it is public, to the post of the query around it."""
    return Post.objects.filter(reply_to=OuterRef("pk"), office=Office.OFFICIAL, status=Status.SHOWN)


def is_answered() -> Exists:
    """Whether the post of the query around it has such an answer; asked of questions (`kind`)."""
    return Exists(answers().filter(reply_to__kind=Kind.QUESTION))


def unanswered(posts: QuerySet[Post]) -> QuerySet[Post]:
    """Those of the posts that are public questions without an answer."""
    return posts.filter(~Exists(answers()), kind=Kind.QUESTION, status=Status.SHOWN)
