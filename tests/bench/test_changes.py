"""The changes page between two versions of a long regulation: queries, bytes and server time of its first view."""

import time
from http import HTTPStatus
from pathlib import Path
from typing import Final

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from consult.consultations.rules import Moderation
from tests.bench.conftest import Measured
from tests.cast import Scene, Someone, publishes_revision, staged
from tests.frontend.documents.test_weight import sent
from tests.frontend.pages import browser as signed_in
from tests.frontend.test_weight import KB

DOCUMENTS: Final = Path(__file__).resolve().parents[2] / "../shared/data/documents"
OLD: Final = DOCUMENTS / "en-eu-ai-act.com2021.txt"
NEW: Final = DOCUMENTS / "en-eu-ai-act.council2022.txt"
CHANGES: Final = "/k/peraturan/changes/"

pytestmark = [
    pytest.mark.sqlite,
    pytest.mark.django_db,
    pytest.mark.skipif(not OLD.exists(), reason="the documents are not here"),
]


@pytest.fixture
def revised(siti: Someone) -> Scene:
    """Two published versions of a regulation, with a post on it."""
    scene = staged("peraturan", moderation=Moderation.AFTER, officials=[], moderators=[], draft=OLD.read_text())
    siti.posts("Terlalu luas.", on=scene.clause("Article 3"))
    publishes_revision(scene, NEW.read_text(), name="draft.txt")
    opened(signed_in(), "/k/peraturan/")  # what a process does once, as reading its templates
    cache.clear()
    return scene


def test_the_first_view_of_a_long_pair(revised: Scene, siti: Someone, measured: Measured) -> None:
    for who, client in (("for a visitor", signed_in(language="id")), ("signed in", signed_in(siti, language="id"))):
        cache.clear()
        with CaptureQueriesContext(connection) as asked:
            seconds = opened(client, CHANGES)
        measured(f"queries of the changes page, {who}", len(asked), "queries", at_most=8)
        measured(f"seconds of the changes page, nothing kept, {who}", seconds, "s", at_most=1.5)
    measured("HTML of the changes page, packed", sent(signed_in(), CHANGES) / KB, "KB", at_most=50)
    measured("HTML of the changes page side by side, packed", sent(signed_in(), f"{CHANGES}?view=side") / KB, "KB", at_most=50)


def test_what_was_compared_once_is_kept(revised: Scene, measured: Measured) -> None:
    reader = signed_in()
    opened(reader, CHANGES)

    with CaptureQueriesContext(connection) as asked:
        seconds = opened(reader, CHANGES)

    measured("queries of the changes page, kept", len(asked), "queries", at_most=3)
    measured("seconds of the changes page, kept", seconds, "s", at_most=0.5)


def test_all_words_of_a_long_pair_are_compared_soon(revised: Scene, measured: Measured) -> None:
    with CaptureQueriesContext(connection) as asked:
        seconds = opened(Client(), "/api/v1/consultations/peraturan/changes/")

    measured("queries of all changes over the API", len(asked), "queries", at_most=8)
    measured("seconds of all changes over the API", seconds, "s", at_most=3)


def opened(client: Client, address: str) -> float:
    """Ask for it; the seconds until it is there."""
    began = time.perf_counter()
    assert client.get(address).status_code == HTTPStatus.OK
    return time.perf_counter() - began
