"""Where a post stands is one place and one address, in threads of every kind."""

from uuid import UUID

import pytest

from consult.discussion.locks import Place
from consult.discussion.models import Point, Post
from frontend.discussion.posts.post_place import address_of, path_of, place_of

CLAUSE, THREAD = UUID(int=1), UUID(int=2)


@pytest.mark.parametrize("made", [Post, Point])
def test_what_stands_on_a_clause_is_placed_there_and_all_else_in_its_thread(made: type[Post] | type[Point]) -> None:
    assert place_of(made(clause_id=CLAUSE, thread_id=THREAD)) == Place(clause=CLAUSE)
    assert place_of(made(thread_id=THREAD), slug="pasar") == Place(thread=THREAD, slug="pasar")


def test_an_address_names_the_number_once_there_is_one() -> None:
    assert address_of(Post(clause_id=CLAUSE, thread_id=THREAD), "pasar") == f"/k/pasar/clauses/{CLAUSE}/"
    assert path_of(Post(thread_id=THREAD, number=7), "pasar") == f"/k/pasar/threads/{THREAD}/"
    assert address_of(Post(thread_id=THREAD, number=7), "pasar") == f"/k/pasar/threads/{THREAD}/?post=7#post-7"
