"""Photos that people send: what they tell about place, device and person is kept nowhere, whichever way they come in."""

from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from itertools import chain
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from consult.accounts.viewer import VISITOR
from consult.discussion.actions.letters.draft_letter import take_over
from consult.discussion.queries.attachments import bytes_of
from consult.documents.actions import import_draft
from consult.documents.models import Revision
from consult.documents.pictures import bytes_of as picture_bytes
from consult.documents.pictures import pictures_of
from consult.platform import files
from consult.record.checks.verification import verify
from tests.cast import Scene, Someone, moment
from tests.consult.discussion.files import attaches, sends_with, sent_file
from tests.consult.discussion.letters import adds, said
from tests.consult.documents.papers import uploads
from tests.consult.formats.readers.docx_files import docx_file, p, relation
from tests.consult.platform.uploads.pictured import SECRET, WORD, XMP, exif, saved, tells, word_with
from tests.tables import contents

SHOWN = '<w:r><w:drawing><a:blip r:embed="p1"/></w:drawing></w:r>'

pytestmark = pytest.mark.django_db


def photo(orientation: int = 6) -> bytes:
    """What the camera of a phone writes."""
    return saved("JPEG", exif=exif(orientation, note=True), xmp=XMP, comment=SECRET) + SECRET


def by_letter(scene: Scene, siti: Someone) -> None:
    """Sent with a letter."""
    sent_file(siti, scene, photo(), name="lapak.jpg")


def by_a_visitor(scene: Scene, siti: Someone) -> None:
    """Put with a letter before its author has signed in."""
    draft = adds(VISITOR, said("Tamu.", on=scene.clause("Pasal 3"))).draft
    attaches(VISITOR, scene, photo(), name="lapak.jpg", draft=draft.pk)
    take_over(actor=siti.viewer, draft_id=draft.pk, now=moment())


def in_a_document(scene: Scene, siti: Someone) -> None:
    """Within a Word file with a letter."""
    sends_with(siti, scene, attaches(siti, scene, word_with(("image1.jpeg", photo())), name="laporan.docx"))


def in_a_supporting_document(scene: Scene, ratna: Someone) -> None:
    """Within a document of the team."""
    uploads(ratna, scene, word_with(("image1.jpeg", photo())), name="kajian.docx")


def in_a_draft(scene: Scene, ratna: Someone) -> None:
    """Within the file of a draft, as the next version."""
    data = docx_file(
        p("Pasal 1", runs=SHOWN) + p("Lapak ditata."),
        related=relation("p1", "image", "media/lapak.jpg"),
        extra={"word/media/lapak.jpg": photo()},
    )
    given = {"name": "rancangan.docx", "title": "", "profile": "id", "now": moment(), "is_another_text": True}
    import_draft(actor=ratna.viewer, slug=scene.row.slug, data=data, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize("way", [by_letter, by_a_visitor, in_a_document, in_a_supporting_document, in_a_draft])
def test_nothing_of_what_was_planted_lies_anywhere_afterwards(
    way: Callable[[Scene, Someone], None], lively: Scene, siti: Someone, ratna: Someone
) -> None:
    assert tells(photo())
    before = set(files.all_names())

    way(lively, siti if way in (by_letter, by_a_visitor, in_a_document) else ratna)

    kept = set(files.all_names()) - before
    assert len(kept) == 1
    stored = [path for path in Path(default_storage.path("")).rglob("*") if path.is_file()]
    assert not [path.name for path in stored if tells(path.read_bytes())]
    assert WORD not in "\n".join(chain.from_iterable(contents().values()))
    assert not verify().faults


def test_hash_size_and_receipt_are_of_what_is_kept_and_the_photo_is_upright(lively: Scene, siti: Someone) -> None:
    row = sent_file(siti, lively, photo(orientation=6), name="lapak.jpg")
    kept = bytes_of(row)

    assert (row.size, row.file_sha256) == (len(kept), sha256(kept).hexdigest())
    assert row.sha256 == sha256(bytes.fromhex(row.salt) + kept).hexdigest()
    with Image.open(BytesIO(kept)) as picture:
        assert (picture.size, dict(picture.getexif())) == ((32, 48), {})


def test_the_same_photo_under_the_same_key_is_taken_once(lively: Scene, siti: Someone) -> None:
    first = attaches(siti, lively, photo(), name="lapak.jpg", key="kunci")

    assert attaches(siti, lively, photo(), name="lapak.jpg", key="kunci").pk == first.pk


def test_a_picture_of_a_draft_is_kept_as_it_lay_in_the_document(lively: Scene, ratna: Someone) -> None:
    in_a_draft(lively, ratna)

    [picture] = pictures_of(Revision.objects.latest("created_at"))
    kept = picture_bytes(picture)
    assert (picture.size, picture.sha256) == (len(kept), sha256(kept).hexdigest())
    assert not tells(kept)
