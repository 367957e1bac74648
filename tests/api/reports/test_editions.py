"""Editions and open data over the API: frozen once a key, files as they were made, and a bundle that strangers can check."""

import json
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from consult.accounts.rules import Scope
from consult.reports.models import Edition, EditionFile
from tests.api.clients import problem, program, stranger
from tests.cast import Scene, Someone
from tests.consult.record.bundles import verified
from tests.waiting import do_jobs

pytestmark = pytest.mark.django_db

EDITIONS = "/consultations/pasar-ramai/editions/"


@pytest.fixture
def said(lively: Scene, siti: Someone) -> Scene:
    """One contribution."""
    siti.posts("Mohon diperjelas.", on=lively.clause("Pasal 4"))
    return lively


def body(answer: Any) -> bytes:
    """What a streamed answer brings."""
    pieces: Iterable[bytes] = answer.streaming_content
    return b"".join(pieces)


def test_an_official_freezes_once_a_key_and_everybody_reads(said: Scene, ratna: Someone) -> None:
    client = program(ratna, Scope.MANAGE, Scope.READ)

    first, again = (client.sends(EDITIONS, key="sekali") for _ in range(2))

    assert (first.status_code, first.json()) == (201, again.json())
    assert (first.json()["number"], first.json()["whole"], first.json()["files"]) == (1, False, [])
    do_jobs()
    [listed] = stranger().sees(EDITIONS)["results"]
    assert {**listed, "files": [], "whole": False} == first.json()
    assert listed["whole"]
    assert {(file["format"], file["language"]) for file in listed["files"]} >= {("html", "id"), ("csv", "en"), ("json", "id")}
    assert problem(program(ratna, Scope.WRITE).sends(EDITIONS), 403)
    assert problem(client.sends(EDITIONS, {"number": 7}), 400)


def test_a_file_is_given_as_it_was_made_in_the_language_that_is_asked_for(said: Scene, ratna: Someone) -> None:
    id_ = program(ratna).sends(EDITIONS).json()["id"]
    assert problem(stranger().get(f"/api/v1/editions/{id_}.json"), 409)
    do_jobs()

    for language in ("id", "en"):
        answer = stranger().get(f"/api/v1/editions/{id_}.json?language={language}")
        file = EditionFile.objects.get(form="json", language=language)
        assert (answer.status_code, answer.content) == (200, bytes(file.content))
        assert answer["Content-Disposition"] == f'attachment; filename="pasar-ramai-1-{language}.json"'
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert (
            stranger().get(f"/api/v1/editions/{id_}.json?language={language}", headers={"if-none-match": answer["ETag"]}).status_code == 304
        )
    assert stranger().get(f"/api/v1/editions/{id_}.json", headers={"accept-language": "en"}).content == bytes(file.content)
    assert problem(stranger().get(f"/api/v1/editions/{id_}.exe"), 404)
    assert problem(stranger().get("/api/v1/editions/00000000-0000-4000-8000-000000000000.json"), 404)
    assert problem(stranger().get(f"/api/v1/editions/{id_}.json?language=fr"), 400)


def test_the_open_data_can_be_checked_by_whoever_takes_them(said: Scene, ratna: Someone, tmp_path: Path) -> None:
    program(ratna).sends(EDITIONS)
    path = tmp_path / "data.zip"

    answer: Any = stranger().get("/api/v1/consultations/pasar-ramai/open-data.zip")
    path.write_bytes(body(answer))

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/zip")
    assert answer["Content-Disposition"] == 'attachment; filename="pasar-ramai-open-data.zip"'
    head = stranger().sees("/record/pasar-ramai/")["head"]
    assert verified(path, "--head", head)[0] == 0
    with ZipFile(BytesIO(path.read_bytes())) as zipped:
        assert json.loads(zipped.read("edition-1.json"))["number"] == 1


def test_what_holds_nothing_is_refused_with_its_reason(lively: Scene, ratna: Someone) -> None:
    found = problem(program(ratna).sends(EDITIONS), 409)

    assert found["type"].endswith("edition.nothing_received")
    assert not Edition.objects.exists()
