"""The numbered events of a thread, as they read now."""

from typing import Any

import pytest

from consult.discussion.models import Post, Thread, ThreadEvent
from consult.discussion.queries.posts import EVENTS_AT_ONCE
from tests.api.clients import V1, fields, problem, program, stranger
from tests.cast import Scene, Someone

TEXT = "Pasal 4 memberatkan pedagang kecil."


def events(post: Post, after: int | None = None) -> dict[str, Any]:
    """What a stranger gets."""
    found: dict[str, Any] = stranger().sees(f"/threads/{post.thread_id}/events/" + ("" if after is None else f"?after={after}"))
    return found


def told(post: Post, after: int = 0) -> list[tuple[int, str]]:
    """Number and type of each event."""
    return [(event["seq"], event["type"]) for event in events(post, after)["events"]]


def test_a_held_post_is_no_event_and_leaves_no_gap(consultation: Scene, siti: Someone, agus: Someone, budi: Someone) -> None:
    held = siti.posts(TEXT, on=consultation.clause("Pasal 4"))
    assert events(held) == {"events": [], "last_seq": 0}

    shown = agus.posts("Setuju.", on=consultation.clause("Pasal 4"))
    budi.publishes(shown)

    assert told(held) == [(1, "posted")]
    assert events(held)["last_seq"] == 1


def test_events_follow_each_other_by_number_from_where_one_is(lively: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts(TEXT, on=lively.clause("Pasal 4"))
    siti.edits(post, text="Lebih baik begini.")
    budi.hides(post, reason="Memuat nomor telepon.")
    budi.restores(post, reason="Itu nomor kantor.")
    siti.withdraws(post)

    every = [(1, "posted"), (2, "edited"), (3, "hidden"), (4, "restored"), (5, "withdrawn")]
    assert told(post) == every
    assert told(post, after=3) == every[3:]
    assert told(post, after=2**53) == []
    assert events(post, after=5)["last_seq"] == 5


@pytest.mark.parametrize("end", ["hidden", "withdrawn", "erased"])
def test_no_replay_holds_a_word_that_is_not_shown_now(lively: Scene, siti: Someone, budi: Someone, end: str) -> None:
    post = siti.posts(TEXT, on=lively.clause("Pasal 4"))
    siti.edits(post, text="Lebih baik begini.")
    if end == "hidden":
        budi.hides(post, rule=3, reason="Memuat ancaman.")
    else:
        siti.withdraws(post)
    if end == "erased":
        Post.objects.filter(pk=post.pk).update(status="erased")

    answered = stranger().get(f"{V1}/threads/{post.thread_id}/events/")

    assert all(event["post"]["status"] == end for event in answered.json()["events"])
    for word in (TEXT, "Lebih baik", "ancaman"):
        assert word.encode() not in answered.content


def test_the_post_of_an_event_is_the_row_of_the_list(lively: Scene, siti: Someone) -> None:
    post = siti.posts(TEXT, on=lively.clause("Pasal 4"))

    [row] = stranger().sees(f"/threads/{post.thread_id}/posts/")["results"]
    assert {**events(post)["events"][0]["post"], "placement": None} == row  # an event tells of a post, not of later versions of the draft


def test_at_most_256_events_come_at_once(lively: Scene, siti: Someone, django_assert_num_queries: Any) -> None:
    post = siti.posts(TEXT, on=lively.clause("Pasal 4"))
    rows = [
        ThreadEvent(thread=post.thread, consultation=post.consultation, seq=seq, nth=seq, type="edited", post=post, at=post.created_at)
        for seq in range(2, 300)
    ]
    ThreadEvent.objects.bulk_create(rows)
    Thread.objects.filter(pk=post.thread_id).update(last_seq=299)

    with django_assert_num_queries(4):  # thread, events, posts, versions
        found = events(post)

    assert [event["seq"] for event in found["events"]] == list(range(1, EVENTS_AT_ONCE + 1))
    assert found["last_seq"] == 299
    assert len(events(post, after=EVENTS_AT_ONCE)["events"]) == 43


@pytest.mark.parametrize("after", ["-1", "one", "1.5", "", "9007199254740993"])
def test_a_number_to_begin_after_that_is_none_is_named(lively: Scene, siti: Someone, after: str) -> None:
    post = siti.posts(TEXT, on=lively.clause("Pasal 4"))

    answered = stranger().get(f"{V1}/threads/{post.thread_id}/events/?after={after}")

    assert set(fields(answered, 400)) == {"after"}


def test_the_events_of_a_hidden_consultation_are_not_found(hidden: Scene, siti: Someone) -> None:
    thread = hidden.row.threads.first()
    assert thread is not None

    problem(program(siti).get(f"{V1}/threads/{thread.pk}/events/"), 404)
