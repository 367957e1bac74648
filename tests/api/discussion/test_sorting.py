"""The list of a thread in each order, in pages that go on where the one before ended."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db.models import F

from api.paging import Pages
from consult.discussion.models import Post
from consult.discussion.rules import Kind
from tests.api.clients import V1, stranger
from tests.cast import Scene, Someone

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two posts on a page."""
    monkeypatch.setattr(Pages, "page_size", 2)


def asked(scene: Scene, sort: str = "") -> str:
    """Where the posts on Pasal 4 are."""
    return f"{V1}/clauses/{scene.clause('Pasal 4')}/posts/" + (f"?sort={sort}" if sort else "")


def pages(address: str) -> Iterator[list[dict[str, Any]]]:
    """Page after page, as a program follows them."""
    while address:
        answer = stranger().get(address).json()
        yield answer["results"]
        address = (answer["next"] or "").removeprefix("http://testserver")


def numbers(address: str) -> list[list[int]]:
    """The same by number."""
    return [[row["number"] for row in page] for page in pages(address)]


def supported(scene: Scene, siti: Someone, by_how_many: list[int]) -> list[Post]:
    """Posts, each supported so much."""
    posts = [siti.posts(f"Pendapat {n}.", on=scene.clause("Pasal 4")) for n, _ in enumerate(by_how_many)]
    for post, n in zip(posts, by_how_many, strict=True):
        Post.objects.filter(pk=post.pk).update(supported=n)
    return posts


def test_posts_come_by_number_from_either_end(lively: Scene, siti: Someone) -> None:
    supported(lively, siti, [0] * 5)

    assert numbers(asked(lively)) == numbers(asked(lively, "oldest")) == [[1, 2], [3, 4], [5]]
    assert numbers(asked(lively, "newest")) == [[5, 4], [3, 2], [1]]


def test_posts_come_by_support_and_the_older_first_where_it_is_the_same(lively: Scene, siti: Someone) -> None:
    supported(lively, siti, [1, 3, 1, 3, 0, 1])

    assert numbers(asked(lively, "supported")) == [[2, 4], [1, 3], [6, 5]]


def test_what_comes_new_between_two_pages_moves_nothing_on_those_that_follow(lively: Scene, siti: Someone) -> None:
    supported(lively, siti, [2, 2, 2, 1, 1])
    walk = pages(asked(lively, "supported"))
    first = next(walk)

    (newcomer,) = supported(lively, siti, [9])
    rest = [row["number"] for page in walk for row in page]

    assert [row["number"] for row in first] + rest == [1, 2, 3, 4, 5]
    assert newcomer.number == 6


def test_only_public_questions_without_an_official_answer_wait(
    lively: Scene, siti: Someone, agus: Someone, budi: Someone, ratna: Someone
) -> None:
    first, second, third, fourth = (siti.posts(f"Berapa {n}?", on=lively.clause("Pasal 4"), kind=Kind.QUESTION) for n in range(4))
    siti.posts("Bukan pertanyaan.", on=lively.clause("Pasal 4"))
    ratna.replies("Dua ribu.", to=first)
    budi.replies("Mohon sabar.", to=second)
    agus.replies("Tiga ribu.", to=second)
    hidden = ratna.replies("Keliru.", to=third)
    budi.hides(hidden)
    siti.withdraws(fourth)

    waiting = [row for page in pages(asked(lively, "unanswered")) for row in page]

    assert [(row["number"], row["answered"]) for row in waiting] == [(2, False), (3, False)]
    assert stranger().get(f"{V1}/posts/{first.pk}/").json()["answered"] is True


def test_an_unknown_order_and_a_strange_cursor_are_refused(lively: Scene) -> None:
    assert stranger().get(asked(lively, "loudest")).status_code == 400
    assert stranger().get(asked(lively, "supported") + "&cursor=cD1iYW55YWs%3D").status_code == 404  # p=banyak


def test_a_reply_of_the_team_says_by_which_office_and_names_nobody(lively: Scene, siti: Someone, ratna: Someone) -> None:
    answer = ratna.replies("Dua ribu.", to=siti.posts("Berapa?", on=lively.clause("Pasal 4"), kind=Kind.QUESTION))

    row = stranger().get(f"{V1}/posts/{answer.pk}/").json()

    assert (row["office"], row["name"], row["answered"]) == ("official", None, False)


def test_support_outweighs_any_number(lively: Scene, siti: Someone) -> None:
    early, late = supported(lively, siti, [0, 1])
    Post.objects.filter(pk=late.pk).update(number=F("number") + 2_000_000_000)

    assert numbers(asked(lively, "supported")) == [[2_000_000_002, early.number]]
