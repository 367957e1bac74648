"""A real daphne on the test's database, for as long as a file of tests lasts."""

from collections.abc import Iterator

import pytest
from pytest_django.plugin import DjangoDbBlocker

from tests.trials.served import PRODUCT, Served


@pytest.fixture(scope="package")
def daphne(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Served]:
    """The server."""
    with django_db_blocker.unblock(), Served(PRODUCT) as server:
        yield server
