"""What was deleted is not copied into new files: whoever may still see it is waited for, and if need be until later."""

import psycopg
import pytest
from django.db import connection

from consult.platform.vacuum import InUse
from consult.record.erasure.erase_person import erase_person
from consult.record.erasure.personal_tables import rewrite_personal
from tests.cast import Scene, Someone, moment
from tests.consult.record.test_traces import marked
from tests.consult.record.traces import in_files, plant

__all__ = ["marked"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]


@pytest.mark.parametrize(
    ("elsewhere", "does"),
    [(False, "SELECT 1"), (False, "SELECT pg_current_xact_id()"), (True, "SELECT pg_current_xact_id()")],
    ids=["who reads", "who writes", "who writes in another database"],
)
def test_who_still_sees_what_was_there_is_waited_for(
    lively: Scene, marked: Someone, siti: Someone, budi: Someone, monkeypatch: pytest.MonkeyPatch, elsewhere: bool, does: str
) -> None:
    plant(lively, marked, reader=siti, moderator=budi)
    with older(elsewhere=elsewhere) as transaction:
        transaction.execute(does)
        erase_person(actor=marked.viewer, person_id=marked.person.pk, now=moment())

        with monkeypatch.context() as hurry:
            hurry.setattr("consult.platform.vacuum.PATIENCE", 0.2)
            with pytest.raises(InUse):
                rewrite_personal()

        assert in_files()
    rewrite_personal()
    assert in_files() == set()


def older(*, elsewhere: bool) -> psycopg.Connection:
    """A connection of somebody else, whose transaction keeps seeing what it saw first."""
    given = connection.get_connection_params()
    place = {name: given[name] for name in ("host", "port", "user", "password") if given.get(name)}
    opened = psycopg.connect(**place, dbname="postgres" if elsewhere else given["dbname"])
    opened.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    return opened
