"""The next draft made of proposals: merged where they can be, conflicts for a person, clauses that stay themselves, told in the record."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID, uuid4

import pytest

from consult.accounts.viewer import OPERATOR
from consult.discussion.models import PickedProposal, Post
from consult.discussion.rules import Kind, Operation, Proposal
from consult.documents.actions import discard_revision, edit_revision, undo_edit
from consult.documents.editing.operations import Describe, Join
from consult.documents.editing.passages import Passage
from consult.documents.models import Clause, ClauseLink, Revision, Wording
from consult.documents.next_draft.draft import pictures_moved
from consult.documents.queries import wordings_of
from consult.errors import BadInput, NotAllowed, NotFound, NotPossible, Refusal
from consult.proposals.actions import pick_proposals, settle_picked
from consult.record.checks.verification import verify
from tests.cast import Scene, Someone, moment, publishes_revision, revises, settles_and_publishes

pytestmark = pytest.mark.django_db


def proposes(who: Someone, scene: Scene, label: str, wording: str, operation: Operation = Operation.REPLACE, **given: object) -> Post:
    proposal = Proposal(operation, wording)
    return who.posts("Lebih jelas.", on=scene.clause(label), kind=Kind.PROPOSAL, proposal=proposal, **given)  # type: ignore[arg-type]


def picks(scene: Scene, *posts: Post, **given: object) -> Revision:
    return pick_proposals(actor=OPERATOR, slug=scene.row.slug, posts=[post.pk for post in posts], now=moment(), **given)


def settles(scene: Scene, post: Post, *, take: bool) -> PickedProposal:
    row = PickedProposal.objects.get(post=post)
    return settle_picked(actor=OPERATOR, slug=scene.row.slug, picked=row.pk, take=take, now=moment())


def outcomes(*posts: Post) -> list[str]:
    return [PickedProposal.objects.get(post=post).outcome for post in posts]


@contextmanager
def refusal(kind: type[Refusal], code: str) -> Iterator[None]:
    """What is done in it is refused so."""
    with pytest.raises(kind) as refused:
        yield
    assert refused.value.code == code


def said(revision: Revision, clause: UUID) -> str:
    return Wording.objects.get(revision=revision, clause=clause).text


def test_one_proposal_makes_the_next_draft(lively: Scene, siti: Someone) -> None:
    post = proposes(siti, lively, "Pasal 5", "Sampah dipilah sebelum pukul sembilan.")

    revision = picks(lively, post)

    assert (revision.number, revision.status, revision.profile, revision.language) == (2, "draft", "id", "id")
    assert revision.previous == Revision.objects.get(number=1).sha256
    assert said(revision, lively.clause("Pasal 5")) == "Sampah dipilah sebelum pukul sembilan."
    assert outcomes(post) == ["merged"]
    assert not verify().faults


def test_every_other_clause_stays_what_it_was(lively: Scene, siti: Someone) -> None:
    revision = picks(lively, proposes(siti, lively, "Pasal 5", "Sampah dipilah sebelum pukul sembilan."))

    fields = ("clause_id", "label", "key", "kind", "number", "heading", "depth", "part", "position")
    before, after = ([[getattr(one, name) for name in fields] for one in wordings_of(each)] for each in Revision.objects.order_by("number"))
    assert before == after
    links = ClauseLink.objects.filter(revision=revision)
    assert {link.status for link in links} == {"unchanged", "changed"}
    assert all(link.old_id == link.new_id and link.carries and not link.doubtful for link in links)


def test_the_source_holds_every_clause_at_its_line(lively: Scene, siti: Someone) -> None:
    revision = picks(lively, proposes(siti, lively, "Pasal 5", "Sampah dipilah sebelum pukul sembilan."))

    lines = revision.source.text.split("\n")
    for one in wordings_of(revision):
        assert one.line
        assert (one.mark or one.heading or one.text).split("\n")[0] in lines[one.line - 1]
    assert "(2) Lapak diberikan menurut:" in lines


def test_proposals_that_do_not_meet_come_in_together(lively: Scene, siti: Someone, agus: Someone) -> None:
    hour = proposes(siti, lively, "Pasal 5", "Sampah dipilah sebelum pukul sembilan.")
    who = proposes(agus, lively, "Pasal 5", "Semua sampah dipilah sebelum pukul sepuluh.")

    revision = picks(lively, hour, who)

    assert said(revision, lively.clause("Pasal 5")) == "Semua sampah dipilah sebelum pukul sembilan."
    assert outcomes(hour, who) == ["merged", "merged"]


def test_a_clause_and_its_part_are_merged_together(lively: Scene, siti: Someone, agus: Someone) -> None:
    whole = "(1) Setiap pedagang memperoleh dua lapak.\n(2) Lapak diberikan menurut:\na. urutan pendaftaran; dan\nb. jenis dagangan."
    first = proposes(siti, lively, "Pasal 2", whole)
    second = proposes(agus, lively, "Pasal 2 ayat (2) huruf b", "usia pedagang.")

    revision = picks(lively, first, second)

    assert outcomes(first, second) == ["merged", "merged"]
    assert said(revision, lively.clause("Pasal 2 ayat (1)")) == "Setiap pedagang memperoleh dua lapak."
    assert said(revision, lively.clause("Pasal 2 ayat (2) huruf b")) == "usia pedagang."
    assert revision.warnings == []


def test_parts_are_taken_apart_and_keep_their_clauses(lively: Scene, siti: Someone) -> None:
    whole = (
        "(1) Setiap pedagang memperoleh satu lapak.\n(2) Lapak diberikan menurut:\na. urutan pendaftaran;\nb. jenis dagangan; dan\n"
        "c. usia pedagang.\n(3) Lapak diundi."
    )

    revision = picks(lively, proposes(siti, lively, "Pasal 2", whole))

    labels = [one.label for one in wordings_of(revision) if one.label.startswith("Pasal 2")]
    assert labels == [
        "Pasal 2",
        "Pasal 2 ayat (1)",
        "Pasal 2 ayat (2)",
        "Pasal 2 ayat (2) huruf a",
        "Pasal 2 ayat (2) huruf b",
        "Pasal 2 ayat (2) huruf c",
        "Pasal 2 ayat (3)",
    ]
    assert said(revision, lively.clause("Pasal 2 ayat (2) huruf b")) == "jenis dagangan; dan"
    assert Wording.objects.get(revision=revision, label="Pasal 2 ayat (3)").mark == "(3)"
    assert ClauseLink.objects.filter(revision=revision, status="added").count() == 2
    assert revision.warnings == []


def test_what_cannot_be_taken_apart_stands_in_one_clause_and_is_doubted(lively: Scene, siti: Someone) -> None:
    revision = picks(lively, proposes(siti, lively, "Pasal 2", "(1) Satu.\n(7) Tujuh."))

    assert said(revision, lively.clause("Pasal 2")) == "(1) Satu.\n(7) Tujuh."
    assert [(one["code"], one["facts"]) for one in revision.warnings] == [("picked.whole", {"label": "Pasal 2"})]
    assert revision.source.text.split("\n")[revision.warnings[0]["line"] - 1] == "Pasal 2 (1) Satu."


def test_a_clause_comes_in_behind_another(lively: Scene, siti: Someone, agus: Someone) -> None:
    first = proposes(siti, lively, "Pasal 2", "Pasal 2A\n(1) Lapak kosong dilelang.\n(2) Hasilnya untuk desa.", Operation.INSERT_AFTER)
    second = proposes(agus, lively, "Pasal 2", "Lapak diperiksa.", Operation.INSERT_AFTER)

    revision = picks(lively, first, second)

    wordings = wordings_of(revision)
    start = next(n for n, one in enumerate(wordings) if one.label == "Pasal 2A")
    assert [(one.label, one.text) for one in wordings[start : start + 3]] == [
        ("Pasal 2A", ""),
        ("Pasal 2A ayat (1)", "Lapak kosong dilelang."),
        ("Pasal 2A ayat (2)", "Hasilnya untuk desa."),
    ]
    new = wordings[start + 3]
    assert (new.kind, new.number, new.text) == ("pasal", "", "Lapak diperiksa.")
    assert wordings[start + 4].label == "Pasal 3"
    assert [(one["code"], one["line"]) for one in revision.warnings] == [("picked.number", new.line)]


def test_what_goes_on_with_the_parts_of_a_clause_becomes_one_of_them(lively: Scene, siti: Someone, agus: Someone) -> None:
    third = proposes(siti, lively, "Pasal 2", "(3) Lapak dekat pintu untuk lansia.", Operation.INSERT_AFTER)
    fourth = proposes(agus, lively, "Pasal 2", "(4) Lapak lain diundi.", Operation.INSERT_AFTER)

    revision = picks(lively, third, fourth)

    labels = {one.label: one.text for one in wordings_of(revision)}
    assert labels["Pasal 2 ayat (3)"] == "Lapak dekat pintu untuk lansia."
    assert labels["Pasal 2 ayat (4)"] == "Lapak lain diundi."
    assert revision.warnings == []


def test_an_inserted_clause_gets_its_number_at_the_import_desk(lively: Scene, siti: Someone) -> None:
    revision = picks(lively, proposes(siti, lively, "Pasal 2", "Lapak diperiksa.", Operation.INSERT_AFTER))
    new = Wording.objects.get(revision=revision, text="Lapak diperiksa.").clause_id

    operation = Describe(str(new), kind="pasal", number="2A")
    edit_revision(actor=OPERATOR, slug=lively.row.slug, revision_id=revision.pk, seen=0, operation=operation, now=moment())

    assert Wording.objects.get(revision=revision, clause=new).label == "Pasal 2A"
    assert not verify().faults


def test_a_clause_is_taken_out_with_its_parts(lively: Scene, siti: Someone) -> None:
    revision = picks(lively, proposes(siti, lively, "Pasal 2", "", Operation.DELETE))

    assert not Wording.objects.filter(revision=revision, label__startswith="Pasal 2").exists()
    assert Clause.objects.filter(pk=lively.clause("Pasal 2")).exists()
    assert ClauseLink.objects.filter(revision=revision, status="removed").count() == 5


def test_proposals_that_meet_leave_the_draft_as_it_is(lively: Scene, siti: Someone, agus: Someone, budi: Someone) -> None:
    nine = proposes(siti, lively, "Pasal 5", "Sampah dipilah sebelum pukul sembilan.")
    noon = proposes(agus, lively, "Pasal 5", "Sampah dipilah sebelum pukul dua belas.")
    other = proposes(siti, lively, "Pasal 4", "Setiap pedagang menjaga lapaknya.")

    revision = picks(lively, nine, noon, other)

    assert outcomes(nine, noon, other) == ["conflict", "conflict", "merged"]
    assert said(revision, lively.clause("Pasal 5")) == "Sampah dipilah sebelum pukul sepuluh."
    with pytest.raises(NotPossible) as refused:
        settles_and_publishes(lively, revision)
    assert (refused.value.code, refused.value.facts["n"]) == ("picked.conflict", 2)


def test_who_takes_one_leaves_the_others_that_meet_it(lively: Scene, siti: Someone, agus: Someone) -> None:
    nine = proposes(siti, lively, "Pasal 5", "Sampah dipilah sebelum pukul sembilan.")
    noon = proposes(agus, lively, "Pasal 5", "Sampah dipilah sebelum pukul dua belas.")
    again = proposes(agus, lively, "Pasal 5", "Sampah dipilah sebelum pukul dua belas.")
    other = proposes(siti, lively, "Pasal 4", "Setiap pedagang menjaga lapaknya.")
    revision = picks(lively, nine, noon, again, other)

    settles(lively, noon, take=True)

    assert outcomes(nine, noon, again, other) == ["left", "taken", "taken", "merged"]
    assert said(revision, lively.clause("Pasal 5")) == "Sampah dipilah sebelum pukul dua belas."
    assert said(revision, lively.clause("Pasal 4")) == "Setiap pedagang menjaga lapaknya."
    assert not verify().faults
    assert settles_and_publishes(lively, revision).status == "published"
    assert not verify().faults


def test_who_leaves_one_leaves_the_draft_as_it_is(lively: Scene, siti: Someone, agus: Someone) -> None:
    nine = proposes(siti, lively, "Pasal 5", "Sampah dipilah sebelum pukul sembilan.")
    gone = proposes(agus, lively, "Pasal 5", "", Operation.DELETE)
    revision = picks(lively, nine, gone)

    settles(lively, nine, take=False)
    settles(lively, gone, take=False)

    assert outcomes(nine, gone) == ["left", "left"]
    assert Wording.objects.get(revision=revision, clause=lively.clause("Pasal 5")).text == "Sampah dipilah sebelum pukul sepuluh."
    assert not verify().faults


def test_what_was_settled_is_not_settled_again(lively: Scene, siti: Someone, agus: Someone) -> None:
    nine = proposes(siti, lively, "Pasal 5", "Sampah dipilah sebelum pukul sembilan.")
    gone = proposes(agus, lively, "Pasal 5", "", Operation.DELETE)
    picks(lively, nine, gone)
    settles(lively, gone, take=True)

    with refusal(NotPossible, "picked.settled"):
        settles(lively, nine, take=True)

    assert not Wording.objects.filter(revision__number=2, clause=lively.clause("Pasal 5")).exists()


def test_behind_a_clause_that_another_takes_out_a_person_decides(lively: Scene, siti: Someone, agus: Someone) -> None:
    behind = proposes(siti, lively, "Pasal 2 ayat (2)", "(3) Lapak diundi.", Operation.INSERT_AFTER)
    gone = proposes(agus, lively, "Pasal 2", "", Operation.DELETE)

    picks(lively, behind, gone)

    assert outcomes(behind, gone) == ["conflict", "conflict"]


def test_an_edited_draft_takes_no_further_words_and_can_still_leave_them(lively: Scene, siti: Someone, agus: Someone) -> None:
    nine = proposes(siti, lively, "Pasal 5", "Sampah dipilah sebelum pukul sembilan.")
    noon = proposes(agus, lively, "Pasal 5", "Sampah dipilah sebelum pukul dua belas.")
    revision = picks(lively, nine, noon)
    operation = Describe(str(lively.clause("Pasal 3")), kind="pasal", number="9")
    edit_revision(actor=OPERATOR, slug=lively.row.slug, revision_id=revision.pk, seen=0, operation=operation, now=moment())

    with refusal(NotPossible, "picked.edited"):
        settles(lively, nine, take=True)
    settles(lively, nine, take=False)

    assert outcomes(nine, noon) == ["left", "conflict"]
    assert not verify().faults


def test_a_clause_of_both_versions_can_be_joined_and_comes_back(lively: Scene, siti: Someone) -> None:
    revision = picks(lively, proposes(siti, lively, "Pasal 5", "Sampah dipilah sebelum pukul sembilan."))
    given = {"actor": OPERATOR, "slug": lively.row.slug, "revision_id": revision.pk, "now": moment()}

    edit_revision(seen=0, operation=Join(str(lively.clause("Pasal 4"))), **given)
    assert not Wording.objects.filter(revision=revision, clause=lively.clause("Pasal 4")).exists()
    undo_edit(seen=1, **given)

    assert Wording.objects.filter(revision=revision, clause=lively.clause("Pasal 4")).exists()
    assert not verify().faults


def test_a_proposal_on_an_older_version_whose_words_stand_still_is_merged(lively: Scene, siti: Someone) -> None:
    post = proposes(siti, lively, "Pasal 4", "Setiap pedagang menjaga lapaknya.")
    publishes_revision(lively)

    revision = picks(lively, post)

    assert (revision.number, outcomes(post)) == (3, ["merged"])
    assert said(revision, lively.clause("Pasal 4")) == "Setiap pedagang menjaga lapaknya."
    assert not verify().faults


def test_a_proposal_on_words_that_are_others_now_is_for_a_person(lively: Scene, siti: Someone) -> None:
    post = proposes(siti, lively, "Pasal 5", "Sampah dipilah sebelum pukul tujuh.")
    publishes_revision(lively)

    revision = picks(lively, post)

    assert outcomes(post) == ["conflict"]
    assert said(revision, lively.clause("Pasal 5")) == "Sampah dipilah sebelum pukul sembilan oleh setiap pedagang."
    settles(lively, post, take=True)
    assert said(revision, lively.clause("Pasal 5")) == "Sampah dipilah sebelum pukul tujuh."


def test_a_proposal_on_a_clause_that_is_gone_cannot_be_picked(lively: Scene, siti: Someone) -> None:
    post = proposes(siti, lively, "Pasal 3", "Lapak dapat dialihkan.")
    publishes_revision(lively)

    with pytest.raises(BadInput) as refused:
        picks(lively, post)

    assert (refused.value.code, refused.value.facts["number"]) == ("picked.gone", post.number)


def test_what_the_public_does_not_see_cannot_be_picked(lively: Scene, consultation: Scene, siti: Someone, wati: Someone) -> None:
    hidden = proposes(siti, lively, "Pasal 5", "Sampah dibakar.")
    wati.hides(hidden)
    elsewhere = proposes(siti, consultation, "Pasal 5", "Sampah dipilah.")
    comment = siti.posts("Setuju.", on=lively.clause("Pasal 5"))

    for post in (hidden, elsewhere, comment):
        with refusal(BadInput, "picked.unknown"):
            picks(lively, post)
    assert not Revision.objects.filter(number=2).exists()


def test_nothing_is_picked_while_a_draft_waits(lively: Scene, siti: Someone) -> None:
    post = proposes(siti, lively, "Pasal 5", "Sampah dipilah sebelum pukul sembilan.")
    revises(lively)

    with refusal(NotPossible, "draft.waiting"):
        picks(lively, post)


def test_none_and_too_many_are_refused(lively: Scene) -> None:
    for posts in ([], [uuid4() for _ in range(301)]):
        with refusal(BadInput, "picked.count"):
            pick_proposals(actor=OPERATOR, slug=lively.row.slug, posts=posts, now=moment())


def test_only_officials_pick_and_settle(lively: Scene, siti: Someone, wati: Someone, agus: Someone) -> None:
    nine = proposes(siti, lively, "Pasal 5", "Sampah dipilah sebelum pukul sembilan.")
    noon = proposes(agus, lively, "Pasal 5", "Sampah dipilah sebelum pukul dua belas.")
    for who in (siti, wati):
        with pytest.raises(NotAllowed):
            pick_proposals(actor=who.viewer, slug=lively.row.slug, posts=[nine.pk], now=moment())
    picks(lively, nine, noon)
    row = PickedProposal.objects.get(post=nine)
    with pytest.raises(NotAllowed):
        settle_picked(actor=siti.viewer, slug=lively.row.slug, picked=row.pk, take=True, now=moment())
    with pytest.raises(NotFound):
        settle_picked(actor=OPERATOR, slug=lively.row.slug, picked=uuid4(), take=True, now=moment())


def test_a_draft_of_which_nothing_is_left_is_refused(lively: Scene, siti: Someone) -> None:
    tops = [one.label for one in wordings_of(Revision.objects.get(number=1)) if one.depth == 0]
    posts = [proposes(siti, lively, label, "", Operation.DELETE) for label in tops]

    with refusal(NotPossible, "picked.nothing_left"):
        picks(lively, *posts)
    assert not Revision.objects.filter(number=2).exists()


def test_the_same_key_picks_once(lively: Scene, siti: Someone) -> None:
    post = proposes(siti, lively, "Pasal 5", "Sampah dipilah sebelum pukul sembilan.")

    assert picks(lively, post, key="sekali") == picks(lively, post, key="sekali")


def test_a_draft_that_is_thrown_away_takes_along_what_was_picked(lively: Scene, siti: Someone) -> None:
    post = proposes(siti, lively, "Pasal 2", "Satu.\na. dua;\nb. tiga.")
    revision = picks(lively, post)

    discard_revision(actor=OPERATOR, slug=lively.row.slug, seen=revision.pk, now=moment())

    assert not PickedProposal.objects.exists()
    assert Clause.objects.filter(pk=lively.clause("Pasal 2 ayat (1)")).exists()
    assert not Clause.objects.filter(wordings=None).exists()
    assert not verify().faults
    assert outcomes(post) == ["merged"] if picks(lively, post) else False


def test_the_record_finds_another_outcome_and_a_row_that_is_gone(lively: Scene, siti: Someone) -> None:
    post = proposes(siti, lively, "Pasal 5", "Sampah dipilah sebelum pukul sembilan.")
    picks(lively, post)

    PickedProposal.objects.update(outcome="taken")
    assert ["picked" in str(fault) for fault in verify().faults] == [True]
    PickedProposal.objects.update(outcome="merged")
    assert not verify().faults
    PickedProposal.objects.all().delete()
    assert ["its row is gone" in str(fault) for fault in verify().faults] == [True]


def test_pictures_stay_with_their_clauses(lively: Scene, siti: Someone) -> None:
    first = Revision.objects.get(number=1)
    at = Wording.objects.get(revision=first, label="Pasal 4")
    before = wordings_of(first)
    first.pictures = [{"name": "denah.png", "line": at.line}]
    passages = [Passage(str(one.clause_id), None, "body", "pasal", line=n) for n, one in enumerate(before, start=100)]

    moved = pictures_moved(first, before, passages)
    without = pictures_moved(first, before, [one for one in passages if one.id != str(at.clause_id)])

    assert [one["line"] for one in moved] == [99 + at.position]
    assert [one["line"] for one in without] == [98 + at.position]


def test_the_next_draft_is_published_and_posts_stay_on_their_clauses(lively: Scene, siti: Someone) -> None:
    comment = siti.posts("Setuju.", on=lively.clause("Pasal 4"))
    revision = picks(lively, proposes(siti, lively, "Pasal 5", "Sampah dipilah sebelum pukul sembilan."))

    settles_and_publishes(lively, revision)

    assert [(one.state, one.clause_id) for one in comment.placements.all()] == [("exact", lively.clause("Pasal 4"))]
    assert not verify().faults
