"""Finding posts by their words: shown ones of readable consultations, the best of the newest first. Eight queries a page at most."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Q
from django.db.models.functions import Coalesce

from consult.accounts.viewer import Viewer
from consult.consultations.models import Consultation
from consult.consultations.queries import seen, visible_consultations
from consult.discussion.models import Post, PostVersion
from consult.discussion.queries.posts import shown_once
from consult.discussion.rules import Kind, Stance, Status
from consult.discussion.search.post_index import INDEX, facets
from consult.documents.queries import names_in
from consult.errors import NotFound
from consult.platform.search.asking import Wanted
from consult.platform.search.index import Mark, newest
from consult.platform.search.marking import Piece, stretch
from consult.platform.search.ranking import score
from consult.platform.search.sealing import opened, sealed

PAGE: Final = 20
WINDOW: Final = 300  # posts that are weighed against each other; then come the best of the next 300
WINDOWS: Final = 5  # that are looked through for one page, where those who look may not see what stands in them
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Narrowed:
    """In which posts somebody looks; None: in all."""

    consultation: Consultation | None = None
    clause: UUID | None = None
    kind: Kind | None = None
    stance: Stance | None = None


@dataclass(frozen=True)
class Hit:
    """A post that was found, as `queries.shown_once` has it, with its consultation; `label` and `key` are of its clause, if it has one."""

    post: Post
    label: str
    key: str
    pieces: Sequence[Piece]


@dataclass(frozen=True)
class Found:
    """A page of what was found. `count`: how many of the newest 300; `is_more`: there are older ones. `after` asks for the next page."""

    hits: Sequence[Hit] = ()
    count: int = 0
    is_more: bool = False
    after: str = ""


@dataclass(frozen=True, order=True, slots=True)
class Rank:
    """Where a post stands in a window: the better first, of equals the newer."""

    worse: int
    older: int
    id: UUID


@dataclass(frozen=True, slots=True)
class Page:
    """Where a page begins: in the window from a mark on, after a rank; None: from the first."""

    since: Mark | None = None
    after: Rank | None = None

    def written(self) -> str:
        """The same as a text for addresses; sealed, since it may begin at what whoever looks does not get to see."""
        parts = [micros(self.since.at), self.since.id.hex] if self.since else []
        return sealed(
            "-".join(map(str, [*parts, *([self.after.worse * -1, self.after.older * -1, self.after.id.hex] if self.after else [])]))
        )


def page_at(written: str) -> Page:
    """Where the page begins that another page's `after` names.

    Raises:
        NotFound: no page of ours said so.
    """
    if not written:
        return Page()
    try:
        at, id_, *rest = opened(written).split("-")
        since = Mark(EPOCH + timedelta(microseconds=int(at)), UUID(id_))
        if not rest:
            return Page(since)
        better, newer, last = rest
        return Page(since, Rank(-int(better), -int(newer), UUID(last)))
    except (ValueError, OverflowError) as error:
        raise NotFound from error


def micros(at: datetime) -> int:
    """An instant as a whole number."""
    return (at - EPOCH) // timedelta(microseconds=1)


def found_posts(wanted: Wanted, *, within: Narrowed, viewer: Viewer, now: datetime, after: str = "") -> Found:
    """The posts that say what is wanted, as `viewer` may read them; in all consultations, those to practise in are left out.

    Raises:
        NotFound: there is no such consultation for this viewer, or no such page.
    """
    page = page_at(after)
    readable = readable_posts(within, viewer=viewer, now=now)
    narrowed = [*facets(consultation=within.consultation and within.consultation.pk, clause=within.clause)]
    narrowed += facets(kind=within.kind and within.kind.value, stance=within.stance and within.stance.value)
    for _ in range(WINDOWS):
        ids = newest(INDEX, wanted, narrowed, most=WINDOW + 1, since=page.since)
        ranked = ranking(ids[:WINDOW], wanted, readable)
        rest = [rank for rank in sorted(ranked) if page.after is None or rank > page.after]
        following = next_page(ids, ranked, rest, page)
        if rest or following is None:
            break
        page = following
    hits = shown_hits([ranked[rank] for rank in rest[:PAGE]], wanted)
    return Found(hits=hits, count=len(ranked), is_more=len(ids) > WINDOW, after=following.written() if following else "")


def readable_posts(within: Narrowed, *, viewer: Viewer, now: datetime) -> Q:
    """The condition on a version that its post is shown, and that the viewer may read it where they look."""
    if within.consultation is not None:
        readable = Q(post__consultation=seen(within.consultation, viewer=viewer, now=now))
    else:
        readable = Q(post__consultation__in=visible_consultations(viewer=viewer).filter(practice=False).order_by().values("pk"))
    given = {"post__clause": within.clause, "post__kind": within.kind, "stance": within.stance}
    return readable & Q(status=Status.SHOWN, post__status=Status.SHOWN, **{name: value for name, value in given.items() if value})


def ranking(ids: Sequence[UUID], wanted: Wanted, readable: Q) -> dict[Rank, UUID]:
    """Where each readable one of the versions stands, with its post. One query."""
    found = PostVersion.objects.filter(readable, pk__in=ids).annotate(at=Coalesce("shown_at", "created_at"))
    rows = found.values_list("pk", "post", "words", "at")
    return {Rank(-score(words, wanted), -micros(at), pk): post for pk, post, words, at in rows}


def next_page(ids: Sequence[UUID], ranked: dict[Rank, UUID], rest: Sequence[Rank], page: Page) -> Page | None:
    """What follows: the rest of this window, or the next; None where there is nothing."""
    if len(rest) > PAGE:
        return Page(page.since or mark_of(ids[0]), rest[PAGE - 1])
    return Page(mark_of(ids[WINDOW])) if len(ids) > WINDOW else None


def mark_of(version: UUID) -> Mark:
    """Where a version stands in the order of time. One query."""
    at = PostVersion.objects.annotate(at=Coalesce("shown_at", "created_at")).values_list("at", flat=True).get(pk=version)
    return Mark(at, version)


def shown_hits(posts: Sequence[UUID], wanted: Wanted) -> list[Hit]:
    """What is shown of each, in that order. Four queries, whatever their number."""
    found = shown_once().filter(pk__in=posts).select_related("consultation", "revision", "reply_to", "submission")
    rows = {post.pk: post for post in found.prefetch_related("consultation__texts")}
    names = names_in((post.revision_id, post.clause_id) for post in rows.values() if post.revision_id and post.clause_id)
    return [hit_of(rows[post], wanted, names) for post in posts if post in rows and rows[post].public_versions]  # type: ignore[attr-defined]


def hit_of(post: Post, wanted: Wanted, names: dict[tuple[UUID, UUID], tuple[str, str]]) -> Hit:
    """A post with the stretch of its text, or else of its wording, where the words stand."""
    version: PostVersion = post.public_versions[0]  # type: ignore[attr-defined]  # as `queries.shown_once` has it
    label, key = names.get((post.revision_id, post.clause_id), ("", ""))  # type: ignore[arg-type]
    return Hit(post=post, label=label, key=key, pieces=pieces_of(version, wanted))


def pieces_of(version: PostVersion, wanted: Wanted) -> Sequence[Piece]:
    """The stretch of the text, or of the wording where the words stand there alone, or there is no text."""
    said = stretch(version.text, wanted)
    if not version.wording or any(piece.is_hit for piece in said):
        return said
    proposed = stretch(version.wording, wanted)
    return proposed if not version.text or any(piece.is_hit for piece in proposed) else said
