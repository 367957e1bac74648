"""Plain rules of moderation: the median, what became of the word to the author, and the words of the templates."""

from datetime import timedelta

import pytest

from consult.consultations.rules import HOUSE_RULES
from consult.moderation.reason_templates import TEMPLATES
from consult.moderation.rules import SECOND_THOUGHT, Told, Verdict, check_reason, median, told
from tests.cast import moment

HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)


@pytest.mark.parametrize(("hours", "middle"), [([], None), ([3], 3), ([1, 4], 2.5), ([1, 2, 30], 2), ([1, 2, 4, 30], 3)])
def test_the_median_is_the_middle_one_or_lies_between_the_two(hours: list[int], middle: float | None) -> None:
    assert median([hour * HOUR for hour in hours]) == (None if middle is None else middle * HOUR)


def test_an_author_is_told_after_two_minutes_unless_a_later_decision_came_in_time() -> None:
    at = moment()
    in_time, too_late = at + SECOND_THOUGHT, at + SECOND_THOUGHT + SECOND

    assert told(at, later=None, now=at) is Told.SOON
    assert told(at, later=None, now=in_time) is Told.TOLD
    assert told(at, later=in_time, now=too_late) is Told.NEVER
    assert told(at, later=too_late, now=too_late) is Told.TOLD


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.code)
def test_a_template_is_a_reason_in_both_languages_under_a_default_rule(template: object) -> None:
    one = next(one for one in TEMPLATES if one is template)

    assert 1 <= one.rule <= len(HOUSE_RULES)
    assert one.text["id"] != one.text["en"]
    for language in ("id", "en"):
        assert one.title[language]
        assert check_reason(one.text[language])


def test_there_is_a_template_to_publish_to_restore_and_to_hide_under_each_default_rule() -> None:
    cells = {(one.verdict, one.rule) for one in TEMPLATES}

    assert {(Verdict.HIDE, number) for number in range(1, len(HOUSE_RULES) + 1)} <= cells
    assert {verdict for verdict, _rule in cells} == set(Verdict)
    assert len({one.code for one in TEMPLATES}) == len(TEMPLATES)
