"""The styles of a DOCX file: what a paragraph or a run has by its style, and by the styles that this one is based on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from consult.formats.readers.docx.names import child, number, switch, value, w
from consult.formats.readers.xml_trees import Element

_DEEPEST: Final = 50  # styles upon styles; a ring of them ends here
_DEEPEST_HEADING: Final = 9


@dataclass(frozen=True, slots=True)
class NumberReference:
    """Which list a paragraph is in, and how deep: each may be said without the other, and then comes from the style."""

    num: str | None
    level: int | None


@dataclass(frozen=True, slots=True)
class Style:
    """One style, with what it says itself. `outline`: 0 to 8 for headings, 9 for text; `hidden`: None where it does not say."""

    id: str
    name: str
    based_on: str | None
    numbering: NumberReference
    outline: int | None
    hidden: bool | None


class Styles:
    """All styles of a file; one that is not there counts as one that says nothing."""

    def __init__(self, root: Element | None) -> None:
        elements = [] if root is None else root.findall(w("style"))
        self._by_id: Mapping[str, Style] = {one.get(w("styleId"), ""): _style(one) for one in elements}
        defaults = (one for one in elements if one.get(w("type")) == "paragraph" and one.get(w("default")) in {"1", "true", "on"})
        self._default = next((one.get(w("styleId"), "") for one in defaults), "")
        self.language = value_of_language(root)

    @property
    def hides(self) -> bool:
        """Whether any style hides text."""
        return any(style.hidden for style in self._by_id.values())

    def chain(self, style_id: str | None) -> Iterator[Style]:
        """The paragraph style (the default one where none is given), then the one that it is based on, and so on."""
        current = self._by_id.get(self._default if style_id is None else style_id)
        for _ in range(_DEEPEST):
            if current is None:
                return
            yield current
            current = self._by_id.get(current.based_on or "")

    def name(self, style_id: str | None) -> str:
        """What people call the style; empty where there is none."""
        return next((style.name for style in self.chain(style_id)), "")

    def heading_level(self, style_id: str | None) -> int:
        """1 to 9 where the style makes a heading, else 0; where no style says, by its name (ECMA-376 part 1, 17.3.1.20)."""
        for style in self.chain(style_id):
            if style.outline is not None:
                return heading_level(style.outline)
            kind, _, depth = style.name.lower().partition(" ")
            if kind == "heading" and depth.isdecimal():
                return heading_level(int(depth) - 1)
        return 0

    def is_hidden(self, style_id: str | None) -> bool:
        """Whether text in this style is hidden."""
        return next((style.hidden for style in self.chain(style_id) if style.hidden is not None), False)

    def number_of(self, style_id: str) -> str | None:
        """The list that a numbering style stands for."""
        return next((style.numbering.num for style in self.chain(style_id) if style.numbering.num), None)


def heading_level(outline: int) -> int:
    """1 to 9 for an outline level of 0 to 8; 0 for text."""
    return outline + 1 if 0 <= outline < _DEEPEST_HEADING else 0


def number_reference(properties: Element | None) -> NumberReference:
    """What the properties of a paragraph or of a style say of its number."""
    listed = child(properties, "numPr")
    return NumberReference(value(listed, "numId"), number(listed, "ilvl"))


def value_of_language(root: Element | None) -> str:
    """The language of text that says no other; empty where there is none."""
    return value(root, "docDefaults", "rPrDefault", "rPr", "lang") or ""


def _style(element: Element) -> Style:
    properties = child(element, "pPr")
    return Style(
        id=element.get(w("styleId"), ""),
        name=value(element, "name") or "",
        based_on=value(element, "basedOn"),
        numbering=number_reference(properties),
        outline=number(properties, "outlineLvl"),
        hidden=switch(element, "rPr", "vanish"),
    )
