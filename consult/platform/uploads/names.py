"""The name of a file that somebody gave: cleaned, so that it is shown, logged and sent back without deceiving anybody.

A name never decides where a file lies: files are kept under random ids.
"""

import re
from pathlib import PurePosixPath
from typing import Final
from unicodedata import category, normalize

LENGTH: Final = 120  # characters
NAMELESS: Final = "berkas"
INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})  # controls, marks of direction, halves of characters, unassigned
EDGES: Final = " .-~"  # what a name neither begins with nor ends in: hidden files, options of programs
SUFFIX: Final = re.compile(r"\.(?=\d*[a-z])[a-z0-9]{1,9}")  # the end of “Pasal No. 5” or “versi 1.2” is none
DEVICES: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)", re.IGNORECASE)  # of Windows, whatever follows the point


def clean_name(given: str) -> str:
    """The last part of a path, in NFC, on one line, without what is invisible, at most 120 characters with its end kept."""
    last = re.split(r"[/\\]", given)[-1]
    seen = "".join(letter for letter in normalize("NFC", last[-4 * LENGTH :]) if category(letter) not in INVISIBLE)
    name = " ".join(seen.split()).strip(EDGES)
    if DEVICES.match(name):
        name = f"_{name}"
    return shortened(name) or NAMELESS


def shortened(name: str) -> str:
    """The name with so much of its stem as there is room for."""
    suffix = suffix_of(name)
    return name if len(name) <= LENGTH else name[: LENGTH - len(suffix)].strip(EDGES) + name[len(name) - len(suffix) :]


def suffix_of(name: str) -> str:
    """The end of a cleaned name, in small letters; empty where there is none."""
    suffix = PurePosixPath(name).suffix.lower()
    return suffix if SUFFIX.fullmatch(suffix) else ""
