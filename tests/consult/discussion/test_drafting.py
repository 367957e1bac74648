"""A letter before it is sent: collected, changed, put in order, thrown away, taken over by whoever signs in, and sent once."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from threading import Barrier
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.db import IntegrityError

from consult.accounts.viewer import VISITOR
from consult.anchoring.quotes import Quote
from consult.consultations.models import Consultation
from consult.discussion.actions.letters import draft_letter
from consult.discussion.actions.letters.draft_letter import change_point, discard_letter, move_point, name_letter, remove_point, take_over
from consult.discussion.actions.letters.submit_letter import received
from consult.discussion.letters.unsent_letters import KEPT, KEPT_FOR_VISITORS, as_read, drafts_of, forget_old, letter_of, plain, points_of
from consult.discussion.models import Draft, Point, Post, PostVersion, Submission
from consult.discussion.queries.posts import received_versions
from consult.discussion.rules import Operation, Proposal, ShownName, Stance
from consult.errors import BadInput, BadPoints, NotFound, NotPossible
from consult.platform.audit.models import Entry
from consult.record.checks.verification import verify
from tests.cast import Scene, Someone, closes, moment
from tests.consult.discussion.letters import adds, said, sends_draft
from tests.together import together

LABELS = ("Pasal 3", "Pasal 4", "Pasal 5")


def collected(who: Someone, scene: Scene, *texts: str) -> Draft:
    """A letter with a point for each text."""
    points = [adds(who, said(text, on=scene.clause(LABELS[n % 3]))) for n, text in enumerate(texts)]
    return points[0].draft


def texts_of(draft: Draft) -> list[str]:
    """What its points say, in order."""
    return [point.said["text"] for point in points_of(draft)]


def test_points_are_collected_in_order_and_nothing_of_them_is_public_or_recorded(lively: Scene, siti: Someone) -> None:
    entries = Entry.objects.count()

    draft = collected(siti, lively, "Satu.", "Dua.", "Tiga.")

    assert texts_of(draft) == ["Satu.", "Dua.", "Tiga."]
    assert list(drafts_of(siti.viewer)) == [draft]
    assert not Post.objects.exists()
    assert Entry.objects.count() == entries


def test_what_is_kept_of_a_point_comes_back_as_it_was_written(lively: Scene, siti: Someone) -> None:
    proposal, quote = Proposal(Operation.REPLACE, "Lapak boleh dialihkan."), Quote("dialihkan", "dapat ", " kepada")
    point = said("Usul.", on=lively.clause("Pasal 3"), proposal=proposal, stance=Stance.MIXED, revision=1)
    given = point.contribution.__class__(**{**point.contribution.__dict__, "quote": quote})

    kept = adds(siti, point.__class__(**{**point.__dict__, "contribution": given}))

    [again] = letter_of(kept.draft, points_of(Point.objects.get().draft)).points
    assert (again.contribution, again.revision) == (given, 1)
    assert plain(again.contribution) == Point.objects.get().said
    read = as_read(kept, kept.draft, author=siti.person, now=moment())
    assert read.quote is not None
    assert read.post.revision is not None
    assert (read.wording, read.quote["exact"], read.post.revision.number) == ("Lapak boleh dialihkan.", "dialihkan", 1)


def test_a_point_that_is_not_finished_is_kept_and_judged_when_it_is_sent(lively: Scene, siti: Someone) -> None:
    draft = adds(siti, said("", on=lively.clause("Pasal 3"), stance=None)).draft

    with pytest.raises(BadPoints) as caught:
        sends_draft(siti, draft.pk)

    assert [one.field for one in caught.value.each] == ["posts.0.text"]
    assert Point.objects.count() == 1
    assert not Submission.objects.exists()


def test_points_are_moved_changed_and_removed_and_close_up(lively: Scene, siti: Someone) -> None:
    draft = collected(siti, lively, "Satu.", "Dua.", "Tiga.")
    one, two, _three = points_of(draft)
    given = {"actor": siti.viewer, "draft_id": draft.pk, "now": moment()}

    move_point(point_id=one.pk, to=3, **given)
    assert texts_of(draft) == ["Dua.", "Tiga.", "Satu."]
    move_point(point_id=one.pk, to=-4, **given)
    change_point(point_id=two.pk, said=said("Dua, diubah.", on=lively.clause("Pasal 4")), **given)
    assert texts_of(draft) == ["Satu.", "Dua, diubah.", "Tiga."]
    remove_point(point_id=one.pk, **given)
    remove_point(point_id=one.pk, **given)
    assert [(point.position, point.said["text"]) for point in points_of(draft)] == [(1, "Dua, diubah."), (2, "Tiga.")]


def test_a_point_keeps_the_version_that_it_was_written_on_when_it_is_changed(lively: Scene, siti: Someone) -> None:
    point = adds(siti, said("Satu.", on=lively.clause("Pasal 3"), revision=1))

    changed = said("Satu, diubah.", on=lively.clause("Pasal 3"))
    change_point(actor=siti.viewer, draft_id=point.draft_id, point_id=point.pk, said=changed, now=moment())

    assert Point.objects.get().revision == 1


def test_a_point_is_on_the_version_that_its_change_names_which_has_to_be_published(lively: Scene, siti: Someone) -> None:
    point = adds(siti, said("Satu.", on=lively.clause("Pasal 3")))
    given = {"actor": siti.viewer, "draft_id": point.draft_id, "point_id": point.pk, "now": moment()}

    with pytest.raises(BadInput) as caught:
        change_point(said=said("Diubah.", on=lively.clause("Pasal 3"), revision=9999), **given)

    assert (caught.value.field, caught.value.code) == ("revision", "post.revision")
    assert (Point.objects.get().revision, texts_of(point.draft)) == (1, ["Satu."])


def test_nobody_else_reads_changes_or_sends_it(lively: Scene, siti: Someone, agus: Someone) -> None:
    draft = collected(siti, lively, "Satu.")
    [point] = points_of(draft)
    given = {"actor": agus.viewer, "draft_id": draft.pk, "now": moment()}

    assert not drafts_of(agus.viewer, held=[draft.pk]).exists()
    for act in (
        partial(move_point, point_id=point.pk, to=1, **given),
        partial(remove_point, point_id=point.pk, **given),
        partial(change_point, point_id=point.pk, said=said("Lain.", on=lively.clause("Pasal 3")), **given),
        partial(name_letter, on_behalf_of="Lain", shown_name=ShownName.WITHHELD, **given),
        partial(take_over, **given),
        partial(sends_draft, agus, draft.pk),
        partial(adds, agus, said("Lain.", on=lively.clause("Pasal 3")), draft=draft.pk),
        partial(adds, VISITOR, said("Lain.", on=lively.clause("Pasal 3")), draft=draft.pk),
    ):
        with pytest.raises(NotPossible) as caught:
            act()
        assert caught.value.code == "draft_letter.gone"
    discard_letter(actor=agus.viewer, draft_id=draft.pk)
    assert texts_of(Draft.objects.get()) == ["Satu."]


def test_a_point_of_another_letter_is_not_found(lively: Scene, siti: Someone, agus: Someone) -> None:
    draft, other = collected(siti, lively, "Satu."), collected(agus, lively, "Dua.")
    with pytest.raises(NotFound):
        move_point(actor=siti.viewer, draft_id=draft.pk, point_id=points_of(other)[0].pk, to=1, now=moment())


def test_a_reply_to_what_was_never_public_is_refused(consultation: Scene, siti: Someone, agus: Someone) -> None:
    held = agus.posts("Menunggu.", on=consultation.clause("Pasal 3"))
    for post in (held.pk, uuid4()):
        with pytest.raises(BadInput) as caught:
            adds(siti, said("Setuju.", on=consultation.clause("Pasal 3"), reply_to=post))
        assert caught.value.field == "reply_to"


def test_a_letter_takes_a_hundred_points_and_no_more(lively: Scene, siti: Someone) -> None:
    draft = collected(siti, lively, "Satu.")
    now = moment()
    [first] = points_of(draft)
    more = [
        Point(draft=draft, position=n, thread=first.thread, clause_id=first.clause_id, revision=1, said=first.said, created_at=now)
        for n in range(2, 101)
    ]
    Point.objects.bulk_create(more)

    with pytest.raises(NotPossible) as caught:
        adds(siti, said("Satu lagi.", on=lively.clause("Pasal 3")))
    assert caught.value.code == "letter.full"


def test_a_letter_is_sent_once_with_its_names_and_is_no_draft_any_more(lively: Scene, siti: Someone) -> None:
    draft = collected(siti, lively, "Satu.", "Dua.")
    name_letter(actor=siti.viewer, draft_id=draft.pk, on_behalf_of="Paguyuban Pasar", shown_name=ShownName.REAL, now=moment())

    submission = sends_draft(siti, draft.pk, key="kunci")

    assert submission.on_behalf_of == "Paguyuban Pasar"
    assert [(version.text, version.name) for version in received_versions(submission)] == [("Satu.", "Siti"), ("Dua.", "Siti")]
    assert sends_draft(siti, draft.pk, key="kunci") == submission
    with pytest.raises(NotPossible) as caught:
        sends_draft(siti, draft.pk)
    assert caught.value.code == "draft_letter.gone"
    assert not Draft.objects.exists()
    assert not verify().faults


def test_what_comes_after_the_closing_is_refused_and_kept(lively: Scene, siti: Someone) -> None:
    draft = collected(siti, lively, "Satu.")
    closes(lively)
    with pytest.raises(NotPossible) as caught:
        sends_draft(siti, draft.pk)
    assert caught.value.code == "consultation.not_open"
    assert texts_of(draft) == ["Satu."]


def test_a_visitors_draft_becomes_that_of_whoever_signs_in_behind_what_they_had(lively: Scene, siti: Someone, agus: Someone) -> None:
    first = adds(VISITOR, said("Sebagai tamu.", on=lively.clause("Pasal 3"))).draft
    adds(VISITOR, said("Lagi.", on=lively.clause("Pasal 4")), draft=first.pk)
    own = collected(siti, lively, "Sebagai Siti.")

    assert take_over(actor=siti.viewer, draft_id=first.pk, now=moment()) == own
    assert texts_of(own) == ["Sebagai Siti.", "Sebagai tamu.", "Lagi."]
    assert Draft.objects.count() == 1

    second = adds(VISITOR, said("Tamu lain.", on=lively.clause("Pasal 3"))).draft
    assert take_over(actor=agus.viewer, draft_id=second.pk, now=moment()) == second
    assert list(drafts_of(agus.viewer)) == [second]


def test_each_visitor_begins_a_draft_of_their_own_and_holds_it_by_its_id(lively: Scene) -> None:
    drafts = [adds(VISITOR, said("Tamu.", on=lively.clause("Pasal 3"))).draft for _ in range(2)]

    assert drafts[0] != drafts[1]
    assert list(drafts_of(VISITOR, held=[drafts[1].pk])) == [drafts[1]]
    assert not drafts_of(VISITOR).exists()


def test_the_same_point_under_one_key_is_added_once(lively: Scene, siti: Someone) -> None:
    point = said("Satu.", on=lively.clause("Pasal 3"))
    assert adds(siti, point, key="kunci") == adds(siti, point, key="kunci")
    assert Point.objects.count() == 1


def test_drafts_are_thrown_away_after_the_spans_of_the_privacy_notice(lively: Scene, siti: Someone) -> None:
    mine, nobodys = collected(siti, lively, "Satu."), adds(VISITOR, said("Tamu.", on=lively.clause("Pasal 3"))).draft
    now = moment()

    forget_old(now=now + KEPT_FOR_VISITORS - timedelta(hours=1))
    assert set(Draft.objects.all()) == {mine, nobodys}
    forget_old(now=now + KEPT_FOR_VISITORS + timedelta(hours=1))
    assert set(Draft.objects.all()) == {mine}
    forget_old(now=now + KEPT + timedelta(hours=1))
    assert not Point.objects.exists()


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_of_two_buttons_pressed_at_once_one_sends_and_the_other_is_told_that_it_was_sent(lively: Scene, siti: Someone) -> None:
    for _ in range(2):
        draft = collected(siti, lively, "Satu.", "Dua.")
        answers = together([partial(sends_draft, siti, draft.pk), partial(sends_draft, siti, draft.pk)])
        [refusal] = [answer for answer in answers if isinstance(answer, Exception)]
        assert isinstance(refusal, NotPossible)
        assert refusal.code == "draft_letter.gone"
    assert Submission.objects.count() == 2
    assert PostVersion.objects.count() == 4
    assert not verify().faults


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_of_two_points_added_at_once_to_no_letter_both_stand_in_one(lively: Scene, siti: Someone) -> None:
    points = [said(text, on=lively.clause("Pasal 3")) for text in ("Satu.", "Dua.")]
    answers = together([partial(adds, siti, point) for point in points])
    assert not [answer for answer in answers if isinstance(answer, Exception)], answers
    assert sorted(texts_of(Draft.objects.get())) == ["Dua.", "Satu."]
    assert {point.position for point in Point.objects.all()} == {1, 2}


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_of_two_browsers_that_sign_in_at_once_each_with_a_letter_one_letter_comes(lively: Scene, siti: Someone) -> None:
    for _ in range(3):
        Draft.objects.all().delete()
        drafts = [adds(VISITOR, said(text, on=lively.clause("Pasal 3"))).draft for text in ("Satu.", "Dua.")]
        answers = together([partial(take_over, actor=siti.viewer, draft_id=draft.pk, now=moment()) for draft in drafts])
        assert not [answer for answer in answers if isinstance(answer, Exception)], answers
        assert sorted(texts_of(Draft.objects.get())) == ["Dua.", "Satu."]


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_without_the_locks_both_browsers_find_no_letter_and_one_is_turned_away(consultation: Scene, siti: Someone) -> None:
    drafts = [adds(VISITOR, said(text, on=consultation.clause("Pasal 3"))).draft for text in ("Satu.", "Dua.")]
    both_have_looked, look = Barrier(2), draft_letter.own_draft

    def look_and_wait(*given: Any) -> object:
        found = look(*given)
        both_have_looked.wait(20)
        return found

    with (
        patch.object(draft_letter, "present", lambda actor: actor.person),
        patch.object(draft_letter, "locked_addressee", lambda _draft_id: Consultation.objects.get(pk=consultation.row.pk)),
        patch.object(draft_letter, "own_draft", look_and_wait),
    ):
        answers = together([partial(take_over, actor=siti.viewer, draft_id=draft.pk, now=moment()) for draft in drafts])

    assert [type(answer) for answer in answers if isinstance(answer, Exception)] == [IntegrityError]


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_who_adds_a_point_while_the_letter_is_sent_waits_for_it_and_meets_no_deadlock(lively: Scene, siti: Someone) -> None:
    for n in range(6):
        draft = collected(siti, lively, f"Satu {n}.", f"Dua {n}.")
        point = said(f"Tiga {n}.", on=lively.clause("Pasal 5"))
        acts: list[Callable[[], object]] = [partial(sends_draft, siti, draft.pk), partial(adds, siti, point)]
        answers = together(acts)
        assert all(not isinstance(answer, Exception) or isinstance(answer, NotPossible) for answer in answers), answers
        Draft.objects.all().delete()
    assert not verify().faults


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_without_the_locks_both_buttons_send_and_it_is_received_twice(consultation: Scene, siti: Someone) -> None:
    draft = collected(siti, consultation, "Satu.", "Dua.")
    both_have_looked, take_in = Barrier(2), received

    def look_and_wait(*given: Any, **more: Any) -> object:
        both_have_looked.wait(20)
        return take_in(*given, **more)

    with (
        patch.object(draft_letter, "locked_draft", lambda draft_id, **_actor: Draft.objects.get(pk=draft_id)),
        patch.object(draft_letter, "locked_addressee", lambda _draft_id: Consultation.objects.get(pk=consultation.row.pk)),
        patch.object(draft_letter, "received", look_and_wait),
    ):
        together([partial(sends_draft, siti, draft.pk), partial(sends_draft, siti, draft.pk)])

    assert Submission.objects.count() == 2
