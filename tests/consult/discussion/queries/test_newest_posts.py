"""The newest contribution of a clause: what everybody may read, and nothing else."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from consult.discussion.queries.newest_posts import newest_said
from consult.discussion.rules import Stance
from tests.cast import Scene, Someone

Counting = Callable[[int], AbstractContextManager[object]]


def words_on(scene: Scene, label: str = "Pasal 3") -> str | None:
    """What the newest contribution there says."""
    clause = scene.clause(label)
    version = newest_said([clause]).get(clause)
    return version.text if version else None


def test_the_latest_of_several_is_the_newest(lively: Scene, siti: Someone, agus: Someone) -> None:
    siti.posts("Yang pertama.", on=lively.clause("Pasal 3"))
    agus.posts("Yang kedua.", on=lively.clause("Pasal 3"))

    assert words_on(lively) == "Yang kedua."


def test_what_waits_for_a_moderator_is_not_told(consultation: Scene, siti: Someone, budi: Someone) -> None:
    budi.publishes(siti.posts("Sudah dibaca.", on=consultation.clause("Pasal 3")))
    siti.posts("Menunggu.", on=consultation.clause("Pasal 3"))

    assert words_on(consultation) == "Sudah dibaca."


def test_what_was_hidden_or_withdrawn_is_not_told_and_the_one_before_it_is(
    lively: Scene, siti: Someone, agus: Someone, budi: Someone
) -> None:
    siti.posts("Tetap tampil.", on=lively.clause("Pasal 3"))
    budi.hides(agus.posts("Disembunyikan.", on=lively.clause("Pasal 3")))
    agus.withdraws(agus.posts("Ditarik.", on=lively.clause("Pasal 3")))

    assert words_on(lively) == "Tetap tampil."


def test_an_edit_that_waits_leaves_the_shown_words(consultation: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts("Semula.", on=consultation.clause("Pasal 3"))
    budi.publishes(post)
    siti.edits(post, text="Perubahan yang menunggu.")

    assert words_on(consultation) == "Semula."


def test_a_reply_is_no_contribution_of_its_own(lively: Scene, siti: Someone, agus: Someone) -> None:
    agus.replies("Setuju.", to=siti.posts("Pokoknya.", on=lively.clause("Pasal 3"), stance=Stance.MIXED))

    assert words_on(lively) == "Pokoknya."


def test_a_clause_where_nobody_wrote_has_none(lively: Scene) -> None:
    assert words_on(lively) is None
    assert newest_said([]) == {}


@pytest.mark.parametrize("posts", [1, 12])
def test_one_query_however_many_clauses_and_posts(lively: Scene, siti: Someone, posts: int, django_assert_num_queries: Counting) -> None:
    for number in range(posts):
        siti.posts(f"Pendapat {number}.", on=lively.clause(f"Pasal {number % 5 + 1}"))

    with django_assert_num_queries(1):
        assert len(newest_said([lively.clause(f"Pasal {number}") for number in range(1, 6)])) == min(posts, 5)
