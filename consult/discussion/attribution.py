"""Who speaks in a contribution, in words: the same in threads, feeds, search, lists and the summary."""

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
