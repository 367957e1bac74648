"""Which characters the fonts of the report can set, and how the others are written: by their names, `[U+1F600 grinning face]`."""

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any, Final

import font_source_sans_pro
import font_source_serif_pro
from fontTools.ttLib import TTFont

FOLDERS: Final = (Path(font_source_sans_pro.font_directory), Path(font_source_serif_pro.font_directory))
FAMILIES: Final = ("SourceSansPro", "SourceSerifPro")
WEIGHTS: Final = ("Regular", "Semibold")  # those that the template sets
NEVER: Final = frozenset(
    {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
)  # controls and their like: nobody sees them, or nobody knows what they are
LONG_WORD: Final = re.compile(r"\S{60,}")  # longer than a line of a narrow column
PIECE: Final = re.compile(r".{30}(?=.)")
LINE_FEED: Final = "\n"  # a new line, in a font or not
NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")  # a carriage return would be read back as a line feed


@cache
def covered() -> frozenset[str]:
    """Every character that one of the two families has in each of the weights, and that is no control. Some 30 ms, once a process."""
    by_weight = [frozenset[int]().union(*(characters(f"{family}-{weight}.ttf") for family in FAMILIES)) for weight in WEIGHTS]
    known = frozenset(map(chr, frozenset.intersection(*by_weight)))
    return frozenset(one for one in known if unicodedata.category(one) not in NEVER) | {LINE_FEED}


def characters(file: str) -> frozenset[int]:
    """What a font file has a glyph for."""
    folder = next(folder for folder in FOLDERS if (folder / file).exists())
    with TTFont(folder / file, lazy=True) as font:
        return frozenset(font.getBestCmap())


def by_name(character: str) -> str:
    """`[U+1F600 grinning face]`; what has no name, by its number alone."""
    name = unicodedata.name(character, "").lower()
    return f"[U+{ord(character):04X} {name}]" if name else f"[U+{ord(character):04X}]"


def settable(text: str) -> str:
    """The text with what no font covers written by its name."""
    known = covered()
    return text if known.issuperset(text) else "".join(one if one in known else by_name(one) for one in text)


def breakable(text: str) -> str:
    """The text with places in each very long word where a line may end (U+200B, which no author's text brings into a PDF unnamed)."""
    return LONG_WORD.sub(lambda word: PIECE.sub("\\g<0>\u200b", word[0]), text)


def in_xml(text: str) -> str:
    """The text with what XML cannot hold written by its name."""
    return NOT_IN_XML.sub(lambda found: by_name(found[0]), text)


def everywhere(value: Any, mended: Any) -> Any:
    """The same JSON value with `mended` applied to each text in it."""
    if isinstance(value, str):
        return mended(value)
    if isinstance(value, list | tuple):
        return [everywhere(one, mended) for one in value]
    if isinstance(value, dict):
        return {key: everywhere(one, mended) for key, one in value.items()}
    return value
