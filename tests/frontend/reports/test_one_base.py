"""What the desk, the summary, a clause's page and the API say of people and stances is the same, each share with the same base."""

from collections.abc import Iterator
from typing import Any

import pytest

from consult.reports.actions import freeze_edition
from consult.reports.editions.files import make_missing
from tests.api.clients import stranger
from tests.cast import Scene, Someone, moment
from tests.consult.reports.mixed import PEOPLE, REPLIES, SHOWN, STANCED, STANCES, mixed
from tests.frontend.pages import read

pytestmark = pytest.mark.django_db

SHARE = {"support": "37.5%", "oppose": "25.0%", "mixed": "12.5%", "neutral": "25.0%"}


@pytest.fixture
def scene(lively: Scene, siti: Someone, agus: Someone, budi: Someone, ratna: Someone) -> Scene:
    """The team has replied by office, and somebody who had written came into it."""
    mixed(lively, siti, agus, budi, ratna)
    return lively


def test_desk_and_summary_say_the_same_shares_of_the_same_base(scene: Scene, ratna: Someone) -> None:
    desk, page = read("/desk/pasar-ramai/", by=ratna).words, read("/k/pasar-ramai/report/", by=ratna).words

    for stance, n in STANCES.items():
        assert f"{stance} {n} {SHARE[stance]} of {STANCED}" in desk
        assert f"{stance} {n} {SHARE[stance]} of {STANCED}" in page
    base = f"Of {SHOWN} shown contributions {STANCED} take a stance: every share of a stance is of these. "
    base += f"Replies take none; there are {REPLIES}."
    assert base in desk
    assert base in page
    assert f"people took part, the team not counted {PEOPLE}" in desk
    assert f"people took part accounts that contributed something of their own, the team not counted {PEOPLE}" in page


def test_the_api_says_the_same_by_clause_and_in_the_report(scene: Scene, ratna: Someone) -> None:
    edition = freeze_edition(actor=ratna.viewer, slug=scene.row.slug, now=moment())
    make_missing(edition.pk, clock=moment)

    report = stranger().sees(f"/editions/{edition.pk}.json")
    clauses = list(every(stranger().sees("/consultations/pasar-ramai/document/")["clauses"]))

    assert (report["totals"]["people"], report["stances"], report["stanced"]) == (PEOPLE, STANCES, STANCED)
    by_label = {one["label"]: {**one["stances"], "stanced": one["stanced"], "total": one["shown"]} for one in report["clauses"]}
    assert {one["label"]: one["counts"] for one in clauses if one["counts"]["total"]} == by_label
    assert {stance: sum(one["counts"][stance] for one in clauses) for stance in (*STANCES, "stanced")} == {**STANCES, "stanced": STANCED}


def every(clauses: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The clauses with those below them."""
    for one in clauses:
        yield one
        yield from every(one["children"])


def test_the_page_of_a_clause_says_beside_the_bar_how_many_take_a_stance(scene: Scene) -> None:
    words = read(f"/k/pasar-ramai/clauses/{scene.clause('Pasal 4')}/").words

    assert "4 take a stance; replies take none. These figures tell of those who wrote, and of nobody else." in words
