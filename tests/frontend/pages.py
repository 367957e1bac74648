"""What a test looks at of a page: its words, its elements, its forms."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any, Final

from django.http import HttpResponse
from django.test import Client

from tests.cast import Someone

Attributes = dict[str, str]

SILENT: Final = frozenset({"script", "style", "title"})
CHOSEN: Final = {"checkbox": "checked", "radio": "checked"}


@dataclass
class Form:
    """A form as a browser would send it, untouched."""

    attributes: Attributes
    fields: dict[str, str] = field(default_factory=dict)


class Page(HTMLParser):
    """A page that was read: `words` in one line, `elements` with their attributes, `forms` with what they hold."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self._said: list[str] = []
        self._open: list[str] = []
        self._area = self._select = ""
        self._fields: dict[str, str] = {}
        self.elements: list[tuple[str, Attributes]] = []
        self.forms: list[Form] = []
        self._named: dict[str, Form] = {}  # by their ids: fields may name the form that they belong to, also before it begins
        self.feed(html.replace("\r\n", "\n"))  # as a browser does, in text areas too

    @property
    def words(self) -> str:
        """All that is to be read, white space folded."""
        return " ".join(" ".join(self._said).split())

    def find(self, tag: str, **attributes: str) -> list[Attributes]:
        """The attributes of each such element; `class_` stands for class, `_` for a hyphen."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [had for name, had in self.elements if name == tag and wanted.items() <= had.items()]

    def form(self, action: str) -> dict[str, str]:
        """The fields of the form that goes to an address that ends so."""
        return next(form.fields for form in self.forms if form.attributes.get("action", "").partition("#")[0].endswith(action))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        had = {name: value or "" for name, value in attrs}
        self.elements.append((tag, had))
        if tag in SILENT:
            self._open.append(tag)
        if tag == "form":
            self.forms.append(self._named.setdefault(had.get("id") or f"form {len(self.forms)}", Form({})))
            self.forms[-1].attributes.update(had)
        self._take_field(tag, had)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            self._open.remove(tag)
        if tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            fields = self._fields
            fields[self._area] = fields[self._area] + (data if fields[self._area] else data.removeprefix("\n"))
        if not self._open:
            self._said.append(data)

    def _take_field(self, tag: str, had: Attributes) -> None:
        name = had.get("name", "")
        owner = self._named.setdefault(had["form"], Form({})) if "form" in had else self.forms[-1] if self.forms else None
        if owner is None or (not name and tag != "option"):
            return
        if tag != "option":
            self._fields = owner.fields
        fields = self._fields
        if tag == "input" and (CHOSEN.get(had.get("type", "")) or "type") in had:
            fields[name] = had.get("value", "")
        if tag == "textarea":
            self._area, fields[name] = name, ""
        if tag == "select":
            self._select = name
        if tag == "option" and ("selected" in had or self._select not in fields):
            fields[self._select] = had.get("value", "")


def page(answer: HttpResponse | Any) -> Page:
    """The page that an answer brought."""
    return Page(answer.content.decode())


def browser(who: Someone | None = None, *, language: str = "en", **given: Any) -> Client:
    """A browser in which somebody is signed in; or a stranger's."""
    client = Client(headers={"accept-language": language}, **given)
    if who is not None and who.viewer.person is not None:
        client.force_login(who.account)
    return client


def read(path: str, *, by: Someone | None = None, language: str = "en") -> Page:
    """The page at a path, as somebody gets it."""
    answer = browser(by, language=language).get(path)
    assert answer.status_code == 200, answer.status_code
    return page(answer)
