"""A further revision: clauses keep their identity, every post has one place in it, and the record tells of both."""

from typing import Any
from uuid import UUID

import pytest

from consult.accounts.viewer import OPERATOR
from consult.anchoring.placement import PlacementState
from consult.anchoring.quotes import Quote
from consult.discussion.models import Placement, Post, PostVersion
from consult.discussion.rules import Kind, Operation, Proposal
from consult.documents.actions import edit_revision, match_revision, undo_edit
from consult.documents.editing.operations import Describe, Join
from consult.documents.models import Clause, ClauseLink, Matching, Revision, Wording
from consult.documents.queries import labels, wordings_of
from consult.documents.rules import RevisionKind
from consult.errors import BadInput, NotPossible
from consult.matching.links import LinkStatus
from consult.proposals.actions import publish_revision
from consult.record.checks.verification import verify
from tests.cast import DRAFT, NEXT_DRAFT, Scene, Someone, moment, publishes_revision, revises, settles_and_publishes

pytestmark = pytest.mark.django_db


def place(post: Post, revision: Revision) -> Placement:
    """Where the post stands in it."""
    return Placement.objects.get(post=post, revision=revision)


def test_a_clause_keeps_its_identity_under_another_number(lively: Scene) -> None:
    revision = publishes_revision(lively)

    named = {label: lively.clause(label) for label in ("Pasal 1", "Pasal 2 ayat (1)", "Pasal 4", "Pasal 5")}
    called = labels(named.values(), revision)
    assert {label: called[clause] for label, clause in named.items()} == {
        "Pasal 1": "Pasal 1",
        "Pasal 2 ayat (1)": "Pasal 2 ayat (1)",
        "Pasal 4": "Pasal 3",
        "Pasal 5": "Pasal 4",
    }
    assert lively.clause("Pasal 3") not in {one.clause_id for one in wordings_of(revision)}
    assert not Clause.objects.filter(wordings=None).exists()


def test_links_name_the_clauses_by_their_one_identity(lively: Scene) -> None:
    revision = publishes_revision(lively)

    links = {link.old_id: link for link in revision.links.all() if link.old_id}
    assert (links[lively.clause("Pasal 4")].new_id, links[lively.clause("Pasal 4")].renumbered) == (lively.clause("Pasal 4"), True)
    assert links[lively.clause("Pasal 3")].status == LinkStatus.REMOVED
    assert [link.status for link in revision.links.all() if link.old_id is None] == [LinkStatus.ADDED]


def test_every_post_gets_one_place(lively: Scene, siti: Someone, agus: Someone) -> None:
    kept = siti.posts("Setuju.", on=lively.clause("Pasal 4"))
    quoted = siti.posts("Kapan?", on=lively.clause("Pasal 4"), quote=Quote("menjaga kebersihan"))
    changed = agus.posts("Terlalu pagi.", on=lively.clause("Pasal 5"))
    passage = agus.posts("Jam berapa?", on=lively.clause("Pasal 5"), quote=Quote("sebelum pukul sepuluh"))
    gone = siti.posts("Anak saya?", on=lively.clause("Pasal 3"), quote=Quote("kepada orang lain"))
    answer = agus.replies("Benar.", to=gone)

    revision = publishes_revision(lively)

    states = {post.pk: place(post, revision).state for post in (kept, quoted, changed, gone, answer)}
    assert states == {
        kept.pk: PlacementState.EXACT,
        quoted.pk: PlacementState.EXACT,
        changed.pk: PlacementState.CLAUSE_ONLY,
        gone.pk: PlacementState.ORPHANED,
        answer.pk: PlacementState.ORPHANED,
    }
    assert place(passage, revision).state in {PlacementState.FUZZY, PlacementState.CLAUSE_ONLY}
    assert Placement.objects.count() == Post.objects.count() == 6
    assert not verify().faults


def test_a_place_names_the_words_in_the_new_text(lively: Scene, siti: Someone) -> None:
    post = siti.posts("Kapan?", on=lively.clause("Pasal 4"), quote=Quote("menjaga kebersihan"))

    found = place(post, publishes_revision(lively))

    text = Wording.objects.get(revision__number=2, clause=lively.clause("Pasal 4")).text
    assert text[found.start : found.end] == "menjaga kebersihan"


def test_what_is_said_on_the_draft_as_a_whole_stays_there(lively: Scene, siti: Someone, budi: Someone) -> None:
    thread = budi.opens_thread("Kebersihan", over=[lively.clause("Pasal 4"), lively.clause("Pasal 5")], at=lively)
    post = siti.posts("Bagus.", on=thread)

    found = place(post, publishes_revision(lively))

    assert (found.state, found.clause_id) == (PlacementState.EXACT, None)


def test_a_post_that_comes_late_stands_on_the_version_that_its_author_saw(lively: Scene, siti: Someone) -> None:
    revision = publishes_revision(lively)

    late = siti.posts("Ditulis semalam.", on=lively.clause("Pasal 3"), revision=1)
    fresh = siti.posts("Baru saja.", on=lively.clause("Pasal 4"))

    assert late.revision is not None
    assert late.revision.number == 1
    assert place(late, revision).state == PlacementState.ORPHANED
    assert not fresh.placements.exists()
    assert not verify().faults


def test_places_are_carried_through_every_revision(lively: Scene, siti: Someone) -> None:
    post = siti.posts("Kapan?", on=lively.clause("Pasal 4"), quote=Quote("menjaga kebersihan"))
    gone = siti.posts("Anak saya?", on=lively.clause("Pasal 3"))
    publishes_revision(lively)

    third = publishes_revision(lively, NEXT_DRAFT.replace("Setiap pedagang menjaga", "Pedagang wajib menjaga"))
    late = siti.posts("Dari dulu.", on=lively.clause("Pasal 4"), quote=Quote("menjaga kebersihan"), revision=1)

    assert [(one.revision.number, one.state) for one in post.placements.order_by("revision__number")] == [(2, "exact"), (3, "exact")]
    assert place(gone, third).state == PlacementState.ORPHANED
    assert [(one.revision.number, one.state) for one in late.placements.order_by("revision__number")] == [(2, "exact"), (3, "exact")]
    assert not verify().faults


def test_a_passage_that_has_its_place_cannot_be_exchanged_and_words_still_can(lively: Scene, siti: Someone) -> None:
    post = siti.posts("Kapan?", on=lively.clause("Pasal 4"), quote=Quote("menjaga kebersihan"))
    publishes_revision(lively)

    with pytest.raises(BadInput) as refused:
        siti.edits(post, quote=Quote("Setiap pedagang"))

    assert (refused.value.code, refused.value.field) == ("post.quote_older", "quote")
    assert siti.edits(post, text="Kapan dan siapa?").number == 2


def test_what_is_edited_after_matching_is_matched_again_before_it_is_published(lively: Scene) -> None:
    revision = revises(lively)
    clause = Wording.objects.get(revision=revision, label="Pasal 5").clause_id
    numbered = Describe(str(clause), kind="pasal", number="6")
    edit_revision(actor=OPERATOR, slug=lively.row.slug, revision_id=revision.pk, seen=0, operation=numbered, now=moment())

    with pytest.raises(NotPossible) as refused:
        publish_revision(actor=OPERATOR, slug=lively.row.slug, number=2, now=moment())
    match_revision(actor=OPERATOR, slug=lively.row.slug, revision_id=revision.pk, now=moment())

    assert refused.value.code == "match.stale"
    assert settles_and_publishes(lively, revision).status == "published"
    assert not verify().faults


def test_nothing_is_published_while_a_link_is_doubtful(lively: Scene) -> None:
    revision = revises(lively)
    ClauseLink.objects.filter(revision=revision, new__wordings__label="Pasal 4").update(doubtful=True)

    with pytest.raises(NotPossible) as refused:
        publish_revision(actor=OPERATOR, slug=lively.row.slug, number=2, now=moment())

    assert (refused.value.code, refused.value.facts["n"]) == ("match.doubtful", 1)
    assert Revision.objects.get(number=2).status == "draft"


def test_another_text_altogether_is_refused_unless_it_is_meant(lively: Scene) -> None:
    other = "RANCANGAN PERATURAN DESA TENTANG SUMUR\nPasal 1\nAir diambil bergiliran.\nPasal 2\nPompa dirawat juru air.\n"

    with pytest.raises(BadInput) as refused:
        revises(lively, other)

    assert (refused.value.code, refused.value.field) == ("draft.another_text", "file")
    assert not Revision.objects.filter(number=2).exists()
    assert revises(lively, other, is_another_text=True).number == 2


def test_a_correction_mends_slips_and_leaves_every_post_where_it_is(lively: Scene, siti: Someone) -> None:
    post = siti.posts("Kapan?", on=lively.clause("Pasal 5"), quote=Quote("dipilah sebelum pukul"))

    revision = publishes_revision(lively, DRAFT.replace("dipilah sebelum", "dipilih sebelum"), kind=RevisionKind.CORRECTION)

    found = place(post, revision)
    assert (revision.kind, found.state, found.clause_id) == ("correction", "exact", lively.clause("Pasal 5"))
    assert not verify().faults


@pytest.mark.parametrize(
    ("draft", "clause"),
    [
        (NEXT_DRAFT, "BAB II Bagian Kedua"),
        (DRAFT.replace("Sampah dipilah sebelum pukul sepuluh.", "Semua orang pulang " * 9), "Pasal 5"),
        (DRAFT + "Pasal 6\nBaru.\n", "Pasal 6"),
        (DRAFT.replace("Pasal 5\nSampah dipilah sebelum pukul sepuluh.\n", ""), "Pasal 5"),
    ],
)
def test_a_correction_that_changes_more_than_slips_is_refused_by_the_clause(lively: Scene, draft: str, clause: str) -> None:
    with pytest.raises(BadInput) as refused:
        revises(lively, draft, kind=RevisionKind.CORRECTION)

    assert (refused.value.code, refused.value.facts["clause"]) == ("draft.not_a_slip", clause)
    assert not Revision.objects.filter(number=2).exists()


def test_the_record_finds_a_changed_link_and_a_changed_place(lively: Scene, siti: Someone) -> None:
    siti.posts("Kapan?", on=lively.clause("Pasal 4"))
    revision = publishes_revision(lively)

    Placement.objects.update(state="moved")
    assert ["elsewhere" in str(fault) for fault in verify().faults] == [True]
    Placement.objects.update(state="exact")
    ClauseLink.objects.filter(revision=revision, status="added").update(status="moved")
    assert ["linked otherwise" in str(fault) for fault in verify().faults] == [True]


def test_a_proposal_on_a_clause_that_was_reworded_stays_at_its_clause(lively: Scene, siti: Someone) -> None:
    proposal = Proposal(Operation.REPLACE, "Sampah dipilah kapan saja.")
    post = siti.posts("Lebih mudah.", on=lively.clause("Pasal 5"), kind=Kind.PROPOSAL, proposal=proposal)

    found = place(post, publishes_revision(lively))

    assert (found.state, found.clause_id) == (PlacementState.CLAUSE_ONLY, lively.clause("Pasal 5"))
    assert PostVersion.objects.get(post=post).pk == found.version_id


def test_matching_remembers_what_it_was_made_from(lively: Scene) -> None:
    revision = revises(lively)

    matching = Matching.objects.get(revision=revision)

    assert (matching.previous.number, matching.sha256, matching.step) == (1, revision.sha256, 0)
    assert isinstance(revision.links.all()[0].new_id or revision.links.all()[0].old_id, UUID)


def test_a_new_title_is_that_of_the_draft_once_its_version_is_published(lively: Scene) -> None:
    document = Revision.objects.get().document
    before = list(document.texts.values_list("language", "title"))
    revision = revises(lively, title="Peraturan Desa tentang Pasar Sore")

    assert list(document.texts.values_list("language", "title")) == before
    settles_and_publishes(lively, revision)

    assert document.texts.get(language="id").title == "Peraturan Desa tentang Pasar Sore"
    assert not verify().faults


def test_clauses_of_a_further_version_can_be_joined_and_it_is_matched_again(lively: Scene) -> None:
    revision = revises(lively)
    second = str(revision.wordings.get(label="Pasal 2 ayat (2)").clause_id)
    given: dict[str, Any] = {"actor": OPERATOR, "slug": lively.row.slug, "revision_id": revision.pk, "now": moment()}

    edit_revision(seen=0, operation=Join(second), **given)
    undo_edit(seen=1, **given)
    edit_revision(seen=2, operation=Join(second), **given)
    match_revision(**given)

    assert settles_and_publishes(lively, revision).status == "published"
    assert not verify().faults
