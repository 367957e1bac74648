"""The numbered events of all threads of a consultation, over HTTP."""

import json

import pytest

from consult.discussion.models import ThreadEvent
from tests.api.clients import V1, fields, problem, program, stranger
from tests.cast import Scene, Someone


def path(scene: Scene, query: str = "") -> str:
    """Where they are."""
    return f"/consultations/{scene.row.slug}/events/{query}"


def test_they_are_numbered_without_gaps_over_all_threads_and_name_their_own(lively: Scene, siti: Someone, budi: Someone) -> None:
    one, other = (siti.posts("Setuju.", on=lively.clause(label)) for label in ("Pasal 4", "Pasal 5"))
    siti.edits(one, text="Setuju sekali.")
    budi.hides(other, reason="Memuat nomor telepon.")

    told = stranger().sees(path(lively))

    assert told["last_seq"] == 4
    assert [(event["seq"], event["type"], event["thread"]) for event in told["events"]] == [
        (1, "posted", str(one.thread_id)),
        (2, "posted", str(other.thread_id)),
        (3, "edited", str(one.thread_id)),
        (4, "hidden", str(other.thread_id)),
    ]
    assert stranger().sees(path(lively, "?after=3"))["events"] == told["events"][3:]


def test_an_event_reads_as_in_its_thread_but_for_its_number(lively: Scene, siti: Someone) -> None:
    siti.posts("Setuju.", on=lively.clause("Pasal 4"))
    post = siti.posts("Tidak.", on=lively.clause("Pasal 5"))

    [of_all] = stranger().sees(path(lively, "?after=1"))["events"]
    [of_thread] = stranger().sees(f"/threads/{post.thread_id}/events/")["events"]

    assert of_all == {**of_thread, "seq": 2, "thread": str(post.thread_id)}


def test_no_word_that_is_not_shown_now_is_in_them(lively: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts("Rahasia-47 memberatkan.", on=lively.clause("Pasal 4"))
    budi.hides(post, reason="Memuat nomor telepon.")

    assert "Rahasia-47" not in json.dumps(stranger().sees(path(lively)))


def test_what_was_told_before_there_were_such_numbers_is_not_in_them(lively: Scene, siti: Someone) -> None:
    post = siti.posts("Setuju.", on=lively.clause("Pasal 4"))
    ThreadEvent.objects.filter(post=post).update(consultation=None, nth=None)

    assert stranger().sees(path(lively))["events"] == []


def test_a_consultation_in_preparation_has_none_but_for_its_team(hidden: Scene, siti: Someone, ratna: Someone) -> None:
    for client in (stranger(), program(siti)):
        problem(client.get(V1 + path(hidden)), 404)

    assert program(ratna).sees(path(hidden)) == {"events": [], "last_seq": 0}


@pytest.mark.parametrize("query", ["?after=x", "?after=-1", "?after=1&after=2", "?before=1"])
def test_a_query_that_is_none_is_refused_and_the_field_named(lively: Scene, query: str) -> None:
    assert list(fields(stranger().get(V1 + path(lively, query)), 400)) == [query[1:].partition("=")[0]]
