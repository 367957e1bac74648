"""What Markdown and the HTML in it print inside a line: taken off, so that the words alone are left."""

import html
import re
from typing import Final

_TAGS: Final = (
    "a|abbr|acronym|address|article|aside|b|big|blockquote|body|br|caption|center|cite|code|col|colgroup|dd|del|details|dfn|div|dl|dt|em"
    "|figcaption|figure|font|footer|h[1-6]|head|header|hr|html|i|img|input|ins|kbd|label|li|link|main|mark|meta|nav|ol|p|pre|q|s|samp"
    "|section|small|span|strike|strong|style|sub|summary|sup|table|tbody|td|tfoot|th|thead|title|tr|tt|u|ul|var"
)
TAG: Final = re.compile(rf"<(?P<end>/)?(?P<name>(?:{_TAGS}))(?P<rest>(?:\s[^<>]*)?/?)>", re.IGNORECASE)
"""A tag of HTML; `<ayat 2>` is none, but words in brackets."""

COMMENT: Final = re.compile(r"<!--(?:(?!<!--|-->).)*-->", re.DOTALL)

_APART: Final = frozenset({"br", "td", "th", "img", "hr", "dd", "dt"})  # a space stands in their place
_ATTRIBUTE: Final = re.compile(r"(?:alt|title)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_HREF: Final = re.compile(r"href\s*=\s*[\"']?((?:https?|mailto):[^\"'\s>]+)", re.IGNORECASE)
_LINK: Final = re.compile(
    r"(?P<image>!)?\[(?P<text>[^\[\]]{0,1000})\]"
    r"(?:\((?P<to>[^()\s]{0,1000})(?:\s+[\"'][^\"']{0,300}[\"'])?\)|\[(?P<ref>[^\[\]]{0,100})\])"
)
_NOTE: Final = re.compile(r"\[\^(?P<name>[^\[\]\s]{1,40})\](?P<colon>:)?")
_EMPHASIS: Final = re.compile(
    r"(?<!\\)(?:\*{1,3}(?=\S)|(?<=\S)(?<!\\)\*{1,3}|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)|(?<!\S)_{1,3}(?!\S)|~~(?=\S)|(?<=\S)~~|`{1,2})"
)
_ESCAPE: Final = re.compile(r"\\([!-/:-@\[-`{-~])")


def plain(text: str) -> str:
    """A piece of Markdown as its reader sees it: without tags, emphasis and brackets of links; addresses stay, in brackets."""
    if not re.search(r"[\[\]<*_`~\\&]", text):
        return text
    text = _LINK.sub(_linked, _NOTE.sub(r"[\g<name>]", text))
    text = _EMPHASIS.sub("", without_tags(text))
    return html.unescape(_ESCAPE.sub(r"\1", text))


def without_tags(text: str) -> str:
    """The text between tags, with what an image is called and where a link leads."""
    return TAG.sub(_said, text)


def _linked(link: re.Match[str]) -> str:
    to = link["to"] or ""
    leads = not link["image"] and re.match(r"https?:|mailto:", to) and to != link["text"]
    return f"{link['text']} ({to})" if leads else link["text"]


def _said(tag: re.Match[str]) -> str:
    name = tag["name"].lower()
    if name == "img":
        said = _ATTRIBUTE.search(tag["rest"])
        return f" {said[1] or said[2] or ''} " if said else " "
    if name == "a" and not tag["end"]:
        return _address(tag)
    return " " if name in _APART else ""


def _address(tag: re.Match[str]) -> str:
    """Where a link leads, in brackets before its text, unless the text says so itself."""
    to = _HREF.search(tag["rest"])
    return f"({to[1]}) " if to and not tag.string.startswith(to[1].rstrip("/"), tag.end()) else ""
