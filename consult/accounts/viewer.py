"""Who is looking or acting: handed to every query as `viewer` and to every action as `actor`."""

from dataclasses import dataclass
from typing import Final

from consult.accounts.models import Person


@dataclass(frozen=True)
class Viewer:
    """A person who is signed in, a visitor (no person), or the operator who runs a command on the server."""

    person: Person | None = None
    operator: bool = False

    def __str__(self) -> str:
        """A stable name of who this is, for keys and counters; never shown."""
        return str(self.person.id) if self.person else ("operator" if self.operator else "visitor")


VISITOR: Final = Viewer()
OPERATOR: Final = Viewer(operator=True)
