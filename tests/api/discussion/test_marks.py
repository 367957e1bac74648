"""Supports and flags through the API: what is answered, to whom, and what of it anybody else can see."""

import pytest

from consult.accounts.rules import Scope
from consult.discussion.models import Flag, Post, Support
from tests.api.clients import V1, comparable, fields, problem, program, stranger
from tests.cast import Scene, Someone

TEXT = "Lapak perlu atap."
NOTE = "Menghina Pak Lurah."
NOTHING = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def post(lively: Scene, siti: Someone) -> Post:
    """A public one."""
    return siti.posts(TEXT, on=lively.clause("Pasal 3"))


def test_a_support_is_put_and_deleted_as_often_as_one_likes(post: Post, agus: Someone) -> None:
    client, path = program(agus), f"/posts/{post.pk}/support/"

    put, again = client.sends(path, method="put"), client.sends(path, {"version": 1}, method="put")
    assert (put.status_code, put.content) == (again.status_code, again.content) == (200, put.content)
    assert (put.json()["supports"], put.json()["text"]) == (1, TEXT)

    gone, again = client.sends(path, method="delete"), client.sends(path, method="delete")
    assert (gone.status_code, gone.content) == (again.status_code, again.content) == (200, gone.content)
    assert gone.json()["supports"] == 0
    assert not Support.objects.exists()


def test_everybody_sees_how_many_agree_and_nobody_who(lively: Scene, post: Post, agus: Someone) -> None:
    agus.supports(post)

    one = stranger().sees(f"/posts/{post.pk}/")
    [listed] = stranger().sees(f"/threads/{post.thread_id}/posts/")["results"]
    assert one["supports"] == listed["supports"] == 1
    assert "Agus" not in str(one)
    assert str(agus.person.pk) not in str(one)


def test_supporting_is_refused_with_a_code_that_says_why(post: Post, siti: Someone, agus: Someone, budi: Someone) -> None:
    path = f"/posts/{post.pk}/support/"

    assert problem(program(siti).sends(path, method="put"), 403)["detail"]
    assert fields(program(agus).sends(path, {"version": "1"}, method="put"), 400) == {"version": "input.type"}
    assert fields(program(agus).sends(path, {"ya": 1}, method="put"), 400) == {"ya": "input.unknown"}
    budi.hides(post)
    assert problem(program(agus).sends(path, method="put"), 409)
    assert problem(program(agus, Scope.READ).sends(path, method="put"), 403)


def test_what_is_held_is_marked_as_what_is_not_there(lively: Scene, siti: Someone, agus: Someone) -> None:
    held = siti.posts("Hubungi 0812-3456-7890.", on=lively.clause("Pasal 3"))

    for tail, method, body in (("support/", "put", {}), ("support/", "delete", {}), ("flags/", "post", {"rule": 1})):
        there, nowhere = (program(agus).sends(f"/posts/{id_}/{tail}", body, method=method) for id_ in (held.pk, NOTHING))
        assert comparable(there) == comparable(nowhere)
        assert problem(there, 404)


def test_a_flag_is_answered_to_whoever_put_it_up_and_shown_to_nobody_else(post: Post, agus: Someone, siti: Someone) -> None:
    sent = program(agus).sends(f"/posts/{post.pk}/flags/", {"rule": 3, "text": NOTE}, key="kunci")
    again = program(agus).sends(f"/posts/{post.pk}/flags/", {"rule": 3, "text": NOTE}, key="kunci")

    assert (sent.status_code, sent.content) == (again.status_code, again.content) == (201, sent.content)
    assert (sent.json()["rule"], sent.json()["text"], sent.json()["post"]) == (3, NOTE, str(post.pk))
    for client in (stranger(), program(siti), program(agus)):
        for path in (f"/posts/{post.pk}/", f"/threads/{post.thread_id}/posts/", f"/threads/{post.thread_id}/events/?after=0"):
            answered = client.get(V1 + path).content
            assert NOTE.encode() not in answered
            assert b"flag" not in answered


def test_a_flag_names_what_is_wrong_with_it(post: Post, siti: Someone, agus: Someone) -> None:
    path = f"/posts/{post.pk}/flags/"

    assert fields(program(agus).sends(path, {}), 400) == {"rule": "input.required"}
    assert fields(program(agus).sends(path, {"rule": 99}), 422) == {"rule": "flag.rule"}
    assert fields(program(agus).sends(path, {"rule": 1, "text": "x" * 1_001}), 422) == {"text": "flag.too_long"}
    assert problem(program(siti).sends(path, {"rule": 1}), 403)
    agus.flags(post)
    assert problem(program(agus).sends(path, {"rule": 1}), 409)
    assert Flag.objects.count() == 1
