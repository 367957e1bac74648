"""What every address has in common: the tag of an answer, the key of a request, the query, the methods."""

import json
from typing import Any

import pytest

from consult.accounts.rules import Scope
from consult.discussion.models import Post
from tests.api.clients import V1, browser, comparable, fields, problem, program, stranger
from tests.cast import Scene, Someone

NOTHING = "00000000-0000-4000-8000-000000000000"
READ_BY_ALL = [
    "/consultations/",
    "/consultations/{slug}/",
    "/consultations/{slug}/document/",
    "/clauses/{clause}/posts/",
    "/threads/{thread}/posts/",
    "/threads/{thread}/events/",
    "/posts/{post}/",
    "/record/{slug}/",
]


@pytest.fixture
def addresses(lively: Scene, siti: Someone) -> list[str]:
    """Everything that a stranger may read, with one post in it."""
    post = siti.posts("Pasal 4 memberatkan.", on=lively.clause("Pasal 4"))
    names = {"slug": lively.row.slug, "clause": post.clause_id, "thread": post.thread_id, "post": post.pk}
    return [V1 + path.format(**names) for path in READ_BY_ALL]


def test_whatever_is_read_has_a_tag_and_is_answered_304_with_it(addresses: list[str]) -> None:
    for address in addresses:
        first = stranger().get(address)
        again = stranger().get(address, headers={"If-None-Match": first["ETag"]})

        assert (first.status_code, again.status_code, again.content) == (200, 304, b""), address
        assert again["ETag"] == first["ETag"]


def test_a_tag_no_longer_fits_once_the_answer_has_changed(lively: Scene, siti: Someone) -> None:
    address = f"{V1}/clauses/{lively.clause('Pasal 4')}/posts/"
    before = stranger().get(address)["ETag"]
    siti.posts("Pasal 4 memberatkan.", on=lively.clause("Pasal 4"))

    assert stranger().get(address, headers={"If-None-Match": before}).status_code == 200


def test_an_answer_may_be_kept_but_is_asked_for_anew(addresses: list[str], siti: Someone) -> None:
    for address in addresses:
        assert stranger().get(address)["Cache-Control"] == "no-cache"
        assert browser(siti).get(address)["Cache-Control"] == "private, no-cache"
        assert {"Authorization", "Cookie", "Accept-Language"} <= set(stranger().get(address)["Vary"].split(", "))


def test_what_came_of_a_writing_or_a_no_is_kept_nowhere(lively: Scene, siti: Someone) -> None:
    written = program(siti).sends(f"/clauses/{lively.clause('Pasal 4')}/posts/", {"text": "Pasal 4 memberatkan."})

    assert written["Cache-Control"] == "no-store"
    assert stranger().get(V1 + "/consultations/nowhere/")["Cache-Control"] == "no-store"


def test_head_answers_like_get_without_the_body(addresses: list[str]) -> None:
    for address in addresses:
        head, get = stranger().head(address), stranger().get(address)

        assert (head.status_code, head.content, head["ETag"]) == (200, b"", get["ETag"]), address


def test_options_names_the_methods_and_nothing_else(addresses: list[str]) -> None:
    for address in addresses:
        answered = stranger().options(address)

        assert (answered.status_code, answered.content) == (204, b"")
        assert "GET, " in answered["Allow"]


def test_json_comes_back_whatever_else_was_accepted(addresses: list[str]) -> None:
    for address in addresses:
        assert stranger().get(address, headers={"Accept": "text/html"})["Content-Type"] == "application/json"


def test_an_unknown_word_behind_the_question_mark_is_refused(addresses: list[str]) -> None:
    for address in addresses:
        assert fields(stranger().get(address + "?limit=5"), 400) == {"limit": "input.unknown"}


def test_unknown_fields_by_the_thousand_are_answered_in_short(lively: Scene, siti: Someone) -> None:
    sent = json.dumps({"text": "a", "\ud800" + "x" * 1_000: 1, **{str(number): 1 for number in range(5_000)}})

    answered = program(siti).post(f"{V1}/clauses/{lively.clause('Pasal 4')}/posts/", sent, content_type="application/json")

    assert len(fields(answered, 400)) == 100
    assert len(answered.content) < 20_000


@pytest.mark.parametrize("key", ["", " ", "two words", "x" * 201, "schlüssel"])
def test_a_key_that_is_empty_long_or_not_visible_is_refused(lively: Scene, siti: Someone, key: str) -> None:
    answered = program(siti).sends(f"/clauses/{lively.clause('Pasal 4')}/posts/", {"text": "Pasal 4 memberatkan."}, key=key)

    assert fields(answered, 400) == {"Idempotency-Key": "request.key"}
    assert not Post.objects.exists()


def test_a_cursor_that_we_never_gave_leads_to_no_page(addresses: list[str], budi: Someone) -> None:
    lists = [address for address in addresses if address.endswith(("/posts/", "/consultations/"))]
    for address in [*lists, V1 + "/moderation/pasar-ramai/queue/"]:
        for cursor in ("x", "%00", "cD1ub3RoaW5n", "bz0tMQ==", "é", "cD0lMDA="):
            assert program(budi).get(f"{address}?cursor={cursor}").status_code in {200, 404}, (address, cursor)


@pytest.mark.parametrize(
    "path", ["/consultations/{slug}/", "/consultations/{slug}/document/", "/record/{slug}/", "/moderation/{slug}/queue/"]
)
def test_a_draft_looks_to_strangers_and_citizens_like_nothing_at_all(hidden: Scene, siti: Someone, path: str) -> None:
    for client in (stranger(), program(siti), browser(siti)):
        there, nowhere = (client.get(V1 + path.format(slug=slug)) for slug in ("rahasia", "tidak-ada"))

        assert there.status_code in {401, 404}
        assert comparable(there) == comparable(nowhere)


@pytest.mark.parametrize("path", ["opening", "closing", "revisions/1/publication"])
def test_nobody_learns_of_a_draft_by_trying_to_change_it(hidden: Scene, siti: Someone, path: str) -> None:
    for client, status in ((stranger(), 401), (program(siti), 404)):
        there, nowhere = (client.sends(f"/consultations/{slug}/{path}/") for slug in ("rahasia", "tidak-ada"))

        assert problem(there, status)
        assert comparable(there) == comparable(nowhere)


@pytest.mark.parametrize("method", ["get", "post"])
def test_clauses_and_threads_of_a_draft_look_like_nothing_at_all(hidden: Scene, siti: Someone, method: str) -> None:
    clause = hidden.clause("Pasal 4")
    thread = hidden.row.threads.filter(clauses=clause).get().pk
    said = {"text": "Pasal 4 memberatkan."} if method == "post" else None
    for kind, there in (("clauses", clause), ("threads", thread)):
        for client in (stranger(), program(siti, Scope.READ, Scope.WRITE)):
            one, other = (getattr(client, method)(f"{V1}/{kind}/{each}/posts/", said, format="json") for each in (there, NOTHING))

            assert one.status_code in {401, 404}
            assert comparable(one) == comparable(other)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/clauses/{id}/posts/", "/threads/{id}/posts/", "/posts/{id}/withdrawal/", "/posts/{id}/decisions/"])
def test_a_visitor_is_asked_to_sign_in_before_anything_is_looked_up(path: str, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        answered = stranger().sends(path.format(id=NOTHING), {"nonsense": 1})

    assert problem(answered, 401)["code"] == "request.sign_in"
