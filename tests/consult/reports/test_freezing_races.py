"""Freezing against freezing and against people who write, with real threads; without the lock figures are of no one instant."""

import json
from collections.abc import Callable
from functools import partial
from typing import Any
from unittest.mock import patch

import pytest

from consult.consultations.models import Consultation
from consult.platform.audit.models import Entry
from consult.record.checks.verification import verify
from consult.reports.actions import freeze_edition
from consult.reports.models import Edition
from tests.cast import Scene, Someone, moment, someone
from tests.together import meanwhile, together

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

RACES = 10


def freeze(by: Someone, scene: Scene) -> Edition:
    """An edition, now."""
    return freeze_edition(actor=by.viewer, slug=scene.row.slug, now=moment())


def is_of_its_instant(edition: Edition) -> bool:
    """Whether it counts exactly the contributions that the record had when it was frozen."""
    data = json.loads(bytes(Edition.objects.get(pk=edition.pk).data))
    chain = edition.consultation.chain_id
    known = Entry.objects.filter(chain=chain, action="post.received", number__lte=edition.record_length).count()
    totals = data["summaries"]["id"]["posts"][-1]["received"], data["summaries"]["en"]["posts"][-1]["received"]
    return (len(data["posts"]), *totals) == (known, known, known)


def test_editions_frozen_at_once_are_numbered_and_each_is_of_one_instant(lively: Scene, ratna: Someone, siti: Someone) -> None:
    clause = lively.clause("Pasal 4")
    siti.posts("Yang pertama.", on=clause)
    writers = [someone(f"Warga{n}") for n in range(2)]
    for _ in range(RACES):
        acts: list[Callable[[], object]] = [partial(freeze, ratna, lively), partial(freeze, ratna, lively)]
        acts += [partial(writer.posts, "Setuju saja.", on=clause) for writer in writers]

        answers: list[Any] = together(acts)

        assert not [answer for answer in answers if isinstance(answer, Exception)], answers
    editions = list(Edition.objects.order_by("number").select_related("consultation"))
    assert [edition.number for edition in editions] == list(range(1, 2 * RACES + 1))
    assert all(map(is_of_its_instant, editions))
    assert not verify().faults


def unlocked(slug: str) -> Consultation:
    """The consultation, which nobody else waits for."""
    return Consultation.objects.get(slug=slug)


def test_without_the_lock_an_edition_is_of_no_one_instant(lively: Scene, ratna: Someone, siti: Someone, agus: Someone) -> None:
    clause = lively.clause("Pasal 4")
    siti.posts("Yang pertama.", on=clause)
    wrong = 0
    for before in range(6, 30, 4):
        late = partial(agus.posts, f"Menyela di {before}.", on=clause)
        with patch("consult.reports.actions.locked_consultation", unlocked), meanwhile(late, before=before):
            try:
                wrong += not is_of_its_instant(freeze(ratna, lively))
            except Exception:  # the figures did not reconcile, which is told as well
                wrong += 1

    assert wrong
