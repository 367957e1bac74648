"""Reads lines into an outline: each piece opens a place, begins a clause, or goes on with the one that is open."""

from collections.abc import Sequence

from consult.documents.parsing.doubts import Doubt
from consult.documents.parsing.judging import judge, unfinished
from consult.documents.parsing.lines import Line
from consult.documents.parsing.marks import Found, Origin, Piece, marks_of, opening_of, pieces
from consult.documents.parsing.numbers import Value, follows
from consult.documents.parsing.outline import Node, Outline
from consult.documents.parsing.profile import ITEM_RANK, Mark, Opening, Profile
from consult.errors import BadInput

_LONGEST_HEADING = 400  # characters; what is longer is text
MAX_STEPS = 80_000
"""Pieces that one reading takes in: lines, and what may begin inside them. A megabyte of articles has 63,000; these take two seconds."""


class Reading:
    """One reading of a draft by one profile: `outline` and `doubts` grow line by line."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self.outline = Outline(profile)
        self.doubts: list[Doubt] = []

    def read(self, lines: Sequence[Line]) -> None:
        """Read all lines. Every word of them ends in exactly one clause.

        Raises:
            BadInput: `draft.too_dense` (`line`, `limit`).
        """
        steps = 0
        for piece in pieces(lines, self.profile):
            rest: Piece | None = piece
            while rest:
                rest, steps = self._step(rest), steps + 1
            if steps > MAX_STEPS:
                raise BadInput("draft.too_dense", field="file", line=piece.line, limit=MAX_STEPS)

    def _step(self, piece: Piece) -> Piece | None:
        """Take a piece in; what stands behind its mark comes back as a piece of its own."""
        place = self.outline.place_name
        if piece.origin is not Origin.LED and (opening := opening_of(piece.text, place, self.profile)):
            return self._open_place(opening, piece)
        verdict = judge(piece, marks_of(piece.text, place, self.profile), self.outline)
        if verdict.found:
            return self._begin(verdict.found, verdict.parent, verdict.doubts, piece)
        for code in verdict.doubts:
            self._doubt(piece.line, code, start=piece.start)
        self._go_on(piece)
        return None

    def _doubt(self, line: int, code: str, **facts: str) -> None:
        self.doubts.append(Doubt(line, code, facts))

    # Openings

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
        mark = found.mark
        codes = [*doubts, *self._enter_body(mark)]
        self.outline.close_to(parent)
        before = self.outline.numbers_of(mark.kind, parent).get(mark.style)
        node = self.outline.open_numbered(
            kind=mark.kind, style=mark.style, rank=mark.rank, number=found.number, value=found.value, mark=found.printed, line=piece.line
        )
        for code in codes:
            self._doubt(piece.line, code, label=node.label)
        self._doubt_number(node, found.value, before)
        return piece.behind(found.rest) if found.rest else None

    def _enter_body(self, mark: Mark) -> list[str]:
        """Where a head ends the preamble, or stands after the closing lines, go to the body."""
        outline, goal = self.outline, self.outline.place.heads_lead_to
        if mark.rank == ITEM_RANK or not goal:
            return []
        again = outline.place.part == self.profile.places[goal].part
        outline.enter(goal)
        return ["body.reopened"] if again else []

    def _doubt_number(self, node: Node, value: Value, before: tuple[Value, str] | None) -> None:
        """Doubt a number that does not come after the one before; what an amending text quotes may begin anywhere."""
        if node.kind in self.profile.run_on and self.outline.quoted(node):
            return
        if not follows(before[0] if before else None, value):
            code = "number.late" if before is None else _disorder(before[0], value)
            self._doubt(node.line, code, label=node.label, before=before[1] if before else "")

    # Text

    def _go_on(self, piece: Piece) -> None:
        """Put text where it belongs: a heading, a clause without number, or the clause that is open."""
        top = self.outline.top
        if top and _extends_heading(top, piece):
            top.headings.append(piece.text)
            return
        if self._stands_alone(piece):
            top = self._open_loose(piece)
        assert top, "a text without an open clause stands alone"
        self._doubt_text(top, piece)
        apart = self._begins_sentence(piece)
        top.texts.extend(["\n" if apart else " ", piece.text] if top.texts else [piece.text])
        top.takes_heading = False

    def _stands_alone(self, piece: Piece) -> bool:
        """Whether a text becomes a clause without number: it begins a paragraph where those are clauses."""
        owner, top = self.outline.owner(), self.outline.top
        if top is None or top is owner:
            return True
        if piece.origin is not Origin.LINE:
            return False
        return (top.loose and owner is None) or (owner is not None and (piece.begins or not unfinished(self.outline)))

    def _open_loose(self, piece: Piece) -> Node:
        self.outline.close_to(self.outline.owner())
        node = self.outline.open_unnumbered(piece.line)
        node.loose = True
        return node

    def _doubt_text(self, node: Node, piece: Piece) -> None:
        """Doubt text that follows a whole list, or stands directly under a heading that holds clauses."""
        if node.takes_heading and node.kind != "heading":
            self._doubt(piece.line, "text.under_heading", label=node.label, start=piece.start)
        elif self._follows_list(node, piece):
            self._doubt(piece.line, "text.after_list", label=node.label, start=piece.start)

    def _follows_list(self, node: Node, piece: Piece) -> bool:
        in_list = node.is_item and node.kind != self.profile.verse and self.outline.place_name == "body"
        return in_list and bool(node.tail) and self._begins_sentence(piece)

    def _begins_sentence(self, piece: Piece) -> bool:
        """Whether a line begins something new, and is no line that was broken behind a full stop or semicolon."""
        return piece.origin is Origin.LINE and not piece.text[0].islower() and not unfinished(self.outline)


def _disorder(before: Value, value: Value) -> str:
    if value == before:
        return "number.doubled"
    return "number.missing" if value > before else "number.out_of_order"


def _extends_heading(node: Node, piece: Piece) -> bool:
    """Whether text belongs to the heading above: it is on its line, or looks like the lines that the heading has."""
    if not node.takes_heading or len(piece.text) > _LONGEST_HEADING:
        return False
    if piece.origin is not Origin.LINE:
        return True
    alike = not node.headings or not node.headings[0].isupper() or piece.text.isupper()
    return alike and not piece.text.endswith((".", ";", ":"))
