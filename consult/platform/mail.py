"""Letters: what a mail says as plain values, from which its text and its HTML twin are made by one pair of templates.

Both say the same sentences in the same order. The language is the one that is active when the letter is sent.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import fill
from typing import ClassVar, Final

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

WIDTH: Final = 72  # characters of a line of text; with two marks of quotation it still fits a terminal
HOST: Final = "rembuk"


def wrapped(text: str, *, width: int = WIDTH) -> str:
    """The text in lines that fit, its own line ends kept; a long address or word stays in one piece."""
    return "\n".join(fill(line, width, break_long_words=False, break_on_hyphens=False) for line in text.splitlines())


@dataclass(frozen=True)
class Said:
    """A paragraph; with a language where it is not the letter's own."""

    text: str
    language: str = ""
    kind: ClassVar[str] = "said"

    @property
    def plain(self) -> str:
        """As the text has it."""
        return wrapped(self.text)


@dataclass(frozen=True)
class Code:
    """What somebody is to type or to keep, on a line of its own."""

    text: str
    kind: ClassVar[str] = "code"

    @property
    def plain(self) -> str:
        """As the text has it."""
        return f"    {self.text}"


@dataclass(frozen=True)
class Quoted:
    """Somebody's words, in their language."""

    text: str
    language: str
    kind: ClassVar[str] = "quoted"

    @property
    def plain(self) -> str:
        """As the text has it, marked as mail programs mark what is quoted."""
        return "\n".join(f"> {line}".rstrip() for line in wrapped(self.text, width=WIDTH - 2).split("\n"))


@dataclass(frozen=True)
class Link:
    """Where to go on, and what is there. The address is written out in both, for whoever mistrusts a link."""

    words: str
    address: str
    kind: ClassVar[str] = "link"

    @property
    def plain(self) -> str:
        """As the text has it."""
        return f"{wrapped(self.words)}\n{self.address}"


@dataclass(frozen=True)
class Letter:
    """A mail before it has an address."""

    subject: str
    parts: Sequence[Said | Code | Quoted | Link]


def send(letter: Letter, *, to: str, about: str | None = None) -> None:
    """Send one letter. `about` names what it tells: the same again has the same Message-ID, so programs fold it."""
    message = EmailMultiAlternatives(subject=letter.subject, body=rendered(letter, "txt"), to=[to])
    message.attach_alternative(rendered(letter, "html"), "text/html")
    if about is not None:
        host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(" >")
        message.extra_headers["Message-ID"] = f"<{about}@{host or HOST}>"
    message.send()


def rendered(letter: Letter, form: str) -> str:
    """The letter as `txt` or `html`."""
    given = {"letter": letter, "language": get_language() or "id", "owner": settings.OWNER or _("Public consultation")}
    return render_to_string(f"letters/letter.{form}", {**given, "address": settings.PUBLIC_ADDRESS})
