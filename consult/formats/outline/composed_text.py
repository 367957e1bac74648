"""What a clause says together with its parts, a line for each, as a proposal to reword it begins."""

from collections.abc import Sequence
from typing import Final, Protocol

from consult.formats.outline.clauses import ITEMS

VERSES: Final = frozenset({"ayat", "absatz", "paragraph", "subsection"})  # their number hangs beside their text
BRACKETED: Final = frozenset({"ayat", "absatz"})
PARAGRAPH: Final = "clause"  # what is numbered only by us, or stands between what is numbered
HANGING: Final = ITEMS | VERSES | {PARAGRAPH}


class Numbered(Protocol):
    """What has a kind, a number (without brackets or full stop) and a label: a wording, or a clause that is exported."""

    @property
    def kind(self) -> str: ...
    @property
    def number(self) -> str: ...
    @property
    def label(self) -> str: ...


class Worded(Numbered, Protocol):
    """What has words, too."""

    @property
    def heading(self) -> str: ...
    @property
    def text(self) -> str: ...


def composed(parts: Sequence[Worded]) -> str:
    """The clause's own words, then those of its parts in reading order, each with its number: `(2) …`, `a. …`. Of no clause, nothing.

    Args:
        parts: the clause and what lies below it, as `queries.parts_of` gives them.
    """
    said = [parts[0].text, *map(line_of, parts[1:])] if parts else []
    return "\n".join(line for line in said if line)


def line_of(part: Worded) -> str:
    """One part: its number and words, or what it is called above them."""
    if part.kind in HANGING:
        return f"{hanging(part)} {part.text}".strip()
    return "\n".join(filter(None, [part.heading or part.label, part.text]))


def is_cited_in_brackets(part: Numbered) -> bool:
    """Whether its number is printed in brackets, as it is cited: `Article 5(1)(a)`. Paragraphs of an article are printed `1.`."""
    return part.label.endswith(f"({part.number})") and not (part.kind == "paragraph" and part.label.startswith("Article "))


def hanging(part: Numbered) -> str:
    """The number as it stands beside the words: `(2)`, `a.`, `a)`; nothing where there is none."""
    number = part.number
    if not number:
        return ""
    if part.kind in BRACKETED or is_cited_in_brackets(part):
        return f"({number})"
    if part.label.endswith(f"uchstabe {number}"):  # a), aa) of a German law
        return f"{number})"
    return number if number.endswith((".", ")")) or "." in number else f"{number}."
