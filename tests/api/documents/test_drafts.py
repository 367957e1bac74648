"""A draft through the API: sent by an official, read, followed by its job, and refused with the field or line that is wrong."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from consult.accounts.rules import Scope
from consult.accounts.viewer import OPERATOR
from consult.consultations.actions import Details, Text, create_consultation
from consult.consultations.rules import TeamRole
from consult.documents.models import Revision
from tests.api.clients import V1
from tests.api.discussion.test_attachments import token
from tests.cast import DRAFT, Someone, moment
from tests.consult.management.test_commands import DOUBTFUL

pytestmark = pytest.mark.django_db


@pytest.fixture
def pasar(ratna: Someone) -> str:
    """A consultation without a draft."""
    team = {TeamRole.OFFICIAL: [ratna.email]}
    return create_consultation(actor=OPERATOR, slug="pasar", texts=[Text("id", "Pasar")], details=Details(), team=team, now=moment()).slug


def sends(headers: dict[str, str], data: bytes = DRAFT.encode(), *, name: str = "rancangan.txt", **more: Any) -> Any:
    """Send a file with a draft."""
    given = {"file": SimpleUploadedFile(name, data), "consultation": "pasar", **more}
    return Client().post(f"{V1}/drafts/", given, headers=headers)


def test_an_official_sends_a_draft_and_follows_its_job(pasar: str, ratna: Someone) -> None:
    headers = token(ratna, Scope.MANAGE, Scope.READ)

    answer = sends(headers, title="Pasar pagi")

    revision = Revision.objects.get()
    assert answer.status_code == 202
    job = answer.json()
    assert (job["id"], job["status"], job["revision"]) == (str(revision.pk), "done", 1)
    assert (job["sha256"], job["clauses"]) == (revision.sha256, revision.wordings.count())
    assert Client().get(f"{V1}/jobs/{job['id']}/", headers=headers).json() == job
    published = Client().post(f"{V1}/consultations/pasar/revisions/1/publication/", {}, content_type="application/json", headers=headers)
    assert published.status_code == 200


def publishes(headers: dict[str, str], number: int) -> Any:
    """Make a version public."""
    return Client().post(f"{V1}/consultations/pasar/revisions/{number}/publication/", {}, content_type="application/json", headers=headers)


def test_the_next_version_tells_its_doubtful_links_and_is_not_published_with_them(pasar: str, ratna: Someone) -> None:
    headers = token(ratna, Scope.MANAGE, Scope.READ)
    sends(headers)
    publishes(headers, 1)

    job = sends(headers, DOUBTFUL.encode()).json()
    refused = publishes(headers, 2)

    assert (job["revision"], job["doubtful_links"]) == (2, 1)
    assert (refused.status_code, refused.json()["type"].partition("#problem-")[2]) == (409, "match.doubtful")
    assert Revision.objects.get(number=2).status == "draft"


def test_a_correction_and_another_text_are_asked_for_by_name(pasar: str, ratna: Someone) -> None:
    headers = token(ratna, Scope.MANAGE, Scope.READ)
    sends(headers)
    publishes(headers, 1)

    assert sends(headers, DOUBTFUL.encode(), kind="correction").json()["errors"][0]["code"] == "draft.not_a_slip"
    assert sends(headers, b"Pasal 1\nAir sumur dibagi bergiliran.\n").json()["errors"][0]["code"] == "draft.another_text"
    assert sends(headers, DRAFT.encode(), kind="colour").status_code == 400
    assert sends(headers, DRAFT.replace("sepuluh", "sepuluh pagi").encode(), kind="correction").json()["doubtful_links"] == 0
    assert publishes(headers, 2).status_code == 200
    assert sends(headers, b"Pasal 1\nAir sumur dibagi bergiliran.\n", is_another_text="true").status_code == 202


def test_the_same_key_sends_it_once(pasar: str, ratna: Someone) -> None:
    headers = {**token(ratna, Scope.MANAGE), "Idempotency-Key": "satu"}

    assert sends(headers).json() == sends(headers).json()
    assert sends(headers, b"Pasal 1\nLain.\n").status_code == 409


@pytest.mark.parametrize(
    ("given", "status", "field"),
    [
        ({"data": b"Pasal 1\nKaf\xe9\n"}, 422, "file"),
        ({"data": b""}, 422, "file"),
        ({"data": b"%PDF-1.7", "name": "rancangan.txt"}, 422, "file"),
        ({"profile": "klingon"}, 422, "profile"),
        ({"colour": "red"}, 400, "colour"),
        ({"consultation": "nowhere"}, 404, None),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_left(
    pasar: str, ratna: Someone, given: dict[str, Any], status: int, field: str | None
) -> None:
    answer = sends(token(ratna, Scope.MANAGE), **given)

    assert answer.status_code == status
    assert [error["field"] for error in answer.json().get("errors", [])] == ([field] if field else [])
    assert not Revision.objects.exists()


def test_without_the_scope_nothing_is_taken_and_strangers_see_no_job(pasar: str, ratna: Someone, siti: Someone) -> None:
    assert sends(token(ratna)).status_code == 403
    job = sends(token(ratna, Scope.MANAGE)).json()

    for headers in ({}, token(siti)):
        assert Client().get(f"{V1}/jobs/{job['id']}/", headers=headers).status_code == 404
