"""PDF: what acts is found wherever it is packed, what cannot be looked into is refused, and neither takes long."""

import zlib
from collections.abc import Callable
from io import BytesIO
from random import Random
from time import process_time

import pikepdf
import pytest

from consult.errors import BadInput
from consult.platform.uploads import portable
from consult.platform.uploads.kinds import Kind
from consult.platform.uploads.portable import looked_through
from tests.consult.platform.uploads import made

SCRIPT = b"4 0 <</S/JavaScript/JS(app.alert\\(1\\))>>"
STILL = b"4 0 <</Type/Page>>"


def stream(packed: bytes, said: bytes = b"/Filter/FlateDecode", *, before: bytes = b"\n") -> bytes:
    """A stream that says it holds objects."""
    return b"<</Type/ObjStm/N 1/First 4%s/Length %d>>\nstream%s%s\nendstream\n" % (said, len(packed), before, packed)


def squeezed(objects: bytes) -> bytes:
    """A stream of these objects, as programs write it."""
    return stream(zlib.compress(objects))


def code_of(data: bytes) -> str | None:
    """The code of the refusal; None where it was let in."""
    try:
        assert looked_through(data) is Kind.PDF
    except BadInput as refused:
        return refused.code
    return None


HIDDEN: dict[str, tuple[Callable[[], bytes], str]] = {
    "behind fifty full streams": (
        lambda: made.pdf(*[squeezed(STILL + b" " * 1_100_000)] * 51, squeezed(SCRIPT)),
        "upload.active",
    ),
    "behind a megabyte in its stream": (lambda: made.pdf(squeezed(STILL + b" " * 1_100_000 + SCRIPT)), "upload.active"),
    "behind a long dictionary": (
        lambda: made.pdf(stream(zlib.compress(SCRIPT), b"/X(" + b"x" * 2_000 + b")/Filter/FlateDecode")),
        "upload.active",
    ),
    "behind ten thousand streams": (lambda: made.pdf(*[squeezed(STILL)] * 10_000, squeezed(SCRIPT)), "upload.active"),
    "under a name in digits": (lambda: made.pdf(squeezed(SCRIPT).replace(b"ObjStm", b"O#62jStm")), "upload.active"),
    "after a line that ends as on old machines": (lambda: made.pdf(stream(zlib.compress(SCRIPT), before=b"\r")), "upload.active"),
    "after a word on the line": (lambda: made.pdf(stream(zlib.compress(SCRIPT), before=b" x\n")), "upload.active"),
    "packed in another way": (lambda: made.pdf(stream(SCRIPT.hex().encode(), b"/Filter/ASCIIHexDecode")), "upload.unseen"),
    "packed twice": (lambda: made.pdf(squeezed(zlib.compress(SCRIPT))), "upload.unseen"),
    "changed before it was packed": (
        lambda: made.pdf(stream(zlib.compress(STILL), b"/Filter/FlateDecode/DecodeParms<</Predictor 2>>")),
        "upload.unseen",
    ),
    "cut off": (lambda: b"%PDF-1.7\n" + stream(zlib.compress(STILL * 9)[:-9]), "upload.unseen"),
    "too much in one stream": (lambda: made.pdf(squeezed(STILL + b" " * portable.UNPACKED)), "upload.unseen"),
    "too much in all": (lambda: made.pdf(*[squeezed(STILL + b" " * 19_000_000)] * 11), "upload.unseen"),
}


@pytest.mark.parametrize("where", HIDDEN)
def test_a_script_is_found_or_the_file_refused_wherever_it_is_hidden(where: str) -> None:
    made_by, code = HIDDEN[where]

    assert code_of(made_by()) == code


def test_too_many_streams_of_objects_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portable, "MOST_PACKED", 20)

    assert code_of(made.pdf(*[squeezed(STILL)] * 20)) is None
    assert code_of(made.pdf(*[squeezed(STILL)] * 21)) == "upload.unseen"


def test_a_long_paper_with_hundreds_of_packed_streams_and_pictures_is_let_in() -> None:
    document, out, noise = pikepdf.new(), BytesIO(), Random(5)
    for number in range(1_000):
        page = document.add_blank_page()
        page.Contents = document.make_stream(noise.randbytes(2_000), Filter=pikepdf.Name.DCTDecode)
        page.Kept = pikepdf.Array([document.make_indirect(pikepdf.Dictionary(Nomor=number, Isi=f"Ayat {n}")) for n in range(40)])
    document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)

    assert out.getvalue().count(b"/ObjStm") > 300
    assert code_of(out.getvalue()) is None


SLOW = {
    "names in digits before streams": b"#41#41#41stream\n" * 620_000,
    "streams without end": b"/ObjStm" + b"stream" * 1_600_000,
    "names without streams": b"/ObjStm " * 1_200_000,
    "points of names": b"/" * 9_000_000,
    "passwords": b"/Encrypt " * 1_100_000,
}


@pytest.mark.parametrize("what", SLOW)
def test_a_file_that_says_the_same_again_and_again_takes_no_longer(what: str) -> None:
    data, began = b"%PDF-1.7\n" + SLOW[what], process_time()
    code_of(data)

    assert process_time() - began < 3
