"""A letter: many points over many clauses, taken in as one submission with one receipt, or not at all."""

from datetime import timedelta
from functools import partial
from threading import Barrier
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consult.consultations.models import Consultation
from consult.discussion.actions.letters import submit_letter as letters
from consult.discussion.jobs import received as mailed
from consult.discussion.models import ListedWord, Post, PostVersion, Receipt, Submission, ThreadEvent
from consult.discussion.queries.posts import general_thread, received_versions
from consult.discussion.rules import Operation, Proposal, ShownName, Stance
from consult.errors import BadInput, BadPoints, NotAllowed, NotPossible
from consult.platform import limits
from consult.record.checks.verification import verify
from tests.cast import Scene, Someone, closes
from tests.consult.discussion.letters import said, sends
from tests.together import together

LABELS = ("Pasal 3", "Pasal 4", "Pasal 5")


def test_a_letter_is_one_submission_with_one_receipt_that_names_its_points_in_order(lively: Scene, siti: Someone) -> None:
    texts = [f"Pendapat {n}." for n in range(9)]

    submission = sends(siti, lively, *(said(text, on=lively.clause(LABELS[n % 3])) for n, text in enumerate(texts)))

    versions = received_versions(submission)
    assert [version.text for version in versions] == texts
    assert [version.post.number for version in versions] == list(range(1, 10))
    assert {version.receipt_id for version in versions} == {Receipt.objects.get().code}
    assert Submission.objects.get() == submission
    assert not verify().faults


def test_a_point_may_stand_in_the_thread_on_the_draft_as_a_whole(lively: Scene, siti: Someone) -> None:
    thread = general_thread(lively.row)
    assert thread is not None

    sends(siti, lively, said("Secara umum baik.", thread=thread.pk), said("Kurang jelas.", on=lively.clause("Pasal 3")))

    assert [post.thread_id == thread.pk for post in Post.objects.order_by("number")] == [True, False]
    assert not verify().faults


def test_points_on_one_clause_are_counted_and_told_one_after_the_other(lively: Scene, siti: Someone) -> None:
    clause = lively.clause("Pasal 3")

    sends(siti, lively, said("Satu.", on=clause), said("Dua.", on=clause, stance=Stance.SUPPORT))

    assert list(ThreadEvent.objects.order_by("seq").values_list("seq", "nth")) == [(1, 1), (2, 2)]
    assert Post.objects.get(number=1).thread.counts == {"total": 2, "oppose": 1, "support": 1}


def test_all_that_is_wrong_is_named_at_once_and_nothing_is_sent(lively: Scene, siti: Someone) -> None:
    clause, elsewhere = lively.clause("Pasal 3"), general_thread(lively.row)
    assert elsewhere is not None
    same = Proposal(Operation.REPLACE, "Lapak tidak dapat dialihkan kepada orang lain.")

    with pytest.raises(BadPoints) as caught:
        sends(
            siti,
            lively,
            said("Baik.", on=clause),
            said("", on=clause),
            said("Tanpa sikap.", on=clause, stance=None),
            said("Sama saja.", on=clause, proposal=same),
            said("Tidak di sini.", on=elsewhere.pk),
            said("Versi lain.", on=clause, revision=9),
            said("Tanpa nama.", on=clause, shown_name=ShownName.CHOSEN),
        )

    assert [(one.field, one.code) for one in caught.value.each] == [
        ("posts.1.text", "post.empty"),
        ("posts.2.stance", "post.stance"),
        ("posts.3.proposal", "post.proposal_same"),
        ("posts.4.clause", "letter.place"),
        ("posts.5.revision", "post.revision"),
        ("posts.6.shown_name", "post.name"),
    ]
    assert not Submission.objects.exists()
    assert not Post.objects.exists()
    assert not limits.Counter.objects.exclude(who__startswith="letter_refused:").exists()


def test_a_letter_has_one_name_since_the_record_shows_which_points_came_together(lively: Scene, siti: Someone) -> None:
    clause = lively.clause("Pasal 3")

    with pytest.raises(BadPoints) as caught:
        sends(siti, lively, said("Atasan saya.", on=clause), said("Setuju.", on=clause, shown_name=ShownName.REAL))

    assert [(one.field, one.code) for one in caught.value.each] == [("posts.1.shown_name", "letter.names")]
    assert not Submission.objects.exists()


def test_a_thread_of_another_consultation_is_told_like_one_that_is_not_there(lively: Scene, consultation: Scene, siti: Someone) -> None:
    with pytest.raises(BadPoints) as caught:
        sends(siti, lively, said("Salah alamat.", on=consultation.clause("Pasal 3")))

    assert [(one.field, one.code) for one in caught.value.each] == [("posts.0.clause", "letter.place")]


def test_a_letter_without_points_and_one_of_too_many_are_refused(lively: Scene, siti: Someone) -> None:
    with pytest.raises(BadInput) as caught:
        sends(siti, lively)
    assert caught.value.code == "letter.empty"
    with pytest.raises(BadInput) as caught:
        sends(siti, lively, *(said("Lagi.", on=lively.clause("Pasal 3")) for _ in range(101)))
    assert (caught.value.code, caught.value.facts["length"], caught.value.facts["limit"]) == ("letter.too_many", 101, 100)


def test_the_organisation_is_kept_on_one_line_and_too_long_a_name_is_refused(lively: Scene, siti: Someone) -> None:
    point = said("Kami keberatan.", on=lively.clause("Pasal 3"))

    assert sends(siti, lively, point, on_behalf_of="  Paguyuban\nPasar ").on_behalf_of == "Paguyuban Pasar"
    with pytest.raises(BadInput) as caught:
        sends(siti, lively, point, on_behalf_of="a" * 201)
    assert (caught.value.field, caught.value.code) == ("on_behalf_of", "letter.organisation")


def test_the_organisation_is_screened_like_a_name_also_when_the_words_are_edited(lively: Scene, siti: Someone) -> None:
    ListedWord.objects.create(word="gerombolan")

    submission = sends(siti, lively, said("Kami keberatan.", on=lively.clause("Pasal 3")), on_behalf_of="Gerombolan Pasar")

    [version] = received_versions(submission)
    assert version.status == "held"
    assert siti.edits(version.post, text="Kami tetap keberatan.").status == "held"


def test_the_record_holds_for_whom_a_letter_was_sent(lively: Scene, siti: Someone) -> None:
    submission = sends(siti, lively, said("Kami keberatan.", on=lively.clause("Pasal 3")), on_behalf_of="Paguyuban Pasar")
    siti.edits(received_versions(submission)[0].post, text="Kami sangat keberatan.")
    assert not verify().faults

    Submission.objects.filter(pk=submission.pk).update(on_behalf_of="Perkumpulan Lain")

    assert {fault.how for fault in verify().faults} == {"is shown under another name than the record says"}
    assert len(verify().faults) == 2


def test_the_same_letter_under_one_key_is_sent_once_and_another_is_refused(lively: Scene, siti: Someone) -> None:
    point = said("Keberatan.", on=lively.clause("Pasal 3"))

    first, again = (sends(siti, lively, point, key="kunci") for _ in range(2))

    assert first == again
    assert Post.objects.count() == 1
    with pytest.raises(NotPossible) as caught:
        sends(siti, lively, point, point, key="kunci")
    assert caught.value.code == "once.other_request"


def test_the_team_sends_no_letter_and_nobody_does_once_it_is_closed(lively: Scene, siti: Someone, budi: Someone) -> None:
    point = said("Keberatan.", on=lively.clause("Pasal 3"))
    with pytest.raises(NotAllowed):
        sends(budi, lively, point)
    closes(lively)
    with pytest.raises(NotPossible) as caught:
        sends(siti, lively, point)
    assert caught.value.code == "consultation.not_open"


def test_a_letter_of_a_hundred_points_is_sent_once_in_ten_minutes_and_another_has_to_wait(lively: Scene, siti: Someone) -> None:
    points = [said(f"Keberatan {n}.", on=lively.clause(LABELS[n % 3])) for n in range(limits.LIMITS["letter"].account)]
    sends(siti, lively, *points)
    with pytest.raises(NotPossible) as caught:
        sends(siti, lively, *points[:2])
    assert caught.value.code == "limit.reached"
    assert Post.objects.count() == 100
    siti.posts("Satu lagi, sendiri.", on=lively.clause("Pasal 3"))


def test_refused_letters_are_counted_and_one_more_is_not_even_weighed(
    lively: Scene, siti: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(limits.LIMITS, "letter_refused", limits.Limit(account=3, address=9, every=timedelta(minutes=10)))
    points = [*(said(f"Keberatan {n}.", on=lively.clause("Pasal 3")) for n in range(60)), said("", on=lively.clause("Pasal 3"))]
    for _ in range(3):
        with pytest.raises(BadPoints):
            sends(siti, lively, *points)

    with pytest.raises(NotPossible) as caught:
        sends(siti, lively, *points)

    assert caught.value.code == "limit.reached"


def test_a_burst_is_counted_in_points(lively: Scene, siti: Someone) -> None:
    def burst(n: int) -> list[list[str]]:
        submission = sends(siti, lively, *(said(f"Keberatan {k}.", on=lively.clause("Pasal 3")) for k in range(n)))
        return [[signal["found"] for signal in version.signals if signal["code"] == "burst"] for version in received_versions(submission)]

    assert burst(4) == [[]] * 4
    assert burst(2) == [["6"]] * 2


def statements(who: Someone, scene: Scene, n: int) -> int:
    """How many a letter of so many points takes, of which every third quotes the clause or rewords it."""
    wording = Proposal(Operation.REPLACE, "Lapak dibersihkan bersama.")
    points = [
        said(f"Pendapat {k}.", on=scene.clause(LABELS[k % 3]), proposal=wording if k % 3 == 1 else None, revision=1 if k % 2 else None)
        for k in range(n)
    ]
    limits.Counter.objects.all().delete()
    with CaptureQueriesContext(connection) as queries:
        sends(who, scene, *points)
    return len(queries)


@pytest.mark.parametrize("mode", ["consultation", "lively"])
def test_a_letter_of_a_hundred_points_costs_few_statements_more_than_one_of_two(
    mode: str, siti: Someone, request: pytest.FixtureRequest
) -> None:
    scene: Scene = request.getfixturevalue(mode)
    two, hundred = statements(siti, scene, 2), statements(siti, scene, 100)
    assert two <= 30
    assert (hundred - two) / 98 <= 0.2  # rows are stored together, as many at once as the database takes


def test_a_refused_letter_looks_up_as_little_for_a_hundred_points_as_for_two(lively: Scene, siti: Someone) -> None:
    def lookups(n: int) -> int:
        with CaptureQueriesContext(connection) as queries, pytest.raises(BadPoints):
            sends(siti, lively, *(said(f"Pendapat {k}.", on=lively.clause(LABELS[k % 3]), stance=None) for k in range(n)))
        return len(queries)

    assert lookups(100) == lookups(2)


def test_the_mail_of_a_letter_names_every_clause_and_no_word_of_it(lively: Scene, siti: Someone) -> None:
    sends(siti, lively, *(said("Rahasia dapur.", on=lively.clause(label)) for label in LABELS))

    said_in_mail = "\n".join(part.plain for part in mailed(Receipt.objects.get()).parts)

    assert all(label in said_in_mail for label in LABELS)
    assert "Rahasia" not in said_in_mail


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_letters_in_opposite_order_wait_for_each_other_and_meet_no_deadlock(lively: Scene, siti: Someone, agus: Someone) -> None:
    points = [said("Pendapat.", on=lively.clause(label)) for label in LABELS]
    for _ in range(5):
        answers = together([partial(sends, siti, lively, *points), partial(sends, agus, lively, *reversed(points))])
        assert all(isinstance(answer, Submission) for answer in answers), answers
    assert list(Post.objects.order_by("number").values_list("number", flat=True)) == list(range(1, Post.objects.count() + 1))
    assert not verify().faults


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_without_the_lock_two_letters_take_the_same_numbers_and_one_is_lost(lively: Scene, siti: Someone, agus: Someone) -> None:
    both_have_looked, weigh = Barrier(2), letters.all_weighed

    def unlocked(slug: str) -> Consultation:
        return Consultation.objects.get(slug=slug)

    def weigh_and_wait(*given: Any, **more: Any) -> object:
        points = weigh(*given, **more)
        both_have_looked.wait(20)
        return points

    points = [said("Pendapat.", on=lively.clause(label)) for label in LABELS]
    others = [said("Pendapat.", on=lively.clause(label)) for label in ("Pasal 1", "Pasal 2")]
    with patch.object(letters, "locked_consultation", unlocked), patch.object(letters, "all_weighed", weigh_and_wait):
        answers = together([partial(sends, siti, lively, *points), partial(sends, agus, lively, *others)])

    assert any(isinstance(answer, Exception) for answer in answers)
    assert PostVersion.objects.count() in {0, 2, 3}
