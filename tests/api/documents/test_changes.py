"""What changed between two revisions, over the API; and the publication of the second."""

from typing import Any

import pytest

from consult.discussion.models import PickedProposal
from consult.discussion.rules import Kind, Operation, PickedOutcome, Proposal
from consult.documents.models import ClauseLink, Matching
from consult.documents.queries import open_links
from tests.api.clients import V1, fields, problem, program, stranger
from tests.cast import Scene, Someone, moment, publishes_revision, revises, settles_and_publishes

CHANGES = "/consultations/pasar-ramai/changes/"


def by_label(found: dict[str, Any]) -> dict[tuple[str | None, str | None], dict[str, Any]]:
    """The links by the labels of both ends."""
    return {tuple(end["label"] if end else None for end in (link["old"], link["new"])): link for link in found["links"]}  # type: ignore[misc]


def test_each_clause_that_people_cite_is_linked_with_what_became_of_it(lively: Scene) -> None:
    publishes_revision(lively)

    found = stranger().sees(CHANGES + "?from=1&to=2")

    assert (found["from"], found["to"]) == (1, 2)
    cited = {labels: link["status"] for labels, link in by_label(found).items() if not link["beside"]}
    assert cited == {
        ("Pasal 1", "Pasal 1"): "unchanged",
        ("Pasal 2", "Pasal 2"): "unchanged",
        ("Pasal 3", None): "removed",
        ("Pasal 4", "Pasal 3"): "unchanged",
        ("Pasal 5", "Pasal 4"): "changed",
        (None, "Pasal 5"): "added",
    }
    assert by_label(found)["Pasal 4", "Pasal 3"]["renumbered"]


def test_the_summary_counts_what_people_cite(lively: Scene) -> None:
    publishes_revision(lively)

    summary = stranger().sees(CHANGES)["summary"]

    parted = {"moved": 0, "split": 0, "merged": 0}
    assert summary == {"changed": 1, "added": 1, "removed": 1, "unchanged": 3, "renumbered": 2, **parted}


def test_a_changed_clause_has_a_word_difference(lively: Scene) -> None:
    publishes_revision(lively)

    words = by_label(stranger().sees(CHANGES))["Pasal 5", "Pasal 4"]["difference"]

    assert [one["text"] for one in words if one["side"] == "before"] == ["sepuluh"]
    assert [one["text"] for one in words if one["side"] == "after"] == ["sembilan oleh setiap pedagang"]
    after = "".join(one["text"] for one in words if one["side"] != "before")
    assert after == "Sampah dipilah sebelum pukul sembilan oleh setiap pedagang."


def test_what_is_new_or_gone_is_told_whole_and_what_stayed_not_at_all(lively: Scene) -> None:
    publishes_revision(lively)

    links = by_label(stranger().sees(CHANGES))

    assert {one["side"] for one in links[None, "Pasal 5"]["difference"]} == {"after"}
    assert {one["side"] for one in links["Pasal 3", None]["difference"]} == {"before"}
    assert links["Pasal 4", "Pasal 3"]["difference"] is None


def test_ids_are_those_of_the_document(lively: Scene) -> None:
    publishes_revision(lively)

    link = by_label(stranger().sees(CHANGES))["Pasal 5", "Pasal 4"]

    assert link["old"]["id"] == link["new"]["id"] == str(lively.clause("Pasal 5"))


def test_a_link_that_somebody_confirmed_says_so(lively: Scene) -> None:
    publishes_revision(lively)
    row = ClauseLink.objects.filter(old=lively.clause("Pasal 5")).get()
    ClauseLink.objects.filter(pk=row.pk).update(confirmed_at=None)
    assert not by_label(stranger().sees(CHANGES))["Pasal 5", "Pasal 4"]["confirmed"]

    ClauseLink.objects.filter(pk=row.pk).update(confirmed_at=moment())

    assert by_label(stranger().sees(CHANGES))["Pasal 5", "Pasal 4"]["confirmed"]


def test_posts_on_a_clause_and_its_parts_are_counted(lively: Scene, siti: Someone) -> None:
    siti.posts("Di pasal.", on=lively.clause("Pasal 2"))
    siti.posts("Di ayat.", on=lively.clause("Pasal 2 ayat (2)"))
    siti.posts("Di huruf.", on=lively.clause("Pasal 2 ayat (2) huruf a"))
    publishes_revision(lively)

    assert by_label(stranger().sees(CHANGES))["Pasal 2", "Pasal 2"]["posts"] == 3


def test_proposals_are_named_while_they_are_shown(lively: Scene, siti: Someone, budi: Someone) -> None:
    proposal = Proposal(Operation.REPLACE, "Sampah dipilah sebelum pukul sembilan.")
    post = siti.posts("Lebih pagi.", on=lively.clause("Pasal 5"), kind=Kind.PROPOSAL, proposal=proposal)
    revision = revises(lively)
    PickedProposal.objects.create(revision=revision, post=post, version=post.versions.get(), outcome=PickedOutcome.MERGED)
    settles_and_publishes(lively, revision)
    post.refresh_from_db()

    assert by_label(stranger().sees(CHANGES))["Pasal 5", "Pasal 4"]["proposals"] == [post.number]
    budi.hides(post)
    assert by_label(stranger().sees(CHANGES))["Pasal 5", "Pasal 4"]["proposals"] == []


def test_a_draft_with_one_revision_has_no_links(lively: Scene) -> None:
    found = stranger().sees(CHANGES)

    assert (found["from"], found["to"], found["links"]) == (None, 1, [])


@pytest.mark.parametrize("asked", ["?from=1&to=3", "?from=9", "?to=2147483647"])
def test_a_revision_that_is_not_there_is_not_found(lively: Scene, asked: str) -> None:
    publishes_revision(lively)

    problem(stranger().get(V1 + CHANGES + asked), 404)


def test_a_revision_that_is_not_published_is_not_told(lively: Scene, ratna: Someone) -> None:
    revises(lively)

    problem(stranger().get(f"{V1}{CHANGES}?from=1&to=2"), 404)
    problem(program(ratna).get(f"{V1}{CHANGES}?from=1&to=2"), 404)
    assert stranger().sees(CHANGES)["to"] == 1


@pytest.mark.parametrize("number", ["0", "-1", "1.0", "one", "2147483648", "9" * 5000])
def test_a_number_that_is_none_is_named(lively: Scene, number: str) -> None:
    assert fields(stranger().get(f"{V1}{CHANGES}?from={number}"), 400) == {"from": "input.type"}
    assert fields(stranger().get(f"{V1}{CHANGES}?to={number}"), 400) == {"to": "input.type"}


def test_the_earlier_one_comes_first(lively: Scene) -> None:
    publishes_revision(lively)

    for asked in ("?from=2&to=1", "?from=2", "?from=1&to=1"):
        assert fields(stranger().get(V1 + CHANGES + asked), 422) == {"from": "changes.order"}


def test_who_has_the_answer_already_gets_none(lively: Scene, siti: Someone) -> None:
    publishes_revision(lively)
    tag = stranger().get(V1 + CHANGES)["ETag"]

    assert stranger().get(V1 + CHANGES, headers={"If-None-Match": tag}).status_code == 304
    siti.posts("Baru.", on=lively.clause("Pasal 5"))
    assert stranger().get(V1 + CHANGES, headers={"If-None-Match": tag}).status_code == 200


def test_the_same_few_queries_whatever_is_written(lively: Scene, siti: Someone, django_assert_num_queries: Any) -> None:
    publishes_revision(lively)
    for n in range(3):
        siti.posts(f"Pendapat {n}.", on=lively.clause("Pasal 5"))

    with django_assert_num_queries(6):  # revisions, texts of the consultation, wordings, links, picked proposals, counts
        stranger().get(V1 + CHANGES)


def test_a_revision_with_doubtful_links_is_published_once_they_are_confirmed(lively: Scene, ratna: Someone) -> None:
    client, address = program(ratna), "/consultations/pasar-ramai/revisions/2/publication/"
    revision = revises(lively)
    ClauseLink.objects.filter(revision=revision, old=lively.clause("Pasal 5")).update(doubtful=True, confirmed_at=None)

    assert problem(client.sends(address, key="once"), 409)["code"] == "match.doubtful"
    open_links(revision).update(confirmed_at=moment())
    published = client.sends(address, key="twice")
    assert (published.status_code, published.json()["number"]) == (200, 2)
    assert client.sends(address, key="twice").json() == published.json()
    assert problem(client.sends(address), 409)["code"] == "draft.published"
    assert stranger().sees(CHANGES)["to"] == 2


def test_a_revision_that_was_matched_with_another_text_is_not_published(lively: Scene, ratna: Someone) -> None:
    revision = revises(lively)
    Matching.objects.filter(revision=revision).update(sha256="0" * 64)

    answered = program(ratna).sends("/consultations/pasar-ramai/revisions/2/publication/")

    assert problem(answered, 409)["code"] == "match.stale"


def test_a_conflict_of_a_picked_proposal_is_settled_first(lively: Scene, siti: Someone, ratna: Someone) -> None:
    post = siti.posts("Usul.", on=lively.clause("Pasal 5"), kind=Kind.PROPOSAL, proposal=Proposal(Operation.DELETE, ""))
    revision = revises(lively)
    ClauseLink.objects.filter(revision=revision).update(confirmed_at=moment())
    PickedProposal.objects.create(revision=revision, post=post, version=post.versions.get(), outcome=PickedOutcome.CONFLICT)

    answered = program(ratna).sends("/consultations/pasar-ramai/revisions/2/publication/")

    assert problem(answered, 409)["code"] == "picked.conflict"


def test_only_officials_publish(lively: Scene, siti: Someone, budi: Someone) -> None:
    revises(lively)
    address = "/consultations/pasar-ramai/revisions/2/publication/"

    assert [stranger().sends(address).status_code, *(program(one).sends(address).status_code for one in (siti, budi))] == [401, 403, 403]
