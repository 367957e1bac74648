"""What is left of a picture once all that is no picture has been left out of its file, and what its file said about it."""

from dataclasses import dataclass

from consult.errors import BadInput
from consult.platform.uploads.cleaning.orientation import UPRIGHT


@dataclass(frozen=True, slots=True)
class Stripped:
    """A file that holds pixels and their colours alone. still: it is one picture, and none that moves."""

    data: bytes
    orientation: int = UPRIGHT
    still: bool = True


def damaged() -> BadInput:
    """The file is not what it has to be."""
    return BadInput("upload.damaged", field="file")
