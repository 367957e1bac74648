"""Picking and settling are done wholly or not at all, whichever statement fails; and what was hidden meanwhile does not come in."""

import pytest

from consult.accounts.viewer import OPERATOR
from consult.discussion.models import PickedProposal, Post
from consult.discussion.rules import Kind, Operation, Proposal
from consult.errors import NotFound, NotPossible
from consult.proposals.actions import leave_picked, pick_proposals, settle_picked
from consult.record.checks.verification import verify
from tests.cast import Scene, Someone, moment
from tests.faults import all_or_nothing


def proposes(who: Someone, scene: Scene, wording: str) -> Post:
    return who.posts("Usul.", on=scene.clause("Pasal 5"), kind=Kind.PROPOSAL, proposal=Proposal(Operation.REPLACE, wording))


def both(scene: Scene, siti: Someone, agus: Someone) -> list[Post]:
    """Two that meet."""
    return [proposes(who, scene, f"Sampah dipilah sebelum pukul {hour}.") for who, hour in ((siti, "sembilan"), (agus, "dua belas"))]


@pytest.mark.django_db(transaction=True)
def test_a_fault_at_any_statement_leaves_nothing_of_picking_and_of_settling(lively: Scene, siti: Someone, agus: Someone) -> None:
    posts = both(lively, siti, agus)
    given = {"actor": OPERATOR, "slug": lively.row.slug, "now": moment()}

    picking = all_or_nothing(lambda: pick_proposals(posts=[post.pk for post in posts], **given))
    row = PickedProposal.objects.get(post=posts[0])
    settling = all_or_nothing(lambda: settle_picked(picked=row.pk, take=True, **given))

    assert picking > 10
    assert settling > 10
    assert sorted(PickedProposal.objects.values_list("outcome", flat=True)) == ["left", "taken"]
    assert not verify().faults


@pytest.mark.django_db
def test_words_that_were_hidden_meanwhile_are_not_taken(lively: Scene, siti: Someone, agus: Someone, wati: Someone) -> None:
    posts = both(lively, siti, agus)
    pick_proposals(actor=OPERATOR, slug=lively.row.slug, posts=[post.pk for post in posts], now=moment())
    wati.hides(posts[0])
    rows = [PickedProposal.objects.get(post=post).pk for post in posts]

    with pytest.raises(NotPossible) as refused:
        settle_picked(actor=OPERATOR, slug=lively.row.slug, picked=rows[0], take=True, now=moment())
    settle_picked(actor=OPERATOR, slug=lively.row.slug, picked=rows[1], take=True, now=moment())

    assert refused.value.code == "picked.hidden"
    assert sorted(PickedProposal.objects.values_list("outcome", flat=True)) == ["left", "taken"]


@pytest.mark.django_db
def test_several_are_left_together_or_none(lively: Scene, consultation: Scene, siti: Someone, agus: Someone) -> None:
    posts = both(lively, siti, agus)
    pick_proposals(actor=OPERATOR, slug=lively.row.slug, posts=[post.pk for post in posts], now=moment())
    rows = [PickedProposal.objects.get(post=post).pk for post in posts]

    with pytest.raises(NotFound):
        leave_picked(actor=OPERATOR, slug=lively.row.slug, picked=[*rows, posts[0].pk], now=moment())
    with pytest.raises(NotFound):
        leave_picked(actor=OPERATOR, slug=consultation.row.slug, picked=rows, now=moment())
    assert set(PickedProposal.objects.values_list("outcome", flat=True)) == {"conflict"}

    leave_picked(actor=OPERATOR, slug=lively.row.slug, picked=rows, now=moment())

    assert set(PickedProposal.objects.values_list("outcome", flat=True)) == {"left"}
    assert not verify().faults
