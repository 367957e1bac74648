"""The figures of a summary, and whom it quotes."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consult.accounts.viewer import OPERATOR, VISITOR
from consult.consultations.actions import Details, Text, create_consultation
from consult.discussion.rules import Stance
from consult.errors import NotFound
from consult.reports.queries import summary
from consult.reports.render import FORMATS
from tests.cast import Scene, Someone, moment
from tests.consult.polls.voting import asked, closes_poll
from tests.consult.reports.crowd import crowd
from tests.consult.reports.reading import made

pytestmark = pytest.mark.django_db


def test_figures_of_a_clause_count_stances_and_replies_apart(lively: Scene, siti: Someone, agus: Someone) -> None:
    clause = lively.clause("Pasal 4")
    post = siti.posts("Setuju.", on=clause, stance=Stance.SUPPORT)
    agus.posts("Tidak.", on=clause, stance=Stance.OPPOSE)
    agus.replies("Mengapa?", to=post)
    siti.posts("Begitulah.", on=lively.clause("Pasal 5"), stance=Stance.MIXED)

    four, five = made(lively).clauses
    assert (four.label, four.stances["support"], four.stances["oppose"], four.replies, four.shown) == ("Pasal 4", 1, 1, 1, 3)
    assert (four.numbers, five.numbers) == ((1, 2, 3), (4,))
    assert made(lively).stances == {"support": 1, "oppose": 1, "mixed": 1, "neutral": 0}


def test_an_edited_post_counts_once_with_what_it_says_now(lively: Scene, siti: Someone) -> None:
    post = siti.posts("Setuju.", on=lively.clause("Pasal 4"), stance=Stance.SUPPORT)
    siti.edits(post, text="Tidak setuju.", stance=Stance.OPPOSE)

    found = made(lively)
    assert (found.received, found.shown_count) == (1, 1)
    assert (found.shown[0].text, found.stances["support"], found.stances["oppose"]) == ("Tidak setuju.", 0, 1)


def test_a_consultation_without_a_draft_has_its_summary_for_who_may_see_it(db: None) -> None:
    create_consultation(actor=OPERATOR, slug="kosong", texts=[Text("id", "Kosong")], details=Details(), team={}, now=moment())

    found = summary("kosong", viewer=OPERATOR, now=moment(), language="id")
    assert (found.revision, found.clauses, found.received, found.phase) == (None, (), 0, "draft")
    assert all(render(found) for render in FORMATS.values())
    with pytest.raises(NotFound):
        summary("kosong", viewer=VISITOR, now=moment(), language="id")


def test_a_summary_takes_the_same_queries_whatever_it_counts(consultation: Scene, budi: Someone, ratna: Someone) -> None:
    closes_poll(ratna, asked(ratna, consultation))
    with CaptureQueriesContext(connection) as empty:
        made(consultation)
    crowd(consultation, budi)
    closes_poll(ratna, asked(ratna, consultation))
    with CaptureQueriesContext(connection) as full:
        made(consultation)

    assert len(full) == len(empty) <= 24


def test_the_most_contested_clause_is_the_one_on_which_the_smaller_side_is_largest(lively: Scene, siti: Someone, agus: Someone) -> None:
    for label, support, oppose in (("Pasal 3", 1, 1), ("Pasal 4", 5, 0), ("Pasal 5", 2, 3)):
        for stance, n in ((Stance.OPPOSE, oppose), (Stance.SUPPORT, support)):
            for nth in range(n):
                agus.posts(f"{stance} {nth} tentang {label}.", on=lively.clause(label), stance=stance)

    found = made(lively)

    assert [one.figures.label for one in found.most_contested] == ["Pasal 5", "Pasal 3"]
    assert [(one.support.text, one.oppose.text) for one in found.most_contested[:1]] == [
        ("support 0 tentang Pasal 5.", "oppose 0 tentang Pasal 5.")
    ]
    assert [(clause.label, clause.shown) for clause in found.most_discussed] == [("Pasal 4", 5), ("Pasal 5", 5), ("Pasal 3", 2)]


def test_a_reply_is_quoted_for_no_side(lively: Scene, siti: Someone, agus: Someone) -> None:
    post = siti.posts("Setuju.", on=lively.clause("Pasal 4"), stance=Stance.SUPPORT)
    agus.replies("Mengapa?", to=post)

    assert made(lively).most_contested == []
