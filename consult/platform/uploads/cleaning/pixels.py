"""Pictures that have to be decoded: turned so that they are upright, or written anew where their kind is a heap of tags (TIFF, BMP).

Everything that decodes is loaded with this module: it runs where nothing can be opened any more.
"""

from collections.abc import Mapping
from io import BytesIO
from typing import Any, Final

from PIL import Image, ImageSequence, JpegImagePlugin
from PIL.Image import Transpose

from consult.errors import BadInput
from consult.platform.uploads.cleaning.stripped import damaged
from consult.platform.uploads.pictures import MOST_PIXELS, check_size

Image.init()  # what kinds there are
Image.MAX_IMAGE_PIXELS = MOST_PIXELS

TURNS: Final[Mapping[int, Transpose]] = {  # what EXIF says → how to turn it
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}
MOST_FRAMES: Final = 100
FAILURES: Final = (OSError, ValueError, SyntaxError, TypeError, LookupError, Image.DecompressionBombError)


def turned(data: bytes, orientation: int, kind: str) -> bytes | None:
    """The picture with its pixels turned, as good as it was where that is possible; None where there is not room enough for that.

    Args:
        kind: as Pillow calls it.

    Raises:
        BadInput: `upload.damaged`, `upload.pixels`.
    """
    with opened(data, kind) as picture:
        how = saved_as(picture, data, kind)
        try:
            picture.load()
        except MemoryError:
            return None
        except FAILURES:
            raise damaged() from None
        try:
            upright, out = picture.transpose(TURNS[orientation]), BytesIO()
            picture.close()  # its pixels are not needed beside the others
            upright.save(out, format=kind, icc_profile=picture.info.get("icc_profile"), **how)
        except (MemoryError, *FAILURES):
            return None
    return out.getvalue()


def saved_as(picture: Image.Image, data: bytes, kind: str) -> dict[str, Any]:
    """How it is written: a JPEG with its own tables, a WebP without loss where it had none."""
    if isinstance(picture, JpegImagePlugin.JpegImageFile):
        sampling = JpegImagePlugin.get_sampling(picture)
        return {"qtables": picture.quantization, **({"subsampling": sampling} if sampling >= 0 else {})}
    if kind == "WEBP":
        return {"lossless": True, "method": 0, "quality": 20} if b"VP8L" in data[:200] else {"quality": 90, "method": 2}
    return {}


def anew(data: bytes, kind: str) -> bytes:
    """Every page of the picture, written by us.

    Raises:
        BadInput: `upload.damaged`, `upload.pixels`.
    """
    with opened(data, kind) as picture:
        try:
            first, *others = [bare(frame) for frame in pages(picture)]
            out, more = BytesIO(), {"save_all": True, "append_images": others, "compression": "tiff_lzw"} if kind == "TIFF" else {}
            first.save(out, format=kind, **more)
        except FAILURES:
            raise damaged() from None
    return out.getvalue()


def pages(picture: Image.Image) -> list[Image.Image]:
    """Each page of it."""
    if getattr(picture, "n_frames", 1) > MOST_FRAMES:
        raise damaged()
    return [frame.copy() for frame in ImageSequence.Iterator(picture)]


def bare(page: Image.Image) -> Image.Image:
    """Its pixels alone."""
    page.info = {}
    return page


def opened(data: bytes, kind: str) -> Image.Image:
    """The picture, of which nothing is decoded yet."""
    try:
        picture = Image.open(BytesIO(data), formats=[kind])
        check_size(*picture.size)
    except BadInput:
        raise
    except FAILURES:
        raise damaged() from None
    return picture
