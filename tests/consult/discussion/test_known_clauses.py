"""A clause that the next draft took over as it was is that clause, whatever is said of links; others can be merged into it."""

import pytest

from consult.accounts.viewer import OPERATOR
from consult.discussion.rules import Kind, Operation, Proposal
from consult.documents.actions import decide_link
from consult.documents.models import Clause, Matching, Revision, Wording
from consult.errors import BadInput
from consult.proposals.actions import pick_proposals
from consult.record.checks.verification import verify
from tests.cast import Scene, Someone, moment, settles_and_publishes
from tests.tables import contents

pytestmark = pytest.mark.django_db(transaction=True)  # what a foreign key refuses, it refuses at the commit


def picked(scene: Scene, who: Someone, operation: Operation, *, on: str) -> Revision:
    """The next draft, of one proposal."""
    wording = "" if operation is Operation.DELETE else "Sampah dipilah kapan saja."
    post = who.posts("Usul.", on=scene.clause(on), kind=Kind.PROPOSAL, proposal=Proposal(operation, wording))
    return pick_proposals(actor=OPERATOR, slug=scene.row.slug, posts=[post.pk], now=moment())


def says(revision: Revision, act: str, **ends: object) -> Matching:
    """What the operator says of a link."""
    step = Matching.objects.get(revision=revision).step
    return decide_link(actor=OPERATOR, slug="pasar-ramai", revision_id=revision.pk, seen=step, act=act, now=moment(), **ends)


@pytest.mark.parametrize(
    ("act", "ends"), [("choose", {"old": "Pasal 3", "new": "Pasal 4"}), ("new", {"new": "Pasal 4"}), ("removed", {"old": "Pasal 4"})]
)
def test_it_cannot_be_said_to_be_another(lively: Scene, siti: Someone, act: str, ends: dict[str, str]) -> None:
    revision = picked(lively, siti, Operation.REPLACE, on="Pasal 5")
    before = contents()

    with pytest.raises(BadInput) as refused:
        says(revision, act, **{end: lively.clause(label) for end, label in ends.items()})

    assert refused.value.code == "match.known"
    assert contents() == before


def test_what_is_merged_into_it_does_not_take_its_identity(lively: Scene, siti: Someone) -> None:
    gone = siti.posts("Anak saya?", on=lively.clause("Pasal 3"))
    there = siti.posts("Kapan?", on=lively.clause("Pasal 4"))
    revision = picked(lively, siti, Operation.DELETE, on="Pasal 3")
    says(revision, "add", old=lively.clause("Pasal 3"), new=lively.clause("Pasal 4"))

    settles_and_publishes(lively, revision)

    assert Wording.objects.get(revision=revision, text__startswith="Setiap pedagang menjaga").clause_id == lively.clause("Pasal 4")
    assert Clause.objects.filter(pk=lively.clause("Pasal 3")).exists()
    assert (there.placements.get().state, there.placements.get().clause_id) == ("exact", lively.clause("Pasal 4"))
    assert (gone.placements.get().state, gone.placements.get().clause_id) == ("moved", lively.clause("Pasal 4"))
    assert not verify().faults
