"""Where the posts of a thread stand: branch by branch, in pages. One statement, whatever the thread's length and depth."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.db.models import BigIntegerField, ExpressionWrapper, F, QuerySet

from consult.discussion.locks import Place
from consult.discussion.models import Post, Thread, ThreadClause
from consult.discussion.queries.posts import unanswered
from consult.errors import NotFound

REPLIES_AT_ONCE: Final = 20
NO_NUMBER: Final = 0  # posts are numbered from 1


class Order(StrEnum):
    """In which order the branches of a thread are read."""

    OLDEST = "oldest"
    NEWEST = "newest"
    SUPPORTED = "supported"  # by most people first
    UNANSWERED = "unanswered"  # shown questions that no official has answered, and nothing else


BY: Final[Mapping[Order, str]] = {
    Order.OLDEST: "number",
    Order.NEWEST: "number DESC",
    Order.SUPPORTED: "supported DESC, number",
    Order.UNANSWERED: "number",
}
ALL: Final = ""
WAITING: Final = """AND kind = 'question' AND status = 'shown' AND NOT EXISTS (
      SELECT 1 FROM {posts} answer WHERE answer.reply_to_id = {posts}.id AND answer.office = 'official' AND answer.status = 'shown'
    )"""
ONLY: Final[Mapping[Order, str]] = {**dict.fromkeys(Order, ALL), Order.UNANSWERED: WAITING}

READABLE: Final = """AND (status = 'shown' OR EXISTS (
      SELECT 1 FROM {posts} reply WHERE reply.reply_to_id = {posts}.id AND reply.status = 'shown'
    ))"""

OF_CLAUSE: Final = "SELECT thread_id FROM {places} WHERE clause_id = %(place)s AND own"
BY_ID: Final = "SELECT id AS thread_id FROM {threads} WHERE id = %(place)s"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Which part of a thread is asked for: a page; or, with the number of a post, the page and the replies among which it stands."""

    page: int = 1
    wanted: int = NO_NUMBER
    order: Order = Order.OLDEST
    at_once: int = 20  # branches on a page
    readable: bool = False  # leave out the posts that are gone and have no shown reply


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
  place AS ({place}),
  upward (id, reply_to_id) AS (
    SELECT id, reply_to_id FROM {posts} WHERE thread_id IN (SELECT thread_id FROM place) AND number = %(wanted)s
    UNION ALL
    SELECT above.id, above.reply_to_id FROM {posts} above JOIN upward ON above.id = upward.reply_to_id
  ),
  tops AS (
    SELECT id, number,
      ROW_NUMBER() OVER (ORDER BY {by}) AS turn,
      (ROW_NUMBER() OVER (ORDER BY {by}) - 1) / %(at_once)s + 1 AS page,
      (COUNT(*) OVER () - 1) / %(at_once)s + 1 AS pages
    FROM {posts}
    WHERE thread_id IN (SELECT thread_id FROM place) AND number IS NOT NULL AND reply_to_id IS NULL {only}
  ),
  branches (id, number, top, turn, page, pages) AS (
    SELECT id, number, id, turn, page, pages FROM tops
    WHERE page = COALESCE((SELECT tops.page FROM tops JOIN upward ON upward.id = tops.id), %(page)s)
    UNION ALL
    SELECT reply.id, reply.number, branches.top, branches.turn, branches.page, branches.pages
    FROM {posts} reply JOIN branches ON reply.reply_to_id = branches.id
    WHERE reply.number IS NOT NULL
  ),
  seats AS (
    SELECT id, number, top, turn, page, pages,
      ROW_NUMBER() OVER (PARTITION BY top ORDER BY number) - 1 AS nth,
      COUNT(*) OVER (PARTITION BY top) - 1 AS size,
      LEAD(number) OVER (PARTITION BY top ORDER BY number) AS following
    FROM branches
  ),
  opened AS (SELECT top, (nth - 1) / %(replies)s AS part FROM seats WHERE number = %(wanted)s AND nth > 0)
SELECT seats.id, seats.top, nth, size, following, page, pages
FROM seats LEFT JOIN opened ON opened.top = seats.top
WHERE nth = 0 OR (nth - 1) / %(replies)s = COALESCE(part, 0)
ORDER BY turn, number
"""


def seats(place: Place, stretch: Stretch) -> list[Seat]:
    """The posts of that stretch of the thread at `place` which were ever shown: each branch's top, then replies by number.

    A page beyond the last is empty. A number that stands nowhere in the thread asks for nothing.

    Raises:
        NotFound: `place` names neither a clause nor a thread.
    """
    wanted = place.clause or place.thread
    if wanted is None:
        raise NotFound
    tables = {"posts": Post._meta.db_table, "places": ThreadClause._meta.db_table, "threads": Thread._meta.db_table}
    names = {name: connection.ops.quote_name(table) for name, table in tables.items()}
    only = ONLY[stretch.order] + (READABLE if stretch.readable else ALL)
    parts = {"place": OF_CLAUSE if place.clause else BY_ID, "only": only, "by": BY[stretch.order]}
    given_parts = {name: part.format(**names) for name, part in parts.items()}  # only names of our own tables, and texts of this file
    statement = SEATS.format(**given_parts, **names)
    key = Post._meta.pk
    given = {
        "place": key.get_db_prep_value(wanted, connection),
        "wanted": stretch.wanted,
        "page": stretch.page,
        "at_once": stretch.at_once,
        "replies": REPLIES_AT_ONCE,
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return [Seat(key.to_python(post), key.to_python(top), *rest) for post, top, *rest in rows]


MORE_THAN_NUMBERS: Final = 10_000_000_000  # a post that one person more supports comes before any number


TURN: Final = ExpressionWrapper(F("supported") * MORE_THAN_NUMBERS - F("number"), output_field=BigIntegerField())


ORDERS: Final[Mapping[Order, str]] = {Order.OLDEST: "number", Order.NEWEST: "-number", Order.SUPPORTED: "-turn", Order.UNANSWERED: "number"}


def in_order(posts: QuerySet[Post], order: Order) -> tuple[QuerySet[Post], str]:
    """Posts that have a number in an order, or those of them that belong into it, and the field to sort and to go on by.

    Of those with as much support the older come first.
    """
    found = unanswered(posts) if order is Order.UNANSWERED else posts
    return (found.annotate(turn=TURN) if order is Order.SUPPORTED else found), ORDERS[order]
