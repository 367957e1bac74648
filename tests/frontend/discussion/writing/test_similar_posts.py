"""What others have said in nearly the same words is told while somebody writes, and sending never waits for it."""

from dataclasses import replace
from typing import Any, Final

import pytest

from consult.discussion.models import Post
from consult.platform.limits import LIMITS
from tests.cast import Scene, Someone
from tests.frontend.pages import Page, browser, page

TOLD = "Others have said nearly the same"
NEARLY = "Lapak seharusnya boleh dialihkan kepada anak."
GIVEN = {"text": NEARLY, "stance": "oppose", "shown_name": "withheld", "revision": "1", "way": "comment"}
ENGLISH: Final[dict[str, Any]] = {"HTTP_ACCEPT_LANGUAGE": "en"}

pytestmark = pytest.mark.django_db


def at(scene: Scene) -> str:
    """The page of Pasal 3, on which somebody has said it."""
    return f"/k/{scene.row.slug}/clauses/{scene.clause('Pasal 3')}/"


@pytest.fixture
def said(lively: Scene, siti: Someone) -> Post:
    """What has been said."""
    return siti.posts("Lapak seharusnya boleh dialihkan kepada anak pedagang.", on=lively.clause("Pasal 3"))


def sends(scene: Scene, by: Someone | None, **given: str) -> Page:
    """The answer to what is sent there."""
    client = browser(by) if by else browser()
    return page(client.post(at(scene), {**GIVEN, **given}, **ENGLISH))


def asks(scene: Scene, by: Someone | None, **given: str) -> str:
    """What htmx puts into its place when somebody leaves the field of their words."""
    client = browser(by) if by else browser()
    answer = client.post(at(scene), {**GIVEN, "similar": "1", **given}, HTTP_HX_REQUEST="true", **ENGLISH)
    assert answer.status_code == 200
    return page(answer).words


@pytest.mark.usefixtures("said")
def test_where_the_form_comes_back_it_is_told_beside_it(lively: Scene, agus: Someone) -> None:
    assert TOLD in sends(lively, agus, revision="99").words
    assert TOLD not in sends(lively, agus, revision="99", text="Sampah dipilah sebelum pukul delapan.").words
    assert Post.objects.count() == 1


@pytest.mark.usefixtures("said")
def test_it_is_told_when_somebody_leaves_the_field_and_nothing_is_sent(lively: Scene, agus: Someone, siti: Someone) -> None:
    assert TOLD in asks(lively, agus)
    assert TOLD in asks(lively, None)
    assert TOLD not in asks(lively, siti)  # her own
    assert TOLD not in asks(lively, agus, stance="support")
    assert asks(lively, agus, reply_to_post="x", text="") == asks(lively, agus, text="") == ""
    assert Post.objects.count() == 1


@pytest.mark.usefixtures("said")
def test_the_wording_counts_only_where_one_is_proposed(lively: Scene, agus: Someone) -> None:
    assert TOLD in asks(lively, agus, text="", wording=NEARLY, way="proposal:replace")
    assert TOLD not in asks(lively, agus, text="", wording=NEARLY, way="comment")


@pytest.mark.usefixtures("said")
def test_who_has_asked_too_often_is_told_nothing_and_can_still_send(lively: Scene, agus: Someone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LIMITS, "similar", replace(LIMITS["similar"], account=1))

    assert TOLD in asks(lively, agus)
    assert TOLD not in asks(lively, agus)
    sends(lively, agus)
    assert Post.objects.count() == 2


def test_the_form_asks_by_itself(lively: Scene, agus: Someone) -> None:
    shown = page(browser(agus).get(at(lively)))

    assert shown.find("div", hx_post=at(lively), hx_trigger="change from:#id_text")
