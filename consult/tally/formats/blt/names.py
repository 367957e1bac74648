"""What stands behind the ballots of a BLT file: the names of the options, and the title.

    "Adam" "Basil" "Title"    strings, on as many lines as you like; a source and a comment may follow the title
    "Adam" "Green Party"      one option a line: its name, and beside it a party, which counts for nothing
    Adam                      one option a line, without quotation marks; the title on the next line, with or without them
    # ALTERNATIVE NAME 1: Adam  all names so, and only the title otherwise (Glasgow 2007)

One a line, the names are as many lines as there are options: lines decide. Notes of whatever kind may follow names in quotation marks and
their title (droop). They may not follow names without quotation marks, where one option too few in the first line could not be noticed.
Where the strings could be names one after the other, and names with parties, the file is refused: two programs would read two elections.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, takewhile
from typing import Final

from consult.errors import BadInput
from consult.tally.formats.blt.tokens import Token, Words
from consult.tally.formats.limits import expected, name_in, shown, title_of

MOST_STRINGS: Final = 3  # behind the names: title, source, comment
COMMENT: Final = re.compile(r"\s#")
IN_COMMENT: Final = re.compile(r"#\s*ALTERNATIVE NAME ([0-9]{1,4}):(.*)")
NUMBERS: Final = re.compile(r"[0-9=\-\s]+")  # a ballot or an end of ballots, and no name
WITH_PARTY: Final = 2
ONE_A_LINE: Final = '"…"\\n"…"\\n…'


@dataclass(frozen=True)
class Line:
    """A line that says something: its strings, or `bare`, what stands there without quotation marks. `wrong`: it is neither.

    `place`: the number of an option whose name stands in a comment.
    """

    number: int
    strings: Sequence[str] = ()
    bare: str = ""
    wrong: BadInput | None = None
    place: int = 0

    @property
    def name(self) -> str:
        """The option, where the line is one."""
        return (self.bare or self.strings[0]).strip()

    @property
    def is_option(self) -> bool:
        """Whether it could be one."""
        return bool(self.bare and not NUMBERS.fullmatch(self.bare)) or 1 <= len(self.strings) <= WITH_PARTY


def names_and_title(words: Words, size: int) -> tuple[list[str], list[int], str]:
    """The names of the options, the line of each, and the title, which may be missing.

    Args:
        words: they have been read up to the 0 that ends the ballots.
        size: how many options there are.

    Raises:
        BadInput: there are other names than these, they can be read in two ways, or the last may have been cut off.
    """
    lines = list(lines_of(words))
    told = [line for line in lines if line.place]
    lines = [line for line in lines if not line.place]
    if len(lines) <= 1 and [line.place for line in told] == list(range(1, size + 1)):
        lines = told + lines
    if is_one_a_line(lines, size):
        if len(lines) == size and lines[-1].bare and not words.source.is_ended:
            raise BadInput("tally.cut", field="file", line=lines[-1].number, name=shown(lines[-1].bare))
        names = [Line(line.number, bare=line.name) for line in without_faults(lines[:size])]
        title = title_in(lines[size:], may_have_notes=not any(line.bare for line in lines[:size]))
    else:
        singles = [Line(line.number, (string,)) for line in without_faults(quoted(lines)) for string in line.strings]
        if len(singles) < size:
            raise missing(lines, line=max(words.source.number, 1))
        names, title = singles[:size], title_in([*singles[size:], *lines[len(quoted(lines)) :]], may_have_notes=True)
    return [name_in(line.name, line=line.number) for line in names], [line.number for line in names], title


def lines_of(words: Words) -> Iterator[Line]:
    """The lines that say something, the first of them behind the 0."""
    if rest := words.rest_of_line():
        yield line_of_strings(lambda: rest, number=rest[0].line)
    while (text := words.line()) is not None:
        number = words.source.number
        if in_comment := IN_COMMENT.fullmatch(text):
            yield Line(number, bare=in_comment[2].strip(), place=int(in_comment[1]))
        elif text.startswith(('"', "/*", "#")):
            found = line_of_strings(partial(words.words, text), number=number)
            if found.strings or found.wrong:
                yield found
        elif text:
            yield Line(number, bare=COMMENT.split(text, 1)[0].strip())


def line_of_strings(read: Callable[[], Sequence[Token]], *, number: int) -> Line:
    """A line in quotation marks. What is wrong with it is kept: in notes it is no matter."""
    try:
        tokens = read()
    except BadInput as wrong:
        return Line(number, wrong=wrong)
    for token in tokens:
        if token.kind != "string":
            return Line(number, wrong=expected('"…"', token.text, line=number))
    return Line(number, [token.text for token in tokens])


def quoted(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines before the first without quotation marks."""
    return list(takewhile(lambda line: not line.bare, lines))


def without_faults(lines: Sequence[Line]) -> Sequence[Line]:
    """The same lines.

    Raises:
        BadInput: one of them is wrong.
    """
    for line in lines:
        if line.wrong:
            raise line.wrong
    return lines


def is_one_a_line(lines: Sequence[Line], size: int) -> bool:
    """Whether each of the first lines is an option; otherwise each of the first strings is.

    Raises:
        BadInput: it could be either, and the names would be others.
    """
    head, counts = lines[:size], [len(line.strings) for line in quoted(lines)]
    by_line = len(head) == size and all(line.is_option or line.wrong for line in head)
    by_string = size in accumulate(counts) and sum(counts) <= size + MOST_STRINGS  # the title begins on a line of its own
    if not by_line or not by_string or counts[:size] == [1] * size:
        return by_line and (size > 1 or counts[:1] != [WITH_PARTY])
    if counts[:size] == [WITH_PARTY] * size and len(lines) > size:
        return True
    if counts[0] == size:
        return False
    raise expected(ONE_A_LINE, " ".join(f'"{string}"' for string in lines[0].strings), line=lines[0].number)


def missing(lines: Sequence[Line], *, line: int) -> BadInput:
    """The refusal of a file with too few names. `line`: its last."""
    wrong = next((each for each in lines if each.bare and NUMBERS.fullmatch(each.bare)), None)
    if wrong:
        return expected('"…"', wrong.bare, line=wrong.number)
    return BadInput("tally.ends_early", field="file", line=line, expected='"…"')


def title_in(rest: Sequence[Line], *, may_have_notes: bool) -> str:
    """The title, and behind it a source and a comment, and notes where they may follow.

    Raises:
        BadInput: more stands there.
    """
    strings: list[str] = []
    for position, line in enumerate(rest):
        if line.bare and may_have_notes:
            return title_of(strings[0] if strings else line.bare)
        if line.wrong:
            raise line.wrong
        if (not line.bare and len(strings) + len(line.strings) > MOST_STRINGS) or (position and not may_have_notes):
            raise expected("#", line.bare or line.strings[-1], line=line.number)
        strings += [line.bare] if line.bare else line.strings
    return title_of(strings[0]) if strings else ""
