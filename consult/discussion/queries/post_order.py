"""The posts of a thread in each order, for lists: every post has a place of its own, so that a page goes on where the one before ended."""

from collections.abc import Mapping
from typing import Final

from django.db.models import BigIntegerField, ExpressionWrapper, F, QuerySet

from consult.discussion.answered_questions import unanswered
from consult.discussion.models import Post
from consult.discussion.queries.branches import Order

MORE_THAN_NUMBERS: Final = 10_000_000_000  # a post that one person more supports comes before any number
TURN: Final = ExpressionWrapper(F("supported") * MORE_THAN_NUMBERS - F("number"), output_field=BigIntegerField())
BY: Final[Mapping[Order, str]] = {Order.OLDEST: "number", Order.NEWEST: "-number", Order.SUPPORTED: "-turn", Order.UNANSWERED: "number"}


def in_order(posts: QuerySet[Post], order: Order) -> tuple[QuerySet[Post], str]:
    """Posts that have a number in an order, or those of them that belong into it, and the field to sort and to go on by.

    Of those with as much support the older come first.
    """
    found = unanswered(posts) if order is Order.UNANSWERED else posts
    return (found.annotate(turn=TURN) if order is Order.SUPPORTED else found), BY[order]
