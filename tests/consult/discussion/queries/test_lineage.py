"""What a clause and its posts are told of later versions: joined into the queries that were made before."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from consult.accounts.viewer import VISITOR
from consult.anchoring.placement import PlacementState
from consult.anchoring.quotes import Quote
from consult.discussion.locks import Place
from consult.discussion.models import Placement, PlacementDecision, Post
from consult.discussion.queries.branches import Stretch
from consult.discussion.queries.lineage import NAMED, Ended
from consult.discussion.queries.placements import Stands, newest_places
from consult.discussion.queries.places import Spot, spot_of
from consult.discussion.queries.posts import general_thread
from consult.discussion.queries.thread_page import thread_page
from consult.discussion.rules import PlacementVerdict
from consult.documents.queries import parts_of, parts_of_each
from tests.cast import NEXT_DRAFT, Scene, Someone, moment, publishes_revision

Counting = Callable[[int], AbstractContextManager[None]]

pytestmark = pytest.mark.django_db


def at(scene: Scene, label: str) -> Spot:
    """The clause that was called so in version 1."""
    return spot_of(Place(clause=scene.clause(label)), viewer=VISITOR, now=moment())


def stands_of(spot: Spot) -> list[Stands | None]:
    """Where the posts of a thread stand, in their order."""
    page = thread_page(spot.place, Stretch(), viewer=VISITOR, lineage=spot.lineage)
    return [post.stands for post in page.posts]  # type: ignore[attr-defined]  # as `thread_page` has it


def moved(posts: list[Post], to: object, state: PlacementState = PlacementState.MOVED) -> None:
    """Let the posts stand at that clause."""
    Placement.objects.filter(post__in=posts).update(state=state, clause=to)


def test_a_clause_of_the_only_version_has_not_ended(lively: Scene) -> None:
    lineage = at(lively, "Pasal 3").lineage

    assert (lineage.number, lineage.ended, lineage.arrived) == (1, None, 0)


def test_a_clause_that_was_removed_ended_in_the_version_without_it_however_many_follow(lively: Scene) -> None:
    publishes_revision(lively)
    third = publishes_revision(lively, NEXT_DRAFT.replace("sembilan", "delapan"))

    lineage = at(lively, "Pasal 3").lineage

    assert (lineage.newest, lineage.number, lineage.ended) == (third.pk, 3, Ended(2))


def test_a_clause_that_another_took_up_names_it_as_it_is_called_there(lively: Scene) -> None:
    links = publishes_revision(lively).links
    links.filter(old=lively.clause("Pasal 3")).update(new=lively.clause("Pasal 5"), status="merged")

    assert at(lively, "Pasal 3").lineage.ended == Ended(2, lively.clause("Pasal 5"), "Pasal 4")


def test_public_posts_that_came_from_other_clauses_are_counted_and_the_first_are_named(lively: Scene, siti: Someone, budi: Someone) -> None:
    posts = [siti.posts(f"{number}.", on=lively.clause("Pasal 3")) for number in range(6)]
    publishes_revision(lively)
    moved(posts, lively.clause("Pasal 5"))
    budi.hides(posts[0])

    lineage = at(lively, "Pasal 5").lineage

    assert lineage.arrived == 5
    assert lineage.named == [post.pk for post in posts[1 : 1 + NAMED]]


def test_what_nobody_has_confirmed_has_not_arrived(lively: Scene, siti: Someone, ratna: Someone) -> None:
    post = siti.posts("Anak saya?", on=lively.clause("Pasal 3"))
    publishes_revision(lively)
    moved([post], lively.clause("Pasal 5"), PlacementState.FUZZY)
    doubted = at(lively, "Pasal 5").lineage.arrived

    given = {"verdict": PlacementVerdict.PASSAGE, "decided_by": ratna.person, "decided_at": moment()}
    PlacementDecision.objects.create(placement=Placement.objects.get(), **given)

    assert (doubted, at(lively, "Pasal 5").lineage.arrived) == (0, 1)


def test_a_thread_says_where_its_posts_stand_in_the_newest_version_with_what_a_person_said(
    lively: Scene, siti: Someone, ratna: Someone
) -> None:
    siti.posts("Kapan?", on=lively.clause("Pasal 4"), quote=Quote("menjaga kebersihan"))
    doubted = siti.posts("Siapa?", on=lively.clause("Pasal 4"))
    publishes_revision(lively)
    siti.posts("Baru.", on=lively.clause("Pasal 4"))
    moved([doubted], lively.clause("Pasal 4"), PlacementState.FUZZY)
    given = {"verdict": PlacementVerdict.ORPHANED, "decided_by": ratna.person, "decided_at": moment()}
    PlacementDecision.objects.create(placement=Placement.objects.get(post=doubted), **given)

    quoted, judged, fresh = stands_of(at(lively, "Pasal 4"))

    assert quoted is not None
    assert (quoted.number, quoted.label, quoted.place.state, quoted.place.start) == (2, "Pasal 3", PlacementState.EXACT, 16)
    assert judged is not None
    assert judged.place.state is PlacementState.ORPHANED
    assert fresh is None


def test_it_costs_no_query_more(lively: Scene, siti: Someone, django_assert_num_queries: Counting) -> None:
    for number in range(5):
        siti.posts(f"{number}.", on=lively.clause("Pasal 4"))
    publishes_revision(lively)

    with django_assert_num_queries(1):
        spot = at(lively, "Pasal 4")
    with django_assert_num_queries(2):
        assert len(stands_of(spot)) == 5


def test_what_is_said_on_the_draft_as_a_whole_stands_there(lively: Scene, siti: Someone) -> None:
    thread = general_thread(lively.row)
    assert thread is not None
    siti.posts("Bagus.", on=thread)
    publishes_revision(lively)

    spot = spot_of(Place(thread=thread.pk), viewer=VISITOR, now=moment())
    [stands] = stands_of(spot)

    assert spot.lineage.number == 2
    assert stands is not None
    assert (stands.place.state, stands.place.clause, stands.label) == (PlacementState.EXACT, None, "")


def test_places_are_told_in_the_newest_version_alone_and_in_one_query(
    lively: Scene, siti: Someone, django_assert_num_queries: Counting
) -> None:
    first = siti.posts("Satu.", on=lively.clause("Pasal 4"))
    publishes_revision(lively)
    second = siti.posts("Dua.", on=lively.clause("Pasal 4"))
    publishes_revision(lively, NEXT_DRAFT.replace("sembilan", "delapan"))
    third = siti.posts("Tiga.", on=lively.clause("Pasal 4"))

    with django_assert_num_queries(1):
        found = newest_places([first, second, third])

    assert {post: stands.number for post, stands in found.items()} == {first.pk: 3, second.pk: 3}


def test_the_parts_of_a_clause_in_each_version_are_those_that_each_has(lively: Scene, django_assert_num_queries: Counting) -> None:
    publishes_revision(lively, NEXT_DRAFT.replace("b. jenis dagangan.", "b. jenis dagangan; dan\nc. usia."))
    spot = at(lively, "Pasal 2")
    assert spot.wording is not None
    wordings = [spot.wording, *spot.earlier]

    with django_assert_num_queries(1):
        found = parts_of_each(wordings)

    assert found == {one.revision_id: parts_of(one) for one in wordings}
    assert [len(parts) for parts in found.values()] == [6, 5]


def test_the_last_clause_of_a_draft_has_its_parts_too(lively: Scene) -> None:
    wording = at(lively, "Pasal 5").wording
    assert wording is not None

    assert parts_of_each([wording]) == {wording.revision_id: [wording]}
    assert parts_of_each([]) == {}
