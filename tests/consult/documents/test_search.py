"""Finding clauses by their words: of the latest published version only, the same on both databases."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from consult.accounts.viewer import VISITOR
from consult.consultations.models import Consultation
from consult.documents import search
from consult.documents.clause_index import with_words
from consult.documents.models import Revision, Wording
from consult.documents.search import FoundClauses, found_clauses
from consult.errors import NotFound
from consult.platform.search.asking import wanted
from tests.cast import Scene, Someone, moment

pytestmark = [pytest.mark.sqlite, pytest.mark.postgresql]


def ask(question: str, consultation: Consultation | None = None, viewer: Someone | None = None, after: str = "") -> FoundClauses:
    """What is found for a question."""
    who = viewer.viewer if viewer else VISITOR
    return found_clauses(wanted(question), consultation=consultation, viewer=who, now=moment(), after=after)


def labels(found: FoundClauses) -> list[str]:
    """What the clauses are called that were found."""
    return [hit.wording.label for hit in found.hits]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("mengalihkan", ["Pasal 3"]),
        ("kebersihan lapak", ["Pasal 4"]),
        ('"pukul sepuluh"', ["Pasal 5"]),
        ("sampah -pukul", []),
        ("pasal 5", ["Pasal 5"]),
        ("kereta", []),
    ],
)
def test_clauses_are_found_by_label_heading_and_text(lively: Scene, question: str, found: list[str]) -> None:
    assert labels(ask(question)) == labels(ask(question, lively.row)) == found


def test_only_the_latest_published_version_is_searched(lively: Scene) -> None:
    first = Revision.objects.get(document__consultation=lively.row)
    second = newer(first, "Sampah dipilah oleh petugas kereta.")

    assert (labels(ask("sepuluh")), labels(ask("kereta"))) == (["Pasal 5"], [])

    Revision.objects.filter(pk=second.pk).update(status="published", published_at=moment())

    for consultation in (None, lively.row):
        assert (labels(ask("sepuluh", consultation)), labels(ask("kereta", consultation))) == ([], ["Pasal 5"])


def newer(first: Revision, text: str) -> Revision:
    """A second revision that waits, in which Pasal 5 says something else."""
    given: dict[str, Any] = {"language": "id", "format": first.format, "profile": first.profile, "sha256": "0" * 64}
    second = Revision.objects.create(document=first.document, number=2, created_at=moment(), **given)
    wording = Wording.objects.get(revision=first, label="Pasal 5")
    wording.pk, wording.revision, wording.text, wording.parent = uuid4(), second, text, None
    wording._state.adding = True
    Wording.objects.bulk_create(with_words([wording]))
    return second


def test_what_a_viewer_may_not_read_is_not_found(lively: Scene, ratna: Someone) -> None:
    Consultation.objects.filter(pk=lively.row.pk).update(step="draft")
    row = lively.now_is()

    assert labels(ask("dialihkan")) == []
    assert labels(ask("dialihkan", viewer=ratna)) == labels(ask("dialihkan", row, ratna)) == ["Pasal 3"]
    with pytest.raises(NotFound):
        ask("dialihkan", row)


def test_pages_follow_each_other_and_end(lively: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "PAGE", 2)
    whole = labels(replace(ask("lapak"), after=""))

    seen, after = [], ""
    while True:
        found = ask("lapak", after=after)
        seen += labels(found)
        after = found.after
        if not after:
            break

    assert len(seen) == len(set(seen)) == found.count > 2
    assert seen[: len(whole)] == whole


@pytest.mark.parametrize("after", ["x", "-1", "300", "²", "9" * 30])
def test_a_page_that_was_never_given_is_not_found(lively: Scene, after: str) -> None:
    with pytest.raises(NotFound):
        ask("lapak", after=after)


def test_more_than_can_be_weighed_is_said(lively: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MOST", 2)

    found = ask("lapak")

    assert (found.count, found.is_more, len(found.hits)) == (2, True, 2)
