"""What documents and revisions can be. Plain values."""

from enum import StrEnum


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
