"""Pictures that stood in the file of a draft: kept with it, read by whoever reads it, gone with it, and hashed in the record."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from pytest_django import DjangoAssertNumQueries

from consult.accounts.viewer import OPERATOR, VISITOR
from consult.consultations.actions import Details, Text, create_consultation, open_consultation
from consult.consultations.rules import TeamRole
from consult.documents.actions import discard_revision, import_draft
from consult.documents.models import Revision
from consult.documents.pictures import bytes_of, known_names, picture_to_read, pictured, pictures_of
from consult.documents.queries import wordings_of
from consult.errors import BadInput, NotFound, NotPossible
from consult.platform import files
from consult.proposals.actions import publish_revision
from consult.record.checks.verification import verify
from tests.cast import Someone, moment
from tests.consult.formats.readers.docx_files import docx_file, p, relation
from tests.consult.platform.uploads.made import png

SHOWN = '<w:r><w:drawing><a:blip r:embed="{}"/></w:drawing></w:r>'

pytestmark = pytest.mark.django_db


def pictured_draft(*texts: str) -> bytes:
    """A draft with a picture in each paragraph."""
    body = "".join(p(text, runs=SHOWN.format(f"p{number}")) for number, text in enumerate(texts))
    related = "".join(relation(f"p{number}", "image", f"media/denah{number}.png") for number in range(len(texts)))
    return docx_file(body, related=related, extra={f"word/media/denah{number}.png": png(width=2 + number) for number in range(len(texts))})


@pytest.fixture
def pasar(ratna: Someone) -> str:
    """The short name of a consultation without a draft."""
    team = {TeamRole.OFFICIAL: [ratna.email]}
    return create_consultation(actor=OPERATOR, slug="pasar", texts=[Text("id", "Pasar")], details=Details(), team=team, now=moment()).slug


def imported(slug: str, **given: Any) -> Revision:
    """A draft of two articles with a picture in each."""
    data = pictured_draft("Pasal 1", "Lapak ditata menurut denah.", "Pasal 2", "Gerobak diparkir di tepi.")
    said = {"actor": OPERATOR, "name": "rancangan.docx", "title": "", "profile": "id", "now": moment(), "data": data, **given}
    return import_draft(slug=slug, **said)


def stored() -> set[str]:
    """The names of all files in the storage."""
    return set(files.all_names())


def test_each_picture_is_kept_and_stands_with_the_clause_in_which_it_stood(pasar: str) -> None:
    revision = imported(pasar)
    wordings = wordings_of(revision)
    label = {wording.pk: wording.label for wording in wordings}

    at = {label[pk]: [picture.number for picture in found] for pk, found in pictured(revision, wordings).items()}

    assert at == {"Pasal 1": [1, 2], "Pasal 2": [3, 4]}
    assert [bytes_of(picture) for picture in pictures_of(revision)] == [png(width=2 + number) for number in range(4)]
    assert pictures_of(revision)[0].name == "denah0.png"


def test_a_picture_before_the_first_clause_stands_with_it(pasar: str) -> None:
    revision = imported(pasar)
    wordings = wordings_of(revision)
    revision.pictures = [{**revision.pictures[0], "line": 0}]

    assert list(pictured(revision, wordings)) == [wordings[0].pk]


def test_of_what_is_not_published_the_team_alone_reads_pictures(pasar: str, ratna: Someone, siti: Someone) -> None:
    revision = imported(pasar)
    said: dict[str, Any] = {"slug": pasar, "now": moment()}

    assert picture_to_read(revision.pk, 2, viewer=ratna.viewer, **said).number == 2
    for viewer in (VISITOR, siti.viewer):
        with pytest.raises(NotFound):
            picture_to_read(revision.pk, 2, viewer=viewer, **said)

    publish_revision(actor=OPERATOR, slug=pasar, number=1, unsettled=4, now=moment())
    open_consultation(actor=OPERATOR, slug=pasar, closes_at=moment() + timedelta(days=9), now=moment())

    assert picture_to_read(revision.pk, 2, viewer=VISITOR, **said).number == 2
    for number, slug in ((9, pasar), (0, pasar), (2, "lain")):
        with pytest.raises(NotFound):
            picture_to_read(revision.pk, number, viewer=VISITOR, slug=slug, now=moment())


def test_an_import_that_fails_leaves_no_picture(pasar: str) -> None:
    imported(pasar)
    before = stored()

    with pytest.raises(BadInput):
        imported(pasar, profile="klingon")
    with pytest.raises(NotPossible):
        imported(pasar)

    assert stored() == before


def test_the_same_key_gives_the_same_draft_with_its_pictures(pasar: str) -> None:
    data = pictured_draft("Pasal 1", "Lapak ditata menurut denah.")  # once, since a zip file holds when it was written
    first = imported(pasar, key="once", data=data)
    before = stored()

    assert imported(pasar, key="once", data=data) == first
    assert stored() == before


def test_the_sweep_leaves_what_a_revision_names_and_takes_what_was_thrown_away(pasar: str) -> None:
    revision = imported(pasar)
    kept = [picture.file for picture in pictures_of(revision)]
    later = moment() + files.LEFT_OVER * 2

    files.sweep(known_names(), now=later)
    assert all(map(default_storage.exists, kept))

    discard_revision(actor=OPERATOR, slug=pasar, seen=revision.pk, now=moment())
    files.sweep(known_names(), now=later)
    assert not any(map(default_storage.exists, kept))


def test_a_sweep_reads_the_lists_of_pictures_once(
    pasar: str, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    revision = imported(pasar)
    monkeypatch.setattr(files, "AT_ONCE", 1)

    with django_assert_num_queries(1):
        files.sweep(known_names(), now=moment() + files.LEFT_OVER * 2)

    assert all(default_storage.exists(picture.file) for picture in pictures_of(revision))


def test_another_picture_in_the_place_of_one_is_seen_in_the_record(pasar: str) -> None:
    revision = imported(pasar)
    assert not verify().faults

    Revision.objects.update(pictures=[{**one, "sha256": "0" * 64} for one in revision.pictures])

    assert [fault.how for fault in verify().faults] == [
        "was read from another file than the record says",
        *["its file is not the one that stood in the draft"] * 4,
    ]


def test_a_picture_that_is_gone_or_another_one_is_named(pasar: str) -> None:
    gone, changed, *_others = pictures_of(imported(pasar))
    default_storage.delete(gone.file)
    default_storage.delete(changed.file)
    default_storage.save(changed.file, ContentFile(b"lain"))

    assert [(fault.what, fault.how) for fault in verify().faults] == [
        ("picture 1 of revision 1 of pasar", "its file is gone"),
        ("picture 2 of revision 1 of pasar", "its file is not the one that stood in the draft"),
    ]
