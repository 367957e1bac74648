"""The words of a BLT file: numbers and signs, strings in quotation marks, options in brackets; comments are left out.

Line ends are white space, as in the original (Hill, Wichmann, Woodall 1987), but for comments (`#` to the end of the line, `/* */`).
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from consult.errors import BadInput
from consult.tally.formats.limits import expected, shown
from consult.tally.formats.lines import Lines

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


class Words:
    """The words of a file, line by line: the rest of it can be read in another way where they end."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.source = Lines(lines)
        self.ahead: deque[Token] = deque()
        self.is_comment = False

    def take(self) -> Token:
        """The next word; at the end an `end`, as often as it is asked for.

        Raises:
            BadInput: a string, a bracket or a comment is not closed, or something stands there that is none of these.
        """
        return self.ahead.popleft() if self.ahead else self.filled().popleft()

    def peek(self) -> Token:
        """The next word, which stays the next."""
        return (self.ahead or self.filled())[0]

    def filled(self) -> deque[Token]:
        """The words of the next line that has some."""
        while not self.ahead:
            text = self.line()
            if text is None:
                self.ahead.append(Token("end", "", max(self.source.number, 1)))
            else:
                self.ahead.extend(self.words(text))
        return self.ahead

    def line(self) -> str | None:
        """The next line, without what belongs to a comment that began before it; None at the end.

        Raises:
            BadInput: the file ends in a comment.
        """
        line = next(self.source, None)
        if line is None and self.is_comment:
            raise BadInput("tally.ends_early", field="file", line=self.source.number, expected="*/")
        if line is None or not self.is_comment:
            return line if line is None else line.strip()
        _comment, closing, text = line.partition("*/")
        self.is_comment = not closing
        return text.strip()

    def words(self, text: str) -> Sequence[Token]:
        """The words of a line that was just read."""
        number = self.source.number
        if PLAIN.fullmatch(text):
            return [Token("word", word, number) for word in text.split()]
        found = list(words(text, line=number))
        self.is_comment = bool(found) and found[-1].kind == "open"
        return found[:-1] if self.is_comment else found

    def rest_of_line(self) -> list[Token]:
        """What stands behind the latest word on its line."""
        rest = list(self.ahead)
        self.ahead.clear()
        return rest


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
