"""Sending a letter: one request, one receipt, or every wrong field by its place."""

from hashlib import sha256
from typing import Any

import pytest

from api.discussion.submissions import PointIn
from consult.accounts.rules import Scope
from consult.discussion.models import Post, PostVersion, Submission
from consult.discussion.queries.posts import general_thread
from tests.api.clients import V1, fields, problem, program, stranger
from tests.cast import Scene, Someone


def address(scene: Scene) -> str:
    """Where letters are sent to."""
    return f"/consultations/{scene.row.slug}/submissions/"


def letter(scene: Scene, *texts: str, **more: object) -> dict[str, Any]:
    """One with a point on Pasal 3 for each text."""
    clause = str(scene.clause("Pasal 3"))
    return {"posts": [{"clause": clause, "text": text, "stance": "oppose"} for text in texts], **more}


def test_a_letter_is_answered_with_one_receipt_whose_hashes_anyone_can_recompute(lively: Scene, siti: Someone) -> None:
    texts = ["Satu.", "Dua.", "Tiga."]

    answered = program(siti).sends(address(lively), letter(lively, *texts, on_behalf_of="Paguyuban Pasar", attachments=[]))

    row = answered.json()
    assert (answered.status_code, row["on_behalf_of"]) == (201, "Paguyuban Pasar")
    assert [post["number"] for post in row["posts"]] == [1, 2, 3]
    assert [proof["id"] for proof in row["receipt"]["posts"]] == [post["id"] for post in row["posts"]]
    assert [proof["sha256"] for proof in row["receipt"]["posts"]] == [
        sha256(bytes.fromhex(proof["salt"]) + text.encode()).hexdigest() for proof, text in zip(row["receipt"]["posts"], texts, strict=True)
    ]
    assert "salt" not in row["receipt"]
    assert stranger().sees(f"/posts/{row['posts'][0]['id']}/")["on_behalf_of"] == "Paguyuban Pasar"


def test_the_salt_of_a_letter_of_one_point_stands_beside_the_code(lively: Scene, siti: Someone) -> None:
    receipt = program(siti).sends(address(lively), letter(lively, "Satu.")).json()["receipt"]

    assert receipt["salt"] == receipt["posts"][0]["salt"]


def test_a_point_may_name_a_thread_and_has_to_name_one_place(lively: Scene, siti: Someone) -> None:
    thread = general_thread(lively.row)
    assert thread is not None
    whole = {"thread": str(thread.pk), "text": "Secara umum baik.", "stance": "support"}

    assert program(siti).sends(address(lively), {"posts": [whole]}).json()["posts"][0]["clause"] is None
    both, neither = {**whole, "clause": str(lively.clause("Pasal 3"))}, {"text": "Di mana?"}
    answered = program(siti).sends(address(lively), {"posts": [whole, both, neither]})
    assert fields(answered, 400) == {"posts.1.clause": "input.type", "posts.2.clause": "input.type"}


def test_every_wrong_point_is_named_and_nothing_is_sent(lively: Scene, siti: Someone) -> None:
    sent = letter(lively, "Baik.", " ", "x" * 10_001)

    answered = program(siti).sends(address(lively), sent)

    assert fields(answered, 422) == {"posts.1.text": "post.empty", "posts.2.text": "post.too_long"}
    assert problem(answered, 422)["code"] == "letter.point"
    assert not Submission.objects.exists()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({}, {"posts": "input.required"}),
        ({"posts": {}}, {"posts": "input.type"}),
        ({"posts": "satu"}, {"posts": "input.type"}),
        ({"posts": [1]}, {"posts.0": "input.type"}),
        ({"posts": [{"text": "a", "colour": "red"}]}, {"posts.0.colour": "input.unknown"}),
        ({"posts": [], "attachments": [{"name": "a.pdf"}]}, {"attachments.0": "input.type"}),
        ({"posts": [], "attachments": "a.pdf"}, {"attachments": "input.type"}),
        ({"posts": [], "on_behalf_of": 7}, {"on_behalf_of": "input.type"}),
        ({"posts": [], "sender": "a"}, {"sender": "input.unknown"}),
    ],
)
def test_what_is_of_another_shape_is_named(lively: Scene, siti: Someone, body: object, expected: dict[str, str]) -> None:
    found = fields(program(siti).sends(address(lively), body), 400)

    assert expected.items() <= found.items(), found


def test_a_letter_without_points_and_one_of_too_many_are_refused(lively: Scene, siti: Someone) -> None:
    client = program(siti)

    assert fields(client.sends(address(lively), {"posts": []}), 422) == {"posts": "letter.empty"}
    assert fields(client.sends(address(lively), letter(lively, *["Lagi."] * 101)), 422) == {"posts": "letter.too_many"}


def test_of_too_many_points_none_is_read(lively: Scene, siti: Someone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PointIn, "run_validation", lambda *_given: pytest.fail("a point was read"))

    assert fields(program(siti).sends(address(lively), {"posts": [1] * 400_000}), 422) == {"posts": "letter.too_many"}


def test_the_same_letter_under_one_key_is_answered_the_same(lively: Scene, siti: Someone) -> None:
    client = program(siti)

    first, again = (client.sends(address(lively), letter(lively, "Satu.", "Dua."), key="surat-1") for _ in range(2))

    assert (first.status_code, first.json()) == (201, again.json())
    assert Post.objects.count() == 2
    assert problem(client.sends(address(lively), letter(lively, "Lain."), key="surat-1"), 409)["code"] == "once.other_request"


def test_strangers_readers_tokens_for_reading_and_unknown_addresses_are_refused(lively: Scene, siti: Someone) -> None:
    assert problem(stranger().sends(address(lively), letter(lively, "Satu.")), 401)["code"] == "request.sign_in"
    assert problem(program(siti, Scope.READ).sends(address(lively), letter(lively, "Satu.")), 403)["code"] == "token.scope"
    assert problem(program(siti).sends("/consultations/tidak-ada/submissions/", letter(lively, "Satu.")), 404)["code"] == "not_found"
    assert stranger().get(f"{V1}{address(lively)}").status_code == 405


def test_a_point_that_says_nothing_of_a_name_takes_that_of_the_others(lively: Scene, siti: Someone) -> None:
    sent = letter(lively, "Baik.", "Lagi.")
    sent["posts"][1]["shown_name"] = "real"

    program(siti).sends(address(lively), sent)

    assert list(PostVersion.objects.values_list("name", flat=True)) == ["Siti", "Siti"]


def test_two_names_in_one_letter_are_refused(lively: Scene, siti: Someone) -> None:
    sent = letter(lively, "Baik.", "Lagi.")
    sent["posts"][0]["shown_name"], sent["posts"][1]["shown_name"] = "real", "withheld"

    assert fields(program(siti).sends(address(lively), sent), 422) == {"posts.1.shown_name": "letter.names"}
