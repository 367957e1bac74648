"""An erasure that fails at any one of its statements, or at its commit, leaves everything as it was; done again, it is done once."""

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from consult.accounts.models import Person
from consult.consultations.models import Membership
from consult.discussion.actions.letters.draft_letter import add_point
from consult.discussion.actions.take_in_post import Said
from consult.discussion.locks import Place
from consult.discussion.models import PostVersion
from consult.discussion.rules import Contribution
from consult.record.checks.verification import verify
from consult.record.erasure.erase_person import erase_person
from consult.record.erasure.personal_tables import rewrite_personal
from consult.record.jobs import rewrite_tables
from tests.cast import Scene, Someone, moment
from tests.faults import all_or_nothing
from tests.tables import contents

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_person_is_erased_wholly_or_not_at_all(lively: Scene, consultation: Scene, siti: Someone, agus: Someone, wati: Someone) -> None:
    clause, now = lively.clause("Pasal 4"), moment()
    post, other = siti.posts("Rahasia.", on=clause, key="kunci"), agus.posts("Setuju.", on=clause)
    siti.edits(post, text="Rahasia lain.")
    agus.flags(post, text="Rahasia?")
    siti.flags(other, text="Rahasia!")
    siti.supports(other)
    wati.hides(post, reason="Memuat rahasia dapur.")
    add_point(actor=siti.viewer, said=Said(Place(clause=clause), Contribution("Rahasia.")), now=now)
    consultation.row.memberships.create(person=siti.person, role="moderator")

    assert all_or_nothing(lambda: erase_person(actor=siti.viewer, person_id=siti.person.pk, now=now)) > 40

    assert not PostVersion.objects.filter(post=post).exclude(text="").exists()
    assert not Membership.objects.filter(person=siti.person).exists()
    assert Person.objects.exclude(erased_at=None).get() == siti.person
    assert not any("ahasia" in row for rows in contents().values() for row in rows)


def test_writing_the_tables_anew_changes_nothing_and_can_be_done_again(lively: Scene, siti: Someone) -> None:
    siti.posts("Setuju.", on=lively.clause("Pasal 4"))
    before = contents()

    for _ in range(2):
        rewrite_personal()
        rewrite_tables.call()

    assert contents() == before
    assert not verify().faults


def test_tables_that_somebody_works_in_are_written_anew_later(siti: Someone) -> None:
    with transaction.atomic():
        rewrite_tables.call()

    waiting = DBTaskResult.objects.get(task_path__endswith=".rewrite_tables")
    assert (waiting.args_kwargs["kwargs"], waiting.run_after > moment()) == ({"tries": 0, "waits": 1}, True)
