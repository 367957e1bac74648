"""Files through the API: sent ahead, named in a letter, read by those who may."""

from hashlib import sha256
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from consult.accounts.actions import give_token
from consult.accounts.rules import Scope
from consult.discussion.models import Attachment, Submission
from tests.api.clients import V1
from tests.api.discussion.test_submissions import address, letter
from tests.cast import Scene, Someone, moment
from tests.consult.discussion.files import WORDS, sent_file
from tests.consult.platform.uploads import made, pictured
from tests.waiting import do_jobs

pytestmark = pytest.mark.django_db


def token(who: Someone, *scopes: Scope) -> dict[str, str]:
    """The headers of their program."""
    _row, secret = give_token(actor=who.viewer, name="Alat", scopes=scopes or (Scope.READ, Scope.WRITE), now=moment())
    return {"Authorization": f"Bearer {secret}"}


def sends(headers: dict[str, str], scene: Scene, data: bytes = WORDS, *, name: str = "harga.txt", **more: Any) -> Any:
    """Send a file ahead."""
    given = {"file": SimpleUploadedFile(name, data), **more}
    return Client().post(f"{V1}/consultations/{scene.row.slug}/attachments/", given, headers=headers)


def test_a_file_is_sent_ahead_and_named_in_the_letter(lively: Scene, siti: Someone) -> None:
    headers = token(siti)
    file = sends(headers, lively).json()
    assert (file["name"], file["media_type"], file["size"], file["status"]) == ("harga.txt", "text/plain", len(WORDS), "held")

    told = letter(lively, "Lihat daftar.", attachments=[file["id"]])
    answer = Client().post(f"{V1}{address(lively)}", told, content_type="application/json", headers=headers)

    assert answer.status_code == 201
    assert answer.json()["attachments"] == [file]
    do_jobs()
    post = Client().get(f"{V1}/posts/{answer.json()['posts'][0]['id']}/").json()
    assert post["files"] == 1
    assert post["attachments"] == [{**file, "status": "shown"}]
    read = Client().get(f"{V1}/attachments/{file['id']}/")
    assert read.content == WORDS
    assert read.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert read.headers["Content-Disposition"] == 'attachment; filename="harga.txt"'


def test_the_same_key_sends_a_file_once(lively: Scene, siti: Someone) -> None:
    headers = {**token(siti), "Idempotency-Key": "satu"}

    assert sends(headers, lively).json() == sends(headers, lively).json()
    assert sends(headers, lively, b"lain").status_code == 409
    assert Attachment.objects.count() == 1


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "a kind that is not taken": ({"name": "a.svg", "data": b"<svg/>"}, "upload.kind"),
    "another field": ({"lain": "x"}, "input.type"),
    "no file": ({"file": "x"}, "input.type"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_wrong_is_said_by_field(what: str, lively: Scene, siti: Someone) -> None:
    given, code = REFUSED[what]

    answer = sends(token(siti), lively, **given)

    assert answer.status_code in {400, 422}
    assert [(error["field"], error["code"]) for error in answer.json()["errors"]] == [("file", code)]


def test_a_letter_that_names_what_is_not_there_is_refused(lively: Scene, siti: Someone, agus: Someone) -> None:
    foreign = sends(token(agus), lively).json()["id"]
    told = letter(lively, "Lihat daftar.", attachments=[foreign])

    answer = Client().post(f"{V1}{address(lively)}", told, content_type="application/json", headers=token(siti))

    assert [(error["field"], error["code"]) for error in answer.json()["errors"]] == [("attachments", "attachment.gone")]
    assert not Submission.objects.exists()


def test_files_are_sent_by_people_who_may_write_there(lively: Scene, siti: Someone, ratna: Someone) -> None:
    assert sends({}, lively).status_code == 401
    assert sends(token(siti, Scope.READ), lively).status_code == 403
    assert sends(token(ratna), lively).status_code == 403


def test_what_is_not_public_is_not_found(lively: Scene, siti: Someone, agus: Someone) -> None:
    attachment = sent_file(siti, lively, made.png(), name="lapak.png")
    path = f"{V1}/attachments/{attachment.pk}/"

    hidden, missing = Client().get(path), Client().get(path.replace(str(attachment.pk)[:4], "0000"))
    assert hidden.status_code == missing.status_code == 404
    assert hidden.content == missing.content
    assert Client().get(path, headers=token(agus)).status_code == 404
    assert Client().get(path, headers=token(siti)).status_code == 200


def test_who_has_the_file_is_told_that_it_is_the_same(lively: Scene, siti: Someone) -> None:
    path = f"{V1}/attachments/{sent_file(siti, lively).pk}/"

    assert Client().get(path, headers={"If-None-Match": Client().get(path).headers["ETag"]}).status_code == 304


def test_size_and_hash_of_a_photo_are_of_what_everybody_may_take_away(lively: Scene, siti: Someone, budi: Someone) -> None:
    headers = token(siti)
    photo = pictured.saved("JPEG", exif=pictured.exif(6), comment=pictured.SECRET)

    told = sends(headers, lively, photo, name="lapak.jpg").json()
    Client().post(
        f"{V1}{address(lively)}", letter(lively, "Lihat.", attachments=[told["id"]]), content_type="application/json", headers=headers
    )

    kept = Client().get(f"{V1}/attachments/{told['id']}/", headers=headers).content
    assert (told["size"], told["sha256"], told["media_type"]) == (len(kept), sha256(kept).hexdigest(), "image/jpeg")
    assert not pictured.tells(kept)
