"""What the database writes out for the checker is what the record hashed."""

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest

from consult.accounts.models import Person
from consult.platform.audit.actions import open_chain, record
from consult.platform.audit.canonical import canonical, instant, plain
from consult.platform.audit.models import Entry
from consult.record.checks.hashed_columns import IdText, InstantText, JSONText

WHOLE = datetime(2026, 11, 24, 8, tzinfo=UTC)
EASTERN = timezone(timedelta(hours=9))
INSTANTS = [WHOLE, WHOLE + timedelta(microseconds=120), WHOLE.replace(tzinfo=EASTERN), datetime(1999, 12, 31, 23, 59, 59, 999999, UTC)]


@pytest.mark.parametrize("at", INSTANTS)
def test_an_instant_from_the_database_is_written_as_it_was_hashed(db: None, at: datetime) -> None:
    person = Person.objects.create(joined_at=at)

    assert Person.objects.filter(pk=person.pk).values_list(InstantText("joined_at"), flat=True).get() == instant(at)


def test_an_id_from_the_database_is_written_as_it_was_hashed(db: None) -> None:
    id_ = UUID("0b9f1e6a-0000-4abc-8def-00000000000a")
    Person.objects.create(id=id_, joined_at=WHOLE)

    assert Person.objects.filter(pk=id_).values_list(IdText("id"), flat=True).get() == plain(id_)


def test_what_is_not_there_stays_none_when_written_out(db: None) -> None:
    Person.objects.create(joined_at=WHOLE)
    record(chain_id=open_chain("site-of-a-test").pk, actor=None, action="test.done", subject="", now=WHOLE)

    assert Person.objects.values_list(InstantText("erased_at"), flat=True).get() is None
    assert Entry.objects.values_list(IdText("actor"), flat=True).get() is None


def test_facts_from_the_database_have_the_same_canonical_bytes(db: None) -> None:
    facts: dict[str, Any] = {"b": [1, None, True, "“é” \n"], "a": {"10": 1.5, "9": "0"}}
    record(chain_id=open_chain("site-of-a-test").pk, actor=None, action="test.done", subject="", now=WHOLE, **facts)

    assert canonical(json.loads(Entry.objects.values_list(JSONText("facts"), flat=True).get())) == canonical(facts)
