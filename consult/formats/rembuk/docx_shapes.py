"""Knows a DOCX file that we wrote, also after people went on with it in a word processor.

Each paragraph style of ours stands for a shape of clause: its part, kind and depth, how its number is printed, how its label and key are
made of the numbers and of what it stands in. So a clause that somebody puts in, or that Word numbers anew, is called as it should be.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from consult.formats.outline.clause_tree import LONGEST_KEY, slug
from consult.formats.outline.clauses import LONGEST_NUMBER
from consult.formats.outline.doubts import Doubt
from consult.formats.outline.lines import Line
from consult.formats.outline.read_file import ReadFile
from consult.formats.rembuk.own_files import Told, own, told

TITLE: Final = "Title"  # the style of the draft's name, which is no clause
CONTENTS: Final = "contents.left_out"  # the doubt about what we put in ourselves
_PLACE: Final = re.compile(r"\{(\w+)\}")
_WORDS, _ONE_WORD, _END = ".+", r"\S+?", r"(?=\s|$)"


@dataclass(frozen=True, slots=True)
class Shape:
    """What a paragraph style of ours stands for.

    number: how the number is printed, as `Pasal {number}`; empty where it is not. fixed: the number, where it cannot be read from that.
    label, key: how they are made; `{0}` is the label or key of the outermost clause that it stands in, `{heading}` its heading, `{index}`
    counts what has no number. says: what follows the number in its paragraph: `heading`, `text` or `nothing`.
    alone: the number is a line of its own.
    """

    part: str
    kind: str
    depth: int
    number: str
    fixed: str
    label: str
    key: str
    says: str
    alone: bool


def literal(text: str) -> str:
    """A text that holds places for nothing."""
    return text.replace("{", "{brace}")


def filled(template: str, values: Mapping[str, str]) -> str:
    """The template with its places filled; one that is not known stays empty."""
    return _PLACE.sub(lambda place: "{" if place[1] == "brace" else values.get(place[1], ""), template)


def key_part(heading: str) -> str:
    """What a heading gives to a key, as short as readers of a text make it."""
    return slug(heading)[:LONGEST_KEY].strip("-")


class Naming:
    """Gives each clause its label and key in reading order: in the file that is written and in the one that is read alike."""

    def __init__(self) -> None:
        self.path: list[tuple[str, str]] = []  # label and key of what is open
        self._keys: set[str] = set()
        self._unnumbered: Counter[tuple[str, ...]] = Counter()

    def index(self, shape: Shape) -> str:
        """How many clauses without number of its kind there will be in what it stands in."""
        return str(self._unnumbered[self._place(shape)] + 1)

    def names(self, shape: Shape, *, number: str, heading: str) -> tuple[str, str]:
        """Label and key of the clause that comes next."""
        values = {"number": number, "heading": heading, "index": self.index(shape)}
        above = self.path[: shape.depth]
        label = filled(shape.label, values | {str(n): one[0] for n, one in enumerate(above)})
        values |= {"number": slug(number), "heading": key_part(heading)}
        key = slug(filled(shape.key, values | {str(n): one[1] for n, one in enumerate(above)}))
        return label or number or heading or shape.kind, self._unused(key or shape.kind.replace("_", "-"))

    def take(self, shape: Shape, label: str, key: str, *, number: str) -> None:
        """The clause that came is called so."""
        self._unnumbered[self._place(shape)] += not number
        self.path = [*self.path[: shape.depth], (label, key)]
        self._keys.add(key)

    def _place(self, shape: Shape) -> tuple[str, ...]:
        return (shape.part, shape.kind, *(key for _, key in self.path[: shape.depth]))

    def _unused(self, key: str) -> str:
        candidate, n = key, 1
        while candidate in self._keys:
            n += 1
            candidate = f"{key}-{n}"
        return candidate


def docx_of_ours(description: Any | None, lines: Sequence[Line], doubts: Iterable[Doubt]) -> ReadFile | None:
    """The clauses of a file of ours; None where it is not.

    Args:
        description: the root of the part that we put beside the document, if there is any.
        lines: the paragraphs, with styles and with numbers as a reader sees them.
    """
    if description is None or description.tag != own("draft"):
        return None
    shapes = {one.get("name", ""): _shape(one) for one in description.findall(own("style"))}
    body = tuple(line for line in lines if line.style != TITLE)
    file = told(
        _Rebuilding(shapes).clauses(body),
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        profile=description.get("profile", ""),
        title=" ".join(line.text for line in lines if line.style == TITLE),
        language=description.get("language", ""),
        lines=body,
    )
    return replace(file, doubts=tuple(doubt for doubt in doubts if doubt.code != CONTENTS))


def _shape(element: Any) -> Shape:
    said = {name: element.get(name, "") for name in ("part", "kind", "number", "fixed", "label", "key", "says")}
    depth = element.get("depth", "0")
    return Shape(**said, depth=int(depth) if re.fullmatch("[0-9]{1,2}", depth) else 0, alone=element.get("alone") == "yes")


class _Rebuilding:
    """Makes clauses of paragraphs."""

    def __init__(self, shapes: Mapping[str, Shape]) -> None:
        self.shapes = shapes
        self.naming = Naming()
        self.made: list[Told] = []

    def clauses(self, lines: Iterable[Line]) -> list[Told]:
        """All of them: a paragraph in a style that stands for a shape begins a clause, every other one goes on with it."""
        for line in lines:
            shape = self.shapes.get(line.style)
            if shape and (line.begins or not self.made):
                self.begin(shape, line)
            elif shape and shape.says == "heading":
                self.go_on("heading", line.text, " ")
            elif self.made:
                self.go_on("text", line.text, "\n")
            else:
                self.begin(Shape("body", "clause", 0, "", "", "{index}", "clause-{index}", "text", alone=False), line)
        return self.made

    def begin(self, shape: Shape, line: Line) -> None:
        """Begin a clause with what its first line says."""
        shape = self._fitted(shape)
        number, mark, rest = (shape.fixed, line.text, "") if shape.says == "nothing" else parted(shape, line)
        heading, text = (rest, "") if shape.says == "heading" else ("", rest)
        label, key = self.naming.names(shape, number=number, heading=heading)
        parent = self.naming.path[shape.depth - 1][1] if shape.depth else None
        self.made.append(Told(key, shape.kind, number, label, heading, text, shape.part, parent, mark, line.number))
        self.naming.take(shape, label, key, number=number)

    def _fitted(self, shape: Shape) -> Shape:
        """The shape no deeper than what is open, and in its part: somebody may have taken out what it stood in."""
        open_now = len(self.naming.path) if self.made and self.made[-1].part == shape.part else 0
        return replace(shape, depth=min(shape.depth, open_now))

    def go_on(self, field: str, text: str, joint: str) -> None:
        """Put a line behind what the last clause says. Where a label is made of its heading, that is renamed with it."""
        last = self.made[-1]
        said = joint.join(filter(None, [getattr(last, field), text]))
        if field == "text":
            self.made[-1] = replace(last, text=said)
        else:
            label = last.label.removesuffix(last.heading) + said if last.heading and last.label.endswith(last.heading) else last.label
            self.made[-1] = replace(last, heading=said, label=label)


def parted(shape: Shape, line: Line) -> tuple[str, str, str]:
    """Number, what is printed as one, and the rest of a first line."""
    if line.numbered:
        printed, rest = line.text[: line.numbered], line.text[line.numbered :].strip()
        found = re.fullmatch(_regex(shape.number, _WORDS), printed)
        return shape.fixed or (found["number"] if found else printed.strip(" .()") if shape.number else ""), printed, rest
    match = re.fullmatch if shape.alone else re.match
    found = match(_regex(shape.number, _WORDS) if shape.alone else _regex(shape.number, _ONE_WORD) + _END, line.text)
    if not shape.number or not found or len(found["number"]) > LONGEST_NUMBER:
        return shape.fixed, "", line.text  # somebody has typed something else there
    return shape.fixed or found["number"], found[0], line.text[found.end() :].strip()


def _regex(template: str, number: str) -> str:
    """What is printed by the template, with a group for the number."""
    before, place, after = template.partition("{number}")
    return f"{re.escape(filled(before, {}))}(?P<number>{number if place else ''}){re.escape(filled(after, {}))}"
