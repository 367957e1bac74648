"""What was written down before 0.8 holds still: entries that tell of no language, no address and no instant of a confirmation."""

from typing import Any
from uuid import UUID

import pytest

from consult.accounts.models import Account
from consult.consultations.models import Membership
from consult.discussion.models import PostVersion, ThreadEvent
from consult.documents.canonical import links_digest
from consult.documents.models import ClauseLink
from consult.platform.audit.models import Chain, Entry
from consult.record.checks.verification import verify
from tests.cast import Scene, Someone, publishes_revision
from tests.consult.record.life import Life, lived
from tests.consult.record.tampering.changes import change, mend_all

pytestmark = pytest.mark.django_db

SINCE = ("read_as", "email", "links_v")


@pytest.fixture
def life(consultation: Scene, siti: Someone, agus: Someone, budi: Someone) -> Life:
    """A consultation that has lived, whose draft has two versions."""
    life = lived(consultation, siti, agus, budi)
    publishes_revision(consultation)
    return life


def as_of_before(chain: Chain, *, v: int = 2) -> None:
    """The chain as the code before would have written it."""
    for entry in Entry.objects.filter(chain=chain):
        facts: dict[str, Any] = {name: fact for name, fact in entry.facts.items() if name not in SINCE}
        if entry.action == "revision.published" and "links" in facts:
            facts["links"] = links_digest(ClauseLink.objects.filter(revision=UUID(entry.subject)), v=1)
        change(entry, facts=facts, v=v)
    Membership.objects.filter(consultation__chain=chain).update(salt="")
    mend_all(chain)


def test_a_record_from_before_holds_and_what_it_tells_is_compared_as_it_was(life: Life) -> None:
    assert ClauseLink.objects.filter(revision__number=2).exists()
    as_of_before(life.chain)
    assert verify().faults == []

    PostVersion.objects.filter(post=life.shown).update(language="en")
    Account.objects.filter(person__memberships__consultation=life.consultation, person__memberships__role="official").update(
        email="orang.lain@example.org"
    )
    assert verify().faults == []
    ClauseLink.objects.filter(revision__number=2, carries=True).update(carries=False)
    assert [fault.how for fault in verify().faults] == ["its clauses are linked otherwise than the record says"]


def test_what_goes_on_after_the_change_is_compared_whole(life: Life, siti: Someone, budi: Someone) -> None:
    as_of_before(life.chain)
    post = siti.posts("Sesudahnya.", on=life.shown.clause_id)  # type: ignore[arg-type]
    budi.publishes(post)
    assert verify().faults == []

    PostVersion.objects.filter(post=post).update(language="en")

    assert [fault.what for fault in verify().faults] == [f"post {post.pk}, version 1"]


def test_versions_of_the_first_chains_need_not_know_when_they_were_first_public(life: Life) -> None:
    as_of_before(life.chain, v=1)

    PostVersion.objects.filter(post__consultation=life.consultation).update(shown_at=None)

    assert verify().faults == []
    assert ThreadEvent.objects.filter(consultation=life.consultation).exists()
