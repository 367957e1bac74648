"""What came in, as the team is told: reconciled with the summary, by the days of western Indonesia, for nobody else."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consult.accounts.viewer import OPERATOR
from consult.consultations.models import Consultation
from consult.consultations.rules import Moderation
from consult.discussion.models import Submission
from consult.discussion.rules import Stance
from consult.errors import NotAllowed, NotFound
from consult.moderation.waiting_counts import Pending, Waits
from consult.record.erasure.erase_person import erase, traces_of
from consult.reports.arrivals import Arrivals, Scale, total
from consult.reports.dashboard import arrivals
from tests.cast import Scene, Someone, moment, someone, staged
from tests.consult.reports.crowd import crowd
from tests.consult.reports.reading import made

pytestmark = pytest.mark.django_db


def came(scene: Scene, by: Someone, *, now: datetime | None = None) -> Arrivals:
    """What came in, as they are told."""
    return arrivals(
        scene.now_is(), viewer=by.viewer, now=now or moment(), called={"general": "Umum", "general_and_gone": "Umum dan yang hilang"}
    )


def test_every_figure_is_that_of_the_summary(consultation: Scene, budi: Someone, ratna: Someone) -> None:
    planted = crowd(consultation, budi)

    found, told = came(consultation, ratna), made(consultation)

    assert (found.people, found.submissions) == (planted.people, told.submissions_received)
    assert (found.posts.received, found.posts.shown) == (told.received, told.shown_count)
    assert (found.posts.stances, found.posts.replies) == (told.stances, told.replies)
    shown = [(one.label, one.posts.stances, one.posts.replies) for one in found.clauses if one.posts.shown]
    assert shown == [(one.label, one.stances, one.replies) for one in told.clauses]
    assert total(span.posts for span in found.spans) == total(one.posts for one in found.clauses) == found.posts
    assert sum(span.submissions for span in found.spans) == found.submissions


def test_an_edited_post_counts_once_on_its_first_day_with_the_stance_it_has_now(lively: Scene, siti: Someone, ratna: Someone) -> None:
    post = siti.posts("Setuju.", on=lively.clause("Pasal 4"), stance=Stance.SUPPORT)
    siti.edits(post, text="Tidak.", stance=Stance.OPPOSE)
    siti.replies("Saya jelaskan.", to=post)

    found = came(lively, ratna).posts

    assert (found.received, found.stances["support"], found.stances["oppose"], found.replies) == (2, 0, 1, 1)


def test_somebody_who_is_erased_takes_no_figure_along(lively: Scene, siti: Someone, ratna: Someone) -> None:
    siti.posts("Setuju.", on=lively.clause("Pasal 4"))
    person = siti.person.pk
    erase(actor=OPERATOR, person_id=person, prepared=traces_of(person), now=moment())

    found = came(lively, ratna)

    assert (found.posts.received, found.posts.shown, found.submissions) == (1, 0, 1)
    assert found.posts.received == made(lively).received


def test_half_past_eleven_at_night_in_greenwich_is_the_next_day_in_jakarta(lively: Scene, siti: Someone, ratna: Someone) -> None:
    for hour, minute in ((16, 59), (17, 0), (23, 30)):
        at = datetime(2026, 11, 3, hour, minute, tzinfo=UTC)
        post = siti.posts(f"Pukul {hour}.{minute}.", on=lively.clause("Pasal 4"))
        Submission.objects.filter(posts=post).update(received_at=at)
    opened = datetime(2026, 11, 2, 23, 30, tzinfo=UTC)  # the third, there
    Consultation.objects.filter(pk=lively.row.pk).update(opens_at=opened, closes_at=datetime(2026, 11, 5, 17, 0, tzinfo=UTC))

    found = came(lively, ratna, now=datetime(2026, 12, 1, tzinfo=UTC))

    days = [(span.first, span.submissions, span.posts.received) for span in found.spans]
    assert days == [(date(2026, 11, 3), 1, 1), (date(2026, 11, 4), 2, 2), (date(2026, 11, 5), 0, 0)]


def test_an_open_consultation_is_told_of_until_today_and_a_long_one_by_week(lively: Scene, siti: Someone, ratna: Someone) -> None:
    siti.posts("Setuju.", on=lively.clause("Pasal 4"))
    Consultation.objects.filter(pk=lively.row.pk).update(opens_at=moment() - timedelta(days=100), closes_at=None)

    found = came(lively, ratna)

    assert found.scale is Scale.WEEK
    assert [span.posts.received for span in found.spans][-1] == 1
    assert sum((span.last - span.first).days + 1 for span in found.spans) == 101


def test_before_it_opens_there_is_no_day_to_tell_of(budi: Someone, ratna: Someone) -> None:
    scene = staged("pasar-baru", moderation=Moderation.BEFORE, officials=[ratna], moderators=[budi], open_it=False)

    found = came(scene, ratna)

    assert (found.spans, found.clauses, found.posts.received, found.busiest) == ((), (), 0, 0)


def test_what_is_on_no_clause_of_the_draft_stands_at_its_end(lively: Scene, siti: Someone, budi: Someone, ratna: Someone) -> None:
    thread = budi.opens_thread("Lapak", over=[lively.clause("Pasal 2"), lively.clause("Pasal 3")], at=lively)
    siti.posts("Secara keseluruhan baik.", on=thread)
    siti.posts("Setuju.", on=lively.clause("Pasal 5"))

    assert [(one.label, one.posts.received) for one in came(lively, ratna).clauses] == [("Pasal 5", 1), ("Umum", 1)]


def test_what_waits_is_counted_with_since_when_the_oldest_does(
    consultation: Scene, siti: Someone, agus: Someone, budi: Someone, ratna: Someone
) -> None:
    early, late = moment(), moment() + timedelta(minutes=1)
    public = siti.posts("Lapak perlu atap.", on=consultation.clause("Pasal 3"), now=early)
    budi.publishes(public, now=early)
    for who in (someone("Eko"), agus):
        who.flags(public, now=late)
    agus.posts("Lapak perlu lampu.", on=consultation.clause("Pasal 3"), now=late)
    siti.posts("Lapak perlu air.", on=consultation.clause("Pasal 3"), now=early)

    waits = came(consultation, ratna).waits

    assert waits == {Waits.HELD: Pending(2, early), Waits.REPORTED: Pending(1, late)}
    budi.keeps(public, now=late)
    assert came(consultation, ratna).waits.keys() == {Waits.HELD}


def test_nobody_but_the_team_is_told(lively: Scene, siti: Someone, tono: Someone, budi: Someone) -> None:
    for who in (siti, tono):
        with pytest.raises((NotAllowed, NotFound)):
            came(lively, who)
    assert came(lively, budi).posts.received == 0


def test_it_takes_the_same_queries_whatever_came_in(consultation: Scene, budi: Someone, ratna: Someone) -> None:
    with CaptureQueriesContext(connection) as empty:
        arrivals(
            consultation.row, viewer=ratna.viewer, now=moment(), called={"general": "Umum", "general_and_gone": "Umum dan yang hilang"}
        )
    crowd(consultation, budi)
    with CaptureQueriesContext(connection) as full:
        arrivals(
            consultation.row, viewer=ratna.viewer, now=moment(), called={"general": "Umum", "general_and_gone": "Umum dan yang hilang"}
        )

    assert len(full) == len(empty) <= 10
