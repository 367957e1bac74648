"""Reads lines into an outline: each piece opens a place, begins a clause, or goes on with the one that is open."""

from collections.abc import Sequence
from itertools import pairwise

from consult.errors import BadInput
from consult.formats.outline.clause_tree import Node, Outline
from consult.formats.outline.contents_list import contents_in
from consult.formats.outline.doubts import Doubt
from consult.formats.outline.lines import Line, is_row
from consult.formats.outline.mark_judgement import is_due, judge, unfinished
from consult.formats.outline.marks import Found, Origin, Piece, headed_kinds, marks_in, opening_of, pieces
from consult.formats.outline.printed_numbers import Value, follows
from consult.formats.traditions.profile import NUMBERED_HEADING, Nesting, Opening, Profile

_LONGEST_HEADING = 400  # characters; what is longer is text
_WIDTH = 100  # characters of a line that was broken
_FEW = 5  # per cent
MAX_STEPS = 80_000
"""Pieces that one reading takes in: lines, and what may begin inside them. A megabyte of articles has 63,000; these take two seconds."""


class Reading:
    """One reading of a draft by one profile: `outline` and `doubts` grow line by line."""

    def __init__(self, profile: Profile, lines: Sequence[Line]) -> None:
        self.profile = profile
        self.lines = lines
        self.outline = Outline(profile)
        self.doubts: list[Doubt] = []
        self.marks = marks_in(lines, profile)
        self.headed = headed_kinds(lines, self.marks)
        self.stems: set[str] = set()  # of numbers whose clause is not there
        self.broken = _are_broken(lines)
        self.contents = contents_in(lines, self.marks, profile)

    def read(self) -> None:
        """Read all lines. Every word of them ends in exactly one clause.

        Raises:
            BadInput: `draft.too_dense` (`line`, `limit`).
        """
        steps = 0
        for piece in pieces(self.lines, self.profile):
            rest: Piece | None = piece
            while rest:
                rest, steps = self._step(rest), steps + 1
            if steps > MAX_STEPS:
                raise BadInput("draft.too_dense", field="file", line=piece.line, limit=MAX_STEPS)

    def _step(self, piece: Piece) -> Piece | None:
        """Take a piece in; what stands behind its mark comes back as a piece of its own."""
        place = self.outline.place_name
        opening = opening_of(piece.text, place, self.profile) if piece.origin is not Origin.LED else None
        if opening and self._may_open(opening, piece):
            return self._open_place(opening, piece)
        verdict = judge(piece, self._marks(piece), self.outline)
        if verdict.found:
            return self._begin(verdict.found, verdict.parent, verdict.doubts, piece)
        for code in verdict.doubts:
            self._doubt(piece.line, code, start=piece.start)
        if self.profile.headed and piece.origin is Origin.LINE and piece.level:
            return self._open_heading(piece)
        self._go_on(piece)
        return None

    def _marks(self, piece: Piece) -> list[Found]:
        """The marks at the head of a piece; a line of the contents has none, and where heads are headings few other lines are one."""
        if piece.line in self.contents:
            return []
        founds = self.marks.read(piece.text, self.outline.place_name)
        if self.profile.headed and piece.origin is Origin.LINE and piece.level:
            return [one for one in founds if one.mark.is_head]
        is_heading = piece.origin is not Origin.LINE or piece.level > 0 or piece.numbered > 0
        return founds if is_heading else [one for one in founds if one.mark.kind not in self.headed or self._is_unmarked(one, piece)]

    def _is_unmarked(self, found: Found, piece: Piece) -> bool:
        """Whether the file has left a head unmarked: it is a paragraph, says nothing else, and has the number that is due."""
        alone = piece.begins and piece.ends and not (found.rest and found.mark.sentence)
        return alone and not self.profile.headed and is_due(found, self.outline)

    def _doubt(self, line: int, code: str, **facts: str) -> None:
        self.doubts.append(Doubt(line, code, facts))

    # Openings

    def _may_open(self, opening: Opening, piece: Piece) -> bool:
        """Whether a line may be the head of a part: in a file with headings it is one of them, else it begins a paragraph."""
        if not opening.root or piece.line in self.contents:
            return not opening.root
        if self.headed and self.profile.headed:
            return piece.level > 0
        return piece.begins or not self.broken

    def _open_place(self, opening: Opening, piece: Piece) -> Piece | None:
        match = opening.pattern.match(piece.text)
        assert match, "opening_of has matched it"
        self._leave_for(opening)
        if not opening.name:
            self.outline.open_unnumbered(piece.line).texts.append(piece.text)
            return None
        self._open_named(opening, match.groupdict(), piece)
        rest = piece.text[match.end() :].strip()
        return piece.behind(rest) if rest else None

    def _leave_for(self, opening: Opening) -> None:
        """Close what is open: all of it, or what stands below the head of the part."""
        if opening.root or opening.place != self.outline.place_name:
            self.outline.enter(opening.place)
        self.outline.close_to(self.outline.root)

    def _open_named(self, opening: Opening, groups: dict[str, str | None], piece: Piece) -> None:
        heading, number = groups["heading"] or "", groups.get("number") or ""
        if opening.root:
            node = self.outline.open_root(name=opening.name, number=number, heading=heading, line=piece.line)
        else:
            mark = piece.text[: piece.text.index(heading)].strip()
            node = self.outline.open_block(name=opening.name, number=number, heading=heading, mark=mark, line=piece.line)
            self._doubt_block(node, opening, piece)
        node.paragraphs = opening.paragraphs

    def _doubt_block(self, node: Node, opening: Opening, piece: Piece) -> None:
        if node.key[-1:].isdigit():
            self._doubt(piece.line, "heading.doubled", label=node.label)
        if piece.origin is Origin.GLUED or node.headings[0].casefold() != opening.name.casefold():
            self._doubt(piece.line, "heading.glued", start=piece.start)

    # Clauses

    def _begin(self, found: Found, parent: Node | None, doubts: Sequence[str], piece: Piece) -> Piece | None:
        codes = [*doubts, *self._enter_body(found)]
        self.outline.close_to(parent)
        before = self.outline.numbers_of(found.mark.kind, parent).get(found.mark.style)
        node = self.outline.open_numbered(found, line=piece.line, level=piece.level if piece.origin is Origin.LINE else 0)
        for code in codes:
            self._doubt(piece.line, code, label=node.label)
        self._doubt_number(node, found.value, before)
        return piece.behind(found.rest) if found.rest else None

    def _open_heading(self, piece: Piece) -> Piece | None:
        """Open a heading of the file that has no number which the tradition knows."""
        goal = self.outline.place.heads_lead_to
        if goal and "heading" in self.profile.run_on:
            self.outline.enter(goal)
        number = NUMBERED_HEADING.match(piece.text)
        mark, heading = (number["mark"].strip(), piece.text[number.end() :]) if number else ("", piece.text)
        self.outline.open_heading(number=number["number"] if number else "", mark=mark, heading=heading, level=piece.level, line=piece.line)
        return None

    def _enter_body(self, found: Found) -> list[str]:
        """Where a head ends the preamble, or stands after the closing lines, go to the body."""
        outline, goal = self.outline, self.outline.place.heads_lead_to
        if not found.mark.is_head or not goal or found.quoted:
            return []
        again = outline.place.part == self.profile.places[goal].part
        outline.enter(goal)
        return ["body.reopened"] if again else []

    def _doubt_number(self, node: Node, value: Value, before: tuple[Value, str] | None) -> None:
        """Doubt a number that does not come after the one before; what an amending text quotes may begin anywhere."""
        if node.quoted or (node.kind in self.profile.run_on and self.outline.quoted(node)):
            return
        if self.profile.nesting is Nesting.PATH and "." in node.number and not (node.parent and _is_above(node.parent, node)):
            self._doubt_path(node)
            return
        leaps = self.profile.hundreds and value[0] % 100 == 1 and (before is None or value > before[0])
        if not leaps and not follows(before[0] if before else None, value):
            code = "number.late" if before is None else _disorder(before[0], value)
            self._doubt(node.line, code, label=node.label, before=before[1] if before else "")

    def _doubt_path(self, node: Node) -> None:
        """Doubt the first number below one that is missing, in a text that has such."""
        stem = node.number.rpartition(".")[0]
        has_sections = any(style in self.outline.run for style in ("1", "A"))
        if has_sections and stem not in self.stems:
            self._doubt(node.line, "number.missing", label=node.label, before=self._before(node))
        self.stems.add(stem)

    def _before(self, node: Node) -> str:
        """The label of the clause before it in the file; its own where it is the first."""
        return next((one.label for one in reversed(self.outline.nodes) if one is not node), node.label)

    # Text

    def _go_on(self, piece: Piece) -> None:
        """Put text where it belongs: a heading, a clause without number, or the clause that is open."""
        top = self.outline.top
        if top and self._extends_heading(top, piece):
            top.headings.append(piece.text)
            return
        if self._stands_alone(piece):
            top = self._open_loose(piece)
        assert top, "a text without an open clause stands alone"
        top = self._doubt_text(top, piece)
        apart = self._begins_sentence(piece) or (piece.begins and (self.profile.headed or is_row(piece.text) or is_row(top.tail)))
        top.texts.extend(["\n" if apart else " ", piece.text] if top.texts else [piece.text])
        top.takes_heading = False

    def _extends_heading(self, node: Node, piece: Piece) -> bool:
        """Whether text belongs to the heading above: it is on its line, or looks like the lines that the heading has."""
        if not node.takes_heading or len(piece.text) > _LONGEST_HEADING:
            return False
        if node.kind in self.profile.titled:
            return self._is_title(node, piece)
        if piece.origin is not Origin.LINE:
            return True
        alike = not node.headings or not node.headings[0].isupper() or piece.text.isupper()
        return alike and not piece.text.endswith((".", ";", ":"))

    def _is_title(self, node: Node, piece: Piece) -> bool:
        """Whether a text is the heading of a unit: on its line, or alone on the next one; or the rest of one that was broken."""
        if node.headings and piece.origin is Origin.LINE:
            return piece.text.isupper() and node.headings[-1].isupper() and not piece.begins
        if piece.origin is not Origin.LINE and piece.level:
            return True
        return bool(self.profile.title.match(piece.text)) and not self._goes_on(piece)

    def _goes_on(self, piece: Piece) -> bool:
        """Whether the sentence of a line goes on with the next one."""
        if founds := self.marks.read(piece.following, self.outline.place_name):
            return founds[0].mark.is_head and founds[0].rest[:1].islower()
        return piece.following[:1].islower() or (piece.origin is Origin.LINE and not piece.ends)

    def _stands_alone(self, piece: Piece) -> bool:
        """Whether a text becomes a clause without number: it begins a paragraph where those are clauses."""
        owner, top = self.outline.owner(), self.outline.top
        if top is None or top is owner:
            return True
        if piece.origin is not Origin.LINE:
            return False
        if owner is None and not top.loose:
            return False
        return piece.begins or not (self.broken or unfinished(self.outline))

    def _open_loose(self, piece: Piece) -> Node:
        self.outline.close_to(self.outline.owner())
        node = self.outline.open_unnumbered(piece.line)
        node.loose = True
        return node

    def _doubt_text(self, node: Node, piece: Piece) -> Node:
        """The clause that takes the text; doubt one that follows a whole list, or stands under a heading that holds clauses."""
        if node.takes_heading and node.kind in self.profile.title_lines:
            self._doubt(piece.line, "text.under_heading", label=node.label, start=piece.start)
        elif self._follows_list(node, piece):
            return self._after_list(node, piece)
        return node

    def _after_list(self, node: Node, piece: Piece) -> Node:
        """Where text after a list goes: to its last item, or to a clause of its own beside the list."""
        holder = self.outline.holder() if self.profile.continued else None
        if holder is None:
            self._doubt(piece.line, "text.after_list", label=node.label, start=piece.start)
            return node
        node = self.outline.open_continued(holder, piece.line)
        if not piece.begins:
            self._doubt(piece.line, "text.continued", label=node.label, start=piece.start)
        return node

    def _follows_list(self, node: Node, piece: Piece) -> bool:
        in_list = node.is_item and node.kind != self.profile.verse and self.outline.place_name == "body"
        begins = self._begins_sentence(piece) or (piece.begins and bool(self.profile.continued))
        return in_list and bool(node.tail) and begins

    def _begins_sentence(self, piece: Piece) -> bool:
        """Whether a line begins something new, and is no line that was broken behind a full stop or semicolon."""
        if self.broken:
            return piece.begins
        return piece.origin is Origin.LINE and not piece.text[0].islower() and not unfinished(self.outline)


def _are_broken(lines: Sequence[Line]) -> bool:
    """Whether paragraphs stand apart, and their lines are broken to a width: then only what the file sets apart begins anything."""
    lengths = sorted(len(line.text) for line in lines)
    inside = sorted(len(line.text) for line, after in pairwise(lines) if not after.begins)  # lines that another one goes on with
    apart = sum(line.begins for line in lines[1:])
    if not inside or apart < _FEW * len(lines) // 100:
        return False
    return lengths[(100 - _FEW) * len(lengths) // 100] <= _WIDTH and inside[len(inside) // 2] >= _WIDTH // 2


def _is_above(parent: Node, node: Node) -> bool:
    """Whether a number is that of its parent and one part more."""
    return node.number.rpartition(".")[0] == parent.number


def _disorder(before: Value, value: Value) -> str:
    if value == before:
        return "number.doubled"
    return "number.missing" if value > before else "number.out_of_order"
