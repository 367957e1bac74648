"""Appending to a chain: numbered without gaps, each entry holding the hash of the one before, also under threads."""

from functools import partial

import pytest

from consult.platform.audit.actions import open_chain, record
from consult.platform.audit.models import NOTHING_BEFORE, Chain, Entry
from consult.record.checks.verification import verify
from tests.cast import moment
from tests.together import together


@pytest.mark.django_db
def test_each_entry_holds_the_hash_of_the_one_before() -> None:
    chain = open_chain("site")

    first, second = (record(chain_id=chain.pk, actor=None, action="x.done", subject=n, now=moment(), n=n) for n in range(2))

    chain.refresh_from_db()
    assert (first.number, first.previous, second.number, second.previous) == (1, NOTHING_BEFORE, 2, first.hash)
    assert (chain.length, chain.head) == (2, second.hash)
    assert not verify().faults


@pytest.mark.sqlite
@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_many_who_append_at_once_make_one_chain() -> None:
    chain = open_chain("site")

    answers = together([partial(record, chain_id=chain.pk, actor=None, action="x.done", subject=n, now=moment()) for n in range(20)])

    assert sorted(getattr(entry, "number", 0) for entry in answers) == list(range(1, 21))
    assert (Chain.objects.get().length, Entry.objects.count()) == (20, 20)
    assert not verify().faults
