"""What the team says in a thread: by office, without a name; and what the thread and the record tell of an answer."""

import pytest
from django.core import mail

from consult.accounts.actions import rename_person
from consult.consultations.models import Consultation, Membership
from consult.discussion.models import Post, PostVersion, ThreadEvent
from consult.discussion.rules import Event, Kind, ShownName, Status
from consult.errors import NotAllowed, NotPossible, Refusal
from consult.record.checks.verification import verify
from tests.cast import Scene, Someone, closes, moment
from tests.tables import contents
from tests.waiting import do_jobs

ASKED = "Siapa yang membayar iurannya?"
ANSWER = "Pemerintah desa."

pytestmark = pytest.mark.django_db


def asked(scene: Scene, by: Someone) -> Post:
    """A question on Pasal 4."""
    return by.posts(ASKED, on=scene.clause("Pasal 4"), kind=Kind.QUESTION)


def told(scene: Scene) -> list[tuple[str, int | None]]:
    """What the thread of Pasal 4 tells, and of which contribution."""
    events = ThreadEvent.objects.filter(thread__places__clause=scene.clause("Pasal 4")).order_by("seq")
    return list(events.values_list("type", "post__number"))


def mails_about_answers() -> list[str]:
    """To whom."""
    return [message.to[0] for message in mail.outbox if "answer-" in message.extra_headers["Message-ID"]]


def test_an_official_answers_by_office_and_without_a_name(lively: Scene, siti: Someone, ratna: Someone) -> None:
    rename_person(actor=ratna.viewer, name="Ratna Dewi", chosen_name="", language="id", now=moment())
    answer = ratna.posts(
        ANSWER,
        on=lively.clause("Pasal 4"),
        kind=Kind.REPLY,
        stance=None,
        reply_to=asked(lively, siti).pk,
        shown_name=ShownName.REAL,
    )

    assert (answer.office, answer.versions.get().name) == ("official", "")
    assert told(lively) == [("posted", 1), ("posted", 2), ("answered", 1)]
    assert not verify().faults


def test_a_moderator_replies_by_office_and_that_answers_no_question(lively: Scene, siti: Someone, budi: Someone) -> None:
    reply = budi.replies("Mohon tetap santun.", to=asked(lively, siti))

    assert reply.office == "moderator"
    assert told(lively) == [("posted", 1), ("posted", 2)]


def test_a_citizen_replies_for_themselves(lively: Scene, siti: Someone, agus: Someone) -> None:
    assert agus.replies("Saya juga ingin tahu.", to=asked(lively, siti)).office == ""


def test_who_is_both_speaks_as_an_official(lively: Scene, siti: Someone, budi: Someone) -> None:
    Membership.objects.create(consultation=lively.row, person=budi.person, role="official")

    assert budi.replies(ANSWER, to=asked(lively, siti)).office == "official"


def test_an_official_answers_a_comment_and_nothing_is_told_of_a_question(lively: Scene, siti: Someone, ratna: Someone) -> None:
    ratna.replies(ANSWER, to=siti.posts("Terlalu mahal.", on=lively.clause("Pasal 4")))

    assert Event.ANSWERED not in dict(told(lively))


def test_the_team_begins_nothing_and_is_told_so(lively: Scene, ratna: Someone, budi: Someone) -> None:
    for one in (ratna, budi):
        before = contents()
        with pytest.raises(NotAllowed) as refused:
            one.posts("Pendapat saya.", on=lively.clause("Pasal 4"))
        assert refused.value.code == "post.office_reply"
        assert contents() == before


def test_nobody_looks_at_an_answer_before_it_is_public(consultation: Scene, siti: Someone, budi: Someone, ratna: Someone) -> None:
    question = asked(consultation, siti)
    budi.publishes(question)

    assert ratna.replies(ANSWER, to=question).status == Status.SHOWN


def test_an_answer_that_holds_personal_data_waits_and_is_told_of_when_it_is_published(
    lively: Scene, siti: Someone, budi: Someone, ratna: Someone
) -> None:
    answer = ratna.replies("Hubungi 0812-3456-7890.", to=asked(lively, siti))
    do_jobs(at=moment())
    assert (answer.status, told(lively), mails_about_answers()) == (Status.HELD, [("posted", 1)], [])

    budi.publishes(answer)
    do_jobs(at=moment())

    assert told(lively) == [("posted", 1), ("posted", 2), ("answered", 1)]
    assert mails_about_answers() == [siti.email]
    assert not verify().faults


def test_an_answer_shown_again_is_told_of_once(lively: Scene, siti: Someone, budi: Someone, ratna: Someone) -> None:
    answer = ratna.replies(ANSWER, to=asked(lively, siti))
    budi.hides(answer)
    budi.restores(answer)
    ratna.edits(answer, text="Pemerintah desa, dari kas desa.")

    assert [event for event, _ in told(lively)] == ["posted", "posted", "answered", "hidden", "restored", "edited"]
    assert not verify().faults


def test_whoever_asked_is_mailed_in_their_language_without_a_word_of_either(lively: Scene, siti: Someone, ratna: Someone) -> None:
    rename_person(actor=siti.viewer, name="Siti", chosen_name="", language="en", now=moment())
    ratna.replies(ANSWER, to=asked(lively, siti))
    do_jobs(at=moment())

    (message,) = [message for message in mail.outbox if "answer-" in message.extra_headers["Message-ID"]]
    assert (message.to, message.subject) == ([siti.email], "Your question was answered")
    assert f"/k/{lively.row.slug}/posts/1/" in message.body
    assert not [words for words in (ASKED, ANSWER) if words in message.body]


def test_nobody_is_mailed_of_an_answer_that_is_out_of_sight_by_then(lively: Scene, siti: Someone, budi: Someone, ratna: Someone) -> None:
    budi.hides(ratna.replies(ANSWER, to=asked(lively, siti)))
    second = siti.posts("Berapa?", on=lively.clause("Pasal 5"), kind=Kind.QUESTION)
    ratna.replies("Dua ribu.", to=second)
    siti.withdraws(second)
    do_jobs(at=moment())

    assert mails_about_answers() == []


def test_the_team_answers_after_closing_and_no_more_in_the_archive(lively: Scene, siti: Someone, agus: Someone, ratna: Someone) -> None:
    question = asked(lively, siti)
    closes(lively)
    assert ratna.replies(ANSWER, to=question).status == Status.SHOWN
    with pytest.raises(NotPossible):
        agus.replies("Saya juga ingin tahu.", to=question)

    Consultation.objects.filter(pk=lively.row.pk).update(step="archived")
    with pytest.raises(NotPossible):
        ratna.replies(ANSWER, to=question)


def test_what_was_said_by_office_is_changed_only_from_the_office(lively: Scene, siti: Someone, ratna: Someone) -> None:
    answer = ratna.replies(ANSWER, to=asked(lively, siti))
    rename_person(actor=ratna.viewer, name="Ratna Dewi", chosen_name="", language="id", now=moment())
    ratna.edits(answer, text="Pemerintah desa, dari kas desa.", shown_name=ShownName.REAL)
    assert PostVersion.objects.get(post=answer, status=Status.SHOWN).name == ""

    Membership.objects.filter(person=ratna.person).delete()
    with pytest.raises(NotAllowed):
        ratna.edits(answer, text="Bukan kami.")
    with pytest.raises(NotAllowed):
        ratna.withdraws(answer)


def test_a_reply_to_what_was_taken_back_says_what_became_of_it_and_writes_nothing(
    lively: Scene, siti: Someone, agus: Someone, budi: Someone, ratna: Someone
) -> None:
    hidden, withdrawn = asked(lively, siti), asked(lively, siti)
    budi.hides(hidden)
    siti.withdraws(withdrawn)
    before = contents()

    for who in (agus, ratna):
        for post, status in ((hidden, "hidden"), (withdrawn, "withdrawn")):
            with pytest.raises(Refusal) as refused:
                who.replies("Terlambat?", to=post)
            assert (refused.value.code, refused.value.facts) == ("post.reply_gone", {"status": status})
    assert contents() == before
