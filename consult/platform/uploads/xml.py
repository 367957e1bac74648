"""XML, looked through without being read: no declaration of a document type, so no entities; not too deep; no endless tag."""

from typing import Final
from xml.parsers import expat  # nosec B405 - the parser itself, and the first declaration of a type stops it

from consult.errors import BadInput

MOST_DEEP: Final = 200  # elements within each other; a table in a table of a word processor reaches forty
MOST_ATTRIBUTES: Final = 1_000  # of one element
MOST_MARKS: Final = 6_000_000  # elements and attributes of a document, over all its parts; a thousand pages have four millions
MOST_TOKEN: Final = 4_000_000  # bytes of one tag or comment: expat would go over them again with each piece


class Marks:
    """Counts the elements and attributes of a document."""

    def __init__(self) -> None:
        self.seen = 0

    def add(self, number: int) -> None:
        """So many more.

        Raises:
            BadInput: `upload.elements`.
        """
        self.seen += number
        if self.seen > MOST_MARKS:
            raise BadInput("upload.elements", field="file")


class XMLCheck:
    """Takes a document piece by piece. Nothing is kept of it, and nothing outside it is ever asked for.

    marks: where several parts are counted together, what counts them.
    """

    def __init__(self, marks: Marks | None = None) -> None:
        self.depth = self.fed = 0
        self.marks = marks or Marks()
        self.parser = expat.ParserCreate()
        self.parser.ordered_attributes = True
        self.parser.StartDoctypeDeclHandler = self.declared
        self.parser.StartElementHandler = self.began
        self.parser.EndElementHandler = self.ended

    def feed(self, piece: bytes) -> None:
        """Go on with these bytes.

        Raises:
            BadInput: `upload.dtd`, `upload.deep`, `upload.elements`, or `upload.damaged` where it is no XML.
        """
        self.fed += len(piece)
        self.parsed(piece, last=False)
        if self.fed - max(0, self.parser.CurrentByteIndex) > MOST_TOKEN + len(piece):
            raise BadInput("upload.deep", field="file")

    def close(self) -> None:
        """That was all. Raises what `feed` raises."""
        self.parsed(b"", last=True)

    def parsed(self, piece: bytes, *, last: bool) -> None:
        """The parser's own complaints are those of a damaged file."""
        try:
            self.parser.Parse(piece, last)
        except (expat.ExpatError, ValueError, LookupError):  # the latter two of encodings that nobody knows
            raise BadInput("upload.damaged", field="file") from None

    def declared(self, *_named: object) -> BadInput:
        """A declaration begins."""
        raise BadInput("upload.dtd", field="file")

    def began(self, _name: str, attributes: list[str]) -> None:
        """An element begins; names and values of its attributes take turns."""
        self.depth += 1
        if self.depth > MOST_DEEP or len(attributes) > 2 * MOST_ATTRIBUTES:
            raise BadInput("upload.deep", field="file")
        self.marks.add(1 + len(attributes) // 2)

    def ended(self, _name: str) -> None:
        """And ends."""
        self.depth -= 1
