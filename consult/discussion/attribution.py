"""Who speaks in a contribution, in words: the same in threads, feeds, search, lists and the summary."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from consult.access import Right, Role
from consult.accounts.viewer import Viewer
from consult.consultations.models import Consultation
from consult.consultations.rights import granted, roles_of
from consult.discussion.models import Post, PostVersion
from consult.discussion.rules import Kind, Office
from consult.errors import NotAllowed


@dataclass(frozen=True)
class Speaker:
    """Who is named as having written a version of a post."""

    post: Post
    version: PostVersion
    row: Consultation

    @property
    def name(self) -> str:
        """The institution or the team, where it was said by office; else the name that its author chose to show."""
        return name_of(self.post.office, self.version.name, self.row.institution)

    @property
    def organisation(self) -> str:
        """For which organisation it was sent; empty where for none, and where it was said by office."""
        return "" if self.post.office else self.post.submission.on_behalf_of

    @property
    def office(self) -> str:
        """What is said of the office; empty where it was said by none."""
        return said_as(self.post.office) if self.post.office else ""

    def __str__(self) -> str:
        """All of it on one line: `Siti untuk Koperasi Melati`."""
        if self.post.office:
            return by_office(self.post.office, self.row.institution)
        whose = _("for %(organisation)s") % {"organisation": self.organisation} if self.organisation else ""
        return f"{self.name} {whose}".rstrip()


def name_of(office: str | None, name: str | None, institution: str) -> str:
    """What whoever speaks is called, where they speak by that office, or are shown under that name or none."""
    if office == Office.OFFICIAL:
        return institution or _("The institution")
    return _("A moderator") if office else name or _("A citizen")


def said_as(office: str) -> str:
    """What is said of a reply by that office."""
    return _("official reply") if office == Office.OFFICIAL else _("reply of the team")


def by_office(office: str, institution: str) -> str:
    """Who speaks by that office, and as what, on one line: `Desa Contoh, balasan resmi`."""
    return f"{name_of(office, None, institution)}, {said_as(office)}"


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
