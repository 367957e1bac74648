"""What documents and revisions can be. Plain values."""

from enum import StrEnum
from typing import Final


class DocumentRole(StrEnum):
    """What a document is in its consultation."""

    DRAFT = "draft"
    SUPPORTING = "supporting"


class PaperKind(StrEnum):
    """What a supporting document is."""

    ACADEMIC_STUDY = "academic_study"  # naskah akademik
    IMPACT_ASSESSMENT = "impact_assessment"
    LAW_IN_FORCE = "law_in_force"  # that would be changed, or applied
    OTHER = "other"


class PaperStatus(StrEnum):
    """A file that was public stays public when another takes its place; withdrawn, it is for the team alone."""

    SHOWN = "shown"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


class RevisionKind(StrEnum):
    """A new state of the draft, or the mending of a slip."""

    REGULAR = "regular"
    CORRECTION = "correction"


class RevisionStatus(StrEnum):
    """Published text is never changed."""

    DRAFT = "draft"
    PUBLISHED = "published"


class LinkStatus(StrEnum):
    """What became of a clause between two neighbouring revisions."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    MOVED = "moved"  # to another place; its words may be others, too
    SPLIT = "split"
    MERGED = "merged"
    ADDED = "added"
    REMOVED = "removed"  # gone, or its text is now "Dihapus."


class Part(StrEnum):
    """Which part of the document a clause stands in."""

    BODY = "body"
    PREAMBLE = "preamble"
    EXPLANATION = "explanation"
    ANNEX = "annex"


ITEMS: Final = frozenset({"huruf", "angka", "point", "item", "subparagraph", "nummer"})  # of a list, in the text of what holds them
