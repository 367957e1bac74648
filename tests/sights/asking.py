"""A sight as Django's test client gets it: quick, without a browser."""

from typing import Any

from django.test import Client

from tests.frontend.pages import Form, Page, browser
from tests.sights.listed import Sent, Sight
from tests.sights.stage import Stage


def ask(sight: Sight, stage: Stage, *, language: str) -> Any:
    """The answer, after all that is sent on the way."""
    client = browser(stage.person(sight.who), language=language)
    client.raise_request_exception = False
    answer: Any = client.get(stage.path(sight), follow=True)
    for sent in stage.sends(sight):
        answer = send(client, answer, sent)
    return answer


def send(client: Client, answer: Any, sent: Sent) -> Any:
    """Fill in a form of the page and send it."""
    page = Page(answer.content.decode())
    form = form_to(page, sent)
    fields = {**form.fields, **sent.fields, **dict([sent.button] if sent.button else [])}
    address = (leads_to(page, sent) or form.attributes["action"]).partition("#")[0] or answer.request["PATH_INFO"]
    if form.attributes.get("method", "get").lower() == "post":
        return client.post(address, fields, follow=True)
    return client.get(address, fields, follow=True)


def leads_to(page: Page, sent: Sent) -> str:
    """Where the button that is pressed sends the form, where that is not the form's own address."""
    name, value = sent.button or ("", "")
    return next((button["formaction"] for button in page.find("button", name=name, value=value) if "formaction" in button), "")


def form_to(page: Page, sent: Sent) -> Form:
    """The form of a page that goes there; of several, the one with most of these fields. Radios that nobody chose are not counted."""
    forms = [form for form in page.forms if form.attributes.get("action", "").partition("#")[0].endswith(sent.action)]
    assert forms, f"no form to …{sent.action} among {[form.attributes.get('action') for form in page.forms]}"
    return max(forms, key=lambda form: len(sent.fields.keys() & form.fields.keys()))
