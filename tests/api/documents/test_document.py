"""The draft as a tree, and its publication."""

from typing import Any

import pytest

from consult.accounts.viewer import OPERATOR
from consult.consultations.actions import Details, Text, create_consultation, open_consultation
from consult.consultations.rules import TeamRole
from consult.discussion.queries.posts import thread_ids
from consult.discussion.rules import Stance
from consult.documents.actions import import_draft
from consult.documents.models import Revision, Wording
from tests.api.clients import V1, fields, problem, program, stranger
from tests.cast import DRAFT, Scene, Someone, moment


def flat(clauses: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The tree in reading order."""
    return [each for clause in clauses for each in (clause, *flat(clause["children"]))]


def test_the_tree_holds_every_clause_in_reading_order_below_its_parent(consultation: Scene) -> None:
    found = stranger().sees("/consultations/pasar-pagi/document/")

    wordings = list(Wording.objects.order_by("position"))
    assert [clause["id"] for clause in flat(found["clauses"])] == [str(wording.clause_id) for wording in wordings]
    article = next(clause for clause in flat(found["clauses"]) if clause["label"] == "Pasal 2")
    assert [child["label"] for child in article["children"]] == ["Pasal 2 ayat (1)", "Pasal 2 ayat (2)"]
    assert [child["number"] for child in article["children"][1]["children"]] == ["a", "b"]


def test_a_clause_has_its_own_text_its_thread_and_its_counts(consultation: Scene) -> None:
    clause = consultation.clause("Pasal 4")
    found = next(each for each in flat(stranger().sees("/consultations/pasar-pagi/document/")["clauses"]) if each["id"] == str(clause))

    assert found["text"] == "Setiap pedagang menjaga kebersihan lapaknya."
    assert (found["kind"], found["part"]) == ("pasal", "body")
    assert found["thread"] == str(thread_ids([clause])[clause])
    assert found["counts"] == {"support": 0, "oppose": 0, "mixed": 0, "neutral": 0, "total": 0, "stanced": 0}


def test_the_counts_are_of_what_is_shown_and_of_nothing_else(lively: Scene, siti: Someone, agus: Someone, budi: Someone) -> None:
    clause = lively.clause("Pasal 4")
    post = siti.posts("Setuju sekali.", on=clause, stance=Stance.SUPPORT)
    budi.hides(agus.posts("Tidak setuju.", on=clause, stance=Stance.OPPOSE), reason="Memuat nomor telepon.")
    agus.replies("Mengapa?", to=post)

    tree = flat(stranger().sees("/consultations/pasar-ramai/document/")["clauses"])

    counts = next(each["counts"] for each in tree if each["id"] == str(clause))
    assert counts == {"support": 1, "oppose": 0, "mixed": 0, "neutral": 0, "total": 2, "stanced": 1}


def test_the_revision_and_its_hash_are_those_that_were_published(consultation: Scene) -> None:
    found = stranger().sees("/consultations/pasar-pagi/document/?revision=1")

    revision = Revision.objects.get()
    assert (found["revision"], found["sha256"]) == (1, revision.sha256)


@pytest.mark.parametrize("number", ["2", "2147483647"])
def test_a_revision_that_was_not_published_is_not_found(consultation: Scene, number: str) -> None:
    problem(stranger().get(f"{V1}/consultations/pasar-pagi/document/?revision={number}"), 404)


@pytest.mark.parametrize("number", ["0", "-1", "1.0", "one", "2147483648", "9" * 5000])
def test_a_revision_that_is_no_number_is_named(consultation: Scene, number: str) -> None:
    answered = stranger().get(f"{V1}/consultations/pasar-pagi/document/?revision={number}")

    assert fields(answered, 400) == {"revision": "input.type"}


def test_the_whole_draft_takes_the_same_few_queries(consultation: Scene, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(6):  # consultation, its texts, revision, wordings, threads, counts
        stranger().get(V1 + "/consultations/pasar-pagi/document/")


@pytest.fixture
def imported(ratna: Someone) -> Revision:
    """A draft that lies there unpublished."""
    texts, team = [Text("id", "Pasar pagi")], {TeamRole.OFFICIAL: [ratna.email]}
    create_consultation(actor=OPERATOR, slug="pasar-baru", texts=texts, details=Details(), team=team, now=moment())
    return import_draft(actor=OPERATOR, slug="pasar-baru", data=DRAFT.encode(), name="a.txt", title="", profile="auto", now=moment())


def test_an_official_publishes_a_revision_and_a_second_time_is_a_conflict(imported: Revision, ratna: Someone) -> None:
    client, address = program(ratna), "/consultations/pasar-baru/revisions/1/publication/"

    published = client.sends(address, key="publish")
    assert (published.status_code, published.json()["sha256"]) == (200, imported.sha256)
    assert client.sends(address, key="publish").json() == published.json()
    assert problem(client.sends(address), 409)["code"] == "draft.published"
    open_consultation(actor=OPERATOR, slug="pasar-baru", closes_at=None, now=moment())
    assert stranger().sees("/consultations/pasar-baru/document/")["revision"] == 1


def test_an_unpublished_draft_is_not_even_read_by_its_team(imported: Revision, ratna: Someone) -> None:
    problem(program(ratna).get(V1 + "/consultations/pasar-baru/document/"), 404)


@pytest.mark.parametrize("number", ["2", "0", "99999999999999999999", "9" * 5000])
def test_a_revision_that_is_not_there_cannot_be_published(imported: Revision, ratna: Someone, number: str) -> None:
    problem(program(ratna).sends(f"/consultations/pasar-baru/revisions/{number}/publication/"), 404)
