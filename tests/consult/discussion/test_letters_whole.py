"""A letter that fails at any one of its statements, or at its commit, leaves nothing behind and loses nothing that was collected."""

from functools import partial

import pytest

from consult.accounts.viewer import VISITOR
from consult.discussion.actions.letters.draft_letter import change_point, move_point, name_letter, remove_point, take_over
from consult.discussion.models import Draft, Point, Post, Submission
from consult.discussion.rules import Operation, Proposal, ShownName
from consult.record.checks.verification import verify
from tests.cast import Scene, Someone, moment
from tests.consult.discussion.letters import adds, said, sends, sends_draft
from tests.faults import all_or_nothing
from tests.tables import contents

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("mode", ["consultation", "lively"])
def test_a_letter_is_taken_in_wholly_or_not_at_all(mode: str, siti: Someone, request: pytest.FixtureRequest) -> None:
    scene: Scene = request.getfixturevalue(mode)
    now = moment()
    proposal = Proposal(Operation.REPLACE, "Lapak dibersihkan bersama.")
    points = [said("Usul.", on=scene.clause("Pasal 4"), proposal=proposal), said("Keberatan.", on=scene.clause("Pasal 3"))]

    def send() -> Submission:
        return sends(siti, scene, *points, on_behalf_of="Paguyuban", key="kunci", now=now)

    assert all_or_nothing(send) > 20

    done = contents()
    assert send() == Submission.objects.get()
    assert contents() == done
    assert Post.objects.count() == 2
    assert not verify().faults


def test_a_draft_is_sent_wholly_or_kept_wholly(lively: Scene, siti: Someone) -> None:
    draft = adds(siti, said("Satu.", on=lively.clause("Pasal 3"))).draft
    adds(siti, said("Dua.", on=lively.clause("Pasal 4")))
    now = moment()

    assert all_or_nothing(partial(sends_draft, siti, draft.pk, key="kunci", now=now)) > 20

    assert sends_draft(siti, draft.pk, key="kunci", now=now) == Submission.objects.get()
    assert not Draft.objects.exists()
    assert not verify().faults


def test_drafting_is_done_wholly_or_not_at_all(lively: Scene, siti: Someone) -> None:
    clause, now = lively.clause("Pasal 3"), moment()
    all_or_nothing(partial(adds, siti, said("Satu.", on=clause)))
    point = Point.objects.get()
    adds(siti, said("Dua.", on=clause))
    given = {"actor": siti.viewer, "draft_id": point.draft_id, "now": now}

    all_or_nothing(partial(change_point, point_id=point.pk, said=said("Satu, diubah.", on=clause), **given))
    all_or_nothing(partial(move_point, point_id=point.pk, to=2, **given))
    all_or_nothing(partial(name_letter, on_behalf_of="Paguyuban", shown_name=ShownName.REAL, **given))
    all_or_nothing(partial(remove_point, point_id=point.pk, **given))
    visitors = adds(VISITOR, said("Tamu.", on=clause)).draft
    all_or_nothing(partial(take_over, actor=siti.viewer, draft_id=visitors.pk, now=now))

    assert [point.said["text"] for point in Point.objects.all()] == ["Dua.", "Tamu."]
