"""One's own page."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from tests.cast import Scene, Someone, closes
from tests.frontend.pages import browser, read

Counting = Callable[[int], AbstractContextManager[object]]


def test_all_ones_posts_are_there_with_their_state_and_receipt_also_what_nobody_else_sees(
    consultation: Scene, siti: Someone, agus: Someone
) -> None:
    version = siti.posts("Menunggu moderator.", on=consultation.clause("Pasal 3")).versions.get()
    agus.posts("Punya orang lain.", on=consultation.clause("Pasal 3"))

    words = read("/me/", by=siti).words

    assert "Waiting for a moderator" in words
    assert "Menunggu moderator." in words
    assert "Pasal 3" in words
    assert f"{version.receipt_id[:4]}-{version.receipt_id[4:8]}" in words
    assert "Punya orang lain" not in words


def test_a_decision_stands_with_its_rule_and_reason(consultation: Scene, siti: Someone, budi: Someone) -> None:
    budi.hides(siti.posts("Beli dagangan saya.", on=consultation.clause("Pasal 3")), rule=1, reason="Ini promosi, <maaf>.")

    mine = read("/me/", by=siti)

    assert "A moderator's decision: hidden" in mine.words
    assert "Ini promosi, <maaf>." in mine.words
    assert mine.find("a", href="/k/pasar-pagi/#rule-1")


def test_what_can_be_changed_offers_it_and_what_is_withdrawn_does_not(consultation: Scene, siti: Someone) -> None:
    kept = siti.posts("Tetap.", on=consultation.clause("Pasal 3"))
    gone = siti.posts("Pergi.", on=consultation.clause("Pasal 4"))
    siti.withdraws(gone)

    mine = read("/me/", by=siti)

    assert mine.find("a", href=f"/me/posts/{kept.pk}/edit/")
    assert not mine.find("a", href=f"/me/posts/{gone.pk}/edit/")


def test_an_edit_that_waits_is_told_beside_what_is_public(consultation: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts("Kata lama.", on=consultation.clause("Pasal 3"))
    budi.publishes(post)
    post.refresh_from_db()
    siti.edits(post, text="Kata baru.")

    assert "Your new version waits for a moderator" in read("/me/", by=siti).words


def test_an_empty_page_offers_one_next_step(siti: Someone) -> None:
    assert "You have not written anything yet" in read("/me/", by=siti).words


def test_it_stays_readable_when_the_consultation_is_closed(consultation: Scene, siti: Someone) -> None:
    siti.posts("Tetap.", on=consultation.clause("Pasal 3"))
    closes(consultation)

    assert "Tetap." in read("/me/", by=siti).words


@pytest.mark.parametrize("posts", [1, 12])
def test_the_number_of_queries_does_not_grow_with_the_posts(
    consultation: Scene, siti: Someone, posts: int, django_assert_max_num_queries: Counting
) -> None:
    for number in range(posts):
        siti.posts(f"Pendapat {number}.", on=consultation.clause(f"Pasal {number % 5 + 1}"))
    client = browser(siti)

    with django_assert_max_num_queries(12):
        client.get("/me/")
