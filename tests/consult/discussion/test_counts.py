"""The counts beside each clause: kept with the thread, and always those of its shown posts."""

from uuid import UUID

import pytest

from consult.accounts.viewer import VISITOR
from consult.consultations.models import Consultation
from consult.discussion.locks import Place
from consult.discussion.models import Post, Thread
from consult.discussion.queries.branches import Stretch
from consult.discussion.queries.posts import stance_counts
from consult.discussion.queries.thread_page import thread_page
from consult.discussion.rules import Stance, counts_after
from consult.record.checks.verification import verify
from tests.cast import Scene, Someone


def counts(scene: Scene, clause: UUID) -> dict[str, int]:
    """What the draft's page says of a clause, which the clause's own page says too."""
    found = dict(stance_counts(scene.row)[clause])
    assert {"total": 0, **found} == {"total": 0, **thread_page(Place(clause=clause), Stretch(), viewer=VISITOR).counts}
    return found


def test_a_post_counts_by_its_stance_once_it_is_shown(consultation: Scene, siti: Someone, budi: Someone) -> None:
    clause = consultation.clause("Pasal 4")
    post = siti.posts("Berat bagi kami.", on=clause, stance=Stance.OPPOSE)
    assert counts(consultation, clause) == {}

    budi.publishes(post)

    assert counts(consultation, clause) == {"oppose": 1, "total": 1}


def test_a_reply_counts_in_the_total_and_under_no_stance(lively: Scene, siti: Someone, agus: Someone) -> None:
    clause = lively.clause("Pasal 4")
    agus.replies("Mengapa?", to=siti.posts("Setuju.", on=clause, stance=Stance.SUPPORT))

    assert counts(lively, clause) == {"support": 1, "total": 2}


def test_an_edit_moves_the_post_to_its_new_stance_when_that_is_shown(consultation: Scene, siti: Someone, budi: Someone) -> None:
    clause = consultation.clause("Pasal 4")
    post = siti.posts("Setuju.", on=clause, stance=Stance.SUPPORT)
    budi.publishes(post)

    siti.edits(post, stance=Stance.MIXED)
    assert counts(consultation, clause) == {"support": 1, "total": 1}

    budi.publishes(post)
    assert counts(consultation, clause) == {"mixed": 1, "total": 1}


def test_what_is_hidden_or_withdrawn_is_not_counted_and_what_is_restored_is(lively: Scene, siti: Someone, budi: Someone) -> None:
    clause = lively.clause("Pasal 4")
    hidden, withdrawn = siti.posts("Setuju.", on=clause), siti.posts("Tidak setuju.", on=clause)

    budi.hides(hidden)
    siti.withdraws(withdrawn)
    assert counts(lively, clause) == {}

    budi.restores(hidden)
    assert counts(lively, clause) == {"oppose": 1, "total": 1}
    assert not verify().faults


def test_the_checker_names_a_thread_whose_counts_were_changed(lively: Scene, siti: Someone) -> None:
    post: Post = siti.posts("Setuju.", on=lively.clause("Pasal 4"))
    Thread.objects.filter(pk=post.thread_id).update(counts={"support": 9, "total": 9})

    assert [fault.what for fault in verify().faults] == [f"thread {post.thread_id}"]


def test_the_draft_counts_its_clauses_in_one_query(lively: Scene, siti: Someone, django_assert_num_queries: object) -> None:
    for label in ("Pasal 4", "Pasal 5"):
        siti.posts("Setuju.", on=lively.clause(label))
    row = Consultation.objects.get(pk=lively.row.pk)

    with django_assert_num_queries(1):  # type: ignore[operator]
        assert sum(found.get("total", 0) for found in stance_counts(row).values()) == 2


@pytest.mark.parametrize(
    ("gone", "come", "after"),
    [
        (None, "support", {"support": 2, "total": 2}),
        ("support", None, {}),
        ("support", "oppose", {"oppose": 1, "total": 1}),
        ("support", "support", {"support": 1, "total": 1}),
        (None, "", {"support": 1, "total": 2}),
        (None, None, {"support": 1, "total": 1}),
    ],
)
def test_counts_change_by_what_goes_and_what_comes(gone: str | None, come: str | None, after: dict[str, int]) -> None:
    assert counts_after({"support": 1, "total": 1}, gone=gone, come=come) == after
