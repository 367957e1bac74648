"""What others have said on the same clause in nearly the same words: shown before somebody sends it once more. It never hinders sending."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import log, sqrt
from typing import Final
from uuid import UUID

from consult.accounts.viewer import Viewer
from consult.consultations.models import Consultation
from consult.consultations.queries import seen
from consult.discussion.models import Post, PostVersion
from consult.discussion.queries.posts import is_author, shown_once
from consult.discussion.rules import Kind, Stance, Status
from consult.discussion.search.post_index import INDEX, facets
from consult.platform.search.asking import Wanted
from consult.platform.search.index import newest
from consult.platform.search.marking import LENGTH
from consult.text.folding import LONGEST, words_of

MOST: Final = 3
CANDIDATES: Final = 200  # the newest that share one of the asked roots
ASKED: Final = 12  # roots that candidates are found by: the longest, which are the rarest
LEAST: Final = 0.55  # measured on real comments: docs/decisions/0040

Roots = frozenset[str]


@dataclass(frozen=True)
class Similar:
    """A post that says nearly the same, as `queries.shown_once` has it, and how near it is: from 0 to 1."""

    post: Post
    nearness: float

    @property
    def version(self) -> PostVersion:
        """What is shown of it."""
        return self.post.public_versions[0]  # type: ignore[attr-defined,no-any-return]

    @property
    def begins(self) -> str:
        """Its beginning, on one line."""
        said = " ".join((self.version.text or self.version.wording).split())
        return said if len(said) <= LENGTH else f"{said[:LENGTH].rpartition(' ')[0] or said[:LENGTH]}…"


def similar_posts(version: PostVersion, *, viewer: Viewer, now: datetime) -> list[Similar]:
    """What is near to a version that somebody is about to send; neither it nor its post is stored. A reply is compared with nothing.

    Raises:
        NotFound: the viewer may not read the consultation.
    """
    post = version.post
    if post.clause_id is None or post.kind == Kind.REPLY:
        return []
    words, stance = (version.text, version.wording), Stance(version.stance) if version.stance else None
    return similar_words(words, clause=post.clause_id, stance=stance, at=post.consultation, viewer=viewer, now=now)


def similar_words(
    words: Sequence[str], *, clause: UUID, stance: Stance | None, at: Consultation, viewer: Viewer, now: datetime
) -> list[Similar]:
    """Up to three shown posts of others on the clause and with that stance, the nearest to the words first. Four queries at most.

    Who is against a clause in the same words as others are for it says something else.

    Raises:
        NotFound: the viewer may not read the consultation.
    """
    seen(at, viewer=viewer, now=now)
    roots = roots_in(words_of(*words))
    if not roots:
        return []
    asked = sorted(roots, key=lambda root: (-len(root), root))[:ASKED]
    found = newest(
        INDEX, Wanted(some=tuple((root,) for root in asked)), facets(clause=clause, stance=stance and stance.value), most=CANDIDATES
    )
    near = nearest(roots, candidates(found))
    rows = {row.pk: row for row in shown_once().filter(pk__in=near, status=Status.SHOWN) if not is_author(row, viewer)}
    shown = [Similar(rows[pk], nearness) for pk, nearness in near.items() if pk in rows and rows[pk].public_versions]  # type: ignore[attr-defined]
    return shown[:MOST]


def candidates(found: Sequence[UUID]) -> dict[UUID, Roots]:
    """The roots of each post that was found. One query."""
    shown = PostVersion.objects.filter(pk__in=found, status=Status.SHOWN).values_list("post", "words")
    return {post: roots_in(words) for post, words in shown}


def roots_in(words: str) -> Roots:
    """The different roots, without facets."""
    return frozenset(word for word in words.split() if len(word) <= LONGEST)


def nearest(roots: Roots, others: Mapping[UUID, Roots]) -> dict[UUID, float]:
    """The posts that are near enough, the nearest first; ten times as many as are shown, since some may be one's own."""
    stand_in = Counter(root for other in others.values() for root in other)
    rarity = {root: log((len(others) + 1) / max(stand_in[root], 1)) for root in roots.union(*others.values())}
    weights = {root: 1 + rare for root, rare in rarity.items()}  # where all say the same, its roots still count
    near = {post: cosine(roots, other, weights) for post, other in others.items()}
    kept = sorted(((nearness, post) for post, nearness in near.items() if nearness >= LEAST), reverse=True)
    return {post: nearness for nearness, post in kept[: 10 * MOST]}


def cosine(one: Roots, other: Roots, weights: Mapping[str, float]) -> float:
    """How near two texts are, where a root counts the more, the fewer of the texts say it."""
    lengths = sqrt(sum(weights[root] for root in one) * sum(weights[root] for root in other))
    return sum(weights[root] for root in one & other) / lengths if lengths else 0.0
