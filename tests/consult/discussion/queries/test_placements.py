"""Doubtful places: a person says once what they are, in batches, all or none; and what is asked of places knows what was said."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consult.accounts.viewer import OPERATOR, VISITOR
from consult.anchoring.placement import PlacementState
from consult.anchoring.quotes import Quote
from consult.discussion.actions import decide_placements
from consult.discussion.models import Placement, PlacementDecision, Post
from consult.discussion.queries.placements import AT_ONCE, counted, doubtful, orphans, places_in
from consult.documents.models import Revision
from consult.errors import BadInput, NotAllowed, NotFound, NotPossible, Refusal
from consult.record.checks.verification import verify
from consult.record.erasure.erase_person import erase_person
from tests.cast import DRAFT, Scene, Someone, moment, publishes_revision
from tests.tables import contents

pytestmark = pytest.mark.django_db
REWORDED = DRAFT.replace("Setiap pedagang menjaga kebersihan lapaknya.", "Setiap pedagang wajib menjaga terus kebersihan lapaknya.")


@pytest.fixture
def fuzzy(lively: Scene, siti: Someone, agus: Someone) -> list[Placement]:
    """Two places that the program is not sure of."""
    quote = Quote("pedagang menjaga kebersihan lapaknya")
    posts = [who.posts("Kapan?", on=lively.clause("Pasal 4"), quote=quote) for who in (siti, agus)]
    revision = publishes_revision(lively, REWORDED)
    found = [Placement.objects.get(post=post, revision=revision) for post in posts]
    assert {one.state for one in found} == {"fuzzy"}
    return found


def says(verdicts: dict[Placement, str], *, actor: Someone | None = None) -> None:
    """What they are."""
    given = {str(one.pk): verdict for one, verdict in verdicts.items()}
    decide_placements(actor=actor.viewer if actor else OPERATOR, slug="pasar-ramai", verdicts=given, now=moment())


def test_a_batch_of_doubtful_places_is_decided_and_written_down(fuzzy: list[Placement], ratna: Someone, lively: Scene) -> None:
    assert doubtful(lively.row, viewer=ratna.viewer, now=moment()).count() == 2

    says({fuzzy[0]: "passage", fuzzy[1]: "orphaned"}, actor=ratna)

    revision = Revision.objects.get(number=2)
    places = places_in(revision, [one.post_id for one in fuzzy])
    assert [places[one.post_id].state for one in fuzzy] == [PlacementState.FUZZY, PlacementState.ORPHANED]
    assert [places[one.post_id].is_open for one in fuzzy] == [False, False]
    assert (places[fuzzy[0].post_id].start, places[fuzzy[0].post_id].end) == (fuzzy[0].start, fuzzy[0].end)
    assert not doubtful(lively.row, viewer=ratna.viewer, now=moment()).exists()
    assert [post.pk for post in orphans(revision)] == [fuzzy[1].post_id]
    assert counted(revision) == {"fuzzy": 1, "orphaned": 1}
    assert set(PlacementDecision.objects.values_list("decided_by", flat=True)) == {ratna.person.pk}
    assert not verify().faults


def test_a_place_is_decided_once_and_a_batch_with_one_that_was_is_refused_whole(fuzzy: list[Placement]) -> None:
    says({fuzzy[0]: "clause_only"})
    before = contents()

    with pytest.raises(NotPossible) as refused:
        says({fuzzy[0]: "passage", fuzzy[1]: "passage"})

    assert refused.value.code == "placement.decided"
    assert contents() == before


@pytest.mark.parametrize(
    ("verdicts", "kind", "code"),
    [
        ({}, BadInput, "placement.count"),
        ({str(uuid4()): "passage" for _ in range(AT_ONCE + 1)}, BadInput, "placement.count"),
        ({str(uuid4()): "passage"}, NotFound, "not_found"),
        ({"bukan-id": "passage"}, NotFound, "not_found"),
        ({str(uuid4()): "somewhere"}, BadInput, "placement.verdict"),
    ],
)
def test_what_cannot_be_said_is_refused(fuzzy: list[Placement], verdicts: dict[str, str], kind: type[Refusal], code: str) -> None:
    before = contents()

    with pytest.raises(kind) as refused:
        decide_placements(actor=OPERATOR, slug="pasar-ramai", verdicts=verdicts, now=moment())

    assert refused.value.code == code
    assert contents() == before


def test_what_was_certain_is_not_decided_about(lively: Scene, siti: Someone) -> None:
    post = siti.posts("Setuju.", on=lively.clause("Pasal 4"))
    publishes_revision(lively)

    with pytest.raises(NotPossible) as refused:
        says({Placement.objects.get(post=post): "orphaned"})

    assert refused.value.code == "placement.sure"


def test_only_who_may_import_decides_and_only_the_team_sees_what_waits(
    fuzzy: list[Placement], siti: Someone, budi: Someone, lively: Scene
) -> None:
    for actor in (siti, budi):
        with pytest.raises((NotAllowed, NotFound)):
            says({fuzzy[0]: "passage"}, actor=actor)
    with pytest.raises((NotAllowed, NotFound)):
        doubtful(lively.row, viewer=VISITOR, now=moment())
    assert doubtful(lively.row, viewer=budi.viewer, now=moment()).count() == 2


def test_what_was_judged_goes_on_into_the_next_version(fuzzy: list[Placement], lively: Scene) -> None:
    says({fuzzy[0]: "passage", fuzzy[1]: "orphaned"})

    third = publishes_revision(lively, REWORDED.replace("sepuluh", "delapan"))

    states = dict(Placement.objects.filter(revision=third).values_list("post", "state"))
    assert states == {fuzzy[0].post_id: "exact", fuzzy[1].post_id: "orphaned"}


def test_one_query_tells_the_places_of_a_whole_page(fuzzy: list[Placement]) -> None:
    revision = Revision.objects.get(number=2)

    with CaptureQueriesContext(connection) as asked:
        places_in(revision, list(Post.objects.values_list("pk", flat=True)))

    assert len(asked) == 2  # one is that of the posts' ids


def test_a_place_outlives_the_words_and_the_record_holds_after_an_erasure(fuzzy: list[Placement], siti: Someone, ratna: Someone) -> None:
    says({fuzzy[0]: "passage"}, actor=ratna)

    erase_person(actor=OPERATOR, person_id=siti.person.pk, now=moment())

    assert Placement.objects.filter(post=fuzzy[0].post_id).exists()
    assert not verify().faults
