"""The editions of a report as pages list them: with their files in the language of the page, or how far these are made."""

from dataclasses import dataclass

from django.utils.translation import get_language

from consult.consultations.models import Consultation
from consult.reports.editions.queries import EVERY, editions_of
from consult.reports.models import Edition, EditionFile


@dataclass(frozen=True)
class Listed:
    """An edition, those of its files that are in the language of the page, and how many of all are made."""

    edition: Edition
    files: list[EditionFile]
    made: int
    every: int = EVERY

    @property
    def whole(self) -> bool:
        """Whether all are made."""
        return self.made >= self.every


def listed(row: Consultation) -> list[Listed]:
    """The editions, the newest first. Two queries."""
    language = get_language() or "id"
    found = ((edition, list(edition.files.all())) for edition in editions_of(row))
    return [Listed(edition, [file for file in files if file.language == language], len(files)) for edition, files in found]
