"""Letting a file in, or saying why not and what to do about it. Nothing is written, decoded or fetched here.

What is kept of a file is what comes out of here (`Admitted.data`), and never what came in:
pictures lose what they tell beside what they show.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Final

from consult.errors import BadInput
from consult.platform.uploads import cleaning, inspection, pictures, writing
from consult.platform.uploads.kinds import BY_SUFFIX, FORMS, WRITTEN, Kind, suffixes_of
from consult.platform.uploads.names import clean_name, suffix_of

MB: Final = 1_000_000  # bytes
DRAFT_BYTES: Final = 50 * MB
ATTACHMENT_BYTES: Final = 10 * MB

BEGINNINGS: Final[Mapping[bytes, str]] = {  # the first bytes of what is no text → what that is
    b"PK\x03\x04": inspection.ZIP,
    b"PK\x05\x06": inspection.ZIP,
    b"%PDF-": Kind.PDF,
    b"\x89PNG\r\n\x1a\n": Kind.PNG,
    b"\xff\xd8\xff": Kind.JPEG,
    b"RIFF": Kind.WEBP,
    b"\xd0\xcf\x11\xe0": "old",
    b"GIF8": "foreign",
    b"BM": "bitmap",
    b"II*\x00": "foreign",
    b"MM\x00*": "foreign",
    b"\x1f\x8b": "foreign",
    b"Rar!": "foreign",
    b"7z\xbc\xaf": "foreign",
    b"{\\rtf": "old",
    b"\x7fELF": "foreign",
    b"MZ": "program",
}
UNSURE: Final = frozenset({"bitmap", "program"})  # two letters, with which a text may begin as well
CHECKS: Final[Mapping[Kind, Callable[[bytes], None]]] = {
    Kind.CSV: writing.check_table,
    Kind.HTML: writing.check_text,
    Kind.JPEG: pictures.check_jpeg,
    Kind.JSON: writing.check_json,
    Kind.MARKDOWN: writing.check_text,
    Kind.PNG: pictures.check_png,
    Kind.TEXT: writing.check_text,
    Kind.WEBP: pictures.check_webp,
}  # each takes time in proportion to the length; the others are made `apart`


@dataclass(frozen=True, slots=True)
class Admitted:
    """A file that was let in: what it is by name and content, how that is called on the net, its cleaned name, and what is kept of it."""

    kind: Kind
    media_type: str
    name: str
    data: bytes = field(repr=False)

    @property
    def ended(self) -> str:
        """Its name with an end that says what it is, for readers that go by that."""
        return self.name if suffix_of(self.name) else self.name + FORMS[self.kind].suffixes[0]


def admit(data: bytes, *, name: str, kinds: Collection[Kind], most: int = DRAFT_BYTES) -> Admitted:
    """Look at a file before anything reads it, and clean the pictures that it is or holds.

    Args:
        data: all of it; the length is of these bytes, whatever a header said.
        name: as its sender gave it; empty for a text that was typed or pasted.
        kinds: what is taken here (`kinds`).
        most: bytes.

    Raises:
        BadInput: of `file`, with a code that begins with `upload.` and says what is wrong; or `draft.too_heavy`.
    """
    if not data:
        raise BadInput("upload.empty", field="file")
    if len(data) > most:
        raise BadInput("upload.too_large", field="file", limit=f"{most // MB} MB")
    called = clean_name(name)
    kind = kind_of(data, called, kinds)
    if check := CHECKS.get(kind):
        check(data)
    if kind in inspection.CHECKS:
        inspection.looked_through(data, found=kind)
    return Admitted(kind, FORMS[kind].media_type, called, cleaning.cleaned(data, kind))


def kind_of(data: bytes, name: str, kinds: Collection[Kind]) -> Kind:
    """What the file is by content and by name, which have to agree; what has no end to its name is what its content says.

    Raises:
        BadInput: they do not, or it is of no kind that is taken here.
    """
    suffix = suffix_of(name)
    named, found = BY_SUFFIX.get(suffix), content_of(data)
    if found == "old":
        raise BadInput("upload.old", field="file")
    if found == "foreign" or (suffix and named not in kinds):
        raise not_taken(kinds)
    kind = inspection.looked_through(data, found=found) if found == inspection.ZIP else Kind(found) if found else written(named)
    if named not in {kind, None}:
        raise BadInput("upload.mismatch", field="file", suffix=suffix)
    if kind not in kinds:
        raise not_taken(kinds)
    return kind


def written(named: Kind | None) -> Kind:
    """What a text is, by its name."""
    return named if named in WRITTEN else Kind.TEXT


def content_of(data: bytes) -> str | None:
    """What the first bytes say; None for what may be a text."""
    found = next((what for begin, what in BEGINNINGS.items() if data.startswith(begin)), None)
    if found in UNSURE:
        return "foreign" if b"\x00" in data[:512] else None
    if found == Kind.WEBP and data[8:12] != b"WEBP":
        return "foreign"
    return found


def not_taken(kinds: Collection[Kind]) -> BadInput:
    """The file is of another kind than those that are taken here."""
    return BadInput("upload.kind", field="file", kinds=", ".join(suffixes_of(kinds)))
