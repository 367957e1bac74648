"""Who speaks in a contribution: the same in threads, feeds, search and lists."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from consult.consultations.models import Consultation
from consult.discussion.models import Post, PostVersion
from consult.discussion.rules import Office


@dataclass(frozen=True)
class Speaker:
    """Who is named as having written a version of a post."""

    post: Post
    version: PostVersion
    row: Consultation

    @property
    def name(self) -> str:
        """The institution or the team, where it was said by office; else the name that its author chose to show."""
        return name_of(self.post.office, self.version.name, self.row)

    @property
    def organisation(self) -> str:
        """For which organisation it was sent; empty where for none, and where it was said by office."""
        return "" if self.post.office else self.post.submission.on_behalf_of

    @property
    def office(self) -> str:
        """What is said of the office; empty where it was said by none."""
        if self.post.office == Office.OFFICIAL:
            return _("official reply")
        return _("reply of the team") if self.post.office else ""

    def __str__(self) -> str:
        """All of it on one line: `Siti untuk Koperasi Melati`."""
        whose = _("for %(organisation)s") % {"organisation": self.organisation} if self.organisation else ""
        named = f"{self.name} {whose}".rstrip()
        return f"{named}, {self.office}" if self.office else named


def name_of(office: str | None, name: str | None, row: Consultation) -> str:
    """What whoever speaks is called, where they speak by that office, or are shown under that name or none."""
    if office == Office.OFFICIAL:
        return row.institution or _("The institution")
    return _("A moderator") if office else name or _("A citizen")
