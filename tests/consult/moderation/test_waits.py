"""How long versions waited for a moderator is told of those that did wait, whatever clocks say, and strangers count the same."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from consult.moderation.public_figures import waits
from consult.reports.actions import freeze_edition
from tests.cast import Scene, Someone, moment
from tests.consult.record.bundles import bundle, verified, zipped

SECOND = timedelta(seconds=1)
Holds = Callable[[Scene], tuple[int, str]]

pytestmark = pytest.mark.django_db


@pytest.fixture
def holds(ratna: Someone, tmp_path: Path) -> Holds:
    """Freeze an edition, and have a stranger count it again."""

    def frozen(scene: Scene) -> tuple[int, str]:
        freeze_edition(actor=ratna.viewer, slug=scene.row.slug, now=moment())
        status, _out, err = verified(zipped(bundle(scene.row.slug), tmp_path / "b.zip"))
        return status, err

    return frozen


def test_a_version_that_was_public_at_once_did_not_wait_even_where_a_clock_is_behind(
    lively: Scene, siti: Someone, budi: Someone, holds: Holds
) -> None:
    now = moment() + 60 * SECOND
    post = siti.posts("Setuju.", on=lively.clause("Pasal 4"), now=now)
    budi.hides(post, now=now - SECOND)  # by a server whose clock is behind

    assert waits(lively.row, now=moment()).decided == 0
    assert holds(lively) == (0, "")


def test_a_version_waited_though_an_earlier_one_was_first_shown_meanwhile(
    consultation: Scene, siti: Someone, budi: Someone, holds: Holds
) -> None:
    post = siti.posts("Setuju.", on=consultation.clause("Pasal 4"))
    budi.hides(post)
    siti.edits(post, text="Sangat setuju.")
    budi.restores(post, version=1)
    budi.hides(post, version=2)

    assert waits(consultation.row, now=moment()).decided == 2
    assert holds(consultation) == (0, "")


def test_nothing_was_decided_before_it_was_received(consultation: Scene, siti: Someone, budi: Someone, holds: Holds) -> None:
    now = moment() + 60 * SECOND
    post = siti.posts("Setuju.", on=consultation.clause("Pasal 4"), now=now)
    decision = budi.publishes(post, now=now - SECOND)

    assert decision.decided_at == now
    assert waits(consultation.row, now=moment()).longest == timedelta(0)
    assert holds(consultation) == (0, "")
