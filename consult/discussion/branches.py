"""Where the posts of a clause's thread stand: branch by branch, in pages. One statement, whatever the thread's length and depth."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from django.db import connection

from consult.discussion.models import Post, ThreadClause

REPLIES_AT_ONCE: Final = 20
NO_NUMBER: Final = 0  # posts are numbered from 1


class Order(StrEnum):
    """In which order the branches of a thread are read."""

    OLDEST = "oldest"
    NEWEST = "newest"


DIRECTIONS: Final[Mapping[Order, str]] = {Order.OLDEST: "ASC", Order.NEWEST: "DESC"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Which part of a thread is asked for: a page; or, with the number of a post, the page and the replies among which it stands."""

    page: int = 1
    wanted: int = NO_NUMBER
    order: Order = Order.OLDEST
    at_once: int = 20  # branches on a page


@dataclass(frozen=True, slots=True)
class Seat:
    """A post's place: the `nth` reply of the branch under `top` (0: the top itself), of `size`; `following` is the number of the next."""

    post: UUID
    top: UUID
    nth: int
    size: int
    following: int | None
    page: int
    pages: int


# A post gets its number when it is first shown, and only what is shown is answered: so an answer's number is always the larger,
# and the first replies of a branch by number never miss what they answer.
SEATS: Final = """
WITH RECURSIVE
  place AS (SELECT thread_id FROM {places} WHERE clause_id = %(clause)s AND own),
  upward (id, reply_to_id) AS (
    SELECT id, reply_to_id FROM {posts} WHERE thread_id IN (SELECT thread_id FROM place) AND number = %(wanted)s
    UNION ALL
    SELECT above.id, above.reply_to_id FROM {posts} above JOIN upward ON above.id = upward.reply_to_id
  ),
  tops AS (
    SELECT id, number,
      (ROW_NUMBER() OVER (ORDER BY number {direction}) - 1) / %(at_once)s + 1 AS page,
      (COUNT(*) OVER () - 1) / %(at_once)s + 1 AS pages
    FROM {posts}
    WHERE thread_id IN (SELECT thread_id FROM place) AND number IS NOT NULL AND reply_to_id IS NULL
  ),
  branches (id, number, top, head, page, pages) AS (
    SELECT id, number, id, number, page, pages FROM tops
    WHERE page = COALESCE((SELECT tops.page FROM tops JOIN upward ON upward.id = tops.id), %(page)s)
    UNION ALL
    SELECT reply.id, reply.number, branches.top, branches.head, branches.page, branches.pages
    FROM {posts} reply JOIN branches ON reply.reply_to_id = branches.id
    WHERE reply.number IS NOT NULL
  ),
  seats AS (
    SELECT id, number, top, head, page, pages,
      ROW_NUMBER() OVER (PARTITION BY top ORDER BY number) - 1 AS nth,
      COUNT(*) OVER (PARTITION BY top) - 1 AS size,
      LEAD(number) OVER (PARTITION BY top ORDER BY number) AS following
    FROM branches
  ),
  opened AS (SELECT top, (nth - 1) / %(replies)s AS part FROM seats WHERE number = %(wanted)s AND nth > 0)
SELECT seats.id, seats.top, nth, size, following, page, pages
FROM seats LEFT JOIN opened ON opened.top = seats.top
WHERE nth = 0 OR (nth - 1) / %(replies)s = COALESCE(part, 0)
ORDER BY head {direction}, number
"""


def seats(clause_id: UUID, stretch: Stretch) -> list[Seat]:
    """The posts of that stretch of the clause's own thread which were ever shown: each branch's top, then replies by number.

    A page beyond the last is empty. A number that stands nowhere in the thread asks for nothing.
    """
    tables = {"posts": Post._meta.db_table, "places": ThreadClause._meta.db_table}
    names = {name: connection.ops.quote_name(table) for name, table in tables.items()}
    statement = SEATS.format(direction=DIRECTIONS[stretch.order], **names)  # only names of our own tables, and one of two words
    key = Post._meta.pk
    given = {
        "clause": key.get_db_prep_value(clause_id, connection),
        "wanted": stretch.wanted,
        "page": stretch.page,
        "at_once": stretch.at_once,
        "replies": REPLIES_AT_ONCE,
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return [Seat(key.to_python(post), key.to_python(top), *rest) for post, top, *rest in rows]
