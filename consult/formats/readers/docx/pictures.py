"""Pictures in a DOCX file, taken out so that they can be kept beside the text."""

import posixpath
from collections.abc import Mapping
from typing import Final

from consult.formats.outline.doubts import Doubt
from consult.formats.outline.read_file import Picture
from consult.formats.readers.docx.package import Package

MOST_BYTES: Final = 20_000_000
"""Of all pictures of one file together; those over it are named and left out."""

MEDIA_TYPES: Final[Mapping[str, str]] = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".bmp": "image/bmp",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".emf": "image/emf",
    ".wmf": "image/wmf",
    ".svg": "image/svg+xml",
}


class Pictures:
    """What was taken out so far (each part once), and a doubt for each place where a picture stands."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._left = MOST_BYTES
        self._names: set[str] = set()
        self.kept: list[Picture] = []
        self.doubts: list[Doubt] = []

    def take(self, relation: str, *, line: int) -> None:
        """Keep the picture that the document calls by this relation, standing in or behind this line."""
        found = self._package.relations.get(relation)
        kind = MEDIA_TYPES.get(posixpath.splitext(found.target)[1].lower()) if found and not found.external else None
        if found is None or kind is None or not self._package.has(found.target) or not self._keep(found.target, kind, line):
            self.doubts.append(Doubt(line, "picture.left_out", {}))
        else:
            self.doubts.append(Doubt(line, "picture.kept", {"name": posixpath.basename(found.target)}))

    def _keep(self, part: str, media_type: str, line: int) -> bool:
        if part in self._names:
            return True
        data = self._package.bytes_of(part)
        if len(data) > self._left:
            return False
        self._left -= len(data)
        self._names.add(part)
        self.kept.append(Picture(posixpath.basename(part), media_type, data, line))
        return True
