"""Giving words to rows that have none: those from before there was a search, and all of them where the folding has changed."""

from collections.abc import Callable
from typing import Final, TypeVar

from django.db import connection, transaction
from django.db.models import Model, QuerySet

from consult.platform.search.index import Index
from consult.platform.search.schema import put_up

AT_ONCE: Final = 20  # rows in one transaction, so that others wait for no more; their words fit into what is remembered of roots

Row = TypeVar("Row", bound=Model)


def fill(index: Index, rows: QuerySet[Row], worded: Callable[[list[Row]], list[Row]], *, are_old: bool = True) -> int:
    """Store the words that `worded` gives to the rows, in batches; how many rows there were.

    Each row is locked while it is read and written, so that nothing comes back which was erased meanwhile. What takes long is done
    before that, for its memory of roots alone.

    Args:
        are_old: whether others were indexed before that came after them; then SQLite's index is put in the order of time again.
    """
    ids = list(rows.order_by().values_list("pk", flat=True))
    for start in range(0, len(ids), AT_ONCE):
        worded(list(rows.model._base_manager.filter(pk__in=ids[start : start + AT_ONCE])))
        with transaction.atomic():
            found = list(rows.model._base_manager.filter(pk__in=ids[start : start + AT_ONCE]).select_for_update(no_key=True, of=("self",)))
            rows.model._base_manager.bulk_update(worded(found), ["words"])
    if ids and are_old and connection.vendor == "sqlite":
        with transaction.atomic():
            put_up(index, connection)  # in the order of time, whatever the order above
    return len(ids)
