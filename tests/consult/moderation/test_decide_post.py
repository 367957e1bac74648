"""What a decision does to a post, and who may take it."""

import pytest

from consult.discussion.models import PostVersion, ThreadEvent
from consult.discussion.rules import Event, Status
from consult.errors import BadInput, NotAllowed, NotFound, NotPossible
from tests.cast import Scene, Someone

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
