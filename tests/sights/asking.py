"""A sight as Django's test client gets it: quick, without a browser."""

from collections.abc import Iterator
from typing import Any

from django.test import Client

from tests.frontend.pages import Form, Page, browser
from tests.sights.listed import Sent, Sight
from tests.sights.stage import Stage


def ask(sight: Sight, stage: Stage, *, language: str) -> Any:
    """The answer, after all that is sent on the way."""
    client = browser(stage.people[sight.who], language=language)
    client.raise_request_exception = False
    answer: Any = client.get(stage.path(sight), follow=True)
    for sent in stage.sends(sight):
        answer = send(client, answer, sent)
    return answer


def send(client: Client, answer: Any, sent: Sent) -> Any:
    """Fill in a form of the page and send it."""
    form = next(forms_to(Page(answer.content.decode()), sent), None)
    assert form is not None, f"{answer.request['PATH_INFO']} has no form to …{sent.action} with {list(sent.fields)}"
    fields = {**form.fields, **sent.fields, **dict([sent.button] if sent.button else [])}
    address = form.attributes["action"].partition("#")[0] or answer.request["PATH_INFO"]
    if form.attributes.get("method", "get").lower() == "post":
        return client.post(address, fields, follow=True)
    return client.get(address, fields, follow=True)


def forms_to(page: Page, sent: Sent) -> Iterator[Form]:
    """The forms of a page that go there and have these fields."""
    for form in page.forms:
        address = form.attributes.get("action", "").partition("#")[0]
        if address.endswith(sent.action) and sent.fields.keys() <= form.fields.keys():
            yield form
