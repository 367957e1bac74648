"""Fields in running text: their instruction is not shown, their result is (ECMA-376 part 1, 17.16)."""

from dataclasses import dataclass, field
from typing import Final

from consult.formats.readers.docx.names import w
from consult.formats.readers.xml_trees import Element

_CONTENTS: Final = "TOC"
_UNSTORED: Final = frozenset({"LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT"})
"""Fields whose result is worked out anew each time and not kept in the file."""


@dataclass(slots=True)
class Field:
    """One field that has begun. It may go on over several paragraphs."""

    instruction: list[str] = field(default_factory=list)
    has_result: bool = False

    @property
    def name(self) -> str:
        """What kind of field it is, as `REF`; empty where nothing is said."""
        return next(iter("".join(self.instruction).split()), "").upper()


class Fields:
    """The fields that are open where the reading stands."""

    def __init__(self, root: Element) -> None:
        kinds = [mark.get(w("fldCharType")) for mark in root.iter(w("fldChar"))]
        self._are_paired = kinds.count("begin") == kinds.count("end")
        self._open: list[Field] = []

    @property
    def shows(self) -> bool:
        """Whether text that stands here is shown. Where fields do not end as they begin, all is: rather too much than too little."""
        return not self._are_paired or all(one.has_result for one in self._open)

    @property
    def is_contents(self) -> bool:
        """Whether the reading stands in a table of contents."""
        return self._are_paired and any(one.name == _CONTENTS for one in self._open)

    def instruct(self, text: str) -> None:
        """A piece of the innermost field's instruction."""
        if self._open:
            self._open[-1].instruction.append(text)

    def mark(self, kind: str) -> str:
        """A field begins, its result begins, or it ends. Returns the name of a field that ended and whose text no file holds."""
        if kind == "begin":
            self._open.append(Field())
        elif kind == "separate" and self._open:
            self._open[-1].has_result = True
        elif kind == "end" and self._open:
            ended = self._open.pop()
            return ended.name if ended.name in _UNSTORED and not ended.has_result else ""
        return ""
