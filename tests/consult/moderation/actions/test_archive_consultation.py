"""The last two steps of a consultation: it is answered, then archived, and nothing may wait in what never changes again."""

import pytest

from consult.access import Phase
from consult.consultations.models import Consultation
from consult.consultations.rights import phase_of
from consult.errors import NotAllowed, NotPossible
from consult.moderation.actions.answer_consultation import answer_consultation
from consult.moderation.actions.archive_consultation import archive_consultation
from consult.platform.audit.models import Entry
from consult.record.checks.verification import verify
from tests.cast import Scene, Someone, closes, moment
from tests.consult.polls.voting import asked, closes_poll

pytestmark = pytest.mark.django_db


def answered(scene: Scene, by: Someone) -> Consultation:
    """Closed, and answered."""
    closes(scene)
    return answer_consultation(actor=by.viewer, slug=scene.row.slug, now=moment())


def archived(scene: Scene, by: Someone) -> Consultation:
    """And archived."""
    return archive_consultation(actor=by.viewer, slug=scene.row.slug, now=moment())


def test_an_official_answers_what_has_closed_and_archives_it_and_both_are_on_record(lively: Scene, ratna: Someone) -> None:
    closes(lively)

    assert phase_of(answer_consultation(actor=ratna.viewer, slug="pasar-ramai", now=moment()), now=moment()) is Phase.ANSWERED
    row = archived(lively, ratna)

    assert phase_of(row, now=moment()) is Phase.ARCHIVED
    entries = Entry.objects.filter(chain=row.chain).order_by("-number").values_list("action", flat=True)
    assert list(entries[:2]) == ["consultation.archived", "consultation.answered"]
    assert not verify().faults


def test_neither_step_is_taken_before_its_time_or_twice(lively: Scene, ratna: Someone) -> None:
    for step in (answer_consultation, archive_consultation):
        with pytest.raises(NotPossible):
            step(actor=ratna.viewer, slug="pasar-ramai", now=moment())
    answered(lively, ratna)
    with pytest.raises(NotPossible):
        answer_consultation(actor=ratna.viewer, slug="pasar-ramai", now=moment())
    archived(lively, ratna)
    with pytest.raises(NotPossible):
        archived(lively, ratna)


def test_moderators_and_citizens_take_neither(lively: Scene, budi: Someone, siti: Someone, ratna: Someone) -> None:
    closes(lively)
    for who in (budi, siti):
        with pytest.raises(NotAllowed):
            answer_consultation(actor=who.viewer, slug="pasar-ramai", now=moment())
    answer_consultation(actor=ratna.viewer, slug="pasar-ramai", now=moment())
    for who in (budi, siti):
        with pytest.raises(NotAllowed):
            archived(lively, who)


def test_what_waits_is_named_and_keeps_it_from_the_archive(
    consultation: Scene, siti: Someone, agus: Someone, budi: Someone, ratna: Someone
) -> None:
    held = siti.posts("Lapak perlu atap.", on=consultation.clause("Pasal 3"))
    shown = siti.posts("Lapak perlu lampu.", on=consultation.clause("Pasal 3"))
    budi.publishes(shown)
    agus.flags(shown)
    poll = asked(ratna, consultation)
    answered(consultation, ratna)

    with pytest.raises(NotPossible) as refused:
        archived(consultation, ratna)
    assert (refused.value.code, refused.value.facts) == ("consultation.waits", {"held": 1, "reported": 1, "polls": 1})

    budi.publishes(held)
    budi.keeps(shown)
    closes_poll(ratna, poll)
    assert phase_of(archived(consultation, ratna), now=moment()) is Phase.ARCHIVED


def test_nothing_is_decided_answered_or_withdrawn_in_the_archive(lively: Scene, siti: Someone, budi: Someone, ratna: Someone) -> None:
    post = siti.posts("Setuju.", on=lively.clause("Pasal 4"))
    answered(lively, ratna)
    archived(lively, ratna)

    for act in (lambda: budi.hides(post), lambda: siti.withdraws(post), lambda: ratna.replies("Ya.", to=post)):
        with pytest.raises(NotPossible):
            act()
