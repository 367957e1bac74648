"""What is told while one listens: each event once, in order, in the same form as over HTTP, and no word that is not shown now."""

import json

import pytest

from consult.discussion.models import Post, ThreadEvent
from consult.discussion.rules import Kind, Operation, Proposal
from tests.api.clients import stranger
from tests.api.live.ears import at_consultation, at_thread, listening, tells
from tests.bench.asking import token_of
from tests.cast import Scene, Someone
from tests.trials.served import Served, posting

pytestmark = pytest.mark.django_db(transaction=True)

SECRET = "Rahasia-47 memberatkan."


def test_a_thread_is_told_in_the_very_form_of_its_events_over_http(daphne: Served, lively: Scene, siti: Someone, budi: Someone) -> None:
    clause = lively.clause("Pasal 4")
    first = siti.posts("Setuju.", on=clause)

    with listening(daphne, at_thread(first)) as ear:
        ear.hears()
        siti.edits(first, text="Setuju sekali.")
        budi.hides(siti.posts("Tidak jelas.", on=clause), reason="Memuat nomor telepon.")
        told = ear.events(3)

    over_http = stranger().sees(f"/threads/{first.thread_id}/events/?after=1")["events"]
    assert [told[0], told[2]] == [over_http[0], over_http[2]]  # the one between may have been told while its words were public
    assert told[1].keys() == over_http[1].keys()
    assert [(event["seq"], event["type"]) for event in told] == [(2, "edited"), (3, "posted"), (4, "hidden")]


def test_a_consultation_is_told_of_all_its_threads_under_numbers_of_its_own(daphne: Served, lively: Scene, siti: Someone) -> None:
    with listening(daphne, at_consultation(lively, after=0)) as ear:
        assert ear.hears() == {"type": "hello", "last_seq": 0}
        posts = [siti.posts("Setuju.", on=lively.clause(label)) for label in ("Pasal 4", "Pasal 5", "Pasal 4")]
        told = ear.events(3)

    assert told == stranger().sees(f"/consultations/{lively.row.slug}/events/")["events"]
    assert [(event["seq"], event["thread"]) for event in told] == [(nth, str(post.thread_id)) for nth, post in enumerate(posts, start=1)]


def test_what_is_posted_through_the_server_is_heard_at_once(daphne: Served, lively: Scene, siti: Someone) -> None:
    token, clause = token_of(siti), lively.clause("Pasal 4")

    with listening(daphne, at_consultation(lively)) as ear:
        ear.hears()
        ear.is_silent(seconds=0.5)  # so that the bell is being listened to
        for number in range(1, 6):
            assert daphne.asks(*posting(clause, f"Usul {number}.", token=token, key=str(number))).status == 201
            told = ear.hears(within=0.7)  # the poll alone would take a second now and then
            assert (told["seq"], told["post"]["text"]) == (number, f"Usul {number}.")


def test_a_held_post_is_not_told_before_it_is_published(
    daphne: Served, consultation: Scene, siti: Someone, agus: Someone, budi: Someone
) -> None:
    held = siti.posts(SECRET, on=consultation.clause("Pasal 4"))

    with listening(daphne, at_thread(held)) as ear:
        ear.hears()
        assert ear.is_silent(seconds=1.5)
        shown = agus.posts("Setuju.", on=consultation.clause("Pasal 4"))
        budi.publishes(shown)
        [told] = ear.events(1)

    assert (told["seq"], told["post"]["id"]) == (1, str(shown.pk))


@pytest.mark.parametrize("end", ["hidden", "withdrawn", "erased"])
def test_who_catches_up_is_told_no_word_that_is_not_shown_any_more(
    daphne: Served, lively: Scene, siti: Someone, budi: Someone, end: str
) -> None:
    post = siti.posts(SECRET, on=lively.clause("Pasal 4"))
    with listening(daphne, at_thread(post, after=0)) as ear:
        assert SECRET in str(ear.events(1))  # while it was shown
        if end == "hidden":
            budi.hides(post, rule=3, reason="Memuat ancaman.")
        else:
            siti.withdraws(post)
        if end == "erased":
            Post.objects.filter(pk=post.pk).update(status="erased")

        with listening(daphne, at_thread(post, after=0)) as late:
            told = late.events(2)

    assert "Rahasia-47" not in json.dumps(told)
    assert {event["post"]["id"] for event in told} == {str(post.pk)}


def test_a_poll_finds_what_no_bell_told_of(daphne: Served, lively: Scene, siti: Someone) -> None:
    post = siti.posts("Setuju.", on=lively.clause("Pasal 4"))

    with listening(daphne, at_thread(post)) as at_a_thread, listening(daphne, at_consultation(lively)) as at_all:
        at_a_thread.hears(), at_all.hears()
        last = tells(post, 300)  # written by hand: nothing rings
        assert [event["seq"] for event in at_a_thread.events(300)] == list(range(2, last + 1))
        assert [event["seq"] for event in at_all.events(300)] == list(range(2, last + 1))


def test_threads_are_not_told_of_each_other(daphne: Served, lively: Scene, siti: Someone) -> None:
    one, other = (siti.posts("Setuju.", on=lively.clause(label)) for label in ("Pasal 4", "Pasal 5"))

    with listening(daphne, at_thread(one)) as ear:
        ear.hears()
        siti.posts("Tidak.", on=lively.clause("Pasal 5"))
        siti.posts("Ya.", on=lively.clause("Pasal 4"))
        [told] = ear.events(1)

    assert (told["post"]["text"], told["post"]["thread"]) == ("Ya.", str(one.thread_id))
    assert ThreadEvent.objects.filter(thread=other.thread_id).count() == 2


def test_the_longest_text_that_can_be_sent_is_told_and_whatever_follows_it(daphne: Served, lively: Scene, siti: Someone) -> None:
    clause = lively.clause("Pasal 4")
    proposal = Proposal(Operation.REPLACE, "\N{WRITING HAND}\N{EMOJI MODIFIER FITZPATRICK TYPE-3}" * 5_000)
    first = siti.posts("Setuju.", on=clause)

    with listening(daphne, at_thread(first)) as ear:
        ear.line.protocol.max_message_size = None
        ear.hears()
        siti.posts("\N{CLAPPING HANDS SIGN}" * 9_999, on=clause, kind=Kind.PROPOSAL, proposal=proposal)
        siti.posts("Pendek.", on=clause)
        told = ear.events(2)

    assert [event["seq"] for event in told] == [2, 3]
    assert len(json.dumps(told[0]).encode()) > 64 * 1024
