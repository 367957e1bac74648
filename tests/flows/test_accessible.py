"""axe on every sight in both languages and both schemes, no sight that scrolls sideways, and nothing that a browser complains of.

What the pages are made of does not depend on the database: once is enough, on SQLite.
"""

import pytest

from consult.accounts.actions import rename_person
from tests.cast import Scene, Someone, moment
from tests.consult.polls.voting import asked
from tests.flows.conftest import Browsers
from tests.sights.axe import LANGUAGES, LOOKS, NARROWEST, sideways, violations, walk
from tests.sights.listed import at
from tests.sights.stage import Stage

pytestmark = [pytest.mark.sqlite, pytest.mark.urls("tests.sights.urls")]


@pytest.mark.parametrize(("language", "scheme"), LOOKS)
@pytest.mark.parametrize("team", [False, True])
def test_axe_finds_nothing_on_any_page(browsers: Browsers, open_stage: Stage, language: str, scheme: str, team: bool) -> None:
    sights = [sight for sight in at("open") if (sight.who in {"moderator", "official"}) is team]
    seen = walk(sights, open_stage, browsers, locale=language, color_scheme=scheme)

    assert [violation for _sight, page in seen for violation in violations(page)] == []


@pytest.mark.parametrize(("language", "scheme"), LOOKS)
def test_axe_finds_nothing_where_a_consultation_is_closed(browsers: Browsers, closed_stage: Stage, language: str, scheme: str) -> None:
    seen = walk(at("closed"), closed_stage, browsers, locale=language, color_scheme=scheme)

    assert [violation for _sight, page in seen for violation in violations(page)] == []


@pytest.mark.parametrize(("language", "scheme"), LOOKS)
def test_axe_finds_nothing_where_there_is_nothing_yet(browsers: Browsers, empty_stage: Stage, language: str, scheme: str) -> None:
    seen = walk(at("empty"), empty_stage, browsers, locale=language, color_scheme=scheme)

    assert [violation for _sight, page in seen for violation in violations(page)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_scrolls_sideways_on_the_narrowest_phone(browsers: Browsers, open_stage: Stage, language: str) -> None:
    seen = walk(at("open"), open_stage, browsers, locale=language, viewport=NARROWEST)

    assert [remark for _sight, page in seen for remark in sideways(page)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_long_name_in_the_head_pushes_nothing_sideways(browsers: Browsers, lively: Scene, siti: Someone, language: str) -> None:
    rename_person(actor=siti.viewer, name="", chosen_name="Siti Kusumaningrum Rahmawati dari Pasar Pagi", language="id", now=moment())
    page = browsers.open(siti, locale=language, viewport=NARROWEST)
    page.goto("/")

    assert sideways(page) == []


def test_a_long_word_among_the_options_of_a_poll_pushes_nothing_sideways(
    browsers: Browsers, lively: Scene, ratna: Someone, siti: Someone
) -> None:
    poll = asked(ratna, lively, titles=["Pertanggungjawabankepadamasyarakatsetempatsecaraterbuka", "Siang"])
    page = browsers.open(siti, viewport=NARROWEST)
    page.goto(f"/k/{lively.row.slug}/polls/{poll.pk}/")

    assert page.locator("input[type=radio]").count() == 3
    assert sideways(page) == []
