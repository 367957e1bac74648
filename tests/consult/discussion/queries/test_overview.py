"""What a list of consultations tells of them."""

from datetime import timedelta

from consult.access import Phase
from consult.accounts.viewer import OPERATOR, VISITOR, Viewer
from consult.consultations.models import Consultation
from consult.consultations.rules import Moderation
from consult.discussion.models import ThreadEvent
from consult.discussion.queries.overview import AT_MOST, What, age, happenings, shown_counts
from tests.cast import Scene, Someone, closes, moment, staged


def told(viewer: Viewer = VISITOR) -> list[tuple[str, int]]:
    """What happened, with its number."""
    return [(happened.what.value, happened.number) for happened, _row in happenings(viewer=viewer, now=moment())]


def test_counts_are_of_what_is_public(lively: Scene, consultation: Scene, siti: Someone, budi: Someone) -> None:
    siti.posts("Lapak perlu atap.", on=lively.clause("Pasal 3"))
    budi.hides(siti.posts("Promosi.", on=lively.clause("Pasal 3")))
    siti.posts("Menunggu.", on=consultation.clause("Pasal 3"))

    assert shown_counts([lively.row.pk, consultation.row.pk]) == {lively.row.pk: 1}


def test_steps_versions_and_contributions_are_told_newest_first(lively: Scene, siti: Someone) -> None:
    for n in range(3):
        siti.posts(f"Pendapat {n}.", on=lively.clause("Pasal 3"))
    closes(lively)

    assert told() == [("closed", 0), ("contributed", 3), ("opened", 0), ("published", 1)]


def test_what_was_hidden_since_or_is_older_than_a_week_is_not_counted(lively: Scene, siti: Someone, budi: Someone) -> None:
    old, gone = (siti.posts(text, on=lively.clause("Pasal 3")) for text in ("Lama.", "Promosi."))
    siti.posts("Baru.", on=lively.clause("Pasal 3"))
    budi.hides(gone)
    ThreadEvent.objects.filter(post=old).update(at=moment() - timedelta(days=8))

    assert ("contributed", 1) in told()


def test_what_will_happen_is_no_news_yet(consultation: Scene) -> None:
    Consultation.objects.update(step=Phase.ANNOUNCED, opens_at=moment() + timedelta(days=1))

    assert told() == [("published", 1)]


def test_a_draft_consultation_and_a_practice_one_are_no_news_for_anybody(lively: Scene, budi: Someone, ratna: Someone) -> None:
    staged("rahasia", moderation=Moderation.AFTER, officials=[ratna], moderators=[budi], open_it=False)
    Consultation.objects.filter(pk=lively.row.pk).update(practice=True)

    assert [told(viewer) for viewer in (VISITOR, budi.viewer, OPERATOR)] == [[], [], []]


def test_at_most_eight_are_told_the_newest(budi: Someone, ratna: Someone) -> None:
    for number in range(6):
        staged(f"pasar-{number}", moderation=Moderation.AFTER, officials=[ratna], moderators=[budi])
    found = happenings(viewer=VISITOR, now=moment())

    assert len(found) == AT_MOST
    assert [age(happened) for happened, _row in found] == sorted((age(happened) for happened, _row in found), reverse=True)
    assert [row.slug for happened, row in found if happened.what is What.OPENED] == ["pasar-5", "pasar-4", "pasar-3", "pasar-2"]
