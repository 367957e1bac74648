"""Reading at one instant, from the first query of a connection on."""

import pytest
from django.db import connection

from consult.platform.snapshot import at_one_instant


@pytest.mark.django_db(transaction=True)
def test_an_instant_can_be_the_first_thing_that_a_connection_does() -> None:
    connection.close()
    if connection.vendor == "sqlite":
        del connection.transaction_mode  # type: ignore[attr-defined]  # as in a process that has just begun

    with at_one_instant(), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)
