"""The hostile files through the forms that take files: refused with a page or kept; never a 500, nothing elsewhere, no connection."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from consult.accounts.viewer import OPERATOR
from consult.consultations.actions import Details, Text, create_consultation
from consult.consultations.rules import TeamRole
from consult.discussion.models import Attachment
from consult.documents.models import Paper, Revision
from consult.platform import files
from tests.cast import Scene, Someone, moment
from tests.consult.discussion.letters import adds, said
from tests.consult.platform.uploads.test_hostile import CASES, EXPECTED, HOSTILE, LET_IN
from tests.frontend.pages import browser, page
from tests.waiting import do_jobs

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.sqlite,  # what becomes of a file is no matter of the database
    pytest.mark.skipif(not CASES, reason="the hostile files lie beside the project"),
]

PATIENCE = 20.0  # seconds; the gate has limits of its own, on a machine that has other work too this only sees what hangs


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all of them."""
    folder = tmp_path_factory.mktemp("hostile")
    subprocess.run([sys.executable, HOSTILE / "make_hostile_files.py", folder], check=True)
    return folder


@pytest.fixture
def empty(ratna: Someone) -> str:
    """A consultation without a draft; its short name."""
    now, team = moment(), {TeamRole.OFFICIAL: [ratna.email]}
    return create_consultation(actor=OPERATOR, slug="kosong", texts=[Text("id", "Pasar")], details=Details(), team=team, now=now).slug


@pytest.fixture
def cut_off(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """No net but the database's own, and an empty folder to stand in."""
    truly = socket.socket.connect

    def refused(self: socket.socket, address: Any) -> Any:
        if self.family != socket.AF_UNIX and address[1] in {9, 80, 443}:
            raise AssertionError(f"something reached for {address}")
        return truly(self, address)

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.chdir(tmp_path)
    yield
    assert list(tmp_path.iterdir()) == []
    assert not [path for path in ("/tmp/hostile-slip.txt", "/tmp/hostile-abs.txt", "/hostile-mid.txt") if Path(path).exists()]


def kept() -> int:
    """How many files lie in the storage."""
    return len(list(files.all_names()))


def sends(client: Client, path: str, form: dict[str, Any], made: Path, name: str, field: str) -> Any:
    """One of them in a form, from a client that would see a fault of ours."""
    client.raise_request_exception = False
    began = monotonic()
    answer = client.post(path, {**form, field: SimpleUploadedFile(name, (made / name).read_bytes())})
    assert monotonic() - began < PATIENCE
    assert answer.status_code < 500
    return answer


@pytest.mark.parametrize("name", EXPECTED)
def test_a_hostile_file_is_no_attachment_or_a_harmless_one(name: str, lively: Scene, siti: Someone, made: Path, cut_off: None) -> None:
    draft = adds(siti, said("Lihat berkas.", on=lively.clause("Pasal 3"))).draft
    client, path, before = browser(siti), f"/k/{lively.row.slug}/letter/", kept()
    form = {**page(client.get(path)).form("/letter/"), "send": "1"}

    answer = sends(client, path, form, made, name, "attachments")

    if EXPECTED[name][1] != LET_IN:
        assert answer.status_code == 400
        assert (draft.attachments.count(), kept()) == (0, before)
        assert name in page(answer).words
        return
    do_jobs()
    attachment = Attachment.objects.get()
    assert default_storage.exists(attachment.file)
    file = client.get(f"/k/{lively.row.slug}/attachments/{attachment.pk}/")
    assert file.content == (made / name).read_bytes()
    assert file.headers["Content-Security-Policy"].startswith("sandbox")
    assert not file.headers["Content-Type"].startswith(("text/html", "image/svg", "application/xml"))
    assert client.get(f"/desk/{lively.row.slug}/queue/").status_code == 403


@pytest.mark.parametrize("name", EXPECTED)
def test_a_hostile_file_is_no_supporting_document_or_a_harmless_one(
    name: str, lively: Scene, ratna: Someone, made: Path, cut_off: None
) -> None:
    client, path, before = browser(ratna), f"/desk/{lively.row.slug}/supporting/", kept()
    form = {"title": "Kajian", "kind": "other", "language": "id"}

    answer = sends(client, path, form, made, name, "file")

    assert answer.status_code in {302, 400}
    assert Paper.objects.count() == kept() - before == (answer.status_code == 302)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_hostile_file_is_no_draft_or_a_harmless_one(name: str, empty: str, ratna: Someone, made: Path, cut_off: None) -> None:
    client, path = browser(ratna), f"/desk/{empty}/import/"

    answer = sends(client, path, {"profile": "auto"}, made, name, "file")

    assert answer.status_code in {302, 400}
    assert Revision.objects.count() == (answer.status_code == 302)
    if answer.status_code == 302:
        shown = client.get(path)
        assert shown.status_code == 200
        assert b"/etc/passwd" not in shown.content or b"root:" not in shown.content
