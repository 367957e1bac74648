"""Clause by clause: the draft's wording beside what people propose, both sides or an explicit none, and what a chapter is spared."""

import pytest

from consult.discussion.models import Post
from consult.discussion.rules import Kind, Operation, Proposal, Stance
from consult.reports.render import FORMATS
from consult.reports.render.paper import paper
from tests.cast import Scene, Someone
from tests.consult.reports.reading import made, words_in

pytestmark = pytest.mark.django_db

PAPER = ("html", "pdf", "docx")
KEPT, GONE, COME = "Setiap pedagang menjaga kebersihan", "lapaknya.", "lapak dan jalannya."


def proposes(who: Someone, scene: Scene, wording: str, *, label: str = "Pasal 4", operation: Operation = Operation.REPLACE) -> None:
    """A proposal on a clause."""
    who.posts("Usul.", on=scene.clause(label), kind=Kind.PROPOSAL, proposal=Proposal(operation, wording), stance=Stance.MIXED)


def test_a_clause_stands_with_all_its_parts_and_a_chapter_with_its_own_words(lively: Scene, siti: Someone) -> None:
    for label in ("Pasal 2", "BAB II"):
        siti.posts("Pendapat.", on=lively.clause(label))

    chapter, article = made(lively).clauses

    assert article.wording.splitlines() == [
        "(1) Setiap pedagang memperoleh satu lapak.",
        "(2) Lapak diberikan menurut:",
        "a. urutan pendaftaran; dan",
        "b. jenis dagangan.",
    ]
    assert (chapter.label, chapter.wording, chapter.heads_others, article.heads_others) == ("BAB II", "", True, False)


def test_a_proposal_stands_beside_the_draft_word_by_word(lively: Scene, siti: Someone) -> None:
    proposes(siti, lively, f"{KEPT} {COME}")

    [clause] = paper(made(lively)).clauses
    [proposal] = clause.proposals

    assert [(one.side, one.text) for one in proposal.stretches] == [
        ("both", f"{KEPT} "),
        ("before", "lapaknya"),
        ("after", "lapak dan jalannya"),
        ("both", "."),
    ]


def test_every_file_for_people_has_the_proposal_beside_the_draft(lively: Scene, siti: Someone) -> None:
    proposes(siti, lively, f"{KEPT} {COME}")

    for form in PAPER:
        found = words_in(FORMATS[form](made(lively)), form)
        assert (form, "lapaknya" in found, "lapak dan jalannya" in found) == (form, True, True)


def test_a_proposal_to_insert_or_delete_shows_what_comes_or_goes_alone(lively: Scene, siti: Someone) -> None:
    proposes(siti, lively, "Pasal 4A Pasar libur sehari.", operation=Operation.INSERT_AFTER)
    proposes(siti, lively, "", operation=Operation.DELETE)

    [clause] = paper(made(lively)).clauses

    assert [[(one.side, one.text) for one in proposal.stretches] for proposal in clause.proposals] == [
        [("after", "Pasal 4A Pasar libur sehari.")],
        [("before", f"{KEPT} {GONE}")],
    ]


def test_three_proposals_lead_by_support_and_the_others_are_named(lively: Scene, siti: Someone, agus: Someone) -> None:
    for n in range(5):
        proposes(siti, lively, f"{KEPT} {COME} {n}")
    last = made(lively).shown[-1]
    agus.supports(Post.objects.get(number=last.number))

    [clause] = paper(made(lively)).clauses

    assert [proposal.head.rsplit("[", 1)[1].split("]")[0] for proposal in clause.proposals] == ["5", "1", "2"]
    assert clause.more == "Usulan lainnya: 2 [3–4]"


def test_where_only_one_side_spoke_the_other_is_said_to_be_missing(lively: Scene, siti: Someone) -> None:
    siti.posts("Setuju sekali.", on=lively.clause("Pasal 4"), stance=Stance.SUPPORT)

    for form in PAPER:
        found = words_in(FORMATS[form](made(lively)), form)
        assert (form, "Setuju sekali." in found, "Tidak ada masukan." in found) == (form, True, True)


def test_no_contested_clause_is_said_in_front(lively: Scene, siti: Someone) -> None:
    siti.posts("Setuju sekali.", on=lively.clause("Pasal 4"), stance=Stance.SUPPORT)

    none = "Belum ada ketentuan"
    assert [form for form in PAPER if none not in words_in(FORMATS[form](made(lively)), form)] == []
