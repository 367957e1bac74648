"""How a socket opens: who is let in, from where, to what; and what it is greeted with."""

from contextlib import nullcontext, suppress

import pytest
from websockets.exceptions import ConnectionClosed

from api.live.close_codes import Closed
from api.live.handshake import check_origin, request_of
from consult.accounts.actions import give_token
from consult.accounts.models import Token
from consult.accounts.rules import Scope
from tests.api.live.ears import CUT, Ear, at_consultation, at_thread, listening, tells, with_session, with_token
from tests.cast import Scene, Someone, moment
from tests.trials.served import Served

pytestmark = pytest.mark.django_db(transaction=True)

NOBODYS = "/threads/00000000-0000-4000-8000-000000000000/"


def code(server: Served, path: str, **headers: str) -> int:
    """With which code a socket there is closed, without having been told anything."""
    with listening(server, path, headers=headers) as ear:
        told, closed = ear.rest()
        assert told == []
        return closed


def test_a_visitor_is_greeted_with_the_last_number_and_told_nothing_from_before(daphne: Served, lively: Scene, siti: Someone) -> None:
    post = siti.posts("Setuju.", on=lively.clause("Pasal 4"))

    with listening(daphne, at_thread(post)) as ear:
        assert ear.hears() == {"type": "hello", "last_seq": 1}
        assert ear.is_silent(seconds=1.5)


def test_who_names_a_number_is_told_what_is_missing_after_it(daphne: Served, lively: Scene, siti: Someone) -> None:
    post = siti.posts("Setuju.", on=lively.clause("Pasal 4"))
    last = tells(post, 255)

    with listening(daphne, at_thread(post, after=0)) as ear:
        assert ear.hears() == {"type": "hello", "last_seq": last}
        assert [event["seq"] for event in ear.events(256)] == list(range(1, 257))


def test_who_misses_more_than_256_is_told_only_what_comes_now(daphne: Served, lively: Scene, siti: Someone) -> None:
    post = siti.posts("Setuju.", on=lively.clause("Pasal 4"))
    tells(post, 256)

    with listening(daphne, at_thread(post, after=0)) as ear:
        assert ear.hears() == {"type": "hello", "last_seq": 257}
        tells(post, 1)
        assert [event["seq"] for event in ear.events(1)] == [258]


def test_who_is_ahead_of_the_thread_is_told_whatever_comes_since_a_backup_may_have_been_put_back(
    daphne: Served, lively: Scene, siti: Someone
) -> None:
    post = siti.posts("Setuju.", on=lively.clause("Pasal 4"))

    with listening(daphne, at_thread(post, after=1_000)) as ear:
        assert ear.hears() == {"type": "hello", "last_seq": 1}
        tells(post, 2)
        assert [event["seq"] for event in ear.events(2)] == [2, 3]


@pytest.mark.parametrize(
    "path",
    [
        NOBODYS,
        "/threads/x/",
        "/threads/",
        "/consultations/tidak-ada/",
        "/consultations/rahasia/",
        "/else/",
        NOBODYS.upper().replace("/THREADS", "/threads"),
    ],
)
def test_what_is_not_there_and_what_is_not_open_to_one_close_alike(daphne: Served, hidden: Scene, path: str) -> None:
    assert code(daphne, path) == 4404


def test_a_thread_of_a_consultation_in_preparation_is_there_for_its_team_alone(
    daphne: Served, hidden: Scene, ratna: Someone, siti: Someone
) -> None:
    path = at_thread(hidden.row.threads.earliest("pk"))

    assert code(daphne, path) == 4404
    assert code(daphne, path, **with_token(siti)) == 4404
    for headers in (with_token(ratna), with_session(ratna)):
        with listening(daphne, path, headers=headers) as ear:
            assert ear.hears() == {"type": "hello", "last_seq": 0}


def test_a_page_of_another_site_is_refused_and_one_of_ours_is_not(daphne: Served, lively: Scene) -> None:
    path = at_consultation(lively)
    own = f"http://127.0.0.1:{daphne.port}"

    for origin in (
        "https://example.com",
        "null",
        f"https://127.0.0.1:{daphne.port}",
        f"http://localhost:{daphne.port}",
        "http://127.0.0.1.example",
    ):
        assert code(daphne, path, Origin=origin) == 4403
    with listening(daphne, path, headers={"Origin": own}) as ear:
        assert ear.hears()["type"] == "hello"


@pytest.mark.parametrize(
    ("host", "origin", "is_ours"),
    [
        ("127.0.0.1:8000", None, True),
        ("127.0.0.1:8000", "http://127.0.0.1:8000", True),
        ("localhost:8000", "http://127.0.0.1:8000", True),  # the public address
        ("localhost:9000", "http://127.0.0.1:9000", False),
        ("example.com", None, False),
        ("example.com", "http://example.com", False),
    ],
)
def test_the_origin_is_held_against_a_host_that_is_ours(host: str, origin: str | None, is_ours: bool) -> None:
    headers = [(b"host", host.encode()), *([(b"origin", origin.encode())] if origin else [])]
    request = request_of({"type": "websocket", "path": "/", "headers": headers, "query_string": b""})

    with nullcontext() if is_ours else pytest.raises(Closed, match="4403"):
        check_origin(request)


def test_a_token_that_is_unknown_over_or_not_for_reading_is_refused(daphne: Served, lively: Scene, siti: Someone) -> None:
    over = with_token(siti)
    Token.objects.update(expires_at=moment())
    _token, for_writing = give_token(actor=siti.viewer, name="Tulis", scopes=[Scope.WRITE], now=moment())

    for headers in ({"Authorization": "Bearer rembuk_x"}, over, {"Authorization": f"Bearer {for_writing}"}):
        assert code(daphne, at_consultation(lively), **headers) == 4401


def test_a_bad_token_counts_even_beside_a_good_session(daphne: Served, lively: Scene, siti: Someone) -> None:
    assert code(daphne, at_consultation(lively), **with_session(siti), Authorization="Bearer rembuk_x") == 4401


def test_a_session_that_is_over_is_a_visitors(daphne: Served, lively: Scene) -> None:
    with listening(daphne, at_consultation(lively), headers={"Cookie": "sessionid=x"}) as ear:
        assert ear.hears()["type"] == "hello"


@pytest.mark.parametrize(
    "query", ["?after=", "?after=x", "?after=-1", "?after=1&after=1", "?after=1&more=1", f"?after={10**16}", "?after=１"]
)
def test_a_query_that_is_none_is_refused(daphne: Served, lively: Scene, query: str) -> None:
    assert code(daphne, at_consultation(lively).replace("?", "") + query) == 4400


FRAMES = [
    "",
    "x",
    "1",
    "[]",
    "{}",
    '{"ack": true}',
    '{"ack": "1"}',
    '{"ack": 1.5}',
    '{"ack": -1}',
    '{"ack": 2}',
    '{"ack": 1, "x": 1}',
    "[" * 60_000,
]


@pytest.mark.parametrize("frame", [*FRAMES, b"\x00", b'{"ack": 1}'], ids=lambda frame: str(frame)[:20])
def test_whoever_sends_anything_but_an_acknowledgement_of_what_was_sent_is_closed(
    daphne: Served, lively: Scene, siti: Someone, frame: str | bytes
) -> None:
    post = siti.posts("Setuju.", on=lively.clause("Pasal 4"))

    with listening(daphne, at_thread(post)) as ear:
        ear.hears()
        ear.line.send(frame)
        assert ear.rest() == ([], 4400)


@pytest.mark.parametrize("size", [64 * 1024 + 1, 3_000_000])
def test_a_frame_of_more_than_64_kilobytes_is_too_big(daphne: Served, lively: Scene, size: int) -> None:
    with listening(daphne, at_consultation(lively)) as ear:
        ear.hears()
        ear.line.send("x" * size)
        assert ear.rest() == ([], 1009)


def test_a_frame_of_64_kilobytes_is_read_and_then_refused_for_what_it_says(daphne: Served, lively: Scene) -> None:
    with listening(daphne, at_consultation(lively)) as ear:
        ear.hears()
        ear.line.send("x" * 64 * 1024)
        assert ear.rest() == ([], 4400)


def test_the_same_acknowledgement_twice_and_one_of_an_earlier_number_are_taken(daphne: Served, lively: Scene, siti: Someone) -> None:
    post = siti.posts("Setuju.", on=lively.clause("Pasal 4"))

    with listening(daphne, at_thread(post, after=0)) as ear:
        ear.events(1)
        for number in (1, 0, 1):
            ear.acknowledges(number)
        tells(post, 1)
        assert [event["seq"] for event in ear.events(1)] == [2]


def test_a_flood_of_acknowledgements_is_closed(daphne: Served, lively: Scene) -> None:
    with listening(daphne, at_consultation(lively)) as ear:
        assert flooded(ear) in {4400, CUT}  # what the client still sends may meet a line that is gone before it has read the code


def flooded(ear: Ear) -> int:
    """The code that ends it."""
    with suppress(ConnectionClosed):  # before all are sent
        for _ in range(20_000):
            ear.acknowledges(0)
    return ear.ends()
