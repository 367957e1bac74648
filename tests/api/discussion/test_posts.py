"""Posting on a clause or in a thread, and the list of what is there."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest

from api.discussion.posts_json import PlacedPostOut
from api.paging import Pages
from consult.accounts.models import Person
from consult.accounts.rules import Scope
from consult.anchoring.quotes import Quote
from consult.discussion.models import Post, PostVersion, Submission
from consult.discussion.queries.posts import thread_ids
from tests.api.clients import V1, browser, fields, problem, program, stranger
from tests.cast import Scene, Someone, moment, publishes_revision

Counting = Callable[[int], AbstractContextManager[None]]

TEXT = "Pasal 4 memberatkan pedagang kecil."


def address(scene: Scene, label: str = "Pasal 4") -> str:
    """Where posts on a clause are sent to."""
    return f"/clauses/{scene.clause(label)}/posts/"


def words_in(row: dict[str, Any]) -> list[object]:
    """What a row says in the words of its author."""
    return [row[field] for field in ("text", "html", "language", "stance", "name", "proposal", "quote", "version")]


def test_a_post_is_accepted_with_a_receipt_that_anyone_can_recompute(consultation: Scene, siti: Someone) -> None:
    answered = program(siti).sends(address(consultation), {"text": TEXT, "stance": "oppose"})

    receipt = answered.json()["receipt"]
    assert (answered.status_code, answered.json()["status"]) == (201, "held")
    assert sha256(bytes.fromhex(receipt["salt"]) + TEXT.encode()).hexdigest() == receipt["sha256"]
    assert receipt["posts"] == [{"id": answered.json()["id"], "version": 1, "salt": receipt["salt"], "sha256": receipt["sha256"]}]
    assert len(receipt["code"]) == 10
    assert receipt["received_at"].endswith("Z")


def test_proposed_wording_is_hashed_behind_the_text(consultation: Scene, siti: Someone) -> None:
    said = {"text": TEXT, "kind": "proposal", "proposal": {"operation": "replace", "wording": "Pedagang menyapu."}}

    receipt = program(siti).sends(address(consultation), said).json()["receipt"]

    assert sha256(bytes.fromhex(receipt["salt"]) + f"{TEXT}\nPedagang menyapu.".encode()).hexdigest() == receipt["sha256"]


def test_the_same_request_under_one_key_makes_one_post(consultation: Scene, siti: Someone) -> None:
    client = program(siti)

    first, again = (client.sends(address(consultation), {"text": TEXT}, key="letter-1") for _ in range(2))

    assert (first.status_code, again.status_code, first.json()) == (201, 201, again.json())
    assert Post.objects.count() == 1


def test_another_request_under_the_same_key_is_a_conflict(consultation: Scene, siti: Someone) -> None:
    client = program(siti)
    client.sends(address(consultation), {"text": TEXT}, key="letter-1")

    assert problem(client.sends(address(consultation), {"text": "Lain."}, key="letter-1"), 409)["code"] == "once.other_request"
    assert Post.objects.count() == 1


def test_a_key_belongs_to_the_one_who_used_it(consultation: Scene, siti: Someone, agus: Someone) -> None:
    for one in (siti, agus):
        assert program(one).sends(address(consultation), {"text": TEXT}, key="letter-1").status_code == 201

    assert Post.objects.count() == 2


def test_a_key_that_met_a_refusal_can_be_used_again(consultation: Scene, siti: Someone) -> None:
    client = program(siti)
    problem(client.sends(address(consultation), {"text": " "}, key="letter-1"), 422)

    assert client.sends(address(consultation), {"text": TEXT}, key="letter-1").status_code == 201


def test_a_token_posts_through_the_api_and_a_session_on_the_web(consultation: Scene, siti: Someone) -> None:
    program(siti, Scope.WRITE).sends(address(consultation), {"text": TEXT})
    browser(siti).sends(address(consultation), {"text": TEXT})

    assert sorted(Submission.objects.values_list("channel", flat=True)) == ["api", "web"]


@pytest.mark.parametrize(("kind", "stance"), [("comment", "neutral"), ("question", "neutral"), ("proposal", "neutral")])
def test_without_a_stance_a_contribution_is_neutral(lively: Scene, siti: Someone, kind: str, stance: str) -> None:
    proposal = {"proposal": {"operation": "delete"}} if kind == "proposal" else {}
    program(siti).sends(address(lively), {"text": TEXT, "kind": kind, **proposal})

    assert stranger().sees(address(lively))["results"][0]["stance"] == stance


def test_a_reply_takes_no_stance_and_names_what_it_answers(lively: Scene, siti: Someone, agus: Someone) -> None:
    post = program(siti).sends(address(lively), {"text": TEXT}).json()["id"]
    reply = {"text": "Mengapa?", "kind": "reply", "reply_to": post}

    assert program(agus).sends(address(lively), reply).status_code == 201
    assert fields(program(agus).sends(address(lively), {**reply, "stance": "support"}), 422) == {"stance": "post.stance_reply"}
    row = stranger().sees(address(lively))["results"][1]
    assert (row["reply_to"], row["stance"], row["kind"]) == (post, None, "reply")


def test_a_quote_and_a_shown_name_come_back_as_they_were_given(lively: Scene, siti: Someone) -> None:
    quote = {"exact": "kebersihan lapaknya", "prefix": "menjaga ", "suffix": "."}
    program(siti).sends(address(lively), {"text": TEXT, "quote": quote, "shown_name": "real", "revision": 1})

    row = stranger().sees(address(lively))["results"][0]
    assert (row["quote"], row["name"], row["revision"]) == ({**quote, "start": 24, "end": 43}, "Siti", 1)


def test_a_post_in_the_thread_of_a_clause_stands_on_that_clause(lively: Scene, siti: Someone) -> None:
    clause = lively.clause("Pasal 4")
    thread = thread_ids([clause])[clause]

    answered = program(siti).sends(f"/threads/{thread}/posts/", {"text": TEXT, "quote": {"exact": "kebersihan"}})

    assert answered.json()["clause"] == str(clause)
    assert stranger().sees(f"/threads/{thread}/posts/") | {"next": None} == stranger().sees(address(lively))


def test_a_post_in_the_general_thread_stands_on_no_clause_and_keeps_its_revision(lively: Scene, siti: Someone) -> None:
    thread = stranger().sees("/consultations/pasar-ramai/")["thread"]

    answered = program(siti).sends(f"/threads/{thread}/posts/", {"text": TEXT, "revision": 1})

    assert (answered.status_code, answered.json()["clause"]) == (201, None)
    assert stranger().sees(f"/threads/{thread}/posts/")["results"][0]["revision"] == 1
    assert fields(program(siti).sends(f"/threads/{thread}/posts/", {"text": TEXT, "revision": 2}), 422) == {"revision": "post.revision"}


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({}, "text"),
        ({"text": ""}, "text"),
        ({"text": 5}, "text"),
        ({"text": TEXT, "kind": "rant"}, "kind"),
        ({"text": TEXT, "stance": "angry"}, "stance"),
        ({"text": TEXT, "status": "shown"}, "status"),
        ({"text": TEXT, "author": "Budi"}, "author"),
        ({"text": TEXT, "channel": "paper"}, "channel"),
        ({"text": TEXT, "quote": {"exact": "a", "start": 3}}, "quote.start"),
        ({"text": TEXT, "quote": "kebersihan"}, "quote"),
        ({"text": TEXT, "proposal": {"wording": "a"}}, "proposal.operation"),
        ({"text": TEXT, "reply_to": "5"}, "reply_to"),
        ({"text": TEXT, "revision": "1"}, "revision"),
        ({"text": TEXT, "shown_name": True}, "shown_name"),
    ],
)
def test_what_has_the_wrong_shape_is_named_and_changes_nothing(consultation: Scene, siti: Someone, said: object, field: str) -> None:
    assert set(fields(program(siti).sends(address(consultation), said), 400)) == {field}
    assert not Post.objects.exists()


@pytest.mark.parametrize(
    ("said", "field", "code"),
    [
        ({"text": " \n"}, "text", "post.empty"),
        ({"text": "\x00\u202e"}, "text", "post.empty"),
        ({"text": "x" * 10_001}, "text", "post.too_long"),
        ({"text": TEXT, "quote": {"exact": "tidak ada di sini"}}, "quote.exact", "post.quote"),
        ({"text": TEXT, "quote": {"exact": "a"}}, "quote.exact", "post.quote_twice"),
        ({"text": TEXT, "quote": {"exact": "kebersihan", "prefix": "x" * 1_001}}, "quote", "post.too_long"),
        ({"text": TEXT, "kind": "proposal"}, "proposal", "post.proposal"),
        ({"text": TEXT, "proposal": {"operation": "delete"}}, "proposal", "post.proposal_kind"),
        ({"text": TEXT, "kind": "reply"}, "reply_to", "post.reply_to"),
        ({"text": TEXT, "kind": "reply", "reply_to": "00000000-0000-4000-8000-000000000000"}, "reply_to", "post.reply_to"),
        ({"text": TEXT, "shown_name": "chosen"}, "shown_name", "post.name"),
        ({"text": TEXT, "revision": 2}, "revision", "post.revision"),
    ],
)
def test_what_does_not_hold_is_named_and_changes_nothing(consultation: Scene, siti: Someone, said: object, field: str, code: str) -> None:
    assert fields(program(siti).sends(address(consultation), said), 422) == {field: code}
    assert not Post.objects.exists()


def test_what_is_cleaned_away_beside_a_quote_harms_no_database(lively: Scene, siti: Someone) -> None:
    quote = {"exact": "kebersihan", "prefix": "\x00\ud800jaga ", "suffix": "\x00"}

    raw = json.dumps({"text": "a\x00b\ud800", "quote": quote})
    answered = program(siti).post(V1 + address(lively), raw, content_type="application/json")

    assert answered.status_code == 201
    row = stranger().sees(address(lively))["results"][0]
    assert (row["text"], row["quote"]["prefix"]) == ("ab", "jaga ")


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/xml"]
)
def test_a_body_that_is_no_json_is_not_taken(consultation: Scene, siti: Someone, content_type: str) -> None:
    answered = program(siti).post(V1 + address(consultation), "text=a", content_type=content_type)

    assert problem(answered, 415)["code"] == "request.media_type"


def test_one_post_too_many_in_a_short_time_waits(consultation: Scene, siti: Someone) -> None:
    client = program(siti)
    for number in range(30):
        assert client.sends(address(consultation), {"text": f"{TEXT} {number}"}).status_code == 201

    answered = client.sends(address(consultation), {"text": TEXT})

    assert problem(answered, 429)["code"] == "limit.reached"
    assert 0 < int(answered["Retry-After"]) <= 600


def test_the_team_does_not_post_in_its_own_consultation(consultation: Scene, budi: Someone, ratna: Someone) -> None:
    for one in (budi, ratna):
        assert problem(program(one).sends(address(consultation), {"text": TEXT}), 403)["code"] == "post.office_reply"


def test_a_row_has_every_field_that_the_schema_promises(lively: Scene, siti: Someone) -> None:
    siti.posts(TEXT, on=lively.clause("Pasal 4"))

    assert set(stranger().sees(address(lively))["results"][0]) == set(PlacedPostOut().fields)


def test_a_held_post_is_in_no_list_before_it_is_published(consultation: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts(TEXT, on=consultation.clause("Pasal 4"))
    assert stranger().sees(address(consultation))["results"] == program(siti).sees(address(consultation))["results"] == []

    budi.publishes(post)

    row = stranger().sees(address(consultation))["results"][0]
    assert (row["number"], row["status"], row["text"], row["name"]) == (1, "shown", TEXT, None)


def test_a_hidden_post_keeps_its_place_and_names_the_rule_and_no_word(lively: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts(TEXT, on=lively.clause("Pasal 4"))
    budi.hides(post, rule=2, reason="Memuat nomor telepon.")

    answered = stranger().get(V1 + address(lively))

    row = answered.json()["results"][0]
    assert (row["number"], row["status"], row["rule"], words_in(row)) == (1, "hidden", 2, [None] * 8)
    assert b"telepon" not in answered.content


def test_a_withdrawn_post_keeps_its_place_and_no_word(lively: Scene, siti: Someone) -> None:
    post = siti.posts(TEXT, on=lively.clause("Pasal 4"))
    siti.withdraws(post)

    row = stranger().sees(address(lively))["results"][0]

    assert (row["status"], row["rule"], words_in(row)) == ("withdrawn", None, [None] * 8)


def test_an_edited_post_shows_its_new_version_and_says_so(lively: Scene, siti: Someone) -> None:
    siti.edits(siti.posts(TEXT, on=lively.clause("Pasal 4")), text="Lebih baik begini.")

    row = stranger().sees(address(lively))["results"][0]

    assert (row["text"], row["version"], row["edited"]) == ("Lebih baik begini.", 2, True)


def test_many_posts_come_in_pages_by_number(lively: Scene, siti: Someone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Pages, "page_size", 2)
    for number in range(5):
        siti.posts(f"{TEXT} {number}", on=lively.clause("Pasal 4"))

    numbers, page = [], stranger().sees(address(lively))
    while True:
        numbers += [row["number"] for row in page["results"]]
        if page["next"] is None:
            break
        page = stranger().get(page["next"]).json()

    assert numbers == [1, 2, 3, 4, 5]


def test_a_list_takes_the_same_few_queries_however_long_it_is(lively: Scene, siti: Someone, django_assert_num_queries: Any) -> None:
    client = program(siti)
    for _ in range(2):
        for number in range(10):
            siti.posts(f"{TEXT} {number}", on=lively.clause("Pasal 4"), now=None)
        with django_assert_num_queries(4):  # thread, posts, versions, places
            stranger().get(V1 + address(lively))
        with django_assert_num_queries(5):  # and the token
            client.get(V1 + address(lively))


def test_erased_words_leave_the_row_and_nothing_else(lively: Scene, siti: Someone) -> None:
    post = siti.posts(TEXT, on=lively.clause("Pasal 4"))
    PostVersion.objects.filter(post=post).update(status="erased", text="", html="", salt="")
    Post.objects.filter(pk=post.pk).update(status="erased")

    row = stranger().sees(address(lively))["results"][0]

    assert (row["status"], words_in(row)) == ("erased", [None] * 8)


def test_words_say_in_which_language_their_author_reads(lively: Scene, siti: Someone) -> None:
    Person.objects.filter(pk=siti.person.pk).update(language="en")
    program(siti).sends(address(lively), {"text": "This is hard on small traders."})

    (row,) = stranger().get(V1 + address(lively)).json()["results"]

    assert row["language"] == "en"


@pytest.mark.parametrize("posts", [1, 40])
def test_a_row_names_the_place_in_the_newest_revision_in_one_query(
    lively: Scene, siti: Someone, posts: int, django_assert_max_num_queries: Counting
) -> None:
    then = moment()
    for number in range(posts):
        then += timedelta(minutes=10)  # nobody may write so much at once
        siti.posts(f"{number}.", on=lively.clause("Pasal 4"), quote=Quote("menjaga kebersihan"), now=then)
    publishes_revision(lively)
    siti.posts(TEXT, on=lively.clause("Pasal 4"), now=then + timedelta(hours=1))

    with django_assert_max_num_queries(5):
        *old, new = stranger().sees(address(lively))["results"]

    clause = str(lively.clause("Pasal 4"))
    placed = {"revision": 2, "state": "exact", "clause": clause, "start": 16, "end": 34, "open": False}
    assert [row["placement"] for row in old] == [placed] * posts
    assert new["placement"] is None


def test_a_post_whose_clause_is_gone_stands_on_none(lively: Scene, siti: Someone) -> None:
    post = siti.posts(TEXT, on=lively.clause("Pasal 3"))
    publishes_revision(lively)

    nowhere = {"revision": 2, "state": "orphaned", "clause": None, "start": None, "end": None, "open": False}
    assert stranger().sees(f"/posts/{post.pk}/")["placement"] == nowhere
    assert program(siti).sees(f"/posts/{post.pk}/")["placement"] == nowhere
