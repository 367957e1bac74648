"""Reporting a post: under a house rule, once a person, to the moderators alone; it hides nothing."""

import pytest
from django.db import IntegrityError

from consult.accounts.viewer import VISITOR
from consult.discussion.actions import flag_post
from consult.discussion.actions.flag_post import NOTE_LIMIT
from consult.discussion.models import Flag, Post, ThreadEvent
from consult.errors import BadInput, NotAllowed, NotFound, NotPossible
from consult.platform import limits
from consult.platform.audit.canonical import salted
from consult.platform.audit.models import Entry
from consult.platform.constraints import refusal_of
from consult.record.checks.verification import verify
from tests.cast import Scene, Someone, closes, moment

pytestmark = pytest.mark.django_db

NOTE = "Menghina Pak Lurah."


@pytest.fixture
def post(lively: Scene, siti: Someone) -> Post:
    """A public one."""
    return siti.posts("Lapak perlu atap.", on=lively.clause("Pasal 3"))


def flagged(post: Post) -> int:
    """How many open flags the post says it has."""
    return Post.objects.get(pk=post.pk).flagged


def test_a_flag_names_a_rule_keeps_its_note_salted_and_hides_nothing(post: Post, agus: Someone, tono: Someone) -> None:
    agus.flags(post, rule=3, text=NOTE)

    flag = Flag.objects.get()
    assert (flag.rule, flag.text, flag.version.number, flag.answered_at) == (3, NOTE, 1, None)
    assert flag.sha256 == salted(flag.salt, NOTE)
    assert flagged(post) == 1
    assert tono.sees(post)
    assert ThreadEvent.objects.count() == 1
    assert not verify().faults


def test_a_person_reports_a_post_once_and_its_key_answers_the_same(post: Post, agus: Someone) -> None:
    flag = agus.flags(post, key="kunci")

    assert agus.flags(post, key="kunci") == flag
    with pytest.raises(NotPossible) as refused:
        agus.flags(post, rule=4)
    assert refused.value.code == "flag.twice"
    assert flagged(post) == 1


def test_nobody_reports_their_own_post(post: Post, siti: Someone) -> None:
    with pytest.raises(NotAllowed) as refused:
        siti.flags(post)

    assert refused.value.code == "flag.own"
    assert not Flag.objects.exists()


def test_what_is_not_public_now_is_not_reported_and_what_never_was_is_not_found(
    lively: Scene, post: Post, siti: Someone, agus: Someone, budi: Someone
) -> None:
    held = siti.posts("Hubungi 0812-3456-7890.", on=lively.clause("Pasal 3"))
    budi.hides(post)

    with pytest.raises(NotPossible) as refused:
        agus.flags(post)
    with pytest.raises(NotFound):
        agus.flags(held)

    assert refused.value.code == "flag.not_shown"


def test_a_version_that_was_never_public_is_not_reported(post: Post, siti: Someone, agus: Someone) -> None:
    siti.edits(post, text="Hubungi 0812-3456-7890.")

    with pytest.raises(NotPossible):
        agus.flags(post, version=2)


def test_moderators_decide_at_once_and_strangers_sign_in_first(post: Post, budi: Someone, ratna: Someone) -> None:
    for viewer in (budi.viewer, VISITOR):
        with pytest.raises(NotAllowed):
            flag_post(actor=viewer, post_id=post.pk, rule=1, text="", version=None, address="", now=moment())

    ratna.flags(post)
    assert flagged(post) == 1


def test_reports_are_taken_after_closing(lively: Scene, post: Post, agus: Someone) -> None:
    closes(lively)

    agus.flags(post)

    assert flagged(post) == 1


@pytest.mark.parametrize(("rule", "text", "field", "code"), [(99, "", "rule", "flag.rule"), (2, "x" * 1_001, "text", "flag.too_long")])
def test_bad_input_names_its_field_and_writes_nothing(post: Post, agus: Someone, rule: int, text: str, field: str, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        agus.flags(post, rule=rule, text=text)

    assert (refused.value.field, refused.value.code) == (field, code)
    assert (Flag.objects.count(), flagged(post)) == (0, 0)


def test_a_note_of_the_longest_kind_is_taken_and_one_of_white_space_is_none(post: Post, agus: Someone, ratna: Someone) -> None:
    agus.flags(post, text="é" * NOTE_LIMIT)
    ratna.flags(post, text=" \n ")

    assert [len(flag.text) for flag in Flag.objects.order_by("created_at")] == [NOTE_LIMIT, 0]


def test_the_note_is_cleaned_as_every_text_is(post: Post, agus: Someone) -> None:
    agus.flags(post, text="a\u202eb\r\nc\x00")

    assert Flag.objects.get().text == "ab\nc"


def test_the_record_holds_no_word_of_a_flag(post: Post, agus: Someone) -> None:
    agus.flags(post, text=NOTE)

    entry = Entry.objects.latest("pk")
    assert (entry.action, entry.facts) == ("post.flagged", {})


def test_a_withdrawal_leaves_nothing_to_look_at(post: Post, siti: Someone, agus: Someone) -> None:
    agus.flags(post)
    siti.withdraws(post)

    assert flagged(post) == 0
    assert Flag.objects.get().answered_at is not None
    assert not verify().faults


def test_too_many_reports_in_a_short_time_are_refused(post: Post, agus: Someone, monkeypatch: pytest.MonkeyPatch) -> None:
    none = limits.Limit(account=0, address=0, every=limits.LIMITS["flag"].every)
    monkeypatch.setattr(limits, "LIMITS", {**limits.LIMITS, "flag": none})

    with pytest.raises(NotPossible) as refused:
        agus.flags(post)

    assert refused.value.code == "limit.reached"
    assert flagged(post) == 0


def test_whoever_was_answered_reports_what_the_author_made_of_it_since_and_once(
    post: Post, siti: Someone, agus: Someone, budi: Someone
) -> None:
    agus.flags(post)
    budi.keeps(post)
    with pytest.raises(NotPossible):
        agus.flags(post)
    siti.edits(post, text="Pak Lurah itu maling.")

    agus.flags(post)

    for version in (None, 2, 1):
        with pytest.raises(NotPossible) as refused:
            agus.flags(post, version=version)
        assert refused.value.code == "flag.twice"
    assert list(Flag.objects.order_by("created_at").values_list("version__number", flat=True)) == [1, 2]
    assert (flagged(post), verify().faults) == (1, [])


def test_while_a_report_waits_another_on_a_later_version_is_none(post: Post, siti: Someone, agus: Someone) -> None:
    agus.flags(post)
    siti.edits(post, text="Pak Lurah itu maling.")

    with pytest.raises(NotPossible) as refused:
        agus.flags(post)
    assert (refused.value.code, flagged(post)) == ("flag.twice", 1)


@pytest.mark.parametrize("answered", [True, False])
def test_the_database_holds_to_it_too(post: Post, siti: Someone, agus: Someone, budi: Someone, answered: bool) -> None:
    flag = agus.flags(post)
    if answered:
        budi.keeps(post)
    else:
        siti.edits(post, text="Lapak perlu lampu.")
    shown = post.versions.get(status="shown")

    with pytest.raises(IntegrityError) as broken:
        Flag.objects.create(post=post, person=flag.person, version=shown, rule=2, sha256="", created_at=moment())
    assert getattr(refusal_of(broken.value), "code", "") == "flag.twice"
