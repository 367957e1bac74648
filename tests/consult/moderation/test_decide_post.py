"""What a decision does to a post, and who may take it."""

from hashlib import sha256

import pytest

from consult.access import Phase
from consult.consultations.models import Consultation, HouseRule
from consult.discussion.models import PostVersion, ThreadEvent
from consult.discussion.rules import Event, Status
from consult.errors import BadInput, NotAllowed, NotFound, NotPossible
from consult.moderation.models import Decision
from consult.moderation.rules import Verdict
from consult.record.checks.verification import verify
from tests.cast import Scene, Someone, closes, moment
from tests.tables import contents

TEXT = "Pasal ini memberatkan pedagang kecil."


def test_a_held_post_is_read_by_nobody_until_it_is_published(consultation: Scene, siti: Someone, budi: Someone, tono: Someone) -> None:
    post = siti.posts(TEXT, on=consultation.clause("Pasal 4"))
    assert not tono.sees(post)

    budi.publishes(post, seen=Status.HELD)

    assert tono.sees(post)


def test_a_hidden_post_comes_back_when_it_is_restored(lively: Scene, siti: Someone, budi: Someone, tono: Someone) -> None:
    post = siti.posts(TEXT, on=lively.clause("Pasal 4"))
    budi.hides(post, rule=3, reason="Memuat hinaan kepada orang lain.")
    assert not tono.sees(post)

    decision = budi.restores(post)

    assert tono.sees(post)
    assert decision.reverses is not None


def test_events_tell_only_what_the_public_saw_happen_and_number_it(lively: Scene, siti: Someone, budi: Someone) -> None:
    clause = lively.clause("Pasal 4")
    post = siti.posts(TEXT, on=clause)
    siti.posts("Telepon saya 0812 3456 7890 kalau ragu.", on=clause)  # held: it holds personal data
    budi.hides(post)
    budi.restores(post)
    siti.withdraws(post)

    events = ThreadEvent.objects.filter(thread=post.thread).order_by("seq").values_list("seq", "type")
    assert list(events) == [(1, Event.POSTED), (2, Event.HIDDEN), (3, Event.RESTORED), (4, Event.WITHDRAWN)]


def test_the_second_of_two_moderators_is_told_who_was_first(consultation: Scene, siti: Someone, budi: Someone, wati: Someone) -> None:
    post = siti.posts(TEXT, on=consultation.clause("Pasal 4"))
    budi.publishes(post, seen=Status.HELD)

    with pytest.raises(NotPossible) as refused:
        wati.hides(post, seen=Status.HELD)

    assert refused.value.code == "decision.first"
    assert refused.value.facts["by"] == "Budi"


def test_a_citizen_who_sees_a_post_may_not_decide_about_it(lively: Scene, siti: Someone, agus: Someone) -> None:
    post = siti.posts(TEXT, on=lively.clause("Pasal 4"))

    with pytest.raises(NotAllowed):
        agus.hides(post)


@pytest.mark.parametrize(
    ("given", "field"),
    [({"reason": "pendek"}, "reason"), ({"reason": " " * 40}, "reason"), ({"rule": 99}, "rule"), ({"reason": "x" * 3000}, "reason")],
)
def test_a_decision_without_its_reason_or_rule_changes_nothing(
    consultation: Scene, siti: Someone, budi: Someone, given: dict[str, object], field: str
) -> None:
    post = siti.posts(TEXT, on=consultation.clause("Pasal 4"))

    with pytest.raises(BadInput) as refused:
        budi.publishes(post, **given)

    assert refused.value.field == field
    assert PostVersion.objects.get(post=post).status == Status.HELD


def test_a_version_that_is_not_there_is_not_found(consultation: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts(TEXT, on=consultation.clause("Pasal 4"))

    with pytest.raises(NotFound):
        budi.publishes(post, version=7)


def test_an_edit_is_held_before_publication_while_the_shown_version_stays(
    consultation: Scene, siti: Someone, budi: Someone, tono: Someone
) -> None:
    clause = consultation.clause("Pasal 4")
    post = siti.posts(TEXT, on=clause)
    budi.publishes(post)

    siti.edits(post, text="Pasal ini perlu pengecualian.")
    assert tono.reads(clause) == [TEXT]

    budi.publishes(post, version=2)
    assert tono.reads(clause) == ["Pasal ini perlu pengecualian."]


def test_hiding_a_held_edit_leaves_the_shown_version_and_the_thread_alone(
    consultation: Scene, siti: Someone, budi: Someone, tono: Someone
) -> None:
    post = siti.posts(TEXT, on=consultation.clause("Pasal 4"))
    budi.publishes(post)
    siti.edits(post, text="Ini iklan lapak saya.")

    budi.hides(post)

    assert tono.sees(post)
    assert ThreadEvent.objects.filter(thread=post.thread).count() == 1


def test_an_edit_of_a_hidden_post_waits_for_a_moderator(lively: Scene, siti: Someone, budi: Someone, tono: Someone) -> None:
    post = siti.posts(TEXT, on=lively.clause("Pasal 4"))
    budi.hides(post)

    siti.edits(post, text="Saya tulis ulang dengan sopan.")
    assert not tono.sees(post)

    budi.publishes(post)
    assert tono.reads(lively.clause("Pasal 4")) == ["Saya tulis ulang dengan sopan."]


def test_each_decision_names_the_one_that_it_reverses_and_none_is_lost(lively: Scene, siti: Someone, budi: Someone, wati: Someone) -> None:
    post = siti.posts(TEXT, on=lively.clause("Pasal 4"))
    first = budi.hides(post)
    second = budi.restores(post)
    third = wati.hides(post)

    assert [decision.reverses for decision in (first, second, third)] == [None, first, second]
    assert Decision.objects.count() == 3
    assert not verify().faults


def test_a_decision_keeps_its_reason_as_written_with_salt_and_hash(lively: Scene, siti: Someone, budi: Someone) -> None:
    budi.hides(siti.posts(TEXT, on=lively.clause("Pasal 4")), reason="Memuat nomor\r\ntelepon\u202e.")

    decision = Decision.objects.get()
    assert decision.reason == "Memuat nomor\ntelepon."
    assert decision.sha256 == sha256(bytes.fromhex(decision.salt) + decision.reason.encode()).hexdigest()


def test_a_hidden_version_says_under_which_rule_and_a_restored_one_none(lively: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts(TEXT, on=lively.clause("Pasal 4"))
    budi.hides(post, rule=3)
    assert PostVersion.objects.get(post=post).rule == 3

    budi.restores(post, rule=1)
    assert PostVersion.objects.get(post=post).rule is None


@pytest.mark.parametrize(
    ("status", "verdict"), [(Status.SHOWN, Verdict.PUBLISH), (Status.SHOWN, Verdict.RESTORE), (Status.HELD, Verdict.RESTORE)]
)
def test_a_step_that_a_status_does_not_have_is_refused(
    lively: Scene, siti: Someone, budi: Someone, status: Status, verdict: Verdict
) -> None:
    text = TEXT if status is Status.SHOWN else "Telepon saya 0812 3456 7890."
    post = siti.posts(text, on=lively.clause("Pasal 4"))
    before = contents()

    with pytest.raises(NotPossible) as refused:
        budi.decides(post, verdict)

    assert (refused.value.code, refused.value.facts) == ("decision.no_step", {"status": status.value})
    assert contents() == before


def test_a_status_that_its_author_changed_meanwhile_is_stale(lively: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts("Telepon saya 0812 3456 7890.", on=lively.clause("Pasal 4"))
    siti.withdraws(post)

    with pytest.raises(NotPossible) as refused:
        budi.hides(post, seen=Status.HELD)

    assert (refused.value.code, refused.value.facts) == ("decision.stale", {"status": "withdrawn"})


def test_the_rule_in_its_newest_version_is_cited(lively: Scene, siti: Someone, budi: Someone) -> None:
    newer = HouseRule.objects.create(consultation=lively.row, number=2, version=2, since=moment())

    assert budi.hides(siti.posts(TEXT, on=lively.clause("Pasal 4")), rule=2).rule == newer


def test_decisions_go_on_after_closing_and_end_with_the_archive(lively: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts(TEXT, on=lively.clause("Pasal 4"))
    closes(lively)
    budi.hides(post)

    Consultation.objects.update(step=Phase.ARCHIVED)
    with pytest.raises(NotPossible):
        budi.restores(post)


def test_a_post_that_only_the_team_knows_of_is_not_found_by_others(
    consultation: Scene, siti: Someone, agus: Someone, ratna: Someone, tono: Someone
) -> None:
    post = siti.posts(TEXT, on=consultation.clause("Pasal 4"))

    for who in (agus, tono):
        with pytest.raises(NotFound):
            who.publishes(post)
    for who in (siti, ratna):  # its author and an official know of it, and may not decide
        with pytest.raises(NotAllowed):
            who.publishes(post)
