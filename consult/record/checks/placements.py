"""Checking how the clauses of a revision are linked to those before, where posts stand in it, and what people said of that."""

from collections.abc import Iterator
from hashlib import sha256

from consult.consultations.models import Consultation
from consult.discussion.canonical import picked_digest, placement_decision_digest, placement_digest
from consult.discussion.models import PickedProposal, Placement, PlacementDecision
from consult.documents.canonical import links_digest
from consult.documents.models import ClauseLink, Revision
from consult.documents.queries import published_revisions
from consult.record.checks.chains import AT_ONCE, Fault, Said
from consult.record.checks.comparisons import against
from consult.record.checks.hashed_columns import InstantText
from consult.record.checks.people import Pseudonyms


def check_placements(consultation: Consultation, said: Said, people: Pseudonyms) -> Iterator[Fault]:
    """Every published revision that follows another, and every decision about a place in it."""
    for revision in published_revisions(consultation).order_by("number"):
        what = f"revision {revision.number} of {consultation.slug}"
        links, told = list(revision.links.all()), said.links.get(str(revision.id))
        if (told is None and links) or (told and links_digest(links, v=told[1]) != told[0]):
            yield Fault(what, "its clauses are linked otherwise than the record says")
        yield from check_placed(revision, said, what=what)
    yield from check_confirmed(consultation, said, people)
    yield from check_decided(consultation, said, people)


def check_confirmed(consultation: Consultation, said: Said, people: Pseudonyms) -> Iterator[Fault]:
    """Every link of which somebody said what it is: that the record knows of it, and by whom."""
    confirmed = ClauseLink.objects.filter(revision__document__consultation=consultation, confirmed_at__isnull=False)
    rows = confirmed.order_by("revision", "position").values_list(
        "revision_id", "revision__number", "position", "confirmed_by_id", InstantText("confirmed_at")
    )
    for revision, number, position, by, at in rows.iterator(chunk_size=AT_ONCE):
        what, act = f"link {position} of revision {number} of {consultation.slug}", (str(revision), at)
        actors = said.linked.get(act)
        if actors is None:
            yield Fault(what, "was confirmed at another instant than the record says")
        elif not (any(people.fit(str(by), actor) for actor in actors) if by else None in actors):
            yield Fault(what, "was confirmed by somebody else than the record says")


def check_placed(revision: Revision, said: Said, *, what: str) -> Iterator[Fault]:
    """The posts that were placed when it was published, by the digest of all; those that came later, one by one."""
    told, count = sha256(), 0
    for placement in Placement.objects.filter(revision=revision).order_by("post").iterator(chunk_size=AT_ONCE):
        digest = placement_digest(placement)
        if str(placement.pk) in said.digests:
            yield from against(said, str(placement.pk), digest, what=f"placement {placement.pk}")
        else:
            told.update(digest.encode())
            count += 1
    if (count, told.hexdigest()) != said.placed.get(str(revision.id), (0, sha256().hexdigest())):
        yield Fault(what, "posts stand elsewhere in it than the record says")


def check_decided(consultation: Consultation, said: Said, people: Pseudonyms) -> Iterator[Fault]:
    """What people said of doubtful places."""
    for decision in PlacementDecision.objects.filter(placement__post__consultation=consultation).order_by("decided_at", "id"):
        subject, what = str(decision.pk), f"decision {decision.pk} about a placement"
        yield from against(said, subject, placement_decision_digest(decision), what=what)
        if subject in said.actors and not people.fit(str(decision.decided_by_id), said.actors[subject]):
            yield Fault(what, "is by somebody else than the record says")


def check_picked(consultation: Consultation, said: Said, people: Pseudonyms) -> Iterator[Fault]:
    """Every proposal that was picked for a revision of the draft."""
    picked = PickedProposal.objects.filter(revision__document__consultation=consultation)
    for one in picked.order_by("revision__number", "post__number", "id"):
        subject, what = str(one.pk), f"proposal picked {one.pk}"
        yield from against(said, subject, picked_digest(one), what=what)
        if one.settled_by_id and subject in said.actors and not people.fit(str(one.settled_by_id), said.actors[subject]):
            yield Fault(what, "was settled by somebody else than the record says")
