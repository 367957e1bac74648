"""What the address of a search asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, TypeVar
from urllib.parse import urlencode
from uuid import UUID

from django.http import QueryDict

from consult.discussion.rules import Kind, Stance
from consult.discussion.search.lookup import Where
from consult.errors import BadInput
from consult.platform.markup import one_line

Choice = TypeVar("Choice", bound=StrEnum)


KINDS: Final = tuple(Kind)
STANCES: Final = tuple(Stance)


@dataclass(frozen=True)
class Asked:
    """A search as its address has it; `clause` narrows it to the contributions on one clause."""

    question: str = ""
    where: Where = Where.POSTS
    kind: Kind | None = None
    stance: Stance | None = None
    clause: UUID | None = None
    after: str = ""

    def address(self, **changes: object) -> str:
        """What stands behind the question mark for the same search with some of it changed, from its first page."""
        same = {"q": self.question, "in": self.where, "kind": self.kind, "stance": self.stance, "clause": self.clause}
        return "?" + urlencode({name: str(value) for name, value in {**same, **changes}.items() if value})

    @property
    def in_drafts(self) -> str:
        """The same question to the drafts."""
        return self.address(**{"in": Where.DRAFTS, "kind": None, "stance": None, "clause": None})

    @property
    def in_files(self) -> str:
        """The same question to the files."""
        return self.address(**{"in": Where.FILES, "kind": None, "stance": None, "clause": None})

    @property
    def in_posts(self) -> str:
        """The same question to the contributions."""
        return self.address(**{"in": Where.POSTS})

    @property
    def anywhere(self) -> str:
        """The same question on no clause in particular."""
        return self.address(clause=None)

    @property
    def is_narrowed(self) -> bool:
        """Whether kind, stance or clause leave something out."""
        return any([self.kind, self.stance, self.clause])


def asked(query: QueryDict) -> Asked:
    """The search that an address asks for.

    Raises:
        BadInput: naming the field that holds something else than it can.
    """
    given: Mapping[str, Any] = {
        "where": one_of(Where, query, "in") or Where.POSTS,
        "kind": one_of(Kind, query, "kind"),
        "stance": one_of(Stance, query, "stance"),
        "clause": clause_in(query),
    }
    return Asked(question=one_line(query.get("q", "")), after=query.get("after", ""), **given)


def one_of(choices: type[Choice], query: QueryDict, name: str) -> Choice | None:
    """What was chosen; None where nothing was.

    Raises:
        BadInput: it is none of the choices.
    """
    given = query.get(name, "")
    if given and given not in {choice.value for choice in choices}:
        raise BadInput("input.choice", field=name, choices=", ".join(choices))
    return choices(given) if given else None


def clause_in(query: QueryDict) -> UUID | None:
    """The clause that is named; None where none is.

    Raises:
        BadInput: it is no id.
    """
    given = query.get("clause", "")
    try:
        return UUID(given) if given else None
    except ValueError as error:
        raise BadInput("input.type", field="clause", expected="UUID") from error
