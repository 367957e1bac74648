"""What people type, as it is stored and as it is shown: the only caller of bleach and of nh3."""

import re
from html import escape, unescape
from itertools import groupby
from typing import Final
from urllib.parse import urlsplit

import nh3
from bleach.linkifier import Linker  # type: ignore[import-untyped]  # bleach ships no types
from bleach.sanitizer import Cleaner  # type: ignore[import-untyped]

from consult.text.normal_form import composed

TAGS: Final = frozenset({"p", "br", "a"})
SCHEMES: Final = frozenset({"http", "https"})
REL: Final = "nofollow ugc noopener"

CONTROLS: Final = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # all but tab, line feed and carriage return
REORDERING: Final = "\u202a-\u202e\u2066-\u2069"  # bidirectional overrides, embeddings, isolates: with them a text reads otherwise
NOT_CHARACTERS: Final = "\ud800-\udfff\ufdd0-\ufdef" + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
REMOVED: Final = re.compile(f"[{CONTROLS}{REORDERING}{NOT_CHARACTERS}]")

# The text is escaped when bleach looks for addresses, so an `&` belongs to one only as `&amp;`. Round brackets only in pairs.
IN_ADDRESS: Final = r"[^\s<>\"&()`{}|\\^\u00ad\u200b-\u200f\u2060-\u206f\ufeff“”‘’«»‹›]|&amp;"
NOT_LAST: Final = r"[.,;:!?'\]…。、，！？；：]"
WRAPPERS: Final = ("blob:", "feed:", "filesystem:", "jar:", "javascript:", "view-source:")  # an address inside another is not linked
ADDRESS: Final = re.compile(
    rf"(?<![\w+]){''.join(f'(?<!{scheme})' for scheme in WRAPPERS)}https?://(?:{IN_ADDRESS}|\((?:{IN_ADDRESS})*+\))+(?<!{NOT_LAST})",
    re.IGNORECASE,
)
HOST: Final = re.compile(r"[\w-]+(?:\.[\w-]+)*\.?")

Attributes = dict[str | tuple[str | None, str], str]  # as bleach hands them to a callback: `_text`, and names with their namespace

SECOND_WALL: Final = nh3.Cleaner(
    tags=TAGS,
    clean_content_tags=frozenset(),
    attributes={"a": frozenset({"href"}), "*": frozenset()},  # without "*", nh3 lets lang and title through; rel is set below
    url_schemes=SCHEMES,
    url_relative="deny",
    link_rel=REL,
)


def clean_text(raw: str) -> str:
    """The text as it is stored: NFC, line feeds for line ends, nothing invisible that reorders or breaks; nothing is trimmed."""
    kept = REMOVED.sub("", raw)
    return composed(kept.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(raw: str) -> str:
    """A name or a title as it is stored: cleaned, each run of white space one space, none at the ends."""
    return " ".join(clean_text(raw).split())


def paragraphs(text: str) -> str:
    """Safe HTML that shows `text` as it was typed: paragraphs at blank lines, line breaks, links on http and https addresses."""
    escaped = escape(clean_text(text), quote=False)
    return second_wall(first_wall(linked(in_paragraphs(escaped))))


def in_paragraphs(escaped: str) -> str:
    """A paragraph for each run of lines with words, a line break between its lines."""
    groups = groupby(escaped.split("\n"), key=lambda line: bool(line.strip()))
    return "".join(f"<p>{'<br>'.join(lines)}</p>" for has_words, lines in groups if has_words)


def linked(html: str) -> str:
    """Links on the addresses in escaped text, by bleach."""
    if "://" not in html:
        return html
    # Made anew each time, here and below: bleach's objects keep a parser's state and are not for two threads; making one takes 40 µs.
    linker = Linker(callbacks=[web_link], url_re=ADDRESS, recognized_tags=TAGS)
    return str(linker.linkify(html))


def web_link(attributes: Attributes, new: bool = False) -> Attributes | None:
    """bleach's callback: None means that no link is made. A link that was not found by us (`new` is false) is none."""
    address = attributes.get((None, "href"), "")
    if not new or not is_web_address(unescape(address)):
        return None
    return {"_text": attributes["_text"], (None, "href"): address, (None, "rel"): REL}


def is_web_address(address: str) -> bool:
    """Absolute, http or https, with a host and nothing before it: `https://bank.example@evil.example` deceives."""
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname, parts.port  # either may raise
    except ValueError:
        return False
    return parts.scheme in SCHEMES and "@" not in parts.netloc and HOST.fullmatch(host or "") is not None


def first_wall(html: str) -> str:
    """bleach with our one policy. Its time is linear here, since all that nests is escaped before."""
    cleaner = Cleaner(tags=TAGS, attributes={"a": ["href", "rel"]}, protocols=SCHEMES)
    return str(cleaner.clean(html))


def second_wall(html: str) -> str:
    """nh3 with the same policy: bleach is no longer maintained, and lets a `javascript:` address of digits through."""
    return SECOND_WALL.clean(html)
