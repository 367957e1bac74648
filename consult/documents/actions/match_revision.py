"""Match an unpublished revision again with the one before, and say of links what they are."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from consult.access import Right
from consult.accounts.viewer import Viewer
from consult.consultations.locks import locked_consultation
from consult.consultations.queries import consultation_of
from consult.consultations.rights import require
from consult.documents.actions.record_entries import write_down
from consult.documents.clause_links import known_kept, link_of, loses_known, stored_links, units_of
from consult.documents.corrections import corrected
from consult.documents.models import ClauseLink, Matching, Revision
from consult.documents.queries import published_before, unpublished_revision, wordings_of
from consult.documents.rules import RevisionKind
from consult.errors import BadInput, NotPossible
from consult.matching.link_decisions import LinkAct, Saying, decided
from consult.matching.links import Link, Matched, Unit
from consult.matching.match import match
from consult.platform import idempotency


def match_revision(*, actor: Viewer, slug: str, revision_id: UUID, now: datetime, key: str | None = None) -> Matching:
    """Match the draft again after it was edited. What somebody has said of clauses that are still there holds on.

    Raises:
        NotFound, NotAllowed: see `rights.require`.
        NotPossible: it is published, follows no other, or was changed by somebody meanwhile.
        BadInput: it is a correction, and changes more than slips now.
    """
    consultation = consultation_of(slug, viewer=actor, now=now)
    require(actor, Right.DRAFT_IMPORT, at=consultation, now=now)
    revision = unpublished_revision(consultation, revision_id)
    previous = published_before(revision)
    if previous is None:
        raise NotPossible("match.none")
    old, new = units_of(wordings_of(previous)), units_of(wordings_of(revision))
    matched = corrected(old, new) if revision.kind == RevisionKind.CORRECTION else known_kept(match(old, new), old, new)
    return store_matching(actor=actor, slug=slug, revision_id=revision_id, sha256=revision.sha256, prepared=matched, now=now, key=key)


@idempotency.action
def store_matching(*, actor: Viewer, slug: str, revision_id: UUID, sha256: str, prepared: Matched, now: datetime) -> Matching:
    """Store the links of the draft as it is with that hash: see `match_revision`."""
    consultation = locked_consultation(slug)
    require(actor, Right.DRAFT_IMPORT, at=consultation, now=now)
    revision = unpublished_revision(consultation, revision_id)
    previous = published_before(revision)
    if previous is None or revision.sha256 != sha256:
        raise NotPossible("match.older")
    old, new = units_of(wordings_of(previous)), units_of(wordings_of(revision))
    store_links(revision, with_sayings(prepared.links, revision, old, new))  # what was said while it was matched, too
    step = 1 + max(Matching.objects.filter(revision=revision).values_list("step", flat=True), default=0)
    told = {"previous": previous, "sha256": sha256, "trust": prepared.trust, "step": step, "matched_at": now}
    matching, _made = Matching.objects.update_or_create(revision=revision, defaults=told)
    write_down(revision, consultation, actor=actor, action="revision.matched", now=now, said=step)
    return matching


@idempotency.action
def decide_link(
    *, actor: Viewer, slug: str, revision_id: UUID, seen: int, act: str, old: UUID | None = None, new: UUID | None = None, now: datetime
) -> Matching:
    """Say of a clause of the version before, or of one of this draft, or of both, which is which: see `LinkAct`.

    Args:
        seen: the number of the last decision that the actor has seen.

    Raises:
        NotFound, NotAllowed: see `rights.require`.
        NotPossible: it is published, was edited since it was matched, or somebody has decided meanwhile.
        BadInput: naming the field; in a correction every clause stays where it is, and so does one that was taken over as it was.
    """
    consultation = locked_consultation(slug)
    require(actor, Right.DRAFT_IMPORT, at=consultation, now=now)
    revision = unpublished_revision(consultation, revision_id)
    matching = current_matching(revision, seen=seen)
    if act not in set(LinkAct):
        raise BadInput("match.act", field="act")
    saying = Saying(LinkAct(act), str(old) if old else None, str(new) if new else None)
    sides = {"old": units_of(wordings_of(matching.previous)), "new": units_of(wordings_of(revision))}
    links = decided([link_of(row) for row in revision.links.all()], saying, **sides)
    if loses_known(links, **sides) or (revision.kind == RevisionKind.CORRECTION and saying.act is not LinkAct.CONFIRM):
        raise BadInput("match.known", field="act")
    store_links(revision, links, said=saying, by=actor, now=now)
    matching.step += 1
    matching.save(update_fields=["step"])
    write_down(revision, consultation, actor=actor, action="revision.linked", now=now, said=matching.step, act=saying.act)
    return matching


def current_matching(revision: Revision, *, seen: int) -> Matching:
    """The matching of the draft as it is now, for whoever has seen its last decision.

    Raises:
        NotPossible: `match.none`, `match.stale`, `match.older`.
    """
    matching = Matching.objects.select_related("previous").filter(revision=revision).first()
    if matching is None:
        raise NotPossible("match.none")
    if matching.sha256 != revision.sha256:
        raise NotPossible("match.stale")
    if matching.step != seen:
        raise NotPossible("match.older")
    return matching


def store_links(
    revision: Revision, links: Sequence[Link], *, said: Saying | None = None, by: Viewer | None = None, now: datetime | None = None
) -> None:
    """Write the links anew. What somebody has confirmed stays so; with `said`, so is the link that was said just now."""
    before = {(row.old_id, row.new_id): row for row in ClauseLink.objects.filter(revision=revision)}
    rows = stored_links(revision, links)
    for row in rows:
        was = before.get((row.old_id, row.new_id))
        if was is not None and was.confirmed_at is not None:
            row.doubtful, row.confirmed_by_id, row.confirmed_at = was.doubtful, was.confirmed_by_id, was.confirmed_at
        if said is not None and (str(row.old_id or ""), str(row.new_id or "")) == tuple(end or "" for end in said.end):
            row.confirmed_by, row.confirmed_at = by.person if by else None, now
            row.doubtful = was.doubtful if was is not None else row.doubtful
    ClauseLink.objects.filter(revision=revision).delete()
    ClauseLink.objects.bulk_create(rows)


def with_sayings(links: Sequence[Link], revision: Revision, old: Sequence[Unit], new: Sequence[Unit]) -> Sequence[Link]:
    """The links with what people have said before of clauses that are still there."""
    there = {unit.id for unit in (*old, *new)}
    before: list[Link] = []
    for row in revision.links.filter(confirmed_at__isnull=False):
        said = link_of(row)
        if not {said.old, said.new} - {None} <= there:
            continue
        if not any((link.old, link.new) == (said.old, said.new) for link in links):
            anew = decided(links, Saying(act_of(said, before), said.old, said.new), old=old, new=new)
            links = links if loses_known(anew, old, new) else anew
        before.append(said)
    return links


def act_of(link: Link, before: Iterable[Link]) -> LinkAct:
    """What makes such a link where the program thought otherwise, beside those that hold on: of a split or a merge, one more."""
    if link.old is None:
        return LinkAct.NEW
    if link.new is None:
        return LinkAct.REMOVED
    is_more = any(one.old and one.new and (one.old == link.old or one.new == link.new) for one in before)
    return LinkAct.ADD if is_more else LinkAct.CHOOSE
