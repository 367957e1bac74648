"""Marks of a drawing: text, bars, lines.

Everything is `currentColor`, so that it reads on light and dark; what differs, differs by how full it is and by words, never by hue.
Attributes only: a strict policy of a page forbids styles.

Text is 14 units high on a drawing of 360, and so no smaller than 12 px on the narrowest telephones.
"""

import unicodedata
from html import escape
from typing import Final

from consult.polls.explanation.number_text import shortened

WIDTH: Final = 360
LONGEST: Final = 200  # signs of a title that a pointer is shown; the table has all of it
SIZE: Final = 14  # height of text
BOLDER: Final = 1.1  # how much wider bold text is
LINE: Final = 20  # of one line of text to the next
FULL, HALF, FAINT, HOLLOW = "0.85", "0.45", "0.2", "0"
NARROW: Final = frozenset("iljtfrI.,:;'|!()[]- ")
BROAD: Final = frozenset("mwMW@%&")


class Drawing:
    """Marks one below the other; `y` is where the next goes."""

    def __init__(self) -> None:
        self.y = 0
        self._marks: list[str] = []

    def text(self, x: float, y: float, words: str, *, room: float = WIDTH, anchor: str = "start", bold: bool = False) -> None:
        """A line of words whose foot is at `y`; where they do not fit into `room`, they are cut, and the pointer is shown more of them."""
        shown = fitting(words, room, bold=bold)
        whole = f"<title>{escape(shortened(words, LONGEST))}</title>" if shown != words else ""
        weight = ' font-weight="bold"' if bold else ""
        end = f' text-anchor="{anchor}"' if anchor != "start" else ""
        self._marks.append(f'<text x="{short(x)}" y="{short(y)}"{end}{weight}>{whole}{escape(shown)}</text>')

    def line_of_text(self, words: str, *, bold: bool = False) -> None:
        """A line of words, as much of it as there is room for, at the left."""
        self.text(0, self.y + SIZE, words, bold=bold)
        self.y += LINE

    def words(self, words: str) -> None:
        """Words on as many lines as they need."""
        for line in lines(words, WIDTH):
            self.line_of_text(line)

    def heading(self, words: str) -> None:
        """The same in bold, apart from what follows."""
        for line in lines(words, WIDTH / BOLDER):
            self.line_of_text(line, bold=True)
        self.y += 4

    def bar(self, x: float, y: float, width: float, height: float, *, full: str) -> None:
        """A bar with an outline, so that a hollow one is seen too."""
        at = f'x="{short(x + 0.5)}" y="{short(y + 0.5)}" width="{short(max(width - 1, 0.1))}" height="{short(height - 1)}"'
        self._marks.append(f'<rect {at} fill="currentColor" fill-opacity="{full}" stroke="currentColor"/>')

    def path(self, commands: str, *, full: str = HOLLOW, dashed: bool = False) -> None:
        """Lines and shapes by SVG's commands of paths; nothing where there are none."""
        if not commands:
            return
        fill = f'fill="currentColor" fill-opacity="{full}"' if full != HOLLOW else 'fill="none"'
        dashes = ' stroke-dasharray="4 3"' if dashed else ""
        self._marks.append(f'<path d="{commands}" {fill} stroke="currentColor"{dashes}/>')

    def document(self, *, title: str, description: str) -> str:
        """The whole drawing; a screen reader says its title and description in place of the marks."""
        height = self.y + 4
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
            f'font-family="sans-serif" font-size="{SIZE}" fill="currentColor">'
        )
        return f"{head}<title>{escape(title)}</title><desc>{escape(description)}</desc>{''.join(self._marks)}</svg>"


def short(length: float) -> str:
    """A length with one decimal at most."""
    return f"{length:.1f}".removesuffix(".0")


def fitting(words: str, room: float, *, bold: bool = False) -> str:
    """The words, or as many of their signs as fit into `room` with `…` after them."""
    room = room / BOLDER if bold else room
    if wide(words) <= room:
        return words
    taken, length = 0, float(SIZE)
    while taken < len(words) and length + broad(words[taken]) <= room:
        length += broad(words[taken])
        taken += 1
    return shortened(words, min(taken, len(words) - 1))


def lines(words: str, room: float) -> list[str]:
    """The words broken into lines at their spaces."""
    found = [""]
    for word in words.split():
        longer = f"{found[-1]} {word}".strip()
        if wide(longer) > room and found[-1]:
            found.append(word)
        else:
            found[-1] = longer
    return found


def wide(words: str) -> float:
    """How wide words are, about: a drawing that is made without its font can only guess, and guesses rather too wide."""
    return sum(map(broad, words))


def broad(sign: str) -> float:
    """The same of one sign."""
    if unicodedata.combining(sign) or unicodedata.category(sign) == "Cf":
        return 0
    if unicodedata.east_asian_width(sign) in {"W", "F"} or sign in BROAD:
        return SIZE
    if sign in NARROW:
        return 0.4 * SIZE
    return (0.75 if sign.isupper() else 0.65 if sign.isdigit() else 0.6) * SIZE
