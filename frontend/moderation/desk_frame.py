"""What the pages of moderation list: the frame that they share, and what waits with the clause it stands on."""

from collections.abc import Iterable
from dataclasses import dataclass

from consult.discussion.models import PostVersion
from frontend.consultations.frame import frame
from frontend.discussion.reading.clause_labels import labels_of

__all__ = ["Waiting", "frame", "waiting"]


@dataclass(frozen=True)
class Waiting:
    """A version that waits, and what readers call the clause it stands on."""

    version: PostVersion
    label: str

    @property
    def key(self) -> str:
        """What a box for it sends: the post, and the version that was seen."""
        return f"{self.version.post_id}.{self.version.number}"


def waiting(found: Iterable[PostVersion]) -> list[Waiting]:
    """The versions with their labels: one query a revision."""
    versions = list(found)
    called = labels_of(version.post for version in versions)
    return [Waiting(one, called.get(one.post_id, "")) for one in versions]
