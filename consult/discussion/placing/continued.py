"""In which clauses of the new revision each clause of the old one goes on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from consult.documents.matching.links import Link
from consult.documents.rules import LinkStatus


@dataclass(frozen=True, slots=True)
class Continued:
    """What became of a clause.

    own: the clause that carries on its identity. linked: the others that it is linked to: parts of a split, what it was merged into.
    placeholder: what stands in its place where it was removed ("Dihapus."). doubtful: of these, those that nobody has confirmed yet.
    """

    own: str | None = None
    linked: tuple[str, ...] = ()
    placeholder: str | None = None
    doubtful: frozenset[str] = frozenset()


GONE = Continued()


def continued(links: Sequence[Link]) -> Mapping[str, Continued]:
    """Each linked clause of the old revision, by its id. Of a split the first link carries on the identity, of a merge the first clause."""
    heirs: dict[str, str] = {}  # new clause → the old one that it carries on
    into: dict[str, list[Link]] = {}
    for link in links:
        if link.old is not None:
            into.setdefault(link.old, []).append(link)
            if link.new is not None and link.status is not LinkStatus.REMOVED:
                heirs.setdefault(link.new, link.old)
    return {old: of(old, rows, heirs) for old, rows in into.items()}


def of(old: str, rows: Sequence[Link], heirs: Mapping[str, str]) -> Continued:
    """What became of one clause."""
    live = [row.new for row in rows if row.new is not None and row.status is not LinkStatus.REMOVED]
    own = live[0] if live and heirs[live[0]] == old else None
    placeholder = next((row.new for row in rows if row.status is LinkStatus.REMOVED), None)
    doubtful = frozenset(row.new for row in rows if row.doubtful and row.new is not None)
    linked = tuple(dict.fromkeys(new for new in live if new != own))
    return Continued(own=own, linked=linked, placeholder=placeholder, doubtful=doubtful)
