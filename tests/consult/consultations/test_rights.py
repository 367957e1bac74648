"""What somebody is in a consultation, and the three ways in which it says no."""

import pytest

from consult.access import Phase, Right, Role
from consult.accounts.viewer import OPERATOR, VISITOR
from consult.consultations.models import Consultation, Membership
from consult.consultations.rights import may, require, roles_of
from consult.consultations.rules import Moderation
from consult.errors import NotAllowed, NotFound, NotPossible
from tests.cast import Scene, Someone, closes, moment, staged


def test_a_role_in_the_team_takes_the_place_of_the_citizens(consultation: Scene, siti: Someone, budi: Someone, ratna: Someone) -> None:
    assert roles_of(VISITOR, consultation.row) == {Role.VISITOR}
    assert roles_of(siti.viewer, consultation.row) == {Role.CITIZEN}
    assert roles_of(budi.viewer, consultation.row) == {Role.MODERATOR}
    assert roles_of(ratna.viewer, consultation.row) == {Role.OFFICIAL}
    assert roles_of(OPERATOR, consultation.row) == {Role.OPERATOR}


def test_a_role_in_one_consultation_is_none_in_another(consultation: Scene, budi: Someone, wati: Someone, ratna: Someone) -> None:
    other = staged("pasar-lain", moderation=Moderation.BEFORE, officials=[ratna], moderators=[wati])

    assert roles_of(budi.viewer, other.row) == {Role.CITIZEN}
    assert not may(budi.viewer, Right.QUEUE_READ, at=other.row, now=moment())


def test_two_roles_are_both_held(consultation: Scene, budi: Someone) -> None:
    Membership.objects.create(consultation=consultation.row, person=budi.person, role=Role.OFFICIAL)

    assert require(budi.viewer, Right.CONSULTATION_CLOSE, at=consultation.row, now=moment()) == {Role.MODERATOR, Role.OFFICIAL}
    require(budi.viewer, Right.POST_DECIDE, at=consultation.row, now=moment())


def test_who_may_not_even_see_it_is_told_that_it_is_not_there(siti: Someone, ratna: Someone, budi: Someone) -> None:
    draft = staged("rahasia", moderation=Moderation.BEFORE, officials=[ratna], moderators=[budi], open_it=False)

    for stranger in (VISITOR, siti.viewer):
        with pytest.raises(NotFound):
            require(stranger, Right.POST_SUBMIT, at=draft.row, now=moment())
    require(ratna.viewer, Right.CONSULTATION_OPEN, at=draft.row, now=moment())


def test_who_has_the_right_in_another_phase_is_told_which_phase_this_is(consultation: Scene, siti: Someone, ratna: Someone) -> None:
    closes(consultation)

    with pytest.raises(NotPossible) as refused:
        require(siti.viewer, Right.POST_SUBMIT, at=consultation.now_is(), now=moment())
    assert (refused.value.code, refused.value.facts) == ("consultation.not_open", {"phase": "closed"})

    with pytest.raises(NotPossible) as refused:
        require(ratna.viewer, Right.CONSULTATION_CLOSE, at=consultation.row, now=moment())
    assert (refused.value.code, refused.value.facts) == ("consultation.no_step", {"phase": "closed"})


@pytest.mark.parametrize("right", [Right.POST_DECIDE, Right.QUEUE_READ, Right.CONSULTATION_CLOSE, Right.DRAFT_IMPORT])
def test_who_never_has_the_right_is_not_allowed(consultation: Scene, siti: Someone, right: Right) -> None:
    for somebody in (VISITOR, siti.viewer):
        with pytest.raises(NotAllowed):
            require(somebody, right, at=consultation.row, now=moment())


def test_the_team_does_not_take_part_in_what_it_moderates(consultation: Scene, budi: Someone, ratna: Someone) -> None:
    for member in (budi, ratna):
        with pytest.raises(NotAllowed):
            member.posts("Saya setuju.", on=consultation.clause("Pasal 4"))


def test_asking_whether_something_may_be_done_agrees_with_doing_it(
    consultation: Scene, siti: Someone, budi: Someone, ratna: Someone
) -> None:
    everybody = [VISITOR, OPERATOR, siti.viewer, budi.viewer, ratna.viewer]
    for step in Phase:
        row = Consultation(pk=consultation.row.pk, step=step)
        for viewer in everybody:
            for right in Right:
                try:
                    require(viewer, right, at=row, now=moment())
                    done = True
                except (NotFound, NotAllowed, NotPossible):
                    done = False
                assert may(viewer, right, at=row, now=moment()) is done, (step, viewer, right)
