"""The text of one paragraph as a reader sees it, with what hangs on it: notes, text boxes, pictures."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from consult.formats.readers.docx.fields import Fields
from consult.formats.readers.docx.names import child, other, r, switch, value, w
from consult.formats.readers.docx.notes import Marks
from consult.formats.readers.docx.styles import Styles
from consult.formats.readers.text_cleaning import lowered, raised
from consult.formats.readers.xml_trees import Element

BREAK: Final = "\n"
"""Between two lines of one paragraph."""

_SYMBOLS: Final[Mapping[tuple[str, int], str]] = {  # the private places of symbol fonts that forms and lists use
    ("Symbol", 0xB7): "•",
    ("Symbol", 0xB0): "°",
    ("Symbol", 0xB1): "±",
    ("Symbol", 0xB3): "≥",
    ("Symbol", 0xA3): "≤",
    ("Symbol", 0xB4): "×",
    ("Symbol", 0xB9): "≠",
    ("Symbol", 0xAE): "→",
    ("Wingdings", 0xA7): "▪",
    ("Wingdings", 0xA8): "☐",
    ("Wingdings", 0x6F): "☐",
    ("Wingdings", 0xFC): "✓",
    ("Wingdings", 0xFE): "☑",
    ("Wingdings", 0xFD): "☒",
    ("Wingdings", 0xE0): "→",
}
_PRIVATE: Final = range(0xF000, 0xF100)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the text of a paragraph is read with. `hides`: some text in the file may be hidden, so that every run is looked at."""

    styles: Styles
    fields: Fields
    marks: Marks
    hides: bool


@dataclass(slots=True)
class Running:
    """What has been read of a paragraph so far; two may be one, where the mark between them was deleted.

    pieces: shown text, with `BREAK`. hidden: text that is not shown. boxes: text boxes. notes: kind, id and mark of each.
    pictures: ids of relations, empty where there is a drawing without a picture. seen: codes of doubts, each with its facts.
    """

    around: Surroundings
    style: str | None = None
    mark: str = ""  # inside a note: its own
    pieces: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    notes: list[tuple[str, str, str]] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    seen: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    is_changed: bool = False
    is_contents: bool = False
    _is_hidden: bool = False
    _shifts: Callable[[str], str] | None = None

    @property
    def text(self) -> str:
        """The shown text."""
        return "".join(self.pieces)

    def read(self, element: Element) -> None:
        """Take in what stands below an element, in order."""
        for one in element:
            take = _TAKEN.get(one.tag)
            if take is None:
                self.read(one)
            else:
                take(self, one)

    def put(self, text: str) -> None:
        """A piece of text, wherever it belongs."""
        if not self.around.fields.shows:
            return
        if self.around.fields.is_contents:
            self.is_contents = True
        elif self._is_hidden:
            self.hidden.append(text)
        else:
            self.pieces.append(self._shifts(text) if self._shifts else text)

    def doubt(self, code: str, **facts: str) -> None:
        """Something that a person should look at."""
        self.seen.append((code, facts))

    # How each element is taken.

    def _text(self, element: Element) -> None:
        self.put((element.text or "").replace(BREAK, " "))

    def _run(self, element: Element) -> None:
        properties = element.find(_PROPERTIES)
        if properties is not None:
            self._shifts = _SHIFTS.get(value(properties, "vertAlign") or "")
        self._is_hidden = self.around.hides and self._hides(properties)
        self.read(element)
        self._is_hidden, self._shifts = False, None

    def _hides(self, properties: Element | None) -> bool:
        said, style = switch(properties, "vanish"), value(properties, "rStyle")
        if said is not None:
            return said
        by_run = style is not None and self.around.styles.is_hidden(style)
        return by_run != self.around.styles.is_hidden(self.style)  # a toggle: ECMA-376 part 1, 17.7.3

    def _space(self, _: Element) -> None:
        self.put(" ")

    def _break(self, _: Element) -> None:
        self.put(BREAK)

    def _hyphen(self, _: Element) -> None:
        self.put("‑")

    def _symbol(self, element: Element) -> None:
        code = int(element.get(w("char"), "0"), 16) if _is_hexadecimal(element.get(w("char"), "")) else 0
        known = _SYMBOLS.get((element.get(w("font"), ""), code - _PRIVATE.start if code in _PRIVATE else code))
        if known is None and (code in _PRIVATE or not code):
            self.doubt("symbol.unknown")
            return
        self.put(known or chr(code))

    def _field_mark(self, element: Element) -> None:
        unread = self.around.fields.mark(element.get(w("fldCharType"), ""))
        if unread:
            self.doubt("field.unread", name=unread)

    def _instruction(self, element: Element) -> None:
        self.around.fields.instruct(element.text or "")

    def _simple_field(self, element: Element) -> None:
        fields = self.around.fields
        fields.mark("begin")
        fields.instruct(element.get(w("instr"), ""))
        fields.mark("separate")
        self.read(element)
        fields.mark("end")

    def _note(self, element: Element) -> None:
        kind = "footnote" if element.tag == w("footnoteReference") else "endnote"
        has_own = element.get(w("customMarkFollows")) in {"1", "true", "on"}  # then the mark is the text that comes next
        mark = "" if has_own else self.around.marks.next(kind)
        self.put(f"[{mark}]" if mark else "")
        if self.around.fields.shows and not self.around.fields.is_contents:
            self.notes.append((kind, element.get(w("id"), ""), mark))

    def _own_mark(self, _: Element) -> None:
        self.put(f"[{self.mark}] " if self.mark else "")
        self.mark = ""

    def _deleted(self, _: Element) -> None:
        self.is_changed = True

    def _inserted(self, element: Element) -> None:
        self.is_changed = True
        self.read(element)

    def _chosen(self, element: Element) -> None:
        self.read(chosen(element))

    def _box(self, element: Element) -> None:
        self.boxes.append(element)

    def _drawing(self, element: Element) -> None:
        before = len(self.pictures), len(self.boxes), len(self.pieces)
        self.read(element)
        if (len(self.pictures), len(self.boxes), len(self.pieces)) == before:
            self.pictures.append("")

    def _picture(self, element: Element) -> None:
        self.pictures.append(element.get(r("embed")) or element.get(r("id")) or "")

    def _formula(self, element: Element) -> None:
        self.doubt("formula.flat")
        self.read(element)

    def _comment(self, _: Element) -> None:
        self.doubt("comments.left_out")

    def _content_control(self, element: Element) -> None:
        if is_contents(element):
            self.is_contents = True
        else:
            self.read(element)

    def _skip(self, _: Element) -> None:
        return


def chosen(alternatives: Element) -> Element:
    """The one of several ways to write the same that is read: the first; so that a text box does not come twice (ECMA-376 part 3)."""
    found = alternatives.find(other("mc:Choice"))
    if found is None:
        found = alternatives.find(other("mc:Fallback"))
    return alternatives[:0] if found is None else found


def is_contents(control: Element) -> bool:
    """Whether a content control holds a table of contents that the word processor made."""
    return value(control, "sdtPr", "docPartObj", "docPartGallery") == "Table of Contents"


def is_removed(properties: Element | None) -> bool:
    """Whether the mark at the end of a paragraph was deleted or moved away, so that the next one goes on with it."""
    mark = child(properties, "rPr")
    return child(mark, "del") is not None or child(mark, "moveFrom") is not None


def _is_hexadecimal(text: str) -> bool:
    return 0 < len(text) <= 5 and all(digit in "0123456789abcdefABCDEF" for digit in text)


_PROPERTIES: Final = w("rPr")
_SHIFTS: Final[Mapping[str, Callable[[str], str]]] = {"superscript": raised, "subscript": lowered}
_SKIPPED: Final = (
    *("pPr", "rPr", "sdtPr", "sdtEndPr", "rubyPr", "tblPr", "delText", "delInstrText", "softHyphen", "smartTagPr", "customXmlPr"),
    *("annotationRef", "separator", "continuationSeparator", "fldData", "ffData"),
)
_TAKEN: Final[Mapping[str, Callable[[Running, Element], None]]] = {
    **{w(name): Running._skip for name in _SKIPPED},
    **dict.fromkeys((w("t"), other("m:t"), other("a:t")), Running._text),
    **{w(name): Running._space for name in ("tab", "ptab")},
    **{w(name): Running._break for name in ("br", "cr")},
    **{w(name): Running._deleted for name in ("del", "moveFrom")},
    **{w(name): Running._inserted for name in ("ins", "moveTo")},
    **{w(name): Running._note for name in ("footnoteReference", "endnoteReference")},
    **{w(name): Running._own_mark for name in ("footnoteRef", "endnoteRef")},
    **{w(name): Running._drawing for name in ("drawing", "pict", "object")},
    **{other(name): Running._picture for name in ("a:blip", "v:imagedata")},
    **{other(name): Running._formula for name in ("m:oMathPara", "m:oMath")},
    w("r"): Running._run,
    w("noBreakHyphen"): Running._hyphen,
    w("sym"): Running._symbol,
    w("fldChar"): Running._field_mark,
    w("instrText"): Running._instruction,
    w("fldSimple"): Running._simple_field,
    w("commentReference"): Running._comment,
    w("txbxContent"): Running._box,
    w("sdt"): Running._content_control,
    other("mc:AlternateContent"): Running._chosen,
}
