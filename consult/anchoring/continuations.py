"""In which clauses of the new revision each clause of the old one goes on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from consult.matching.links import Link, LinkStatus, carried_on


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
    """Each linked clause of the old revision, by its id; `carried_on` says which clause carries on the identity of which."""
    heirs = carried_on(links)
    into: dict[str, list[Link]] = {}
    for link in links:
        if link.old is not None:
            into.setdefault(link.old, []).append(link)
    return {old: of(old, rows, heirs) for old, rows in into.items()}


def of(old: str, rows: Sequence[Link], heirs: Mapping[str, str]) -> Continued:
    """What became of one clause."""
    live = [row.new for row in rows if row.new is not None and row.status is not LinkStatus.REMOVED]
    own = next((new for new in live if heirs.get(new) == old), None)
    placeholder = next((row.new for row in rows if row.status is LinkStatus.REMOVED), None)
    doubtful = frozenset(row.new for row in rows if row.doubtful and row.new is not None)
    linked = tuple(dict.fromkeys(new for new in live if new != own))
    return Continued(own=own, linked=linked, placeholder=placeholder, doubtful=doubtful)
