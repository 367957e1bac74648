"""The race of two moderators, two hundred times on PostgreSQL."""

from collections import Counter
from dataclasses import replace

import pytest

from consult.errors import NotPossible
from consult.moderation.models import Decision
from consult.platform.limits import LIMITS
from consult.record.checks.verification import verify
from tests.bench.conftest import Measured
from tests.cast import Scene, Someone
from tests.consult.moderation.races import decide_at_once

RACES = 200


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_in_two_hundred_races_one_moderator_decides_and_the_other_is_told(
    consultation: Scene, siti: Someone, budi: Someone, wati: Someone, monkeypatch: pytest.MonkeyPatch, measured: Measured
) -> None:
    monkeypatch.setitem(LIMITS, "post", replace(LIMITS["post"], account=RACES))
    outcomes = Counter(race(consultation, siti, budi, wati) for _ in range(RACES))

    measured("races of two moderators in which not exactly one decided", outcomes[None], "races", against=RACES, at_most=0)
    assert outcomes["Budi"]  # each of them was first at times
    assert outcomes["Wati"]
    assert not verify().faults


def race(consultation: Scene, siti: Someone, budi: Someone, wati: Someone) -> str | None:
    """Who decided, where the other was told so; else None."""
    post = siti.posts("Pendapat.", on=consultation.clause("Pasal 4"))
    answers = decide_at_once(post, budi, wati)
    decisions = list(Decision.objects.filter(version__post=post).select_related("decided_by"))
    refusals = [(answer.code, answer.facts["by"]) for answer in answers if isinstance(answer, NotPossible)]
    names = [decision.decided_by.name for decision in decisions]
    return names[0] if refusals == [("decision.first", name) for name in names[:1]] and len(names) == 1 else None
