"""Footnotes and endnotes of a DOCX file: how they are marked, and where their text stands."""

from collections import Counter
from collections.abc import Mapping
from typing import Final

from consult.formats.readers.docx.names import value, w
from consult.formats.readers.numerals import in_format
from consult.formats.readers.xml_trees import Element

KINDS: Final = ("footnote", "endnote")
_USUAL: Final[Mapping[str, str]] = {"footnote": "decimal", "endnote": "lowerRoman"}  # ECMA-376 part 1, 17.11.17 and 17.11.18


class Marks:
    """The marks of the notes, counted over the whole text in the formats that the settings name."""

    def __init__(self, settings: Element | None) -> None:
        self._formats = {kind: value(settings, f"{kind}Pr", "numFmt") or usual for kind, usual in _USUAL.items()}
        self._counts: Counter[str] = Counter()

    def next(self, kind: str) -> str:
        """The mark of the note of this kind that comes next."""
        self._counts[kind] += 1
        return in_format(self._counts[kind], self._formats[kind]) or str(self._counts[kind])


class Notes:
    """The text of all notes."""

    def __init__(self, roots: Mapping[str, Element | None]) -> None:
        self._notes = {
            (kind, note.get(w("id"), "")): note for kind, root in roots.items() if root is not None for note in root.findall(w(kind))
        }

    def content(self, kind: str, id_: str) -> Element | None:
        """The paragraphs of a note; None where it is not in the file."""
        return self._notes.get((kind, id_))
