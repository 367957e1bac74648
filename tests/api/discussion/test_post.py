"""One post: who sees what of it, its editing and its withdrawal."""

from typing import Any

import pytest

from api.discussion.post import PostWithFilesOut
from api.discussion.posts_json import PlacedPostOut
from consult.discussion.models import Post, PostVersion
from tests.api.clients import V1, comparable, fields, problem, program, stranger
from tests.cast import Scene, Someone, closes

TEXT = "Pasal 4 memberatkan pedagang kecil."
NOTHING = "00000000-0000-4000-8000-000000000000"


def test_a_held_post_is_there_for_its_author_and_the_team_alone(
    consultation: Scene, siti: Someone, agus: Someone, budi: Someone, ratna: Someone
) -> None:
    post = siti.posts(TEXT, on=consultation.clause("Pasal 4"))

    for one in (siti, budi, ratna):
        assert program(one).sees(f"/posts/{post.pk}/")["text"] == TEXT
    for client in (stranger(), program(agus)):
        there, nowhere = client.get(f"{V1}/posts/{post.pk}/"), client.get(f"{V1}/posts/{NOTHING}/")
        assert comparable(there) == comparable(nowhere)
        assert problem(there, 404)


def test_everybody_sees_a_shown_post_and_only_some_its_versions(lively: Scene, siti: Someone, agus: Someone, budi: Someone) -> None:
    post = siti.posts(TEXT, on=lively.clause("Pasal 4"))

    for client in (stranger(), program(agus)):
        assert set(client.sees(f"/posts/{post.pk}/")) == {*PlacedPostOut().fields, "attachments"}
    for one in (siti, budi):
        assert set(program(one).sees(f"/posts/{post.pk}/")) == set(PostWithFilesOut().fields)


def test_the_reason_of_a_decision_is_read_by_author_and_team(
    lively: Scene, siti: Someone, agus: Someone, budi: Someone, wati: Someone
) -> None:
    post = siti.posts(TEXT, on=lively.clause("Pasal 4"))
    budi.hides(post, rule=2, reason="Memuat nomor telepon.")

    for one in (siti, wati):
        whole = program(one).sees(f"/posts/{post.pk}/")
        assert (whole["status"], whole["rule"], whole["text"]) == ("hidden", 2, TEXT)
        assert [(each["decision"], each["reason"]) for each in whole["decisions"]] == [("hide", "Memuat nomor telepon.")]
        assert "Budi" not in str(whole)
    for client in (stranger(), program(agus)):
        answered = client.get(f"{V1}/posts/{post.pk}/")
        assert (answered.json()["status"], answered.json()["text"]) == ("hidden", None)
        assert b"telepon" not in answered.content
        assert TEXT.encode() not in answered.content


def test_the_public_sees_the_shown_version_while_an_edit_is_held(consultation: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts(TEXT, on=consultation.clause("Pasal 4"))
    budi.publishes(post)

    edited = program(siti).sends(f"/posts/{post.pk}/", {"text": "Lebih baik begini."}, method="patch")

    assert (edited.status_code, edited.json()["status"], edited.json()["version"]) == (200, "held", 2)
    assert stranger().sees(f"/posts/{post.pk}/")["text"] == TEXT
    whole = program(siti).sees(f"/posts/{post.pk}/")
    assert [(version["version"], version["status"]) for version in whole["versions"]] == [
        (1, "shown"),
        (2, "held"),
    ]


def test_an_edit_brings_a_receipt_of_its_own_and_keeps_the_rest(lively: Scene, siti: Someone) -> None:
    client = program(siti)
    first = client.sends(f"/clauses/{lively.clause('Pasal 4')}/posts/", {"text": TEXT, "stance": "oppose"}).json()

    second = client.sends(f"/posts/{first['id']}/", {"text": "Lebih baik begini."}, method="patch").json()

    assert second["receipt"]["code"] != first["receipt"]["code"]
    assert second["receipt"]["posts"][0]["version"] == 2
    assert stranger().sees(f"/posts/{first['id']}/")["stance"] == "oppose"


@pytest.mark.parametrize("changes", [{}, {"text": TEXT}, {"quote": None, "proposal": None}])
def test_an_edit_that_changes_nothing_answers_the_latest_version(lively: Scene, siti: Someone, changes: object) -> None:
    client = program(siti)
    first = client.sends(f"/clauses/{lively.clause('Pasal 4')}/posts/", {"text": TEXT}).json()

    assert client.sends(f"/posts/{first['id']}/", changes, method="patch").json() == first
    assert PostVersion.objects.count() == 1


@pytest.mark.parametrize("changes", [{"kind": "question"}, {"text": None}, {"shown_name": None}, {"revision": 1}, {"text": 5}])
def test_an_edit_of_the_wrong_shape_is_named_and_changes_nothing(lively: Scene, siti: Someone, changes: dict[str, object]) -> None:
    post = siti.posts(TEXT, on=lively.clause("Pasal 4"))

    assert set(fields(program(siti).sends(f"/posts/{post.pk}/", changes, method="patch"), 400)) == set(changes)
    assert PostVersion.objects.count() == 1


def test_an_edit_that_does_not_hold_is_named(lively: Scene, siti: Someone) -> None:
    post = siti.posts(TEXT, on=lively.clause("Pasal 4"))

    assert fields(program(siti).sends(f"/posts/{post.pk}/", {"stance": None}, method="patch"), 422) == {"stance": "post.stance"}


@pytest.mark.parametrize(("method", "path"), [("patch", ""), ("post", "withdrawal/")])
def test_nobody_but_the_author_changes_a_post(
    consultation: Scene, siti: Someone, agus: Someone, budi: Someone, method: str, path: str
) -> None:
    held = siti.posts(TEXT, on=consultation.clause("Pasal 4"))
    shown = siti.posts(TEXT, on=consultation.clause("Pasal 5"))
    budi.publishes(shown)

    def tried(client: Any, post: object) -> int:
        answered = client.sends(f"/posts/{post}/{path}", {}, method=method)
        return int(problem(answered, answered.status_code)["status"])

    assert (tried(program(agus), held.pk), tried(program(agus), shown.pk), tried(program(agus), NOTHING)) == (404, 403, 404)
    assert (tried(program(budi), held.pk), tried(program(budi), NOTHING)) == (403, 404)
    assert [tried(stranger(), post) for post in (held.pk, shown.pk, NOTHING)] == [401] * 3


def test_a_withdrawn_post_stays_withdrawn_however_often_it_is_asked(lively: Scene, siti: Someone) -> None:
    client, post = program(siti), siti.posts(TEXT, on=lively.clause("Pasal 4"))

    for _ in range(2):
        answered = client.sends(f"/posts/{post.pk}/withdrawal/")
        assert (answered.status_code, answered.json()["status"]) == (200, "withdrawn")
    assert problem(client.sends(f"/posts/{post.pk}/", {"text": "Lagi."}, method="patch"), 409)["code"] == "post.unchanged_status"
    assert stranger().sees(f"/posts/{post.pk}/")["text"] is None


def test_after_closing_a_post_can_be_withdrawn_and_not_edited(lively: Scene, siti: Someone) -> None:
    client, post = program(siti), siti.posts(TEXT, on=lively.clause("Pasal 4"))
    closes(lively)

    assert problem(client.sends(f"/posts/{post.pk}/", {"text": "Lagi."}, method="patch"), 409)["code"] == "consultation.not_open"
    assert client.sends(f"/posts/{post.pk}/withdrawal/").status_code == 200


def test_a_withdrawal_takes_no_field(lively: Scene, siti: Someone) -> None:
    post = siti.posts(TEXT, on=lively.clause("Pasal 4"))

    assert fields(program(siti).sends(f"/posts/{post.pk}/withdrawal/", {"why": "x"}), 400) == {"why": "input.unknown"}
    assert Post.objects.get().status == "shown"


def test_a_hidden_post_is_marked_hidden_still_while_its_edit_waits(lively: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts(TEXT, on=lively.clause("Pasal 4"))
    budi.hides(post, rule=3)
    siti.edits(post, text="Pasal 4 perlu pengecualian.")

    told = stranger().sees(f"/posts/{post.pk}/")

    assert (told["status"], told["rule"], told["text"]) == ("hidden", 3, None)
