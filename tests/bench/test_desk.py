"""The team's desk, where a consultation has 3,000 contributions on 300 clauses in sixty days."""

from collections.abc import Iterator
from gzip import compress
from typing import Any, Final

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.bench.conftest import Measured
from tests.bench.desks import busy_desk
from tests.bench.emptying import empty
from tests.bench.timing import best, side_by_side
from tests.cast import someone
from tests.frontend.test_weight import KB

BIG: Final = {"posts": 3_000, "clauses": 300, "days": 60}
SMALL: Final = {"posts": 100, "clauses": 10, "days": 20}
AS_FAST: Final = 4.0  # all of them are counted, and three times as many days are drawn
TABLES: Final = ("days", "clauses")

pytestmark = [pytest.mark.sqlite, pytest.mark.postgresql, pytest.mark.django_db]


@pytest.fixture
def _django_db_helper(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """In the place of pytest-django's: each test commits for good, and finds what the others left."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture(scope="module")
def client(django_db_setup: None, django_db_blocker: Any) -> Iterator[Client]:
    """The browser of the official of both consultations. What is written here is gone after the module."""
    with django_db_blocker.unblock():
        citizens, official = [someone(f"Warga{number}") for number in range(200)], someone("Ratna")
        for slug, size in (("kota", BIG), ("dusun", SMALL)):
            busy_desk(slug, citizens=citizens, official=official, **size)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        signed_in = Client()
        signed_in.force_login(official.account)
        yield signed_in
        empty()


def opened(client: Client, path: str) -> bytes:
    """The page."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content


def test_the_desk_is_there_at_once(client: Client, measured: Measured) -> None:
    took = best(lambda: opened(client, "/desk/kota/"), times=5)
    many, few = side_by_side(lambda: opened(client, "/desk/kota/"), lambda: opened(client, "/desk/dusun/"), rounds=10)

    measured("the desk with 3,000 contributions", took, "ms", at_most=400, **BIG)
    measured("the desk with 3,000 contributions against 100", many, "ms", against=few, at_most=AS_FAST, **BIG)


def test_the_desk_is_light_and_asks_no_more_of_the_database(client: Client, measured: Measured) -> None:
    html = opened(client, "/desk/kota/")
    with CaptureQueriesContext(connection) as many:
        opened(client, "/desk/kota/")
    with CaptureQueriesContext(connection) as few:
        opened(client, "/desk/dusun/")

    measured("the desk with 3,000 contributions, before it is packed", len(html) / KB, "KB", at_most=60, packed=len(compress(html)) / KB)
    measured("queries of the desk with 3,000 contributions against 100", len(many), "queries", against=len(few), at_most=1.0)


@pytest.mark.parametrize("table", TABLES)
def test_the_tables_of_what_came_in_are_light(client: Client, table: str, measured: Measured) -> None:
    path = f"/desk/kota/arrivals/{table}/"
    took, size = best(lambda: opened(client, path), times=5), len(opened(client, path)) / KB

    measured(f"what came in by {table}, 3,000 contributions", took, "ms", at_most=400, **BIG)
    measured(f"what came in by {table}, 3,000 contributions, before it is packed", size, "KB", at_most=60)
