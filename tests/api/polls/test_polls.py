"""Polls through the API: asked by an official, voted in once with a receipt, and told to nobody before they are closed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consult.accounts.rules import Scope
from consult.platform.idempotency import OnceKey
from consult.polls.ballots import commitment_of
from consult.polls.models import Ballot, Poll
from tests.api.clients import V1, comparable, fields, problem, program, stranger
from tests.cast import Scene, Someone
from tests.consult.polls.voting import TITLES, asked, closes_poll, crowd, option, prepared, votes
from tests.tables import contents

CODE = "0123456789abcdef" * 2
NOTHING = "00000000-0000-4000-8000-000000000000"
QUESTION = {"title": "Kapan pasar buka?", "kind": "single", "options": [{"title": "Pagi"}, {"title": "Siang"}]}


@pytest.fixture
def poll(lively: Scene, ratna: Someone) -> Poll:
    """When the morning market is to open."""
    return asked(ratna, lively)


def test_an_official_prepares_changes_opens_and_closes_a_poll(lively: Scene, ratna: Someone, siti: Someone) -> None:
    client = program(ratna, Scope.MANAGE, Scope.READ)

    made = client.sends("/consultations/pasar-ramai/polls/", QUESTION)
    path = f"/polls/{made.json()['id']}/"
    assert (made.status_code, made.json()["status"], made.json()["rules_sha256"]) == (201, "draft", None)
    assert stranger().sees("/consultations/pasar-ramai/polls/")["results"] == []
    changed = client.sends(path, {**QUESTION, "title": "Jam berapa pasar buka?"}, method="patch")
    assert changed.json()["title"] == "Jam berapa pasar buka?"
    opened = client.sends(f"{path}opening/")
    assert (opened.status_code, opened.json()["status"], len(opened.json()["rules_sha256"])) == (200, "open", 64)
    assert problem(client.sends(path, QUESTION, method="patch"), 409)
    assert client.sends(f"{path}closing/").json()["status"] == "closed"
    assert [row["id"] for row in stranger().sees("/consultations/pasar-ramai/polls/")["results"]] == [made.json()["id"]]


@pytest.mark.parametrize("given", [{"seats": 1}, {"seats": None, "budget": None}], ids=str)
def test_a_question_may_say_what_is_so_anyway(lively: Scene, ratna: Someone, given: dict[str, object]) -> None:
    assert program(ratna, Scope.MANAGE).sends("/consultations/pasar-ramai/polls/", {**QUESTION, **given}).status_code == 201


def test_what_a_change_leaves_out_stays_and_an_option_that_stays_keeps_its_id(lively: Scene, ratna: Someone) -> None:
    client = program(ratna, Scope.MANAGE, Scope.READ)
    made = client.sends("/consultations/pasar-ramai/polls/", {**QUESTION, "description": "Untuk Pasal 2.", "language": "en"}).json()
    pagi, siang = made["options"]

    path = f"/polls/{made['id']}/"
    titled = client.sends(path, {"title": "Jam berapa?"}, method="patch").json()
    assert titled == {**made, "title": "Jam berapa?"}
    chosen = client.sends(path, {"options": [{"title": "Malam"}, {"title": "Pagi"}]}, method="patch").json()
    assert (chosen["title"], chosen["description"], chosen["options"][1]) == ("Jam berapa?", "Untuk Pasal 2.", pagi)
    assert chosen["options"][0]["id"] not in {pagi["id"], siang["id"]}
    assert fields(client.sends(path, {"options": [{"title": "Pagi"}]}, method="patch"), 422) == {"options": "poll.options"}
    assert fields(client.sends(path, {"title": None}, method="patch"), 400) == {"title": "input.required"}


def test_a_change_that_changes_nothing_writes_nothing(lively: Scene, ratna: Someone) -> None:
    client = program(ratna, Scope.MANAGE, Scope.READ)
    made = client.sends("/consultations/pasar-ramai/polls/", QUESTION).json()
    before = contents()

    for given in (QUESTION, {}, {"title": " Kapan  pasar buka? ", "seats": 1}):
        answer = client.sends(f"/polls/{made['id']}/", given, method="patch")
        assert (answer.status_code, answer.json()) == (200, made)

    after = contents()
    assert {table for table in after if after[table] != before[table]} <= {"consult_token"}  # when it was used last


def test_a_vote_is_put_once_and_the_same_again_gives_the_same_receipt(poll: Poll, siti: Someone) -> None:
    client, path = program(siti), f"/polls/{poll.pk}/ballot/"
    vote = {"code": CODE, "ballot": option(poll, TITLES[0])}

    first, again = client.sends(path, vote, method="put"), client.sends(path, vote, method="put")
    other = client.sends(path, {**vote, "ballot": None}, method="put")

    assert (first.status_code, again.status_code) == (201, 200)
    commitment = commitment_of(str(poll.pk), CODE, f'"{option(poll, TITLES[0])}"')
    assert first.json() == again.json() == {"poll": str(poll.pk), "code": CODE, "commitment": commitment}
    assert problem(other, 409)
    assert "no-store" in first["Cache-Control"]
    assert Ballot.objects.get().pk == commitment
    assert not OnceKey.objects.exists()


def test_a_key_of_the_request_keeps_nothing_of_a_ballot(poll: Poll, siti: Someone) -> None:
    answer = program(siti).sends(f"/polls/{poll.pk}/ballot/", {"code": CODE, "ballot": None}, method="put", key="sekali")

    assert answer.status_code == 201
    assert not OnceKey.objects.exists()


def test_bad_ballots_are_refused_by_field(poll: Poll, siti: Someone) -> None:
    client, path = program(siti), f"/polls/{poll.pk}/ballot/"
    ours = option(poll, TITLES[0])

    for given, status, wrong in (
        ({"ballot": None}, 400, {"code": "input.required"}),
        ({"code": CODE}, 400, {"ballot": "input.required"}),
        ({"code": 7, "ballot": None}, 400, {"code": "input.type"}),
        ({"code": CODE, "ballot": None, "id": 1}, 400, {"id": "input.unknown"}),
        ({"code": CODE.upper(), "ballot": None}, 422, {"code": "ballot.code"}),
        ({"code": CODE, "ballot": "Setiap hari"}, 422, {"ballot": "ballot.option"}),
        ({"code": CODE, "ballot": [ours]}, 422, {"ballot": "ballot.option"}),
        ({"code": CODE, "ballot": {ours: 1}}, 422, {"ballot": "ballot.option"}),
        ({"code": CODE, "ballot": NOTHING}, 422, {"ballot": "ballot.option"}),
    ):
        assert fields(client.sends(path, given, method="put"), status) == wrong
    assert not Ballot.objects.exists()


def test_what_is_wrong_with_a_code_is_said_to_programs_without_talk_of_pages(poll: Poll, siti: Someone, agus: Someone) -> None:
    votes(siti, poll, None, code=CODE)
    path = f"/polls/{poll.pk}/ballot/"

    for code in (CODE.upper(), CODE):
        [error] = problem(program(agus).sends(path, {"code": code, "ballot": None}, method="put"), 422)["errors"]
        assert "Kode tanda terima" in error["message"]
        assert "halaman" not in error["message"]


def test_a_used_code_a_late_vote_and_one_of_the_team_are_refused(poll: Poll, siti: Someone, agus: Someone, ratna: Someone) -> None:
    votes(siti, poll, None, code=CODE)
    path, vote = f"/polls/{poll.pk}/ballot/", {"code": CODE, "ballot": None}

    assert fields(program(agus).sends(path, vote, method="put"), 422) == {"code": "ballot.code_used"}
    assert problem(program(ratna).sends(path, vote, method="put"), 403)
    closes_poll(ratna, poll)
    assert problem(program(agus).sends(path, vote, method="put"), 409)
    assert problem(program(agus, Scope.READ).sends(path, vote, method="put"), 403)


def test_the_result_is_there_once_the_poll_is_closed_and_before_that_as_if_there_were_no_poll(poll: Poll, ratna: Someone) -> None:
    for who, title in zip(crowd(11), [*[TITLES[0]] * 6, *[TITLES[1]] * 4, None], strict=True):
        votes(who, poll, title)
    path = f"/polls/{poll.pk}/result/"
    for client in (stranger(), program(ratna, Scope.READ)):
        assert comparable(client.get(V1 + path)) == comparable(client.get(f"{V1}/polls/{NOTHING}/result/"))
    assert stranger().sees(f"/polls/{poll.pk}/")["taking_part"] == 10

    closes_poll(ratna, poll)

    result = stranger().sees(path)
    assert (result["method"], result["ballots"], result["abstained"], result["winners"]) == ("plurality", 11, 1, [TITLES[0]])
    assert result["rounds"][0]["tallies"] == {TITLES[0]: 6, TITLES[1]: 4, TITLES[2]: 0}
    assert (result["rounds"][0]["exhausted"], result["pairwise"], result["scores"], result["ties"]) == (0, {}, {}, [])
    assert type(result["seconds"]) is int
    assert (result["eligible"], result["taking_part"], result["recomputable"]) == (11, 11, True)
    assert [len(result[name]) for name in ("rules_sha256", "list_sha256", "seed")] == [64, 64, 64]


def test_a_list_of_polls_costs_the_same_for_many(lively: Scene, ratna: Someone) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            stranger().sees("/consultations/pasar-ramai/polls/")
        return len(caught)

    asked(ratna, lively)
    one = queries()
    for _ in range(4):
        asked(ratna, lively)

    assert queries() == one


@pytest.mark.parametrize(
    ("given", "status", "wrong"),
    [
        ({"title": ""}, 400, {"title": "input.required"}),
        ({"kind": "ranking"}, 400, {"kind": "input.choice"}),
        ({"options": "Pagi"}, 400, {"options": "input.type"}),
        ({"options": [{"title": "Pagi", "n": 1}]}, 400, {"options.0.n": "input.unknown"}),
        ({"options": [{"title": "Pagi"}]}, 422, {"options": "poll.options"}),
        ({"options": [{"title": "Pagi"}, {"title": "PAGI"}]}, 422, {"options.1.title": "poll.option_twice"}),
        ({"seats": 2}, 422, {"seats": "poll.seats"}),
        ({"seats": True}, 400, {"seats": "input.type"}),
        ({"seats": 0}, 400, {"seats": "input.type"}),
        ({"budget": 1}, 422, {"budget": "poll.budget"}),
        ({"budget": "1"}, 400, {"budget": "input.type"}),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused_by_field(
    lively: Scene, ratna: Someone, given: dict[str, object], status: int, wrong: dict[str, str]
) -> None:
    answer = program(ratna, Scope.MANAGE).sends("/consultations/pasar-ramai/polls/", {**QUESTION, **given})

    assert fields(answer, status) == wrong
    assert not Poll.objects.exists()


def test_a_prepared_poll_is_thrown_away_by_a_program_and_an_open_one_stays(lively: Scene, ratna: Someone, poll: Poll) -> None:
    coming, client = prepared(ratna, lively), program(ratna, Scope.READ, Scope.MANAGE)

    assert client.sends(f"/polls/{coming.pk}/", None, method="delete").status_code == 204
    assert client.get(f"{V1}/polls/{coming.pk}/").status_code == 404
    refused = client.sends(f"/polls/{poll.pk}/", None, method="delete")
    assert (refused.status_code, refused.json()["type"].rpartition("-")[2]) == (409, "poll.kept")


def test_a_poll_in_preparation_looks_like_one_that_is_not_there(lively: Scene, ratna: Someone, siti: Someone) -> None:
    coming = prepared(ratna, lively)

    for tail, method in (("", "get"), ("result/", "get"), ("ballot/", "put"), ("opening/", "post"), ("closing/", "post")):
        body = {"code": CODE, "ballot": None} if method == "put" else {}
        client = program(siti, Scope.READ, Scope.WRITE, Scope.MANAGE)
        there, nowhere = (
            client.get(f"{V1}/polls/{id_}/{tail}") if method == "get" else client.sends(f"/polls/{id_}/{tail}", body, method=method)
            for id_ in (coming.pk, NOTHING)
        )
        assert comparable(there) == comparable(nowhere), tail
