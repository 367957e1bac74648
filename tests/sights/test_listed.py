"""No address for people is forgotten, and each sight is what the table says."""

import pytest
from django.urls import URLPattern
from django.urls import resolve as resolved

from frontend.urls import urlpatterns
from tests.sights.asking import ask
from tests.sights.listed import SIGHTS, WITHOUT_A_PAGE, Sight, at
from tests.sights.stage import Stage

pytestmark = pytest.mark.urls("tests.sights.urls")


def test_every_address_for_people_is_looked_at_or_says_why_not() -> None:
    names = {str(pattern.name) for pattern in urlpatterns if isinstance(pattern, URLPattern)}
    looked_at = {sight.route for sight in SIGHTS} - {""}

    assert names == looked_at | set(WITHOUT_A_PAGE)
    assert not looked_at & set(WITHOUT_A_PAGE)


def test_every_sight_has_a_name_of_its_own() -> None:
    assert len({sight.name for sight in SIGHTS}) == len(SIGHTS)


def is_as_listed(sight: Sight, stage: Stage) -> bool:
    """Whether the sight has its status and comes from its address; a page after a form may stand at the form's address."""
    answer = ask(sight, stage, language="id")
    route = resolved(answer.request["PATH_INFO"]).url_name if sight.route else ""
    return (answer.status_code, route) == (sight.status, sight.route)


def test_every_sight_of_an_open_consultation_is_as_listed(open_stage: Stage) -> None:
    assert [str(sight) for sight in at("open") if not is_as_listed(sight, open_stage)] == []


def test_every_sight_of_a_closed_consultation_is_as_listed(closed_stage: Stage) -> None:
    assert [str(sight) for sight in at("closed") if not is_as_listed(sight, closed_stage)] == []


def test_every_sight_of_an_empty_house_is_as_listed(empty_stage: Stage) -> None:
    assert [str(sight) for sight in at("empty") if not is_as_listed(sight, empty_stage)] == []
