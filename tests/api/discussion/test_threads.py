"""Threads over the API: listing, opening, closing, opening again; and the posts of one kind."""

from uuid import uuid4

from consult.accounts.rules import Scope
from consult.discussion.models import Thread
from consult.discussion.rules import Kind, Operation, Proposal, ThreadKind
from tests.api.clients import comparable, fields, problem, program, stranger
from tests.cast import NOTICE, Scene, Someone


def places(scene: Scene) -> list[str]:
    """Two clauses."""
    return [str(scene.clause("Pasal 3")), str(scene.clause("Pasal 5"))]


def test_the_list_holds_the_general_thread_and_those_over_several_clauses(lively: Scene, budi: Someone) -> None:
    thread = budi.opens_thread("Lapak dan sampah", over=[lively.clause("Pasal 3"), lively.clause("Pasal 5")], at=lively)

    general, several = stranger().sees(f"/consultations/{lively.row.slug}/threads/")["results"]

    assert (general["kind"], general["title"], general["clauses"], general["status"]) == ("general", None, [], "open")
    assert (several["id"], several["title"], several["clauses"]) == (str(thread.pk), "Lapak dan sampah", places(lively))
    assert several["counts"] == {"support": 0, "oppose": 0, "mixed": 0, "neutral": 0, "total": 0, "stanced": 0}


def test_a_moderator_opens_a_thread_once_under_one_key(lively: Scene, budi: Someone) -> None:
    client, path = program(budi), f"/consultations/{lively.row.slug}/threads/"
    said = {"title": "Lapak dan sampah", "clauses": places(lively)}

    first, again = (client.sends(path, said, key="utas-1") for _ in range(2))

    assert (first.status_code, again.status_code, first.json()) == (201, 201, again.json())
    assert first.json() == stranger().sees(f"/threads/{first.json()['id']}/")
    assert Thread.objects.filter(kind=ThreadKind.SEVERAL).count() == 1


def test_what_is_wrong_with_a_thread_is_named_by_field(lively: Scene, budi: Someone) -> None:
    client, path = program(budi), f"/consultations/{lively.row.slug}/threads/"

    assert fields(client.sends(path, {"title": "Lapak"}), 400) == {"clauses": "input.required"}
    assert fields(client.sends(path, {"title": "Lapak", "clauses": "semua"}), 400) == {"clauses": "input.type"}
    assert fields(client.sends(path, {"title": "Lapak", "clauses": ["x"]}), 400) == {"clauses.0": "input.type"}
    assert fields(client.sends(path, {"title": "Lapak", "clauses": places(lively)[:1]}), 422) == {"clauses": "thread.clauses"}
    assert fields(client.sends(path, {"title": " ", "clauses": places(lively)}), 422) == {"title": "thread.title"}
    assert fields(client.sends(path, {"title": "L", "clauses": places(lively), "kind": "general"}), 400) == {"kind": "input.unknown"}


def test_a_closed_thread_says_so_and_refuses_posts_with_why(lively: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts("Perlu atap.", on=lively.clause("Pasal 3"))
    moderator, path = program(budi), f"/threads/{post.thread_id}/"

    closed = moderator.sends(f"{path}locking/", {"notice": NOTICE})
    refused = program(siti).sends(f"/clauses/{lively.clause('Pasal 3')}/posts/", {"text": "Satu lagi."})

    assert closed.status_code == 200
    assert (closed.json()["status"], closed.json()["notice"], closed.json()["locked_at"][-1]) == ("locked", NOTICE, "Z")
    assert NOTICE in problem(refused, 409)["detail"]
    assert problem(moderator.sends(f"{path}locking/", {"notice": NOTICE}), 409)
    assert moderator.sends(f"{path}unlocking/").json() == stranger().sees(path)
    assert stranger().sees(path)["notice"] is None


def test_closing_without_a_reason_is_refused_naming_the_field(lively: Scene, budi: Someone) -> None:
    path = f"/threads/{Thread.objects.filter(consultation=lively.row)[0].pk}/locking/"

    assert fields(program(budi).sends(path, {}), 400) == {"notice": "input.required"}
    assert fields(program(budi).sends(path, {"notice": "Singkat"}), 422) == {"notice": "thread.notice"}


def test_a_token_needs_the_scope_of_moderators(lively: Scene, budi: Someone) -> None:
    client = program(budi, Scope.READ, Scope.WRITE)

    assert problem(client.sends(f"/consultations/{lively.row.slug}/threads/", {"title": "L", "clauses": places(lively)}), 403)


def test_a_thread_in_preparation_and_one_that_is_not_there_answer_alike(hidden: Scene, siti: Someone) -> None:
    thread = Thread.objects.filter(consultation=hidden.row)[0]
    client = program(siti)

    for end in ("", "posts/", "events/"):
        there, nowhere = (client.get(f"/api/v1/threads/{id_}/{end}") for id_ in (thread.pk, uuid4()))
        assert there.status_code == 404
        assert comparable(there) == comparable(nowhere)
    there, nowhere = (client.sends(f"/threads/{id_}/locking/", {"notice": NOTICE}) for id_ in (thread.pk, uuid4()))
    assert comparable(there) == comparable(nowhere)


def test_a_proposal_and_a_quote_in_the_general_thread_are_refused_by_field(lively: Scene, siti: Someone) -> None:
    client, path = program(siti), f"/threads/{Thread.objects.get(consultation=lively.row, kind=ThreadKind.GENERAL).pk}/posts/"
    proposal = {"operation": "replace", "wording": "Bunyi baru."}

    assert fields(client.sends(path, {"text": "U", "kind": "proposal", "proposal": proposal}), 422) == {"proposal": "post.proposal_place"}
    assert fields(client.sends(path, {"text": "K", "quote": {"exact": "Lapak"}}), 422) == {"quote": "post.quote_place"}
    assert client.sends(path, {"text": "Keseluruhannya baik."}).json()["clause"] is None


def test_the_posts_of_a_clause_are_narrowed_to_one_kind(lively: Scene, siti: Someone) -> None:
    clause = lively.clause("Pasal 3")
    siti.posts("Perlu atap.", on=clause)
    proposal = siti.posts("Usul.", on=clause, kind=Kind.PROPOSAL, proposal=Proposal(Operation.DELETE))

    rows = stranger().sees(f"/clauses/{clause}/posts/?kind=proposal")["results"]

    assert [row["id"] for row in rows] == [str(proposal.pk)]
    assert fields(stranger().get(f"/api/v1/clauses/{clause}/posts/?kind=usul"), 400) == {"kind": "input.choice"}
