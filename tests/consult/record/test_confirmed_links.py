"""Who said of a doubtful link what it is, and when, is compared with the record: before it is published and after."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

import pytest

from consult.accounts.viewer import OPERATOR
from consult.consultations.actions import add_members
from consult.consultations.rules import TeamRole
from consult.documents.actions import decide_link
from consult.documents.models import ClauseLink, Matching
from consult.proposals.actions import publish_revision
from consult.record.checks.verification import verify
from consult.record.erasure.erase_person import erase_person
from tests.cast import Scene, Someone, moment, revises
from tests.consult.record.tampering.changes import change

pytestmark = pytest.mark.django_db

Tampering = Callable[[ClauseLink, ClauseLink, Someone], None]
BY: Final = "was confirmed by somebody else than the record says"
AT: Final = "was confirmed at another instant than the record says"
LINKED: Final = "its clauses are linked otherwise than the record says"


@pytest.fixture
def confirmed(lively: Scene, ratna: Someone) -> tuple[ClauseLink, ClauseLink]:
    """Two links of version 2 that an official has confirmed, and the operator."""
    revision = revises(lively)
    links = list(ClauseLink.objects.filter(revision=revision, old__in=[lively.clause("Pasal 5"), lively.clause("Pasal 2")]))
    for link, viewer in zip(links, (ratna.viewer, OPERATOR), strict=True):
        step = Matching.objects.get(revision=revision).step
        said = {"act": "confirm", "old": link.old_id, "new": link.new_id}
        decide_link(actor=viewer, slug=lively.row.slug, revision_id=revision.pk, seen=step, now=moment(), **said)
    one, other = ClauseLink.objects.filter(revision=revision, confirmed_at__isnull=False).order_by("confirmed_at")
    return one, other


def publishes(link: ClauseLink) -> tuple[ClauseLink, ClauseLink]:
    """Its revision; the two links as they are then."""
    publish_revision(actor=OPERATOR, slug="pasar-ramai", number=link.revision.number, now=moment())
    one, other = ClauseLink.objects.filter(revision=link.revision, confirmed_at__isnull=False).order_by("confirmed_at")
    return one, other


TAMPERINGS: Final[dict[str, tuple[Tampering, str]]] = {
    "who confirmed it": (lambda one, _other, budi: change(one, confirmed_by=budi.person), BY),
    "that nobody did": (lambda one, _other, _budi: change(one, confirmed_by=None), BY),
    "that somebody did for the operator": (lambda _one, other, budi: change(other, confirmed_by=budi.person), BY),
    "when": (lambda one, _other, _budi: change(one, confirmed_at=moment() - timedelta(days=1)), AT),
}


@pytest.mark.parametrize("is_published", [False, True], ids=["draft", "published"])
@pytest.mark.parametrize("what", TAMPERINGS)
def test_what_is_changed_of_a_confirmation_is_named(
    confirmed: tuple[ClauseLink, ClauseLink], budi: Someone, what: str, is_published: bool
) -> None:
    links = publishes(confirmed[0]) if is_published else confirmed
    assert verify().faults == []
    tampering, how = TAMPERINGS[what]

    tampering(*links, budi)

    assert how in [fault.how for fault in verify().faults]


def test_two_confirmations_that_change_places_are_named_where_they_are_published(confirmed: tuple[ClauseLink, ClauseLink]) -> None:
    one, other = publishes(confirmed[0])

    change(one, confirmed_at=other.confirmed_at, confirmed_by=other.confirmed_by)
    change(other, confirmed_at=one.confirmed_at, confirmed_by=one.confirmed_by)

    assert [fault.how for fault in verify().faults] == [LINKED]


def test_two_people_may_confirm_at_the_same_instant(lively: Scene, ratna: Someone) -> None:
    revision, now = revises(lively), moment()
    for clause, viewer in (("Pasal 5", ratna.viewer), ("Pasal 2", OPERATOR)):
        link = ClauseLink.objects.get(revision=revision, old=lively.clause(clause))
        step = Matching.objects.get(revision=revision).step
        said = {"act": "confirm", "old": link.old_id, "new": link.new_id}
        decide_link(actor=viewer, slug=lively.row.slug, revision_id=revision.pk, seen=step, now=now, **said)

    assert verify().faults == []


def test_a_confirmation_holds_after_whoever_gave_it_is_erased(confirmed: tuple[ClauseLink, ClauseLink], agus: Someone) -> None:
    link, _other = publishes(confirmed[0])
    add_members(actor=OPERATOR, slug="pasar-ramai", team={TeamRole.OFFICIAL: [agus.email]}, now=moment())
    assert link.confirmed_by is not None

    erase_person(actor=OPERATOR, person_id=link.confirmed_by.pk, now=moment())

    assert verify().faults == []
