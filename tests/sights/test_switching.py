"""On every page on which something can be typed, the switch of language keeps all of it, whatever form it stands in. No JavaScript."""

from html.parser import HTMLParser
from typing import Any

from django.test import Client

from tests.frontend.pages import Page, browser
from tests.sights.asking import send
from tests.sights.listed import SIGHTS, Sight
from tests.sights.stage import Stage
from tests.tables import counts

TYPED = "Ketikan yang belum dikirim:\n\ndua paragraf, <b>tanda</b> & “kutipan”."
SWITCH = "in_language"


class Areas(HTMLParser):
    """The long fields of a page, by name: of which form each is, by its id."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self._form = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        had = dict(attrs)
        if tag == "form":
            self._form = had.get("id") or ""
        if tag == "textarea" and "readonly" not in had:
            self.found[had.get("name") or ""] = had.get("form") or self._form

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = ""


def opened(sight: Sight, stage: Stage) -> tuple[Client, Any]:
    """A browser that reads Indonesian, on the page."""
    client = browser(stage.person(sight.who), language="id")
    client.raise_request_exception = False
    answer: Any = client.get(stage.path(sight), follow=True)
    for sent in stage.sends(sight):
        answer = send(client, answer, sent)
    return client, answer


def switched(client: Client, answer: Any, areas: dict[str, str]) -> Any:
    """The page after all its fields were filled and the switch of language was pressed."""
    page = Page(answer.content.decode())
    button = page.find("button", name=SWITCH)[0]
    assert set(areas.values()) == {button["form"]}, "what stands in another form would be lost"
    form = next(form for form in page.forms if form.attributes.get("id") == button["form"])
    address = button.get("formaction") or form.attributes["action"]
    filled = {**form.fields, **dict.fromkeys(areas, TYPED), SWITCH: button["value"]}
    return client.post(address.partition("#")[0], filled, follow=True)


def lost_on(sight: Sight, stage: Stage) -> list[str]:
    """What of the page would be lost."""
    client, answer = opened(sight, stage)
    areas = Areas(answer.content.decode()).found
    if not areas:
        return []
    assert SWITCH in answer.content.decode(), f"{sight}: the switch of language belongs to no form"
    before = counts()
    after = switched(client, answer, areas)
    page = Page(after.content.decode())
    assert after.status_code == 200, (sight, after.status_code)
    assert page.find("html", lang="en"), sight
    assert not page.find("div", id="refused"), (sight, page.words)
    assert counts() == before, sight
    held = {name: text for form in page.forms for name, text in form.fields.items()}
    return [f"{sight}: {name}" for name in areas if held.get(name) != TYPED]


def lost(stage_name: str, stage: Stage) -> list[str]:
    """Of all pages of a stage."""
    return [name for sight in SIGHTS if sight.stage == stage_name and sight.route for name in lost_on(sight, stage)]


def test_the_switch_of_language_loses_nothing_that_was_typed(open_stage: Stage) -> None:
    assert lost("open", open_stage) == []


def test_nor_where_a_consultation_is_closed(closed_stage: Stage) -> None:
    assert lost("closed", closed_stage) == []
