"""Matches two neighbouring revisions of a draft: the way into this package."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from consult.formats.outline.clauses import Part
from consult.matching.citation_levels import lay_out, level_of
from consult.matching.layers import Layers
from consult.matching.link_states import tell
from consult.matching.links import Link, Matched, Unit

__all__ = ["level_of", "links_of_kind", "match"]


def match(old: Sequence[Unit], new: Sequence[Unit]) -> Matched:
    """The links between all clauses of two revisions, each given in reading order with everything that stands in it.

    First the clauses of the level that people cite are matched with one another, part by part of the document; then the parts of
    those that were linked; then what holds them, by what it holds; at last, what was left of the parts, wherever it stands.
    Links come in the reading order of the new revision, what is gone at its old place.
    """
    level = level_of(chain(old, new))
    sides = lay_out(old, level=level), lay_out(new, level=level)
    layers = Layers(*sides)
    layers.match()
    links = tell(*sides, layers.ties)
    return Matched([replace(one, doubtful=True) if (one.old, one.new) in layers.doubtful else one for one in links], layers.trust)


def links_of_kind(matched: Matched, old: Sequence[Unit], new: Sequence[Unit], *, kind: str) -> Iterator[Link]:
    """The links of which one end is of that kind, in the order of the answer; of the body alone, where that has any of the kind."""
    units = [unit for unit in chain(old, new) if unit.kind == kind]
    parts = {Part.BODY} if any(unit.part == Part.BODY for unit in units) else set(Part)
    olds, news = ({unit.id for unit in side if unit.kind == kind and unit.part in parts} for side in (old, new))
    return (link for link in matched.links if link.old in olds or link.new in news)
