"""Long files in pieces, for whoever sends them: made or read as they are asked for, while others are served."""

import os
from collections.abc import AsyncIterator, Iterable, Iterator
from typing import BinaryIO, Final

from asgiref.sync import sync_to_async

AT_LEAST: Final = 16_384  # bytes of a piece, but for the last


def in_pieces(texts: Iterable[str]) -> Iterator[bytes]:
    """Texts as bytes, in pieces that are worth sending."""
    waiting = bytearray()
    for text in texts:
        waiting += text.encode()
        if len(waiting) >= AT_LEAST:
            yield bytes(waiting)
            waiting.clear()
    yield bytes(waiting)


class FileInPieces(Iterator[bytes]):
    """A file from its beginning, also after whoever wrote it has closed it. It goes when nobody asks any more."""

    def __init__(self, file: BinaryIO) -> None:
        file.flush()
        self.descriptor = os.dup(file.fileno())
        os.lseek(self.descriptor, 0, os.SEEK_SET)

    def __next__(self) -> bytes:
        if piece := os.read(self.descriptor, AT_LEAST):
            return piece
        raise StopIteration

    def __del__(self) -> None:
        os.close(self.descriptor)


async def asked_for(pieces: Iterator[bytes]) -> AsyncIterator[bytes]:
    """Each piece made in the request's own thread, where its database connection is, while the others are served."""
    while (piece := await sync_to_async(lambda: next(pieces, None))()) is not None:
        yield piece
