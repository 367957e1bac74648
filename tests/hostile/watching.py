"""Looks at pages in Chromium, with the policy of the product and without it, and says what is there that people's words put there."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Dialog, Page, ProxySettings, Request

from tests.cast import Someone
from tests.sights.looking import session_of

EAR: Final = """
window.heard = [];
for (const name of ["alert", "confirm", "prompt", "print"]) window[name] = () => { window.heard.push(`${name} was called`); };
document.addEventListener("securitypolicyviolation", report => window.heard.push(`the policy forbade ${report.effectiveDirective}`));
"""
EVENTS: Final = """animationend animationiteration animationstart auxclick beforecopy beforecut blur contextmenu copy cut dblclick drag
  dragend dragenter dragstart error focus focusin fullscreenchange load mousedown mouseenter mouseleave mousemove mouseout mouseover mouseup
  paste pointerdown pointerenter pointerover scroll toggle touchstart transitionend wheel"""
LOOK: Final = """events => {
  for (const one of document.querySelectorAll("details")) one.open = true;
  for (const one of (document.querySelector("main") || document.documentElement).querySelectorAll("*"))
    for (const event of events.split(/\\s+/)) one.dispatchEvent(new Event(event, { bubbles: false }));
  const kinds = new Set(), addresses = new Set(), leading = ["href", "action"];
  const loading = ["src", "formaction", "data", "poster", "srcset", "background", "xlink:href"];
  const none = { protocol: "no address", host: "nowhere" };
  const led = value => URL.canParse(value, document.baseURI) ? new URL(value, document.baseURI) : none;
  for (const one of document.querySelectorAll("*")) {
    kinds.add(one.localName);
    for (const { name, value } of one.attributes) {
      kinds.add(`@${name}`);
      if (leading.includes(name) && !value.startsWith("#")) addresses.add(led(value).protocol);
      if (loading.includes(name)) addresses.add(`what is loaded from ${led(value).host}`);
    }
    if (one.localName === "script" && !one.src) kinds.add("a script in the page");
  }
  const typed = [...document.querySelectorAll("input, textarea")].map(one => one.value);
  const words = [document.documentElement.innerText, ...typed].join("\\n");
  return { kinds: [...kinds], addresses: [...addresses], heard: window.heard || [], words };
}"""
NOBODY: Final = "http://127.0.0.1:9"  # a proxy that is not there, for all but the server; a route would do as well, but without a cache
STATUS: Final = "performance.getEntriesByType('navigation')[0].responseStatus"
HARMLESS: Final = ("http:", "https:", "mailto:")


@dataclass
class Seen:
    """What stands on a page: names of elements, of attributes after an `@`, schemes of addresses; and what it did."""

    kinds: set[str]
    schemes: set[str]
    heard: list[str]
    words: str


@dataclass
class Watch:
    """A browser's page that somebody looks through. No request leaves this machine, and each that would have is written down."""

    page: Page
    host: str
    heard: list[str] = field(default_factory=list)

    def looks_at(self, path: str, *, expected: Collection[int] = (200,)) -> Seen:
        """Open one page of the product and try what is on it."""
        self.heard.clear()
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.status in expected, f"{path}: {answer.status}"
        return self.looks()

    @property
    def is_refused(self) -> bool:
        """Whether what is open says no to what was sent."""
        return bool(self.page.evaluate(STATUS) >= 400)

    def looks_into(self, path: str) -> Seen:
        """Take a file of the product away and open it."""
        return self.looks_through(self.page.request.get(path).text())

    def looks_through(self, html: str) -> Seen:
        """The same with what a mail program would show."""
        self.heard.clear()
        self.page.goto("about:blank")
        self.page.set_content(html)
        return self.looks()

    def looks(self) -> Seen:
        """At what is open."""
        found = self.page.evaluate(LOOK, EVENTS)
        schemes = {address for address in found["addresses"] if address not in HARMLESS and not address.endswith(f" {self.host}")}
        return Seen(set(found["kinds"]), schemes, [*found["heard"], *self.heard], found["words"])

    def hears(self, dialog: Dialog) -> None:
        """A dialog opened all the same."""
        self.heard.append(f"a dialog opened: {dialog.type}")
        dialog.dismiss()

    def asks(self, request: Request) -> None:
        """Something was asked for; of another server, it was in vain."""
        if urlsplit(request.url).netloc not in {self.host, ""}:
            self.heard.append(f"asked for {request.url[:80]}")


@contextmanager
def watching(browser: Browser, address: str, who: Someone | None, *, policy: bool) -> Iterator[Watch]:
    """A browser for somebody. Without the `policy`, nothing but the pages themselves keeps a script from running."""
    apart: ProxySettings = {"server": NOBODY, "bypass": urlsplit(address).hostname or ""}
    given: dict[str, Any] = {"base_url": address, "locale": "id-ID", "reduced_motion": "reduce", "proxy": apart}
    context: BrowserContext = browser.new_context(**given, bypass_csp=not policy)
    if who is not None:
        context.add_cookies([{"name": "sessionid", "value": session_of(who), "url": address}])
    context.add_init_script(EAR)
    watch = Watch(context.new_page(), urlsplit(address).netloc)
    watch.page.on("dialog", watch.hears)
    context.on("request", watch.asks)
    yield watch
    context.close()
