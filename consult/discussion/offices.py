"""As what somebody speaks in a thread: for themselves, or by their office in the team."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Final

from consult.access import Right, Role
from consult.accounts.viewer import Viewer
from consult.consultations.models import Consultation
from consult.consultations.rights import granted, roles_of
from consult.discussion.models import Post
from consult.discussion.rules import Kind, Office
from consult.errors import NotAllowed

OFFICES: Final[Mapping[Role, Office]] = {Role.OFFICIAL: Office.OFFICIAL, Role.MODERATOR: Office.MODERATOR}  # who is both is an official


def speaks_as(actor: Viewer, *, replies: bool, at: Consultation, now: datetime) -> Office | None:
    """The office by which the actor says something there; None where they speak for themselves.

    The team answers and begins nothing: whoever is in it replies by office, always, and sends no contribution of their own.

    Raises:
        NotFound, NotAllowed, NotPossible: see `rights.require`.
    """
    roles = roles_of(actor, at)
    office = office_of(roles)
    if office is not None and replies:
        granted(roles, Right.POST_ANSWER, at=at, now=now)
        return office
    try:
        granted(roles, Right.POST_SUBMIT, at=at, now=now)
    except NotAllowed as refusal:
        raise NotAllowed("post.office_reply") if office is not None else refusal from None
    return None


def office_of(roles: Collection[Role]) -> Office | None:
    """By which office somebody with these roles replies."""
    return next((office for role, office in OFFICES.items() if role in roles), None)


def right_over(post: Post, own: Right) -> Right:
    """What its author needs to change the post: what was said by office belongs to the office."""
    return Right.POST_ANSWER if post.office else own


def answers_a_question(post: Post) -> bool:
    """Whether the post, once it is public, is the institution's answer to a question."""
    return post.office == Office.OFFICIAL and post.reply_to is not None and post.reply_to.kind == Kind.QUESTION
