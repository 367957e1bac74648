"""In which encoding an HTML file is written: what its first bytes say, else its head, else UTF-8 (HTML Standard, 13.2.3)."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Mapping
from typing import Final

from consult.errors import BadInput

_HEAD: Final = 4_096  # bytes in which the encoding must be named
_NAMED: Final = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{1,40})|<\?xml[^>]{0,100}encoding\s*=\s*["']([\w-]{1,40})""", re.IGNORECASE
)
_MARKS: Final = ((BOM_UTF8, "utf-8-sig"), (BOM_UTF16_LE, "utf-16"), (BOM_UTF16_BE, "utf-16"))
_CODECS: Final[Mapping[str, str]] = {  # as the names are read by browsers (Encoding Standard, 4.2); utf-16 without a mark never holds
    **dict.fromkeys(("utf-8", "utf8", "utf-16", "utf-16le", "utf-16be"), "utf-8"),
    **dict.fromkeys(("windows-1252", "cp1252", "iso-8859-1", "iso8859-1", "latin1", "us-ascii", "ascii"), "cp1252"),
    **dict.fromkeys(("iso-8859-15", "latin-9"), "iso8859-15"),
    **dict.fromkeys(("windows-1250", "cp1250"), "cp1250"),
}


def decoded(data: bytes) -> str:
    """The text of the file.

    Raises:
        BadInput: `draft.charset` (`charset`) where the file names one that is not read here, `draft.encoding` (`line`) where it is not
            written in the one that it names.
    """
    codec = next((name for mark, name in _MARKS if data.startswith(mark)), None) or _named(data[:_HEAD])
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise BadInput("draft.encoding", field="file", line=data[: error.start].count(b"\n") + 1) from None


def _named(head: bytes) -> str:
    found = _NAMED.search(head)
    name = (found[1] or found[2]).decode("ascii").lower() if found else "utf-8"
    if name not in _CODECS:
        raise BadInput("draft.charset", field="file", charset=name)
    return _CODECS[name]
