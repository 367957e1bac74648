"""Checking which proposals were picked for a revision, what became of each, and who settled it."""

from collections.abc import Iterator

from consult.consultations.models import Consultation
from consult.discussion.canonical_picked import picked_digest
from consult.discussion.models import PickedProposal
from consult.record.checks.chains import Fault, Said
from consult.record.checks.comparisons import against
from consult.record.checks.people import Pseudonyms


def check_picked(consultation: Consultation, said: Said, people: Pseudonyms) -> Iterator[Fault]:
    """Every proposal that was picked for a revision of the draft."""
    picked = PickedProposal.objects.filter(revision__document__consultation=consultation)
    for one in picked.order_by("revision__number", "post__number", "id"):
        subject, what = str(one.pk), f"proposal picked {one.pk}"
        yield from against(said, subject, picked_digest(one), what=what)
        if one.settled_by_id and subject in said.actors and not people.fit(str(one.settled_by_id), said.actors[subject]):
            yield Fault(what, "was settled by somebody else than the record says")
