"""Long lists in pages: `results`, and the addresses of the pages after and before."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from drf_spectacular.utils import inline_serializer
from rest_framework.fields import URLField
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from api.fields import Text
from api.request_bodies import Body
from consult.errors import NotFound

Row = TypeVar("Row", bound=Model)


class Paged(Body):
    """What a list takes behind the question mark."""

    cursor = Text(required=False, help_text="From `next` or `previous` of another page; nothing in it is for people.")


class Pages(CursorPagination):
    """DRF's cursors, and no page where one was not made by us."""

    page_size = 50

    def __init__(self, by: Sequence[str], rows: QuerySet[Any]) -> None:
        self.ordering = tuple(by)
        name = by[0].lstrip("-")
        computed = rows.query.annotations.get(name)
        self.field: Any = computed.output_field if computed is not None else rows.model._meta.get_field(name)

    def decode_cursor(self, request: Request) -> Any:
        """Where the page begins; None for the first.

        Raises:
            NotFound: the cursor is none that we gave.
        """
        cursor = super().decode_cursor(request)
        try:
            if cursor is not None and cursor.position is not None:
                self.field.to_python(cursor.position)
        except (ValidationError, ValueError) as error:
            raise NotFound from error
        return cursor


def paged(rows: QuerySet[Row], request: Request, *, by: Sequence[str], shown: Callable[[Row], object]) -> Response:
    """One page of `rows`, in the order `by`, each as `shown` makes it."""
    return paged_together(rows, request, by=by, shown=lambda page: [shown(row) for row in page])


def paged_together(
    rows: QuerySet[Row], request: Request, *, by: Sequence[str], shown: Callable[[Sequence[Row]], Sequence[object]]
) -> Response:
    """The same where something is looked up for all rows of the page at once."""
    pages = Pages(by, rows)
    page = pages.paginate_queryset(rows, request) or []
    return pages.get_paginated_response(shown(page))


def page_of(row: type[Serializer[Any]]) -> Serializer[Any]:
    """How the schema tells of a page."""
    links = {"next": URLField(allow_null=True), "previous": URLField(allow_null=True)}
    return inline_serializer(f"{row.__name__}Page", {"results": row(many=True), **links})
