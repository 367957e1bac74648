"""Clause by clause: what the draft says there, and the figures of what was said about it. Plain values in, plain values out."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from consult.discussion.rules import Kind
from consult.discussion.stances import by_stance
from consult.documents.models import Wording
from consult.formats.outline.composed_text import HANGING, composed
from consult.reports.summary import ClauseFigures, ShownPost

Placed = Iterable[tuple[UUID | None, ShownPost]]


def clause_figures(wordings: Sequence[Wording], shown: Placed, *, called: Mapping[str, str]) -> tuple[ClauseFigures, ...]:
    """Figures of each clause with at least one shown post, in reading order; then of the general thread, and of clauses that are gone.

    `called`: what the rows for these last are called, by key (`words`).
    """
    by_clause: dict[UUID | None, list[ShownPost]] = {}
    for clause, post in shown:
        by_clause.setdefault(clause, []).append(post)
    figures = [of_clause(wordings, at, by_clause.pop(w.clause_id)) for at, w in enumerate(wordings) if w.clause_id in by_clause]
    rest = sorted((post for posts in by_clause.values() for post in posts), key=lambda post: post.number)  # as within each clause
    label = called["general_and_gone"] if by_clause.keys() - {None} else called["general"]
    return tuple([*figures, figures_of(rest, label=label, heading="", depth=0)] if rest else figures)


def of_clause(wordings: Sequence[Wording], at: int, posts: list[ShownPost]) -> ClauseFigures:
    """The figures of the clause at that place of the draft, with its words: of what heads other clauses, its own alone."""
    wording, parts = wordings[at], whole(wordings, at)
    heads_others = any(part.kind not in HANGING for part in parts[1:])
    return figures_of(
        posts,
        label=wording.label,
        heading=wording.heading,
        depth=wording.depth,
        clause=str(wording.clause_id),
        wording=wording.text if heads_others else composed(parts),
        heads_others=heads_others,
    )


def whole(wordings: Sequence[Wording], at: int) -> Sequence[Wording]:
    """The clause at that place with the parts below it: those that follow it and lie deeper."""
    depth = wordings[at].depth
    end = next((n for n in range(at + 1, len(wordings)) if wordings[n].depth <= depth), len(wordings))
    return wordings[at:end]


def figures_of(
    posts: list[ShownPost], *, label: str, heading: str, depth: int, clause: str = "", wording: str = "", heads_others: bool = False
) -> ClauseFigures:
    """The figures of one clause from its shown posts."""
    return ClauseFigures(
        label=label,
        heading=heading,
        depth=depth,
        stances=by_stance(post.stance for post in posts),
        replies=sum(post.kind == Kind.REPLY for post in posts),
        shown=len(posts),
        numbers=tuple(post.number for post in posts),
        clause=clause,
        wording=wording,
        heads_others=heads_others,
    )
