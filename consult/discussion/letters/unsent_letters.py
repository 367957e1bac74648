"""Letters that are not sent yet: whose they are, what stands in them, and what was written as plain values and back."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from consult.accounts.models import Person
from consult.accounts.viewer import Viewer
from consult.anchoring.quotes import Quote
from consult.discussion.actions.attachments.forget_files import drop
from consult.discussion.actions.letters.submit_letter import Letter
from consult.discussion.actions.take_in_post import Said
from consult.discussion.contribution_sources import ONE_BY_ONE, Sources
from consult.discussion.locks import Place
from consult.discussion.models import Attachment, Draft, Point, Post, PostVersion, Receipt, Submission
from consult.discussion.post_versions import Drafted, version_of
from consult.discussion.rules import Contribution, Kind, Operation, Proposal, ShownName, Stance, Status
from consult.discussion.screening import Screening
from consult.platform.markup import clean_text

KEPT: Final = timedelta(days=90)  # after it was last changed
KEPT_FOR_VISITORS: Final = timedelta(days=14)
KEPT_UNNAMED: Final = timedelta(days=1)  # files that a program sent ahead and named in no letter


def drafts_of(viewer: Viewer, *, held: Collection[UUID] = ()) -> QuerySet[Draft]:
    """The viewer's own drafts, the latest changed first, and those of nobody yet whose ids they hold.

    Each has its consultation, how many points it `holds`, and whether it `has_files`.
    """
    mine = Q(person=viewer.person) if viewer.person else Q(pk__in=())
    found = Draft.objects.select_related("consultation").filter(mine | Q(person=None, pk__in=list(held)))
    with_files = Exists(Attachment.objects.filter(draft=OuterRef("pk")))
    return found.annotate(holds=Count("points"), has_files=with_files).order_by("-changed_at", "id")


def has_drafts(person: str) -> Exists:
    """An annotation: whether the person in the outer query has anything that is not sent."""
    return Exists(Draft.objects.filter(person=OuterRef(person)))


def points_of(draft: Draft) -> list[Point]:
    """The points in the order of the letter, each with its thread and with what it answers."""
    return list(draft.points.select_related("thread", "reply_to").order_by("position", "created_at"))


def kept_point(point_id: UUID, *, viewer: Viewer) -> Point | None:
    """A point of a draft that is the viewer's or nobody's yet, with the draft and what it answers; None where it is not there any more."""
    return next(iter(kept_points([point_id], viewer=viewer)), None)


def kept_points(ids: Collection[UUID], *, viewer: Viewer) -> list[Point]:
    """Those of the points that are there, likewise, in the order of the ids. One query."""
    mine = Q(draft__person=viewer.person) if viewer.person else Q(pk__in=())
    found = Point.objects.select_related("draft__consultation", "thread", "reply_to").filter(mine | Q(draft__person=None))
    there = found.in_bulk(ids)
    return [there[id_] for id_ in ids if id_ in there]


def as_read(point: Point, draft: Draft, *, author: Person | None, now: datetime, sources: Sources = ONE_BY_ONE) -> PostVersion:
    """The point as the public would read it, with the post that it would be of; neither is stored, nor is anything judged.

    Raises:
        BadInput: it is on a version of the draft that is not published.
    """
    given = contribution_in(point.said, ShownName(draft.shown_name))
    revision = sources.revision(draft.consultation, point.revision)
    sent = Submission(author=author, on_behalf_of=draft.on_behalf_of, received_at=now)
    version = version_of(
        Drafted(given, shown_as(author, given.shown_name), Screening(())), number=1, status=Status.HELD, receipt=Receipt(), now=now
    )
    version.post = Post(
        consultation=draft.consultation,
        submission=sent,
        thread=point.thread,
        clause_id=point.clause_id,
        revision=revision,
        kind=given.kind,
        reply_to=point.reply_to,
        created_at=now,
    )
    return version


def shown_as(author: Person | None, name: ShownName) -> str:
    """The name that would be shown; nothing where there is none of that kind yet."""
    return {ShownName.REAL: author.name, ShownName.CHOSEN: author.chosen_name}.get(name, "") if author else ""


def letter_of(draft: Draft, points: Sequence[Point], *, attachments: Iterable[UUID] = ()) -> Letter:
    """The letter as it would be sent now, with these of its files."""
    return Letter(tuple(said_in(point, ShownName(draft.shown_name)) for point in points), draft.on_behalf_of, tuple(attachments))


def said_in(point: Point, shown_name: ShownName) -> Said:
    """What a point says, where."""
    place = Place(clause=point.clause_id) if point.clause_id else Place(thread=point.thread_id)
    given = contribution_in(point.said, shown_name)
    return Said(place=place, contribution=given, reply_to=point.reply_to_id, revision=point.revision)


def plain(given: Contribution) -> dict[str, Any]:
    """What was written, as it is kept. The shown name is the letter's."""
    values = asdict(given)
    del values["shown_name"]
    if given.quote:
        values["quote"]["exact"] = clean_text(given.quote.exact)  # nobody has compared it with the clause yet
    return values


def contribution_in(said: Mapping[str, Any], shown_name: ShownName) -> Contribution:
    """What was kept, as it was written. It need not be fit to be sent."""
    quote, proposal = said.get("quote"), said.get("proposal")
    return Contribution(
        text=said["text"],
        kind=Kind(said["kind"]),
        stance=Stance(said["stance"]) if said.get("stance") else None,
        quote=Quote(**quote) if quote else None,
        proposal=Proposal(Operation(proposal["operation"]), proposal["wording"]) if proposal else None,
        shown_name=shown_name,
    )


def forget_old(*, now: datetime) -> None:
    """Throw away what nobody has gone on with for as long as the privacy notice says."""
    old = Draft.objects.filter(Q(changed_at__lt=now - KEPT) | Q(person=None, changed_at__lt=now - KEPT_FOR_VISITORS))
    drop(Attachment.objects.filter(Q(draft__in=old) | Q(draft=None, created_at__lt=now - KEPT_UNNAMED)))
    old.delete()
