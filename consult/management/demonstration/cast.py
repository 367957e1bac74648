"""The people of the demonstration, each invented."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from consult.accounts.queries import account_of
from consult.accounts.viewer import Viewer

HERE: Final = Path(__file__).parent


@dataclass(frozen=True)
class Member:
    """Somebody of the demonstration."""

    name: str
    email: str
    role: str
    joined: int  # days ago
    chosen_name: str = ""
    leaves: bool = False  # their data are erased in the end

    @property
    def nick(self) -> str:
        """What the files of the demonstration call them."""
        return self.email.partition("@")[0]

    @property
    def viewer(self) -> Viewer:
        """They, as actor; their account has to be there."""
        account = account_of(self.email)
        return Viewer(person=account.person) if account else Viewer()


def cast() -> list[Member]:
    """Everybody who is there in the end, in the order of the file."""
    return [member for member in everybody() if not member.leaves]


def everybody() -> list[Member]:
    """Those, and whoever left."""
    return [Member(**person) for person in json.loads((HERE / "people.json").read_text("utf-8"))]
