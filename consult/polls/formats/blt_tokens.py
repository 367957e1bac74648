"""The words of a BLT file: numbers and signs, strings in quotation marks, options in brackets; comments are left out.

Line ends are white space, as in the original (Hill, Wichmann, Woodall 1987), but for comments (`#` to the end of the line, `/* */`).
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from consult.errors import BadInput
from consult.polls.formats.checks import expected, shown
from consult.polls.formats.lines import Lines

PLAIN: Final = re.compile(r'[^"#/\[\]()]*')  # most lines: numbers
WORD: Final = re.compile(
    r"""\s*(?:
        (?P<comment>\#.*|/\*.*?\*/)
      | (?P<open>/\*.*)
      | "(?P<string>(?:[^"\\]|\\.|"")*)"(?![^\s\#/])
      | \[(?P<option>[^\[\]]*)\]
      | (?P<word>[^\s"\#\[\]/()]+)
    )""",
    re.VERBOSE,
)
ESCAPED: Final = re.compile(r'\\(["\\])|""')


class Token(NamedTuple):
    """A word. `kind`: word, string, option; and end, which stands behind all others."""

    kind: str
    text: str
    line: int


def tokens(lines: Iterable[str]) -> Iterator[Token]:
    """The words of a file, and an end.

    Raises:
        BadInput: a string or a bracket is not closed on its line, or something stands there that is none of these.
    """
    source = Lines(lines)
    is_comment = False
    for line in source:
        text = line.strip()
        if is_comment:
            _comment, closing, text = text.partition("*/")
            is_comment = not closing
        if PLAIN.fullmatch(text):
            yield from (Token("word", word, source.number) for word in text.split())
            continue
        for found in words(text, line=source.number):
            if found.kind == "open":
                is_comment = True
            else:
                yield found
    if is_comment:
        raise BadInput("tally.ends_early", field="file", line=source.number, expected="*/")
    yield Token("end", "", max(source.number, 1))


def words(text: str, *, line: int) -> Iterator[Token]:
    """The words of one line; `open` where a comment begins that goes on."""
    at = 0
    while at < len(text):
        found = WORD.match(text, at)
        if not found or found.lastgroup is None:
            raise expected('1 | "…" | […] | #', shown(text[at:].strip()), line=line)
        at = found.end()
        kind, word = found.lastgroup, found[found.lastgroup]
        if kind != "comment":
            yield Token(kind, ESCAPED.sub(lambda escaped: escaped[1] or '"', word) if kind == "string" else word, line)
