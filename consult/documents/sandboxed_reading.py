"""Reads a file in a process of its own.

Text and Markdown are read here: their readers are plain Python over no library of C, their cost grows with the length of the text alone,
and that is limited before they begin; a process for each would cost more than it saves.
"""

import logging
from collections.abc import Callable
from typing import Any, Final

from consult.errors import BadInput
from consult.formats.outline.read_file import ReadFile
from consult.formats.outline.read_file_json import heard, told
from consult.formats.reader_table import format_of
from consult.platform.sandbox import Broken, run_apart

_TASK: Final = f"{__name__}:reading"

_logger = logging.getLogger(__name__)


def read_apart(data: bytes, *, name: str) -> ReadFile:
    """The file of that name, read; in a fresh interpreter with its limits unless it is plain text.

    Raises:
        BadInput: what the reader says; `draft.too_heavy` (`limit`) where it takes too long or too much memory, `draft.damaged` (`part`:
            the file's name) where the reader broke down over it.
    """
    format_ = format_of(name)
    if format_.is_text:
        return format_.read(data)
    try:
        return heard(run_apart(_TASK, data, argument=f"draft{format_.suffixes[0]}"))
    except Broken as broken:
        _logger.error("the reader of %s broke down: %s", format_.media_type, broken)
        raise BadInput("draft.damaged", field="file", part=name) from None


def reading(name: str) -> Callable[[bytes], dict[str, Any]]:
    """There: what reads a file of that name, with its library loaded."""
    read = format_of(name).read
    return lambda data: told(read(data))
