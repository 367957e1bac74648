"""The record holds after a varied life, and whatever is changed behind its back is named, and nothing else."""

import pytest
from django.db import connection

from consult.consultations.models import ConsultationText
from consult.discussion.models import PostVersion
from consult.errors import NotFound
from consult.platform.audit.models import Chain, Entry
from consult.record.checks.verification import verify
from tests.cast import Scene, Someone, closes
from tests.consult.record.life import Life, lived
from tests.consult.record.tampering import (  # noqa: F401 - each of them fills the table
    chains,
    consultations,
    decisions,
    editions,
    erased,
    events,
    marks,
    threads,
    versions,
)
from tests.consult.record.tampering.changes import TAMPERINGS

pytestmark = pytest.mark.django_db


@pytest.fixture
def life(consultation: Scene, siti: Someone, agus: Someone, budi: Someone) -> Life:
    """A consultation that has lived."""
    return lived(consultation, siti, agus, budi)


def test_the_record_of_a_varied_life_holds(life: Life, lively: Scene, siti: Someone) -> None:
    siti.posts("Di tempat lain.", on=lively.clause("Pasal 4"))
    closes(lively)

    result = verify()

    assert result.faults == []
    assert result.entries == Entry.objects.count() == sum(Chain.objects.values_list("length", flat=True))
    assert result.heads == dict(Chain.objects.values_list("name", "head"))


@pytest.mark.parametrize("what", TAMPERINGS)
def test_what_is_changed_behind_the_record_is_named_and_nothing_else(life: Life, what: str) -> None:
    with connection.constraint_checks_disabled():
        named, how, *also = TAMPERINGS[what](life)

    faults = verify().faults

    assert (faults[0].what, faults[0].how) == (named, how)
    assert {fault.what for fault in faults} == {named, *also}


def test_one_chain_is_checked_by_its_name_and_an_unknown_one_not_found(life: Life, lively: Scene) -> None:
    ConsultationText.objects.filter(consultation=lively.row).update(title="Lain")

    assert not verify(life.slug).faults
    assert list(verify(life.slug).heads) == [life.slug]
    assert {fault.what for fault in verify().faults} == {f"consultation {lively.row.slug}"}
    with pytest.raises(NotFound):
        verify("tidak-ada")


def test_no_more_faults_are_gathered_than_asked_for(life: Life) -> None:
    PostVersion.objects.update(text="Lain.")

    assert len(verify(most=3).faults) == 3
    assert len(verify().faults) > 3


def test_a_consultation_that_vanished_with_its_chain_is_named_by_the_site(life: Life, lively: Scene) -> None:
    Entry.objects.filter(chain=lively.row.chain).delete()
    Chain.objects.filter(pk=lively.row.chain.pk).update(name="lain")  # as good as gone, and the database lets it happen

    assert verify().faults[0].what == f"record {lively.row.slug}"
    assert verify().faults[0].how == "is gone"


def test_a_head_that_was_printed_has_to_stand_in_the_record(life: Life) -> None:
    earlier = Entry.objects.get(chain=life.chain, number=3).hash

    assert verify(life.slug, head=earlier).faults == []
    assert [fault.how for fault in verify(life.slug, head="0" * 64).faults] == ["is not in the record, though it was printed"]


def test_a_printed_head_is_known_again_as_it_is_copied_out_of_a_report(life: Life) -> None:
    head = life.chain.head

    assert verify(life.slug, head=f"{head[:8]}\u200b{head[8:32].upper()}\r\n {head[32:]} ").faults == []


def unreadable(*_: object) -> str:
    """What a value of an unexpected shape does."""
    raise KeyError("parent")


def test_what_cannot_be_read_is_a_fault_and_no_crash(life: Life, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("consult.record.checks.rows.revision_digest", unreadable)

    assert "cannot be read" in verify().faults[0].how
