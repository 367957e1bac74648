"""The queue and decisions."""

from typing import Any

import pytest

from api.moderation.decisions import DecisionOut
from api.moderation.queue import WaitingOut
from api.paging import Pages
from consult.accounts.rules import Scope
from consult.discussion.models import Post
from consult.moderation.models import Decision
from tests.api.clients import V1, fields, problem, program, stranger
from tests.cast import Scene, Someone

TEXT = "Pasal 4 memberatkan pedagang kecil."
QUEUE = "/moderation/pasar-pagi/queue/"
PUBLISH = {"decision": "publish", "rule": 1, "reason": "Sesuai aturan diskusi."}
HIDE = {"decision": "hide", "rule": 2, "reason": "Memuat nomor telepon."}


def test_the_queue_holds_what_waits_oldest_first_with_its_words(consultation: Scene, siti: Someone, agus: Someone, budi: Someone) -> None:
    first = siti.posts("Hubungi saya di 0812-3456-7890.", on=consultation.clause("Pasal 4"))
    second = agus.posts(TEXT, on=consultation.clause("Pasal 5"))

    rows = program(budi, Scope.MODERATE).sees(QUEUE)["results"]

    assert [(row["id"], row["version"], row["status"]) for row in rows] == [(str(first.pk), 1, "held"), (str(second.pk), 1, "held")]
    assert rows[1]["text"] == TEXT
    assert [signal["code"] for signal in rows[0]["signals"]] != []
    assert set(rows[0]) == set(WaitingOut().fields)
    assert "Siti" not in str(rows)


def test_the_queue_is_for_the_team_and_nobody_else(consultation: Scene, siti: Someone, budi: Someone, ratna: Someone) -> None:
    for one in (budi, ratna):
        assert program(one).sees(QUEUE)["results"] == []
    assert problem(program(siti).get(V1 + QUEUE), 403)["code"] == "not_allowed"
    assert problem(stranger().get(V1 + QUEUE), 401)["code"] == "request.sign_in"


def test_the_queue_comes_in_pages_and_takes_the_same_few_queries(
    consultation: Scene, siti: Someone, budi: Someone, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    monkeypatch.setattr(Pages, "page_size", 3)
    posts = [siti.posts(f"{TEXT} {number}", on=consultation.clause("Pasal 4")) for number in range(5)]
    client = program(budi)

    with django_assert_num_queries(5):  # token, consultation, its texts, role, versions
        first = client.get(V1 + QUEUE).json()
    second = client.get(first["next"]).json()

    assert [row["id"] for row in first["results"] + second["results"]] == [str(post.pk) for post in posts]


def test_a_moderator_publishes_and_everybody_can_read_it(consultation: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts(TEXT, on=consultation.clause("Pasal 4"))

    answered = program(budi, Scope.MODERATE).sends(f"/posts/{post.pk}/decisions/", {**PUBLISH, "seen": "held", "version": 1})

    decided = answered.json()
    assert (answered.status_code, decided["status"], decided["rule"], decided["reverses"]) == (201, "shown", 1, None)
    assert set(decided) == set(DecisionOut().fields)
    assert stranger().sees(f"/posts/{post.pk}/")["text"] == TEXT


def test_hiding_and_restoring_name_what_they_take_back(lively: Scene, siti: Someone, budi: Someone) -> None:
    post, client = siti.posts(TEXT, on=lively.clause("Pasal 4")), program(budi)

    hidden = client.sends(f"/posts/{post.pk}/decisions/", HIDE).json()
    restored = client.sends(f"/posts/{post.pk}/decisions/", {**HIDE, "decision": "restore"}).json()

    assert (hidden["status"], restored["status"], restored["reverses"]) == ("hidden", "shown", hidden["id"])


def test_the_second_of_two_moderators_is_told_who_was_first(consultation: Scene, siti: Someone, budi: Someone, wati: Someone) -> None:
    post = siti.posts(TEXT, on=consultation.clause("Pasal 4"))
    program(budi).sends(f"/posts/{post.pk}/decisions/", {**PUBLISH, "seen": "held"})

    late = problem(program(wati).sends(f"/posts/{post.pk}/decisions/", {**HIDE, "seen": "held"}), 409)

    assert late["code"] == "decision.first"
    assert "Budi" in late["detail"]
    assert Decision.objects.count() == 1


def test_a_decision_sent_twice_under_one_key_is_taken_once(consultation: Scene, siti: Someone, budi: Someone) -> None:
    post, client = siti.posts(TEXT, on=consultation.clause("Pasal 4")), program(budi)

    first, again = (client.sends(f"/posts/{post.pk}/decisions/", PUBLISH, key="decide-1") for _ in range(2))

    assert (first.status_code, first.json()) == (201, again.json())
    assert Decision.objects.count() == 1


@pytest.mark.parametrize(
    ("body", "status", "named"),
    [
        ({}, 400, {"decision": "input.required", "rule": "input.required", "reason": "input.required"}),
        ({**PUBLISH, "decision": "delete"}, 400, {"decision": "input.choice"}),
        ({**PUBLISH, "rule": "1"}, 400, {"rule": "input.type"}),
        ({**PUBLISH, "rule": True}, 400, {"rule": "input.type"}),
        ({**PUBLISH, "rule": 2**31}, 400, {"rule": "input.type"}),
        ({**PUBLISH, "seen": "seen"}, 400, {"seen": "input.choice"}),
        ({**PUBLISH, "by": "Wati"}, 400, {"by": "input.unknown"}),
        ({**PUBLISH, "rule": 99}, 422, {"rule": "decision.rule"}),
        ({**PUBLISH, "reason": "Singkat"}, 422, {"reason": "decision.reason"}),
        ({**PUBLISH, "reason": "x" * 2_001}, 422, {"reason": "decision.reason_too_long"}),
    ],
)
def test_a_decision_that_does_not_do_names_its_fields(
    consultation: Scene, siti: Someone, budi: Someone, body: object, status: int, named: dict[str, str]
) -> None:
    post = siti.posts(TEXT, on=consultation.clause("Pasal 4"))

    assert fields(program(budi).sends(f"/posts/{post.pk}/decisions/", body), status) == named
    assert Post.objects.get().status == "held"


@pytest.mark.parametrize(
    ("body", "code"), [({**PUBLISH, "seen": "hidden"}, "decision.stale"), ({**PUBLISH, "decision": "restore"}, "decision.no_step")]
)
def test_a_decision_on_another_status_than_the_one_seen_is_a_conflict(
    consultation: Scene, siti: Someone, budi: Someone, body: object, code: str
) -> None:
    post = siti.posts(TEXT, on=consultation.clause("Pasal 4"))

    assert problem(program(budi).sends(f"/posts/{post.pk}/decisions/", body), 409)["code"] == code


def test_a_version_that_a_post_never_had_is_not_found(consultation: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts(TEXT, on=consultation.clause("Pasal 4"))

    problem(program(budi).sends(f"/posts/{post.pk}/decisions/", {**PUBLISH, "version": 2}), 404)


def test_neither_author_nor_official_nor_stranger_decides(
    consultation: Scene, siti: Someone, agus: Someone, ratna: Someone, budi: Someone
) -> None:
    post = siti.posts(TEXT, on=consultation.clause("Pasal 4"))
    address = f"/posts/{post.pk}/decisions/"
    problem(program(agus).sends(address, PUBLISH), 404)
    problem(stranger().sends(address, PUBLISH), 401)
    for one in (siti, ratna):
        assert program(one).sends(address, PUBLISH).status_code in {403, 404}
    budi.publishes(post)

    assert problem(program(agus).sends(address, HIDE), 403)["code"] == "not_allowed"
    assert problem(stranger().sends(address, HIDE), 401)["code"] == "request.sign_in"


def test_a_program_hides_an_earlier_version_and_the_post_stays_public(lively: Scene, siti: Someone, agus: Someone, budi: Someone) -> None:
    post = siti.posts(TEXT, on=lively.clause("Pasal 4"))
    siti.edits(post, text="Lapak perlu atap.")
    path = f"/posts/{post.pk}/decisions/"

    assert problem(program(agus).sends(path, {**HIDE, "version": 1}), 403)["code"] == "not_allowed"
    answer = program(budi).sends(path, {**HIDE, "version": 1})

    assert (answer.status_code, answer.json()["status"]) == (201, "hidden")
    assert Post.objects.get(pk=post.pk).status == "shown"
