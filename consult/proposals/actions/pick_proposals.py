"""Make the next draft of proposals: the published one with their words, where none of them meet; a person settles the others."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

from consult.access import Right
from consult.accounts.actions import pseudonym
from consult.accounts.viewer import Viewer
from consult.consultations.locks import locked_consultation
from consult.consultations.models import Consultation
from consult.consultations.rights import require
from consult.discussion.canonical import picked_digest
from consult.discussion.models import PickedProposal, PostVersion
from consult.discussion.rules import PickedOutcome
from consult.documents.actions.record_entries import write_down
from consult.documents.actions.store_next import following, store_next
from consult.documents.actions.store_revision import newest_published
from consult.documents.canonical import source_digest
from consult.documents.models import Revision
from consult.documents.next_draft.draft import NextDraft, next_draft
from consult.documents.queries import draft_of, wordings_of
from consult.errors import BadInput, NotFound, NotPossible
from consult.platform import idempotency
from consult.platform.audit.actions import Note, record_all
from consult.proposals.combination import Ground, Pick, changes, meeting
from consult.proposals.picks import Standing, shown_proposals

MOST: Final = 300  # proposals that are picked together


@idempotency.action
def pick_proposals(*, actor: Viewer, slug: str, posts: Sequence[UUID], now: datetime) -> Revision:
    """The next revision, not published: the newest published one with the words of these proposals.

    Those that would change the same words, and those that are about words which are others now, leave the draft as it is there: they are
    conflicts, and somebody settles each before it is published (`settle_picked`). What was merged cannot be taken apart into clauses
    without doubt stands in the one clause, and the draft says so.

    Args:
        posts: ids of proposals that are public; each once.

    Raises:
        NotFound, NotAllowed: see `rights.require`; or nothing is published.
        NotPossible: a draft waits to be published or thrown away; or nothing would be left of the draft.
        BadInput: naming the field.
    """
    consultation = locked_consultation(slug)
    require(actor, Right.DRAFT_IMPORT, at=consultation, now=now)
    if not 0 < len(set(posts)) <= MOST:
        raise BadInput("picked.count", field="post", limit=MOST)
    previous = newest_published(draft_of(consultation))
    if previous is None:
        raise NotFound
    ground = Ground(wordings_of(previous))
    versions = chosen(posts, consultation)
    picks = standing_in(previous, versions, ground)
    met = meeting(picks.values(), ground)
    revision = following(previous, id_=uuid4(), now=now)
    made = drafted([pick for pick in picks.values() if pick.id not in met], revision, ground)
    source = store_next(revision, made, previous=previous, now=now)
    picked = [row_of(version, revision, is_met=pick.id in met) for version, pick in picks.items()]
    PickedProposal.objects.bulk_create(picked)
    told = {"source": source_digest(source), "picked": len(picked)}
    write_down(revision, consultation, actor=actor, action="revision.imported", now=now, **told)
    write_down_picked(picked, consultation, actor=actor, action="proposal.picked", now=now)
    return revision


def chosen(posts: Sequence[UUID], consultation: Consultation) -> list[PostVersion]:
    """What these proposals say, in the order of their numbers.

    Raises:
        BadInput: one is no proposal that is public in this consultation.
    """
    versions = list(shown_proposals(consultation).filter(post__in=posts).order_by("post__number"))
    if len(versions) != len(set(posts)):
        raise BadInput("picked.unknown", field="post")
    return versions


def standing_in(previous: Revision, versions: Sequence[PostVersion], ground: Ground) -> Mapping[PostVersion, Pick]:
    """Each proposal on its clause in the published revision.

    Raises:
        BadInput: the clause of one is not in it any more.
    """
    standing = Standing(versions, previous, ground)
    found = {}
    for version in versions:
        pick = standing.pick(version)
        if pick is None:
            raise BadInput("picked.gone", field="post", number=version.post.number)
        found[version] = pick
    return found


def drafted(picks: Sequence[Pick], revision: Revision, ground: Ground) -> NextDraft:
    """The published revision with the words of proposals of which none meet.

    Raises:
        NotPossible: nothing would be left.
    """
    made = next_draft(ground.wordings, revision.profile, changes(picks, ground), space=revision.pk)
    if not made.passages:
        raise NotPossible("picked.nothing_left")
    return made


def row_of(version: PostVersion, revision: Revision, *, is_met: bool) -> PickedProposal:
    """That it was picked, not stored yet."""
    outcome = PickedOutcome.CONFLICT if is_met else PickedOutcome.MERGED
    return PickedProposal(revision=revision, post=version.post, version=version, outcome=outcome)


def write_down_picked(picked: Sequence[PickedProposal], consultation: Consultation, *, actor: Viewer, action: str, now: datetime) -> None:
    """Tell the record what became of proposals that were picked."""
    notes = [Note(action, one.pk, picked_digest(one), {"revision": str(one.revision_id)}) for one in picked]
    record_all(notes, chain_id=consultation.chain_id, actor=pseudonym(actor, chain_id=consultation.chain_id), now=now)
