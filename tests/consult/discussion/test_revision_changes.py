"""What changed between two revisions, and what people have to do with it."""

from typing import Final
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consult.accounts.viewer import OPERATOR, VISITOR
from consult.consultations.rules import Moderation
from consult.discussion.models import PickedProposal
from consult.discussion.revision_changes import BESIDE, Change, Comparison, gathered
from consult.discussion.rules import Kind, Operation, PickedOutcome, Proposal
from consult.documents.actions import decide_link
from consult.documents.clause_trails import Linked
from consult.documents.models import Matching, Revision
from consult.documents.rules import RevisionKind
from consult.errors import BadInput, NotFound
from consult.matching.links import LinkStatus
from consult.proposals.comparison import Compared, revisions_compared, voices
from tests.cast import DRAFT, NEXT_DRAFT, Scene, Someone, moment, publishes_revision, revises, settles_and_publishes, staged

THIRD: Final = NEXT_DRAFT.replace("pukul sembilan", "pukul delapan")

pytestmark = pytest.mark.django_db


def pair(scene: Scene, start: int | None = None, end: int | None = None) -> Compared:
    """Two revisions as a visitor compares them."""
    return revisions_compared(scene.row.slug, start=start, end=end, viewer=VISITOR, now=moment())


def told(comparison: Comparison) -> dict[str, Change]:
    """The changes of what people cite, by the labels of before and now: `Pasal 4 → Pasal 3`."""
    return {named(change): change for change in comparison.changes if not change.beside}


def named(change: Change) -> str:
    """Its labels."""
    olds, news = (", ".join(end.label for end in ends) for ends in (change.olds, change.news))
    return f"{olds} → {news}"


def links(*ends: str) -> list[Linked]:
    """Links by their ends: `ab` is from a to b; `a-` and `-b` have one."""
    return [Linked(one[0].strip("-") or None, one[1].strip("-") or None, LinkStatus.CHANGED, False, 1.0, False) for one in ends]


def test_clauses_are_told_at_the_level_that_people_cite(lively: Scene) -> None:
    publishes_revision(lively)

    found = told(pair(lively).comparison())

    assert {name: change.status.value for name, change in found.items()} == {
        "Pasal 1 → Pasal 1": "unchanged",
        "Pasal 2 → Pasal 2": "unchanged",
        "Pasal 3 → ": "removed",
        "Pasal 4 → Pasal 3": "unchanged",
        "Pasal 5 → Pasal 4": "changed",
        " → Pasal 5": "added",
    }


def test_a_change_in_a_part_is_told_with_the_clause_and_its_lines(lively: Scene) -> None:
    publishes_revision(lively, DRAFT.replace("jenis dagangan", "macam dagangan"))

    change = told(pair(lively).comparison())["Pasal 2 → Pasal 2"]

    assert change.status is LinkStatus.CHANGED
    assert change.after.splitlines() == [
        "(1) Setiap pedagang memperoleh satu lapak.",
        "(2) Lapak diberikan menurut:",
        "a. urutan pendaftaran; dan",
        "b. macam dagangan.",
    ]


def test_a_heading_that_changed_is_told_beside_and_not_counted(lively: Scene) -> None:
    publishes_revision(lively, DRAFT.replace("BAB II PENATAAN", "BAB II PENATAAN LAPAK").replace("perlu didengar", "perlu ditanya"))

    comparison = pair(lively).comparison()

    recitals = "Menimbang a. bahwa pasar pagi perlu ditata bersama;"
    assert [tuple(" ".join(text.split()) for text in (change.after, change.before)) for change in comparison.of_kind(BESIDE)] == [
        (f"{recitals} b. bahwa warga perlu ditanya;", f"{recitals} b. bahwa warga perlu didengar;"),
        ("PENATAAN LAPAK", "PENATAAN"),
    ]
    assert comparison.summary["changed"] == 0
    assert len(comparison.of_kind("")) == 2


def test_a_split_is_one_change_with_all_its_clauses(lively: Scene) -> None:
    revision = revises(lively, NEXT_DRAFT)
    new = {one.label: one.clause_id for one in revision.wordings.all()}
    for label, act in (("Pasal 4", "choose"), ("Pasal 5", "add")):
        step = Matching.objects.get(revision=revision).step
        said = {"act": act, "old": lively.clause("Pasal 5"), "new": new[label]}
        decide_link(actor=OPERATOR, slug=lively.row.slug, revision_id=revision.pk, seen=step, now=moment(), **said)
    settles_and_publishes(lively, revision)

    comparison = pair(lively).comparison()

    split = told(comparison)["Pasal 5 → Pasal 4, Pasal 5"]
    assert (split.status, comparison.summary["split"], len(split.links)) == (LinkStatus.SPLIT, 1, 2)
    assert split.after.splitlines()[::2] == ["Pasal 4", "Pasal 5"]


def test_links_with_a_clause_in_common_are_one_change() -> None:
    found = [[(one.old, one.new) for one in group] for group in gathered(links("ax", "by", "az", "c-", "bz", "-w"))]

    assert found == [[("a", "x"), ("a", "z"), ("b", "y"), ("b", "z")], [("c", None)], [(None, "w")]]


def test_what_was_there_before_and_after_only_stays_apart() -> None:
    assert [len(group) for group in gathered(links("aa", "b-", "-b"))] == [1, 1, 1]


def test_revisions_that_are_not_neighbours_are_compared_through_those_between(lively: Scene) -> None:
    publishes_revision(lively)
    publishes_revision(lively, THIRD)

    found = told(pair(lively, 1, 3).comparison())

    assert "pukul sepuluh" in found["Pasal 5 → Pasal 4"].before
    assert "pukul delapan" in found["Pasal 5 → Pasal 4"].after
    assert found["Pasal 3 → "].status is LinkStatus.REMOVED
    assert found[" → Pasal 5"].status is LinkStatus.ADDED
    assert pair(lively).before == Revision.objects.get(number=2)


def test_what_was_mended_back_is_unchanged_over_three(lively: Scene) -> None:
    publishes_revision(lively, DRAFT.replace("dialihkan", "dipindahkan"))
    publishes_revision(lively, DRAFT)

    assert pair(lively, 1, 3).comparison().summary["unchanged"] == 5
    assert pair(lively, 2, 3).comparison().summary["changed"] == 1


def test_only_corrections_make_a_correction(lively: Scene) -> None:
    publishes_revision(lively, DRAFT.replace("dialihkan", "dipindahkan"), kind=RevisionKind.CORRECTION)
    assert pair(lively).is_correction

    publishes_revision(lively)

    assert not pair(lively, 1, 3).is_correction
    assert not pair(lively, 2, 3).is_correction


def test_an_unpublished_revision_is_not_found_by_anybody(lively: Scene, ratna: Someone) -> None:
    revises(lively)

    for viewer in (VISITOR, ratna.viewer, OPERATOR):
        with pytest.raises(NotFound):
            revisions_compared(lively.row.slug, start=1, end=2, viewer=viewer, now=moment())
    assert pair(lively).before is None


def test_a_consultation_in_preparation_is_not_found_but_by_its_team(ratna: Someone, siti: Someone) -> None:
    scene = staged("lampu-jalan", moderation=Moderation.AFTER, officials=[ratna], moderators=[], open_it=False)
    publishes_revision(scene)

    for viewer in (VISITOR, siti.viewer):
        with pytest.raises(NotFound):
            revisions_compared("lampu-jalan", start=None, end=None, viewer=viewer, now=moment())
    assert revisions_compared("lampu-jalan", start=None, end=None, viewer=ratna.viewer, now=moment()).after.number == 2


@pytest.mark.parametrize(("start", "end"), [(2, 1), (2, 2), (1, 1), (2, None)])
def test_the_earlier_one_comes_first(lively: Scene, start: int, end: int | None) -> None:
    publishes_revision(lively)

    with pytest.raises(BadInput) as refused:
        pair(lively, start, end)

    assert (refused.value.code, refused.value.field) == ("changes.order", "from")


def proposed(scene: Scene, by: Someone, label: str, operation: Operation, wording: str) -> PickedProposal:
    """Somebody's proposal, picked for the next revision, which is imported."""
    post = by.posts("Usul.", on=scene.clause(label), kind=Kind.PROPOSAL, proposal=Proposal(operation, wording))
    revision = revises(scene)
    return PickedProposal.objects.create(revision=revision, post=post, version=post.versions.get(), outcome=PickedOutcome.MERGED)


def because_of(scene: Scene, start: int | None = None, end: int | None = None) -> dict[str, list[int]]:
    """The numbers of proposals by the change that they are in."""
    both = pair(scene, start, end)
    comparison = both.comparison()
    return {named(comparison.changes[place]): numbers for place, numbers in voices(both).merged(comparison).items()}


def test_a_proposal_that_inserted_is_told_with_the_new_clause(lively: Scene, siti: Someone) -> None:
    picked = proposed(lively, siti, "Pasal 5", Operation.INSERT_AFTER, "Timbangan diperiksa oleh pengurus pasar sekali dalam setahun.")
    settles_and_publishes(lively, picked.revision)
    picked.post.refresh_from_db()

    assert because_of(lively) == {" → Pasal 5": [picked.post.number]}


def test_a_proposal_to_delete_is_told_with_what_is_gone(lively: Scene, siti: Someone) -> None:
    picked = proposed(lively, siti, "Pasal 3", Operation.DELETE, "")
    settles_and_publishes(lively, picked.revision)
    picked.post.refresh_from_db()

    assert because_of(lively) == {"Pasal 3 → ": [picked.post.number]}


def test_a_proposal_on_a_part_is_told_with_the_clause(lively: Scene, siti: Someone) -> None:
    picked = proposed(lively, siti, "Pasal 2 ayat (1)", Operation.REPLACE, "Setiap pedagang memperoleh lapak.")
    settles_and_publishes(lively, picked.revision)
    picked.post.refresh_from_db()

    assert because_of(lively) == {"Pasal 2 → Pasal 2": [picked.post.number]}


def test_proposals_of_every_revision_on_the_way_are_told_and_no_others(lively: Scene, siti: Someone) -> None:
    first = proposed(lively, siti, "Pasal 5", Operation.REPLACE, "Sampah dipilah sebelum pukul sembilan.")
    settles_and_publishes(lively, first.revision)
    new = first.revision.wordings.get(label="Pasal 5").clause_id
    post = siti.posts("Usul.", on=new, kind=Kind.PROPOSAL, proposal=Proposal(Operation.REPLACE, "Timbangan diperiksa dua kali."))
    third = revises(lively, THIRD)
    PickedProposal.objects.create(revision=third, post=post, version=post.versions.get(), outcome=PickedOutcome.TAKEN)
    settles_and_publishes(lively, third)
    for one in (first.post, post):
        one.refresh_from_db()

    assert because_of(lively, 1, 3) == {"Pasal 5 → Pasal 4": [first.post.number], " → Pasal 5": [post.number]}
    assert because_of(lively, 2, 3) == {"Pasal 5 → Pasal 5": [post.number]}


def test_a_held_or_withdrawn_proposal_is_not_told(lively: Scene, siti: Someone) -> None:
    picked = proposed(lively, siti, "Pasal 5", Operation.REPLACE, "Sampah dipilah sebelum pukul sembilan.")
    settles_and_publishes(lively, picked.revision)
    assert because_of(lively)

    siti.withdraws(picked.post)

    assert because_of(lively) == {}


def test_posts_are_counted_with_those_on_parts(lively: Scene, siti: Someone, budi: Someone) -> None:
    siti.posts("Di pasal.", on=lively.clause("Pasal 2"))
    siti.posts("Di huruf.", on=lively.clause("Pasal 2 ayat (2) huruf a"))
    budi.hides(siti.posts("Promosi.", on=lively.clause("Pasal 2")))
    publishes_revision(lively)

    both = pair(lively)

    change = told(both.comparison())["Pasal 2 → Pasal 2"]
    assert voices(both).on(change.clauses()) == 2
    assert UUID(change.news[0].clause) == lively.clause("Pasal 2")


def test_the_same_few_queries_over_however_many_revisions(lively: Scene, siti: Someone) -> None:
    publishes_revision(lively)
    publishes_revision(lively, THIRD)
    counts = []
    for start in (2, 1):
        siti.posts("Satu lagi.", on=lively.clause("Pasal 5"))
        with CaptureQueriesContext(connection) as asked:
            both = pair(lively, start, 3)
            both.comparison()
            voices(both)
        counts.append(len(asked))

    assert counts == [6, 6]
