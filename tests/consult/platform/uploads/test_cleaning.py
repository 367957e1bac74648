"""What is kept of a picture shows what it showed, upright and in its colours, and tells nothing else."""

import subprocess
import sys
from io import BytesIO, FileIO
from pathlib import Path
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageCms, ImageSequence, ImageStat

from consult.errors import BadInput
from consult.platform.uploads import ATTACHMENTS, DRAFTS, admit
from consult.platform.uploads.cleaning import profile
from consult.platform.uploads.cleaning.shapes import kept_alone
from tests.consult.platform.uploads import made, pictured
from tests.consult.platform.uploads.pictured import ALONE, ORIENTATION, WITHIN, drawn, exif, saved, tells, word_with

EVERY: Final = {**ALONE, **WITHIN}
MEDIA: Final = ("word/media/", "Pictures/", "Thumbnails/")


def kept(data: bytes, name: str) -> bytes:
    """What is kept of a file."""
    return admit(data, name=name, kinds=ATTACHMENTS | DRAFTS).data


def frames(data: bytes) -> list[bytes]:
    """What a picture shows; of a JPEG the one that everybody sees."""
    with Image.open(BytesIO(data)) as picture:
        shown = [frame.convert("RGBA").tobytes() for frame in ImageSequence.Iterator(picture)]
    return shown[:1] if data.startswith(b"\xff\xd8") else shown


def pictures_in(data: bytes) -> list[bytes]:
    """The pictures of a document."""
    with ZipFile(BytesIO(data)) as package:
        return [package.read(name) for name in package.namelist() if name.startswith(MEDIA)]


@pytest.mark.parametrize("what", EVERY)
def test_nothing_that_was_planted_is_left_and_the_picture_is_the_same(what: str) -> None:
    name, make = EVERY[what]
    data = make()
    assert tells(data)

    found = kept(data, name)

    assert not tells(found)
    for before, after in zip(*([one] if what in ALONE else pictures_in(one) for one in (data, found)), strict=True):
        assert frames(after) == frames(before)
    assert kept(found, name) == found


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize(
    ("name", "kind", "how"),
    [
        ("a.jpg", "JPEG", {"quality": 92}),
        ("a.jpg", "JPEG", {"progressive": True, "subsampling": 0}),
        ("a.png", "PNG", {}),
        ("a.webp", "WEBP", {"quality": 95}),
        ("a.webp", "WEBP", {"lossless": True}),
    ],
)
def test_a_photo_is_upright_without_saying_so(orientation: int, name: str, kind: str, how: dict[str, Any]) -> None:
    data = saved(kind, exif=exif(orientation), **how)
    with Image.open(BytesIO(data)) as sent:
        upright = pictured_upright(sent)

    found = kept(data, name)

    with Image.open(BytesIO(found)) as picture:
        assert (picture.size, dict(picture.getexif())) == (upright.size, {})
        assert (
            max(ImageStat.Stat(ImageChops.difference(picture.convert("RGB"), upright)).mean) < 6
        )  # two corners that lie elsewhere make it a hundred
    assert not tells(found)


def pictured_upright(picture: Image.Image) -> Image.Image:
    """As a viewer shows it that heeds what it says."""
    from_above = {1: (), 2: ("FLIP_LEFT_RIGHT",), 3: ("ROTATE_180",), 4: ("FLIP_TOP_BOTTOM",)}
    across = {5: ("TRANSPOSE",), 6: ("ROTATE_270",), 7: ("TRANSVERSE",), 8: ("ROTATE_90",)}
    shown = picture.convert("RGB")
    for turn in {**from_above, **across}[picture.getexif()[ORIENTATION]]:
        shown = shown.transpose(Image.Transpose[turn])
    return shown


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp"])
@pytest.mark.parametrize("of", ["a usual screen", "a strange screen"])
def test_colours_stay_what_they_were(name: str, of: str) -> None:
    before = pictured.profile() if of == "a usual screen" else swapped(pictured.profile())
    kind = {"a.jpg": "JPEG", "a.png": "PNG", "a.webp": "WEBP"}[name]
    data = saved(kind, icc_profile=before)

    with Image.open(BytesIO(kept(data, name))) as picture:
        after = picture.info["icc_profile"]

    assert shown_with(after) == shown_with(before)
    assert (shown_with(after) == drawn().tobytes()) is (of == "a usual screen")


def swapped(srgb: bytes) -> bytes:
    """A profile in which red is called blue, so that whoever leaves it away sees other colours."""
    return srgb.replace(b"rXYZ", b"????").replace(b"bXYZ", b"rXYZ").replace(b"????", b"bXYZ")


def shown_with(colours: bytes) -> bytes:
    """What a screen shows of the picture whose colours are those."""
    given, screen = ImageCms.ImageCmsProfile(BytesIO(colours)), ImageCms.createProfile("sRGB")
    shown = ImageCms.profileToProfile(drawn(), given, screen, renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC)
    assert shown is not None
    return shown.tobytes()


@pytest.mark.parametrize("spoilt", [b"", b"a" * 127, b"acsp" * 99, pictured.profile()[:200], pictured.profile()[:-900]])
def test_a_profile_that_cannot_be_read_is_left_out(spoilt: bytes) -> None:
    assert profile.cleaned(spoilt) == b""


def test_a_document_keeps_every_other_part_as_it_was() -> None:
    data = word_with(("image1.jpg", saved("JPEG", exif=exif(6))), ("chart.emf", b"\x01\0\0\0EMF"))

    with ZipFile(BytesIO(data)) as before, ZipFile(BytesIO(kept(data, "a.docx"))) as after:
        assert after.testzip() is None
        assert after.namelist() == before.namelist()
        assert [name for name in before.namelist() if after.read(name) != before.read(name)] == ["word/media/image1.jpg"]
        photo = after.read("word/media/image1.jpg")
    with Image.open(BytesIO(photo)) as picture:  # how it lies on its page is for the document to say
        assert (picture.size, dict(picture.getexif())) == ((48, 32), {ORIENTATION: 6})


def test_a_document_of_a_word_processor_is_read_as_before(tmp_path: Path) -> None:
    written = docx.Document()
    written.add_paragraph("Lapak dibuka pukul lima.")
    written.add_picture(BytesIO(saved("JPEG", exif=exif(), comment=pictured.SECRET)))
    written.save(str(tmp_path / "a.docx"))
    with ZipFile(tmp_path / "a.docx") as whole, Unseekable(tmp_path / "b.docx") as out, ZipFile(out, "w", ZIP_DEFLATED) as streamed:
        for name in whole.namelist():  # sizes follow the parts, as where a program writes into a pipe
            streamed.writestr(name, whole.read(name))

    for name in ("a.docx", "b.docx"):
        data = (tmp_path / name).read_bytes()
        found = docx.Document(BytesIO(kept(data, name)))

        assert next(paragraph.text for paragraph in found.paragraphs) == "Lapak dibuka pukul lima."
        assert len(found.inline_shapes) == 1
        assert (tells(data), tells(kept(data, name))) == (True, False)


class Unseekable(FileIO):
    """A file in which nobody goes back."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "w")

    def seekable(self) -> bool:
        return False

    def tell(self) -> int:
        raise OSError

    def seek(self, *_: int) -> int:
        raise OSError


def test_a_document_without_pictures_stays_byte_for_byte_as_it_was() -> None:
    for name, data in (("a.docx", made.docx()), ("a.xlsx", made.xlsx()), ("a.odt", made.open_document())):
        assert kept(data, name) == data


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.jpg", saved("JPEG")[:300], "upload.damaged"),
        ("a.jpg", saved("JPEG", exif=exif(6))[:-200], "upload.damaged"),
        ("a.png", saved("PNG").replace(b"IDAT", b"IDAX"), "upload.damaged"),
        ("a.png", pictured.with_chunks((b"tEXt", b"a"))[:-30] + b"IEND" + bytes(26), "upload.damaged"),
        ("a.webp", saved("WEBP", lossless=True, exif=exif())[:-20], "upload.damaged"),
        ("a.docx", word_with(("foto.heic", b"\0\0\0\x18ftypheic" + bytes(90))), "upload.within"),
        ("a.docx", word_with(("foto.jpg", b"\xff\xd8\xff\xe1\0\x10Exif")), "upload.within"),
        ("a.docx", word_with(("foto.tif", saved("TIFF")[:90])), "upload.within"),
    ],
)
def test_a_picture_that_cannot_be_read_is_refused_at_its_field(name: str, data: bytes, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        kept(data, name)

    assert (refused.value.code, refused.value.facts["field"]) == (code, "file")


def test_a_large_photo_of_a_phone_is_turned_within_the_limits_of_the_process() -> None:
    photo = saved("JPEG", Image.effect_noise((1_000, 750), 90).resize((8_160, 6_120)).convert("RGB"), exif=exif(6), quality=80)

    with Image.open(BytesIO(kept(photo, "a.jpg"))) as picture:
        assert picture.size == (6_120, 8_160)


def test_a_picture_for_which_there_is_no_room_says_which_way_up_it_is() -> None:
    drawn_large, out = Image.new("RGBA", (7_000, 7_000), "green"), BytesIO()
    drawn_large.save(out, "WEBP", lossless=True, method=0, exif=exif(6))

    with Image.open(BytesIO(kept(out.getvalue(), "besar.webp"))) as picture:
        assert (picture.size, dict(picture.getexif())) == ((7_000, 7_000), {ORIENTATION: 6})


@pytest.mark.parametrize("what", [name for name in EVERY if name in ALONE])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(spoiling=st.data())
def test_whatever_is_spoilt_in_a_picture_it_is_refused_or_kept_without_what_it_tells(what: str, spoiling: st.DataObject) -> None:
    data = bytearray(ALONE[what][1]())
    for at in spoiling.draw(st.lists(st.integers(0, len(data) - 1), max_size=4)):
        data[at] = spoiling.draw(st.integers(0, 255))
    ends = spoiling.draw(st.integers(20, len(data)))

    try:
        found = kept_alone(bytes(data[:ends]))
    except BadInput:
        return
    assert kept_alone(found) == found


@pytest.mark.parametrize(("kind", "name"), [("WEBP", "a.webp"), ("PNG", "a.png")])
def test_a_picture_that_moves_says_which_way_up_it_is_and_nothing_else(kind: str, name: str) -> None:
    found = kept(pictured.moving(kind, exif=exif(6)), name)

    with Image.open(BytesIO(found)) as picture:
        assert (picture.n_frames, dict(picture.getexif())) == (2, {ORIENTATION: 6})  # type: ignore[attr-defined]
    assert not tells(found)


def test_a_server_loads_nothing_that_decodes_pictures() -> None:
    loaded = "import sys, consult.platform.uploads; raise SystemExit('PIL' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", loaded], check=False).returncode == 0
