"""Where a consultation stands: its stored step, carried on by its dates; and the same asked of the database."""

from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Final

import pytest

from consult.access import Phase
from consult.accounts.viewer import OPERATOR
from consult.consultations.models import Consultation
from consult.consultations.queries import in_phase
from consult.consultations.rights import phase_of
from consult.consultations.rules import HOUSE_RULES, SLUG, STEPS, Step, phase
from consult.platform.audit.actions import open_chain

NOW: Final = datetime(2026, 11, 24, 8, tzinfo=UTC)
TICK: Final = timedelta(microseconds=1)
PAST, FUTURE, LATER = NOW - timedelta(days=1), NOW + timedelta(days=1), NOW + timedelta(days=2)

D, A, O, C, N, X = Phase  # noqa: E741 - as in the table of rights
BY_HAND: Final = (  # step, opens at, closes at, phase
    (D, None, None, D),
    (D, PAST, FUTURE, D),
    (A, None, None, A),
    (A, None, FUTURE, A),
    (A, None, PAST, C),
    (A, FUTURE, LATER, A),
    (A, PAST, FUTURE, O),
    (A, PAST, None, O),
    (A, PAST, NOW, C),
    (O, None, None, O),
    (O, PAST, None, O),
    (O, PAST, FUTURE, O),
    (O, NOW, FUTURE, O),
    (O, NOW + TICK, FUTURE, A),
    (O, FUTURE, LATER, A),
    (O, PAST, NOW + TICK, O),
    (O, PAST, NOW, C),
    (O, PAST - TICK, PAST, C),
    (C, PAST, FUTURE, C),
    (C, FUTURE, LATER, C),
    (N, PAST, FUTURE, N),
    (X, PAST, FUTURE, X),
)


@pytest.mark.parametrize(("step", "opens_at", "closes_at", "expected"), BY_HAND)
def test_step_and_dates_give_the_phase_written_by_hand(
    step: Phase, opens_at: datetime | None, closes_at: datetime | None, expected: Phase
) -> None:
    assert phase(step, opens_at=opens_at, closes_at=closes_at, now=NOW) is expected


def test_the_closing_instant_itself_is_already_too_late() -> None:
    dates = {"opens_at": PAST, "closes_at": NOW}
    assert phase(Phase.OPEN, now=NOW - TICK, **dates) is Phase.OPEN
    assert phase(Phase.OPEN, now=NOW, **dates) is Phase.CLOSED


@pytest.mark.django_db
def test_the_database_finds_each_consultation_in_the_phase_of_the_rule() -> None:
    dates = [(None, None), *product((None, PAST, NOW, NOW + TICK, FUTURE), (None, NOW, NOW + TICK, LATER))]
    for number, (step, (opens_at, closes_at)) in enumerate(product(Phase, dates)):
        if opens_at is None or closes_at is None or closes_at > opens_at:
            fields = {"step": step, "opens_at": opens_at, "closes_at": closes_at, "created_at": NOW}
            Consultation.objects.create(chain=open_chain(f"k{number}"), slug=f"k{number}", **fields)

    for asked in Phase:
        found = {row.slug for row in in_phase(asked, viewer=OPERATOR, now=NOW)}
        assert found == {row.slug for row in Consultation.objects.all() if phase_of(row, now=NOW) is asked}, asked


def test_only_an_open_consultation_can_be_closed_and_none_reopened() -> None:
    assert {here for here in Phase if Step.CLOSE in STEPS[here]} == {Phase.OPEN}
    assert {here for here in Phase if Step.OPEN in STEPS[here]} == {Phase.DRAFT, Phase.ANNOUNCED}


@pytest.mark.parametrize("slug", ["pasar-pagi", "a1b", "x" * 60, "2026"])
def test_small_letters_digits_and_hyphens_make_a_short_name(slug: str) -> None:
    assert SLUG.fullmatch(slug)


@pytest.mark.parametrize("slug", ["", "ab", "-ab", "ab-", "Pasar", "pasar pagi", "pasar_pagi", "x" * 61, "pasár", "pasar\n", "a/b"])
def test_what_would_not_stand_in_an_address_is_no_short_name(slug: str) -> None:
    assert not SLUG.fullmatch(slug)


def test_every_default_house_rule_has_title_and_text_in_both_languages() -> None:
    assert HOUSE_RULES
    for rule in HOUSE_RULES:
        assert set(rule) == {"id", "en"}
        assert all(title.strip() and text.strip() for title, text in rule.values())
