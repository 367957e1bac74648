"""A sight in a browser, whatever its language: forms are found by address and field, not by words."""

from typing import Final

from django.test import Client
from playwright.sync_api import Page

from tests.cast import Someone
from tests.sights.listed import Sent, Sight
from tests.sights.stage import Stage

SEND: Final = """([action, fields, button]) => {
  const path = form => (form.getAttribute("action") || location.pathname).split("#")[0];
  const buttons = form => [...document.querySelectorAll("button")].filter(one => one.form === form && one.type === "submit");
  const named = form => button ? buttons(form).find(one => one.name === button[0] && one.value === button[1]) : buttons(form)[0];
  const has = form => Object.keys(fields).every(name => form.elements[name]) && named(form);
  const form = [...document.forms].find(one => path(one).endsWith(action) && has(one));
  if (!form) throw new Error(`no form to …${action} on ${location.pathname}`);
  for (const [name, value] of Object.entries(fields)) {
    const boxes = [...form.querySelectorAll(`input[type=checkbox][name="${name}"]`)];
    if (boxes.length) for (const one of boxes) one.checked = one.value === value;
    else form.elements[name].value = value;
  }
  form.noValidate = true;
  form.requestSubmit(named(form));
}"""


ARRIVED: Final = "html:not([data-left])"
BUSY: Final = ".htmx-request, .htmx-swapping, .htmx-settling"


def look(page: Page, sight: Sight, stage: Stage) -> None:
    """Bring a page of somebody's browser to the sight."""
    page.goto(stage.path(sight))
    for sent in stage.sends(sight):
        send(page, sent)


def send(page: Page, sent: Sent) -> None:
    """Fill in a form, send it, and wait for the page that answers, or for the part of it."""
    page.evaluate("document.documentElement.dataset.left = ''")
    with page.expect_response(lambda answer: answer.request.is_navigation_request() or answer.request.method == "POST") as answered:
        page.evaluate(SEND, [sent.action, dict(sent.fields), list(sent.button) if sent.button else None])
    if answered.value.request.is_navigation_request():
        page.locator(ARRIVED).wait_for(state="attached")
        page.wait_for_load_state()
    page.locator(BUSY).first.wait_for(state="detached")


def session_of(who: Someone) -> str:
    """A session in which somebody is signed in."""
    client = Client()
    client.force_login(who.account)
    return client.cookies["sessionid"].value
