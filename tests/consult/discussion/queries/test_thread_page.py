"""A thread in branches and pages."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from consult.discussion.locks import Place
from consult.discussion.models import Post
from consult.discussion.queries.branches import Order, Stretch
from consult.discussion.queries.posts import public_status
from consult.discussion.queries.thread_page import Branch, ThreadPage, thread_page
from consult.discussion.rules import Stance, Status
from tests.cast import Scene, Someone

Counting = Callable[[int], AbstractContextManager[object]]


def numbers(page: ThreadPage) -> list[tuple[int | None, list[int | None]]]:
    """What stands on the page: the number of each top, with those of its replies."""
    return [(branch.top.number, [reply.number for reply in branch.replies]) for branch in page.branches]


def read(scene: Scene, by: Someone, **stretch: object) -> ThreadPage:
    """A stretch of the thread on Pasal 3."""
    return thread_page(Place(clause=scene.clause("Pasal 3")), Stretch(**stretch), viewer=by.viewer)  # type: ignore[arg-type]


def posts(scene: Scene, by: Someone, number: int) -> list[Post]:
    """So many posts on Pasal 3."""
    return [by.posts(f"Pendapat {n}.", on=scene.clause("Pasal 3")) for n in range(number)]


def long_branch(scene: Scene, siti: Someone, agus: Someone, tono: Someone) -> Branch:
    """Contribution 1 with 45 answers, 2 to 46."""
    (top,) = posts(scene, siti, 1)
    for number in range(45):
        (siti if number % 2 else agus).replies(f"Balasan {number}.", to=top)
    return read(scene, tono).branches[0]


def test_replies_stand_under_what_they_answer_and_answers_to_them_under_the_same(lively: Scene, siti: Someone, agus: Someone) -> None:
    first, second = posts(lively, siti, 2)
    third = agus.replies("Setuju.", to=second)
    fourth = siti.replies("Terima kasih.", to=third)
    agus.replies("Juga.", to=first)
    agus.replies("Sama-sama.", to=fourth)

    assert numbers(read(lively, siti)) == [(1, [5]), (2, [3, 4, 6])]


def test_an_empty_thread_is_an_empty_page(lively: Scene, tono: Someone) -> None:
    page = read(lively, tono)

    assert (numbers(page), page.number, page.pages, page.counts) == ([], 1, 1, {"total": 0})


def test_branches_come_in_pages_and_in_either_order(lively: Scene, siti: Someone, tono: Someone) -> None:
    posts(lively, siti, 5)

    assert [top for top, _ in numbers(read(lively, tono, at_once=2))] == [1, 2]
    assert [top for top, _ in numbers(read(lively, tono, at_once=2, page=3))] == [5]
    assert [top for top, _ in numbers(read(lively, tono, at_once=2, order=Order.NEWEST))] == [5, 4]
    assert [top for top, _ in numbers(read(lively, tono, at_once=2, order=Order.NEWEST, page=3))] == [1]
    assert read(lively, tono, at_once=2).pages == 3


def test_what_is_gone_without_a_shown_reply_can_be_left_out(
    lively: Scene, siti: Someone, agus: Someone, budi: Someone, tono: Someone
) -> None:
    first, second, third, fourth, fifth = posts(lively, siti, 5)
    agus.replies("Masih ada.", to=fourth)
    budi.hides(agus.replies("Tidak ada lagi.", to=third))
    for post in (third, fourth, fifth):
        siti.withdraws(post)

    read_there = {"order": Order.NEWEST, "at_once": 3, "readable": True}
    assert numbers(read(lively, tono, **read_there)) == [(4, [6]), (2, []), (1, [])]
    siti.withdraws(first)
    siti.withdraws(second)
    budi.hides(Post.objects.get(number=6))
    assert numbers(read(lively, tono, **read_there)) == []
    assert [top for top, _ in numbers(read(lively, tono))] == [1, 2, 3, 4, 5]


def test_beyond_the_last_page_is_the_first(lively: Scene, siti: Someone, tono: Someone) -> None:
    posts(lively, siti, 3)

    page = read(lively, tono, at_once=2, page=9, order=Order.NEWEST)

    assert ([top for top, _ in numbers(page)], page.number) == ([3, 2], 1)


@pytest.mark.parametrize(("order", "on"), [(Order.OLDEST, 1), (Order.NEWEST, 3), (Order.SUPPORTED, 1)])
def test_a_wanted_post_is_found_on_its_page_also_deep_in_a_branch(
    lively: Scene, siti: Someone, agus: Someone, tono: Someone, order: Order, on: int
) -> None:
    first, *_rest = posts(lively, siti, 5)
    deep = agus.replies("Lebih dalam.", to=agus.replies("Dalam.", to=first))

    page = read(lively, tono, at_once=2, wanted=deep.number, order=order)

    assert (1, [6, 7]) in numbers(page)
    assert page.number == on


def test_a_number_of_another_thread_or_of_none_asks_for_nothing(lively: Scene, siti: Someone, tono: Someone) -> None:
    posts(lively, siti, 3)
    elsewhere = siti.posts("Di tempat lain.", on=lively.clause("Pasal 4"))

    for wanted in (elsewhere.number, 999_999):
        assert [top for top, _ in numbers(read(lively, tono, at_once=2, wanted=wanted, page=2))] == [3]


def test_a_long_branch_shows_twenty_replies_and_says_how_many_more(lively: Scene, siti: Someone, agus: Someone, tono: Someone) -> None:
    branch = long_branch(lively, siti, agus, tono)

    assert [reply.number for reply in branch.replies] == list(range(2, 22))
    assert (branch.earlier, branch.later, branch.following, branch.size) == (0, 25, 22, 45)


def test_the_rest_of_a_long_branch_is_reached_by_the_number_of_the_next_reply(
    lively: Scene, siti: Someone, agus: Someone, tono: Someone
) -> None:
    following = long_branch(lively, siti, agus, tono).following
    (branch,) = read(lively, tono, wanted=following).branches
    (last,) = read(lively, tono, wanted=branch.following).branches

    assert [reply.number for reply in branch.replies] == list(range(22, 42))
    assert (branch.earlier, branch.later) == (20, 5)
    assert [reply.number for reply in last.replies] == list(range(42, 47))
    assert (last.earlier, last.later, last.following) == (40, 0, None)


def test_what_was_never_shown_is_on_no_page_for_anybody(consultation: Scene, siti: Someone, budi: Someone, tono: Someone) -> None:
    posts(consultation, siti, 1)

    assert [numbers(read(consultation, reader)) for reader in (siti, budi, tono)] == [[], [], []]


def test_a_hidden_post_keeps_its_place_and_its_replies_and_says_when_it_was_hidden(
    lively: Scene, siti: Someone, agus: Someone, budi: Someone, tono: Someone
) -> None:
    (top,) = posts(lively, siti, 1)
    agus.replies("Benar.", to=top)
    decided = budi.hides(top, rule=2)

    ((post, _reply),) = [[branch.top, *branch.replies] for branch in read(lively, tono).branches]

    assert public_status(post) is Status.HIDDEN
    assert (post.hidden_under, post.settled_at, post.public_versions) == (2, decided.decided_at, [])  # type: ignore[attr-defined]


def test_the_shown_version_alone_stands_there(lively: Scene, siti: Someone, tono: Someone) -> None:
    siti.edits(posts(lively, siti, 1)[0], text="Kata baru.")

    (post,) = read(lively, tono).posts

    assert [(version.text, version.number) for version in post.public_versions] == [("Kata baru.", 2)]  # type: ignore[attr-defined]


def test_everybody_knows_their_own(lively: Scene, siti: Someone, agus: Someone, tono: Someone) -> None:
    posts(lively, siti, 1)

    assert [next(read(lively, reader).posts).is_mine for reader in (siti, agus, tono)] == [True, False, False]  # type: ignore[attr-defined]


def test_the_page_knows_how_many_take_which_stance(lively: Scene, siti: Someone, agus: Someone, tono: Someone) -> None:
    top = siti.posts("Ya.", on=lively.clause("Pasal 3"), stance=Stance.SUPPORT)
    agus.replies("Baik.", to=top)

    assert read(lively, tono).counts == {"total": 2, "support": 1}


@pytest.mark.parametrize("number", [1, 8])
def test_a_page_takes_two_queries_whatever_stands_on_it(
    lively: Scene, siti: Someone, agus: Someone, number: int, django_assert_num_queries: Counting
) -> None:
    for post in posts(lively, siti, number):
        agus.replies("Baik.", to=post)

    with django_assert_num_queries(2):
        assert len(list(read(lively, siti, wanted=1).posts)) == 2 * number
