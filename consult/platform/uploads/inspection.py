"""The checks whose cost a file could drive up are made in a process of their own, within its seconds and its memory."""

import logging
from collections.abc import Callable, Mapping
from typing import Final

from consult.errors import BadInput
from consult.platform.sandbox import Broken, run_apart
from consult.platform.uploads import office, portable, writing
from consult.platform.uploads.kinds import Kind

ZIP: Final = "zip"
CHECKS: Final[Mapping[str, Callable[[bytes], Kind]]] = {
    ZIP: office.looked_through,
    Kind.PDF: portable.looked_through,
    Kind.XML: writing.looked_through,
}

_TASK: Final = f"{__name__}:checking"

_logger = logging.getLogger(__name__)


def looked_through(data: bytes, *, found: str) -> Kind:
    """What a file is that was found to be one of `CHECKS`.

    Raises:
        BadInput: what the check says; `draft.too_heavy` (`limit`) where it takes too long or too much memory, `upload.damaged` where it
            broke down over the file.
    """
    try:
        return Kind(run_apart(_TASK, data, argument=found))
    except Broken as broken:
        _logger.error("the check of %s broke down: %s", found, broken)
        raise BadInput("upload.damaged", field="file") from None


def checking(found: str) -> Callable[[bytes], Kind]:
    """There: the check."""
    return CHECKS[found]
