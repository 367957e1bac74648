"""A clause is linked to what its parts have become, too: words of an ayat that is a Pasal now are looked for there."""

from collections.abc import Iterator, Mapping, Sequence

from consult.matching.links import Link, LinkStatus, Unit, carried_on

Parents = Mapping[str, str | None]


def through_parts(links: Sequence[Link], old: Sequence[Unit], new: Sequence[Unit]) -> list[Link]:
    """The links, and of each clause that goes on those of its parts that went somewhere else: these come last, and carry nothing on."""
    before, after = ({unit.id: unit.parent for unit in side} for side in (old, new))
    own = {clause: heir for heir, clause in carried_on(links).items()}
    found: dict[tuple[str, str], Link] = {}
    for link in links:
        if link.old and link.new and link.status is not LinkStatus.REMOVED:
            within = {link.new, *above(link.new, after)}
            for clause in above(link.old, before):
                if clause in own and own[clause] not in within:
                    found.setdefault((clause, link.new), Link(clause, link.new, LinkStatus.SPLIT, score=link.score, doubtful=link.doubtful))
    known = {(link.old, link.new) for link in links}
    return [*links, *(link for ends, link in found.items() if ends not in known)]


def above(clause: str, parents: Parents) -> Iterator[str]:
    """What the clause stands in, from the nearest outwards."""
    parent = parents.get(clause)
    while parent:
        yield parent
        parent = parents.get(parent)
