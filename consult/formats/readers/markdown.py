"""The reader for Markdown: headings with their levels, lists, tables and the HTML in it, front matter and definition lists.

Source: CommonMark 0.31; front matter as Jekyll reads it; definition lists as kramdown and Pandoc read them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from consult.errors import BadInput
from consult.formats.outline.doubts import Doubt
from consult.formats.outline.lines import Line, words
from consult.formats.outline.read_file import ReadFile
from consult.formats.readers.markdown_inline import COMMENT, TAG, plain
from consult.formats.readers.text import clean_text

_HEADING: Final = re.compile(r" {0,3}(#{1,6})(?:(?:[ \t]|(?<=##)(?=[^\W_]))(.*))?$")  # `##Scope` is one too, as kramdown reads it
_UNDERLINE: Final = re.compile(r" {0,3}(=+|-{3,})[ \t]*$")
_RULE: Final = re.compile(
    r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$"
    r"|[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$"  # below the heads of a table
)
_FENCE: Final = re.compile(r" {0,3}(?P<fence>`{3,}(?=[^`]*$)|~{3,})(?P<info>.*)$")  # backticks behind backticks are code in a line
_CODE_LANGUAGE: Final = re.compile(r"[a-z][a-z0-9+#._-]{0,19}[ \t]*")  # right behind the fence; any other word there is the writer's
_QUOTE: Final = re.compile(r" {0,3}(?:> ?)+")
_BULLET: Final = re.compile(r"[ \t]*[-*+][ \t]+(?:\[[ xX]\][ \t]+)?")
_ITEM: Final = re.compile(r"[ \t]*(?:[-*+]|[0-9]{1,4}[a-z]{0,2}[.)]|[a-z]{1,3}\)|\([0-9a-z]{1,4}\))[ \t]+")
_DEFINITION: Final = re.compile(r" {0,3}:[ \t]+")
_KEY: Final = re.compile(r"([A-Za-z_][\w.-]{0,40}):(?=\s|$)")
_FRONT_LINE: Final = re.compile(rf"{_KEY.pattern}|[ \t]|-[ \t]|#|$")  # a key, or what goes on with one: indented, in a list, a comment
_FRONT: Final = re.compile(r"---[ \t]*\n((?:(?!---|\.\.\.)[^\n]*\n){1,200})(?:---|\.\.\.)[ \t]*(?:\n|$)")
_USUAL: Final = frozenset(
    re.findall(
        r"\w+",
        """title subtitle author authors date created updated modified lang language layout slug origslug jurabk permalink tags category
        categories keywords description summary abstract version status draft weight""",
    )
)
"""Keys that say something about a file; what stands below others may be a draft's own words."""

_START: Final = 40  # characters that a doubt quotes
_FRONT_TITLE: Final = re.compile(r"^title[ \t]{0,9}:(.+)$", re.IGNORECASE | re.MULTILINE)
_BREAK: Final = re.compile(r"(?=<(?:li|p|tr|h[1-6]|dt|div)[\s>])", re.IGNORECASE)
_INDENTED: Final = re.compile(r"(?: {2,}|\t)")


@dataclass(slots=True)
class _State:
    """What the lines before say of the next one."""

    begins: bool = True  # a blank line, a heading or the like stands before it
    in_list: bool = False
    fence: str = ""  # the marks that end the code which is open


def read_markdown(data: bytes) -> ReadFile:
    """A text in Markdown. Front matter is no part of the body; its title is the file's. Raises what `read_text` raises."""
    text = clean_text(data)
    front = _front(text)
    title = _FRONT_TITLE.search(front[1]) if front else None
    raw = _blanked(text, front.end() if front else 0)
    lines = tuple(_lines(raw))
    if not lines:
        raise BadInput("draft.empty", field="file")
    named = " ".join(title[1].strip(" \t'\"").split()) if title else ""
    return ReadFile("text/markdown", lines, title=named, doubts=tuple(_unusual(front[1])) if front else ())


def _front(text: str) -> re.Match[str] | None:
    """The front matter; a thematic break at the top of a draft, with its clauses below it, begins none."""
    front = _FRONT.match(text)
    lines = front[1].split("\n") if front else []
    return front if lines and _KEY.match(lines[0]) and all(map(_FRONT_LINE.match, lines)) else None


def _unusual(front: str) -> Iterator[Doubt]:
    """A doubt for each line of front matter whose key says nothing of a file, as `Menimbang:`."""
    for number, line in enumerate(front.split("\n"), start=2):
        key = _KEY.match(line)
        if key and key[1].lower() not in _USUAL:
            yield Doubt(number, "hidden.left_out", {"start": " ".join(line.split())[:_START]})


def _blanked(text: str, front: int) -> list[str]:
    """The lines of a text, those of the front matter and of comments empty, so that the others keep their numbers."""
    body = "\n" * text.count("\n", 0, front) + text[front:]
    return COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), body).split("\n")


def _lines(raw: Sequence[str]) -> Iterator[Line]:
    state = _State()
    headed = any(_HEADING.match(line) for line in raw)
    for number, line in enumerate(raw, 1):
        after = raw[number] if number < len(raw) else ""
        for part in _BREAK.split(line) if "<" in line else [line]:
            found = _line(number, part, after, state, headed=headed)
            if found and words(found.text):
                yield found
            state.begins = not line.strip() or (found is None and bool(part.strip())) or bool(found and found.level)


def _line(number: int, raw: str, after: str, state: _State, *, headed: bool) -> Line | None:
    """One line without what Markdown prints around its words; None where it has none."""
    if state.fence:
        return _code(number, raw, state)
    if fence := _FENCE.match(raw):
        state.fence = fence["fence"]
        return None if _CODE_LANGUAGE.fullmatch(fence["info"]) else Line(number, " ".join(fence["info"].split()), begins=True)
    raw = _without(_QUOTE, raw)
    if _RULE.match(raw) or (_UNDERLINE.match(raw) and not state.begins):
        return None
    level, text = _heading(raw, after, state, headed=headed)
    if level:
        return Line(number, _told(text), True, level=level)
    begins = _begins(raw, state)
    return Line(number, _told(text), begins)


def _heading(raw: str, after: str, state: _State, *, headed: bool) -> tuple[int, str]:
    """Level and text of a heading; level 0 for what is none. One in HTML counts where the file has no other."""
    if heading := _HEADING.match(raw):
        return len(heading[1]), _unclosed(heading[2] or "")
    underline = _UNDERLINE.match(after)
    if underline and state.begins and raw.strip() and not _ITEM.match(raw) and "|" not in raw:
        return (1 if underline[1][0] == "=" else 2), raw
    tag = TAG.match(raw.strip())
    if tag and not headed and re.fullmatch("h[1-6]", tag["name"], re.IGNORECASE):
        return int(tag["name"][1]), raw
    return 0, raw


def _unclosed(text: str) -> str:
    """The text of a heading without the `##` that may close it."""
    stripped = text.rstrip()
    bare = stripped.rstrip("#")
    return bare if bare != stripped and (not bare or bare[-1].isspace()) else stripped


def _begins(raw: str, state: _State) -> bool:
    """Whether a line begins a paragraph: not where it only goes on with an item or defines the term above it."""
    if _ITEM.match(raw):
        begins = state.begins or state.in_list or bool(_BULLET.match(raw))  # a number in a broken sentence is no item
        state.in_list = state.in_list or begins
        return begins
    if TAG.match(raw.lstrip()) or raw.lstrip().startswith("|"):
        return True
    if _DEFINITION.match(raw):
        return False
    inside = state.in_list and bool(_INDENTED.match(raw))
    if raw.strip():
        state.in_list = state.in_list and (inside or not state.begins)
    return state.begins and not inside


def _told(raw: str) -> str:
    text = _without(_DEFINITION, _without(_BULLET, raw))
    return " ".join(plain(text.strip().strip("|")).split())


def _without(head: re.Pattern[str], raw: str) -> str:
    found = head.match(raw)
    return raw[found.end() :] if found else raw


def _code(number: int, raw: str, state: _State) -> Line | None:
    """A line of code, as it stands; None for the one that ends it."""
    if raw.strip().startswith(state.fence) and not raw.strip().strip(state.fence[0]):
        state.fence = ""
        return None
    return Line(number, " ".join(raw.split()), state.begins)
