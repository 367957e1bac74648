"""What each viewer sees of a discussion: what is not for them is not there."""

import re
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consult.accounts.viewer import OPERATOR, VISITOR, Viewer
from consult.consultations.rules import Moderation
from consult.discussion.models import Post, Receipt, ThreadEvent
from consult.discussion.queries.events import events_of_thread
from consult.discussion.queries.posts import (
    EVENTS_AT_ONCE,
    clause_thread,
    first_receipt,
    general_thread,
    held_versions,
    own_posts,
    post_for,
    public_post,
    receipt_of,
    received_version,
    thread_ids,
    thread_of,
    thread_posts,
)
from consult.errors import NotAllowed, NotFound
from consult.moderation.queries import decisions_in, decisions_on, post_to_decide, queue
from tests.cast import Scene, Someone, moment, someone, staged

TEXT = "Pasal ini memberatkan pedagang kecil."
HELD = "Telepon saya 0812 3456 7890."

pytestmark = pytest.mark.django_db


def test_a_thread_shows_what_was_ever_shown_by_number_and_its_words_only_while_shown(lively: Scene, siti: Someone, budi: Someone) -> None:
    clause = lively.clause("Pasal 4")
    first, second, third = (siti.posts(f"Pendapat {n}.", on=clause) for n in range(3))
    siti.posts(HELD, on=clause)
    budi.hides(first, rule=3)
    siti.withdraws(second)

    rows = list(thread_posts(first.thread))

    assert [(row.number, [version.text for version in row.public_versions], row.hidden_under) for row in rows] == [  # type: ignore[attr-defined]
        (1, [], 3),
        (2, [], None),
        (3, ["Pendapat 2."], None),
    ]
    assert [row.pk for row in rows] == [first.pk, second.pk, third.pk]


def test_a_thread_takes_the_same_queries_whatever_it_holds(lively: Scene, siti: Someone, agus: Someone) -> None:
    clause = lively.clause("Pasal 4")
    siti.posts(TEXT, on=clause)
    with CaptureQueriesContext(connection) as one:
        list(thread_posts(clause_thread(clause, viewer=VISITOR, now=moment())))
    for n in range(20):
        agus.posts(f"Pendapat {n}.", on=clause)

    with CaptureQueriesContext(connection) as many:
        list(thread_posts(clause_thread(clause, viewer=VISITOR, now=moment())))

    assert len(one) == len(many) == 3


def test_threads_of_an_unseen_consultation_are_not_found(budi: Someone, ratna: Someone, siti: Someone) -> None:
    draft = staged("rahasia", moderation=Moderation.AFTER, officials=[ratna], moderators=[budi], open_it=False)
    clause = draft.clause("Pasal 4")
    thread = clause_thread(clause, viewer=ratna.viewer, now=moment())

    for viewer in (VISITOR, siti.viewer):
        with pytest.raises(NotFound):
            clause_thread(clause, viewer=viewer, now=moment())
        with pytest.raises(NotFound):
            thread_of(thread.pk, viewer=viewer, now=moment())
    assert thread_of(thread.pk, viewer=OPERATOR, now=moment()) == thread
    for missing in (clause_thread, thread_of):
        with pytest.raises(NotFound):
            missing(uuid4(), viewer=ratna.viewer, now=moment())


def test_each_clause_leads_to_its_own_thread_and_no_other(lively: Scene) -> None:
    found = thread_ids(list(lively.labels.values()))

    assert set(found) == set(lively.labels.values())
    general = general_thread(lively.row)
    assert general is not None
    assert general.pk not in found.values()


def test_events_after_a_number_come_in_order_and_at_most_256(lively: Scene, siti: Someone) -> None:
    post = siti.posts(TEXT, on=lively.clause("Pasal 4"))
    made = [
        ThreadEvent(thread=post.thread, consultation=post.consultation, seq=n, nth=n, type="edited", post=post, at=moment())
        for n in range(2, 300)
    ]
    ThreadEvent.objects.bulk_create(made)

    assert [event.seq for event in events_of_thread(post.thread_id, after=0)] == list(range(1, EVENTS_AT_ONCE + 1))
    assert [event.seq for event in events_of_thread(post.thread_id, after=290)] == list(range(291, 300))
    assert events_of_thread(post.thread_id, after=299) == []


def test_a_held_post_is_seen_by_its_author_and_the_team_and_by_nobody_else(
    consultation: Scene, siti: Someone, agus: Someone, budi: Someone, ratna: Someone
) -> None:
    post = siti.posts(TEXT, on=consultation.clause("Pasal 4"))

    def may_see(viewer: Viewer) -> bool:
        try:
            return post_for(post.pk, viewer=viewer, now=moment()) == post
        except NotFound:
            return False

    assert [may_see(who.viewer) for who in (siti, budi, ratna)] == [True] * 3
    assert [may_see(viewer) for viewer in (agus.viewer, VISITOR, OPERATOR)] == [False] * 3
    with pytest.raises(NotFound):
        public_post(post.pk, viewer=budi.viewer, now=moment())
    with pytest.raises(NotFound):
        post_for(uuid4(), viewer=budi.viewer, now=moment())
    assert list(own_posts(viewer=siti.viewer)) == [post]
    for viewer in (agus.viewer, VISITOR, OPERATOR):
        assert list(own_posts(viewer=viewer)) == []


def test_the_queue_is_read_by_the_team_oldest_first(
    consultation: Scene, siti: Someone, agus: Someone, budi: Someone, ratna: Someone
) -> None:
    posts = [who.posts(TEXT, on=consultation.clause("Pasal 4")) for who in (siti, agus, siti)]
    budi.publishes(posts[1])
    siti.edits(posts[0], text="Pendapat baru.")

    waiting = [version.post_id for version in queue(consultation.row.slug, viewer=budi.viewer, now=moment())]

    assert waiting == [posts[2].pk, posts[0].pk]  # by the time of the version that waits
    assert queue(consultation.row.slug, viewer=ratna.viewer, now=moment()).count() == 2
    for viewer in (siti.viewer, VISITOR):
        with pytest.raises(NotAllowed):
            queue(consultation.row.slug, viewer=viewer, now=moment())
    with pytest.raises(NotFound):
        queue("tidak-ada", viewer=budi.viewer, now=moment())
    assert held_versions(consultation.row).count() == 2


def test_reasons_are_read_by_the_author_and_the_team_alone(
    lively: Scene, siti: Someone, agus: Someone, budi: Someone, ratna: Someone
) -> None:
    post = siti.posts(TEXT, on=lively.clause("Pasal 4"))
    first, second = budi.hides(post), budi.restores(post)

    for who in (siti, budi, ratna):
        assert decisions_on(post, viewer=who.viewer, now=moment()) == [first, second]
    for viewer in (agus.viewer, VISITOR):
        with pytest.raises(NotAllowed):
            decisions_on(post, viewer=viewer, now=moment())
    assert list(decisions_in(lively.row)) == [first, second]


def test_a_post_to_decide_about_is_found_by_the_team_alone(consultation: Scene, siti: Someone, agus: Someone, budi: Someone) -> None:
    post = siti.posts(TEXT, on=consultation.clause("Pasal 4"))

    assert post_to_decide(post.pk, viewer=budi.viewer, now=moment()) == post
    with pytest.raises(NotAllowed):
        post_to_decide(post.pk, viewer=siti.viewer, now=moment())
    for viewer, post_id in ((agus.viewer, post.pk), (VISITOR, post.pk), (budi.viewer, uuid4())):
        with pytest.raises(NotFound):
            post_to_decide(post_id, viewer=viewer, now=moment())


def test_a_receipt_is_found_by_its_code_however_it_is_typed(lively: Scene, siti: Someone) -> None:
    post = siti.posts(TEXT, on=lively.clause("Pasal 4"))
    code = first_receipt(post)

    for typed in (code, code.lower(), f" {code}\n"):
        receipt = receipt_of(typed)
        assert (receipt.code, [version.post for version in receipt.versions.all()]) == (code, [post])
    assert received_version(post).receipt_id == code


@pytest.mark.parametrize("code", ["", "0000000000", "x" * 500, "\x00", "AB\x00CDEFGHI", "\ud800", "%", "' OR 1=1"])
def test_a_code_that_is_none_is_not_found(lively: Scene, siti: Someone, code: str) -> None:
    siti.posts(TEXT, on=lively.clause("Pasal 4"))

    with pytest.raises(NotFound):
        receipt_of(code)


def test_a_receipts_code_is_random_and_can_be_read_aloud(lively: Scene) -> None:
    for n in range(40):
        someone(f"Warga{n}").posts(TEXT, on=lively.clause("Pasal 4"))

    codes = set(Receipt.objects.values_list("code", flat=True))
    assert len(codes) == 40
    assert all(re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{10}", code) for code in codes)
    assert len(set("".join(codes))) == 32  # every letter of the alphabet comes up


def test_an_event_holds_ids_and_no_words(lively: Scene, siti: Someone) -> None:
    siti.posts(TEXT, on=lively.clause("Pasal 4"))

    fields = {field.name for field in ThreadEvent._meta.fields}
    assert fields == {"id", "thread", "seq", "consultation", "nth", "type", "post", "at"}
    assert not any(TEXT in repr(value) for row in ThreadEvent.objects.values_list() for value in row)
    assert all(isinstance(post_id, UUID) for post_id in ThreadEvent.objects.values_list("post", flat=True))


def test_rows_are_named_for_people_who_look_into_them(lively: Scene, siti: Someone) -> None:
    post = siti.posts(TEXT, on=lively.clause("Pasal 4"))
    assert (str(post), str(Post(pk=post.pk)), str(Receipt.objects.get())) == ("1", str(post.pk), first_receipt(post))
