"""The desk's page of proposals: choosing them, the draft that comes of it, and settling what meets."""

from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from consult.discussion.models import PickedProposal, Post
from consult.discussion.rules import Kind, Operation, Proposal
from consult.documents.models import Revision, Wording
from tests.cast import Scene, Someone, publishes_revision, revises, someone
from tests.frontend.pages import browser, page

pytestmark = pytest.mark.django_db

SETTLING = "/proposals/settling/"


def proposes(who: Someone, scene: Scene, label: str, wording: str, operation: Operation = Operation.REPLACE) -> Post:
    return who.posts("Usul saya.", on=scene.clause(label), kind=Kind.PROPOSAL, proposal=Proposal(operation, wording))


def address(scene: Scene) -> str:
    return f"/desk/{scene.row.slug}/proposals/"


def picks(client: Client, scene: Scene, *posts: Post) -> HttpResponse:
    """Marks them on the page, and sends it."""
    form = page(client.get(address(scene))).form(address(scene))
    answer: Any = client.post(address(scene), {**form, "post": [str(post.pk) for post in posts]})
    return answer  # type: ignore[no-any-return]


def test_the_page_shows_each_proposal_beside_its_clause(lively: Scene, ratna: Someone, siti: Someone, agus: Someone) -> None:
    post = proposes(siti, lively, "Pasal 5", "Sampah dipilah sebelum pukul sembilan.")
    proposes(siti, lively, "Pasal 4", "", Operation.DELETE)
    agus.supports(post)

    seen = page(browser(ratna).get(address(lively)))

    assert len(seen.find("input", type="checkbox", name="post")) == 2
    assert seen.words.index("Pasal 4") < seen.words.index("Pasal 5")
    assert "Sampah dipilah sebelum pukul" in seen.words
    assert "1 person agrees" in seen.words
    assert len(seen.find("del")) == len(seen.find("ins")) == 1


def test_what_is_marked_becomes_the_next_draft(lively: Scene, ratna: Someone, siti: Someone) -> None:
    post = proposes(siti, lively, "Pasal 5", "Sampah dipilah sebelum pukul sembilan.")
    client = browser(ratna)

    answer = picks(client, lively, post)

    assert (answer.status_code, answer.headers["Location"]) == (302, f"/desk/{lively.row.slug}/import/")
    assert Wording.objects.get(revision__number=2, clause=lively.clause("Pasal 5")).text == "Sampah dipilah sebelum pukul sembilan."
    assert client.get(answer.headers["Location"]).status_code == 200
    assert f"/desk/{lively.row.slug}/import/" in client.get(address(lively)).content.decode()


def test_what_meets_is_shown_beside_each_other_and_settled(lively: Scene, ratna: Someone, siti: Someone, agus: Someone) -> None:
    nine = proposes(siti, lively, "Pasal 5", "Sampah dipilah sebelum pukul sembilan.")
    noon = proposes(agus, lively, "Pasal 5", "Sampah dipilah sebelum pukul dua belas.")
    client = browser(ratna)

    answer = picks(client, lively, nine, noon)
    seen = page(client.get(answer.headers["Location"]))
    at_import = page(client.get(f"/desk/{lively.row.slug}/import/"))
    form = next(form.fields for form in seen.forms if form.fields.get("picked") == str(PickedProposal.objects.get(post=noon).pk))
    taken = client.post(f"/desk/{lively.row.slug}{SETTLING}", {**form, "take": "1"})

    assert answer.headers["Location"] == address(lively)
    assert "Sampah dipilah sebelum pukul sepuluh." in seen.words
    assert len(seen.find("ins")) == 2
    assert "2 proposals wait to be settled" in at_import.words
    assert taken.status_code == 302
    assert PickedProposal.objects.get(post=nine).outcome == "left"
    assert Wording.objects.get(revision__number=2, clause=lively.clause("Pasal 5")).text == "Sampah dipilah sebelum pukul dua belas."
    assert not page(client.get(address(lively))).find("input", name="picked")


def test_all_of_a_clause_are_left_at_once(lively: Scene, ratna: Someone, siti: Someone, agus: Someone) -> None:
    nine = proposes(siti, lively, "Pasal 5", "Sampah dipilah sebelum pukul sembilan.")
    noon = proposes(agus, lively, "Pasal 5", "Sampah dipilah sebelum pukul dua belas.")
    client = browser(ratna)
    picks(client, lively, nine, noon)

    rows = [str(pk) for pk in PickedProposal.objects.values_list("pk", flat=True)]
    answer = client.post(f"/desk/{lively.row.slug}{SETTLING}", {"picked": rows})

    assert answer.status_code == 302
    assert {one.outcome for one in PickedProposal.objects.all()} == {"left"}
    again = client.post(f"/desk/{lively.row.slug}{SETTLING}", {"picked": rows})
    assert again.status_code == 409


def test_nothing_marked_comes_back_with_what_is_expected(lively: Scene, ratna: Someone, siti: Someone) -> None:
    proposes(siti, lively, "Pasal 5", "Sampah dipilah sebelum pukul sembilan.")

    answer = picks(browser(ratna), lively)

    assert answer.status_code == 400
    assert page(answer).find("div", id="refused")
    assert not Revision.objects.filter(number=2).exists()


def test_a_proposal_that_was_hidden_meanwhile_comes_back_with_the_others_marked(
    lively: Scene, ratna: Someone, siti: Someone, wati: Someone
) -> None:
    hidden = proposes(siti, lively, "Pasal 5", "Sampah dibakar saja.")
    other = proposes(siti, lively, "Pasal 4", "Setiap pedagang menjaga lapaknya.")
    client = browser(ratna)
    form = page(client.get(address(lively))).form(address(lively))
    wati.hides(hidden)

    answer = client.post(address(lively), {**form, "post": [str(hidden.pk), str(other.pk)]})

    assert answer.status_code == 400
    assert [one["value"] for one in page(answer).find("input", name="post", checked="")] == [str(other.pk)]


def test_without_proposals_the_page_says_so(lively: Scene, ratna: Someone) -> None:
    seen = page(browser(ratna).get(address(lively)))

    assert not seen.find("input", name="post")
    assert not seen.find("form", action=address(lively))


def test_a_moderator_reads_and_chooses_nothing(lively: Scene, wati: Someone, siti: Someone) -> None:
    post = proposes(siti, lively, "Pasal 5", "Sampah dipilah sebelum pukul sembilan.")
    client = browser(wati)

    assert not page(client.get(address(lively))).find("input", name="post")
    assert client.post(address(lively), {"post": str(post.pk)}).status_code == 403
    assert browser(siti).get(address(lively)).status_code in {403, 404}


def test_a_draft_that_was_imported_leads_to_its_desk(lively: Scene, ratna: Someone, siti: Someone) -> None:
    proposes(siti, lively, "Pasal 5", "Sampah dipilah sebelum pukul sembilan.")
    revises(lively)

    seen = page(browser(ratna).get(address(lively)))

    assert seen.find("a", href=f"/desk/{lively.row.slug}/import/", class_="button button-line")
    assert not seen.find("input", name="post")


def test_a_proposal_whose_clause_is_gone_is_named_and_not_offered(lively: Scene, ratna: Someone, siti: Someone) -> None:
    gone = proposes(siti, lively, "Pasal 3", "Lapak dapat dialihkan.")
    publishes_revision(lively)

    seen = page(browser(ratna).get(address(lively)))

    assert not seen.find("input", name="post")
    assert seen.find("a", href=f"/k/{lively.row.slug}/posts/{gone.number}/")


def test_the_queries_do_not_grow_with_the_proposals(lively: Scene, ratna: Someone, siti: Someone) -> None:
    client = browser(ratna)

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(address(lively)).status_code == 200
        return len(asked)

    for label in ("Pasal 3", "Pasal 4"):
        proposes(siti, lively, label, f"Bunyi lain dari {label}.")
    queries()
    few = queries()
    for n in range(12):
        proposes(someone(f"Warga{n}"), lively, ("Pasal 3", "Pasal 5", "Pasal 2 ayat (1)")[n % 3], f"Bunyi lain yang ke-{n}.")
    assert queries() == few


def test_the_desk_leads_there(lively: Scene, ratna: Someone) -> None:
    assert page(browser(ratna).get(f"/desk/{lively.row.slug}/")).find("a", href=address(lively))
