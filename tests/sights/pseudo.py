"""A pseudo-locale: every message that goes through gettext comes back in ⟦ ⟧; and what of a page then stands outside them."""

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from typing import Any, Final

import pytest
from django.core.cache import cache
from django.utils.translation.trans_real import DjangoTranslation

SAID: Final = (
    "title",
    "alt",
    "placeholder",
    "aria-label",
    "aria-description",
    "aria-roledescription",
    "aria-valuetext",
    "content",
    "summary",
)
UNHEARD: Final = ("script", "style", "code", "pre", "kbd")  # programs, and what people type as it stands
MACHINES: Final = ("viewport", "color-scheme", "robots", "htmx-config", "supported-color-schemes")  # what meta elements tell programs
WORD: Final = re.compile(r"[^\W\d_]{2,}")
CODES: Final = re.compile(
    r"\S+@\S+|https?://\S+|\b[\w-]+\.(?:txt|csv|json|html)\b"
    r"|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b[0-9a-f]{16,}\b|\b(?:[0-9a-f]{4} ){7}[0-9a-f]{4}\b"
    r"|\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}\b|\b[A-Z]{4}-[A-Z]{4}\b"
)
OWN_NAMES: Final = frozenset(
    (
        "Rembuk",
        "English",
        "Bahasa",
        "Indonesia",
        "WIB",
        "WITA",
        "WIT",
        "SHA",
        "CSV",
        "JSON",
        "HTML",
        "API",
        "TXT",
        "ZIP",
        "PDF",
        "Word",
        "Akoma",
        "Ntoso",
    )
)


@contextmanager
def bracketed() -> Iterator[None]:
    """While this lasts, every message that a catalogue has is in brackets, lazy ones, plurals and contexts too."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("gettext", "ngettext"):
            patch.setattr(DjangoTranslation, name, in_brackets(getattr(DjangoTranslation, name)))
        forget()
        yield
    forget()


def forget() -> None:
    """Throw away what pages keep of their parts: in the cache, and in memory."""
    cache.clear()
    of_pages = [module for name, module in list(sys.modules.items()) if name.startswith("frontend.")]
    for value in [value for module in of_pages for value in vars(module).values() if hasattr(value, "cache_clear")]:
        value.cache_clear()


def in_brackets(truly: Callable[..., str]) -> Callable[..., str]:
    """The same, and the result in brackets where the catalogue has the message. English itself is in no catalogue of Django's."""

    def say(catalogue: Any, message: str, *plural: Any) -> str:
        said = truly(catalogue, message, *plural)
        is_known = catalogue.language().startswith("en") or said not in (message, *plural[:1]) or is_in(catalogue, message)
        return f"⟦{said}⟧" if is_known else said

    return say


def is_in(catalogue: Any, message: str) -> bool:
    """Whether a message that is the same in both languages is in the catalogue: `Format: PDF`."""
    return message in catalogue._catalog


class Heard(HTMLParser):
    """All of a page that reaches eyes and ears: its text in one piece, and each attribute that is read out."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text: list[str] = []
        self.attributes: list[str] = []
        self._unheard: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        had = {name: value or "" for name, value in attrs}
        if tag in UNHEARD:
            self._unheard.append(tag)
        if had.get("name") in MACHINES:
            return
        told_to_scripts = [value for name, value in had.items() if name.startswith("data-") and " " in value]
        button = [had["value"]] if tag == "input" and had.get("type") in {"submit", "button", "reset"} and "value" in had else []
        self.attributes += [had[name] for name in SAID if name in had] + told_to_scripts + button

    def handle_endtag(self, tag: str) -> None:
        if tag in self._unheard:
            self._unheard.remove(tag)

    def handle_data(self, data: str) -> None:
        if not self._unheard:
            self.text.append(data)


def outside(html: str, *, words: frozenset[str], phrases: tuple[str, ...]) -> list[str]:
    """The words of a page that are in no message and no data."""
    heard = Heard(html)
    return [word for said in (" ".join(heard.text), *heard.attributes) for word in unknown(said, words=words, phrases=phrases)]


def unknown(said: str, *, words: frozenset[str], phrases: tuple[str, ...]) -> list[str]:
    """The words of one piece of text that are in no message and no data."""
    left = " ".join(CODES.sub(" ", without_messages(said)).split())
    for phrase in phrases:
        left = left.replace(phrase, " ")
    return [word for word in WORD.findall(left) if word not in OWN_NAMES and word.lower() not in words]


def without_messages(said: str) -> str:
    """What stands outside all brackets. One that was never closed would hide all that follows, and is none."""
    depth, kept = 0, []
    for character in said:
        depth += (character == "⟦") - (character == "⟧")
        assert depth >= 0, said
        if not depth and character != "⟧":
            kept.append(character)
    assert depth == 0, f"a message was cut: {said[-200:]}"
    return "".join(kept)
