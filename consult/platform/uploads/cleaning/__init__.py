"""What pictures tell beside what they show (place, device, instant, names, words, previews, what follows them) is left out of what is kept.

It is made in a process of its own, as the checks are, and what comes back has the kind that it had. The servers load nothing that decodes.
"""

import logging
from base64 import b64decode
from typing import Final

from consult.errors import BadInput
from consult.platform.sandbox import Broken, run_apart
from consult.platform.uploads.archive import entries_of
from consult.platform.uploads.kinds import PICTURES, Kind
from consult.platform.uploads.office import IN_XML, MIMETYPE

PACKAGES: Final = frozenset({Kind.DOCX, Kind.ODS, Kind.ODT, Kind.XLSX})

_ALONE: Final = f"{__name__}.child:alone"
_WITHIN: Final = f"{__name__}.child:within"

_logger = logging.getLogger(__name__)


def cleaned(data: bytes, kind: Kind) -> bytes:
    """The file as it is kept, once it was let in: a picture upright and without its metadata, a document with its pictures so.

    Raises:
        BadInput: `upload.damaged` where a picture cannot be read, `upload.within` (`name`) where one in a document cannot;
            `draft.too_heavy` (`limit`) where it takes too long or too much memory.
    """
    if kind in PICTURES:
        return made(_ALONE, data)
    return made(_WITHIN, data) if kind in PACKAGES and may_hold_pictures(data) else data


def may_hold_pictures(data: bytes) -> bool:
    """Whether a document has a part that is not XML: whatever is named so was read as such."""
    return any(entry.size and entry.name != MIMETYPE and not IN_XML.search(entry.name) for entry in entries_of(data))


def made(task: str, data: bytes) -> bytes:
    """What the process makes of it; the same where it has nothing to change."""
    try:
        answer: str | None = run_apart(task, data)
    except Broken as broken:
        _logger.error("the cleaning of a file broke down: %s", broken)
        raise BadInput("upload.damaged", field="file") from None
    return data if answer is None else b64decode(answer)
