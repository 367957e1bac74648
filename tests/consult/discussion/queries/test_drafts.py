"""The draft that is read, and the number that says whether anything new was told."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from consult.accounts.viewer import VISITOR
from consult.consultations.rules import Moderation
from consult.discussion.queries.drafts import draft_to_read
from consult.errors import NotFound
from tests.cast import Scene, Someone, moment, staged

Counting = Callable[[int], AbstractContextManager[object]]


def told(scene: Scene) -> int:
    """How many events there were."""
    number: int = draft_to_read(scene.row.slug, viewer=VISITOR, now=moment()).told  # type: ignore[attr-defined]
    return number


def test_the_number_grows_with_all_that_is_shown_or_shown_no_more(lively: Scene, siti: Someone, agus: Someone, budi: Someone) -> None:
    numbers = [told(lively)]
    post = siti.posts("Lapak perlu atap.", on=lively.clause("Pasal 3"))
    numbers.append(told(lively))
    siti.edits(post, text="Lapak perlu atap dan lampu.")
    numbers.append(told(lively))
    budi.hides(post)
    numbers.append(told(lively))
    budi.restores(post)
    numbers.append(told(lively))
    siti.withdraws(post)
    numbers.append(told(lively))
    agus.posts("Di tempat lain.", on=lively.clause("Pasal 5"))
    numbers.append(told(lively))

    assert numbers == sorted(set(numbers))


def test_what_waits_changes_nothing(consultation: Scene, siti: Someone) -> None:
    before = told(consultation)
    siti.posts("Menunggu.", on=consultation.clause("Pasal 3"))

    assert told(consultation) == before == 0


def test_one_consultation_does_not_count_for_another(lively: Scene, consultation: Scene, siti: Someone) -> None:
    siti.posts("Ramai.", on=lively.clause("Pasal 3"))

    assert told(consultation) == 0


def test_only_the_team_reads_the_draft_of_a_consultation_that_is_prepared(ratna: Someone, siti: Someone) -> None:
    staged("rahasia", moderation=Moderation.BEFORE, officials=[ratna], moderators=[], open_it=False)

    assert draft_to_read("rahasia", viewer=ratna.viewer, now=moment()).number == 1
    for viewer in (VISITOR, siti.viewer):
        with pytest.raises(NotFound):
            draft_to_read("rahasia", viewer=viewer, now=moment())


def test_two_queries(lively: Scene, django_assert_num_queries: Counting) -> None:
    with django_assert_num_queries(2):
        draft_to_read(lively.row.slug, viewer=VISITOR, now=moment())
