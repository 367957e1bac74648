"""Signing in by a mailed code, and out."""

import json
import re
import time
from datetime import timedelta
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from consult.accounts.models import Account, Person
from consult.platform import limits
from frontend.http_answers import is_ours
from tests.cast import Someone, moment
from tests.frontend.pages import browser, page
from tests.waiting import do_jobs, mailed_codes

HOSTILE = Path(__file__).resolve().parents[4] / "shared" / "data" / "hostile" / "urls.json"
CODE = re.compile(r"^ +([A-Z]{4}-[A-Z]{4})$", re.MULTILINE)


def ask(client: Client, email: str, **given: str) -> str:
    """Ask for a code; the code that came by mail."""
    answer = client.post("/sign-in/", {"email": email, **given})
    assert answer.status_code == 303, answer.content
    return mailed_code()


def mailed_code() -> str:
    """The code in the last mail."""
    found = CODE.search(str(mailed_codes()[-1].body))
    assert found is not None
    return found[1]


def is_signed_in(client: Client) -> bool:
    """Whether one's own page opens."""
    return client.get("/me/").status_code == 200


def test_the_mailed_code_signs_in_and_leads_back_to_where_one_was(siti: Someone) -> None:
    client = browser()
    code = ask(client, siti.email, next="/k/pasar/?x=1")

    answer = client.post("/sign-in/code/", {"code": code, "next": "/k/pasar/?x=1"})

    assert (answer.status_code, answer.headers["Location"]) == (302, "/k/pasar/?x=1")
    assert is_signed_in(client)


def test_the_code_may_be_typed_in_small_letters_and_without_its_hyphen(siti: Someone) -> None:
    client = browser()
    code = ask(client, siti.email)

    client.post("/sign-in/code/", {"code": f" {code.replace('-', '').lower()} "})

    assert is_signed_in(client)


def test_an_address_nobody_knows_gets_a_code_and_with_it_an_account(db: None) -> None:
    client = browser()
    code = ask(client, "Baru@Example.org")
    assert not Account.objects.exists()

    client.post("/sign-in/code/", {"code": code})

    assert is_signed_in(client)
    assert Account.objects.get().email == "baru@example.org"
    assert Person.objects.get().language == "en"


def test_known_and_unknown_addresses_get_the_same_answer_and_the_same_mail(siti: Someone) -> None:
    answers = []
    for email in (siti.email, "tidak.dikenal@example.org"):
        client = browser()
        first = client.post("/sign-in/", {"email": email})
        second = client.get(first.headers["Location"])
        wrong = client.post("/sign-in/code/", {"code": "AAAA-AAAA"})
        said = [page(one).words.replace(email, "…") for one in (first, second, wrong)]
        message = mailed_codes()[-1]
        answers.append((first.status_code, said, message.subject, CODE.sub("…", str(message.body))))

    assert answers[0] == answers[1]


def test_both_addresses_cost_the_same_queries(siti: Someone) -> None:
    asked = []
    for email in (siti.email, "tidak.dikenal@example.org"):
        with CaptureQueriesContext(connection) as queries:
            browser().post("/sign-in/", {"email": email})
        asked.append(len(queries))

    assert asked[0] == asked[1]


@pytest.mark.parametrize(
    ("language", "subject", "sentence"), [("id", "Kode masuk Rembuk", "ini kode Anda"), ("en", "Your code for", "this is your code")]
)
def test_the_mail_speaks_the_language_of_the_page_and_keeps_the_code_out_of_its_subject(
    siti: Someone, language: str, subject: str, sentence: str
) -> None:
    code = ask(browser(language=language), siti.email)

    message = mailed_codes()[-1]
    assert message.subject.startswith(subject)
    assert sentence in str(message.body)
    assert code not in message.subject


def test_a_wrong_code_is_said_beside_its_field_and_another_try_is_left(siti: Someone) -> None:
    client = browser()
    code = ask(client, siti.email)

    answer = client.post("/sign-in/code/", {"code": "AAAA-AAAA"})

    assert answer.status_code == 400
    assert "This is not the code" in page(answer).words
    client.post("/sign-in/code/", {"code": code})
    assert is_signed_in(client)


def test_after_five_wrong_codes_the_right_one_does_not_work_any_more(siti: Someone) -> None:
    client = browser()
    code = ask(client, siti.email)
    for _ in range(5):
        answer = client.post("/sign-in/code/", {"code": "AAAA-AAAA"})

    assert answer.headers["Location"].startswith("/sign-in/")
    client.post("/sign-in/code/", {"code": code})
    assert not is_signed_in(client)


def test_a_code_works_in_the_browser_that_asked_for_it_and_in_no_other(siti: Someone) -> None:
    code = ask(browser(), siti.email)
    other = browser()
    ask(other, "lain@example.org")

    other.post("/sign-in/code/", {"code": code})

    assert not is_signed_in(other)


def test_a_code_is_too_old_after_fifteen_minutes(siti: Someone, monkeypatch: pytest.MonkeyPatch) -> None:
    client = browser()
    code = ask(client, siti.email)
    later = time.time() + 15 * 60 + 1
    monkeypatch.setattr(time, "time", lambda: later)

    answer = client.post("/sign-in/code/", {"code": code})

    assert answer.headers["Location"].startswith("/sign-in/")
    assert not is_signed_in(client)


def test_a_new_code_makes_the_earlier_one_void(siti: Someone) -> None:
    client = browser()
    first = ask(client, siti.email)
    client.post("/sign-in/code/", {"again": "1"})
    second = mailed_code()

    assert client.post("/sign-in/code/", {"code": first}).status_code == 400
    client.post("/sign-in/code/", {"code": second})
    assert is_signed_in(client)


def test_a_new_code_can_be_asked_for_twice_and_no_more(siti: Someone) -> None:
    client = browser()
    ask(client, siti.email)
    for _ in range(4):
        client.post("/sign-in/code/", {"again": "1"})
        mailed_codes()

    assert len(mailed_codes()) == 3


def test_a_code_that_is_not_out_yet_when_a_new_one_is_asked_for_stays_in(siti: Someone) -> None:
    client = browser()
    client.post("/sign-in/", {"email": siti.email})
    client.post("/sign-in/code/", {"again": "1"})

    assert len(mailed_codes()) == 1
    client.post("/sign-in/code/", {"code": mailed_code()})
    assert is_signed_in(client)


def test_the_sixth_code_for_one_address_has_to_wait_and_the_page_says_how_long(siti: Someone) -> None:
    for _ in range(5):
        ask(browser(), siti.email)

    answer = browser().post("/sign-in/", {"email": siti.email})

    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 600
    assert "try again (" in page(answer).words
    assert page(answer).form("/sign-in/")["email"] == siti.email
    assert len(mailed_codes()) == 5


def test_wrong_codes_of_one_browser_take_no_try_away_from_another(siti: Someone, monkeypatch: pytest.MonkeyPatch) -> None:
    few = limits.Limit(account=2, address=600, every=limits.LIMITS["code_try"].every)
    monkeypatch.setattr(limits, "LIMITS", {**limits.LIMITS, "code_try": few})
    stranger, client = browser(), browser()
    ask(stranger, siti.email)
    code = ask(client, siti.email)

    tried = [stranger.post("/sign-in/code/", {"code": "AAAA-AAAA"}).status_code for _ in range(3)]
    client.post("/sign-in/code/", {"code": code})

    assert tried == [400, 400, 429]
    assert is_signed_in(client)


def test_codes_that_somebody_asks_for_elsewhere_take_none_away_from_the_owner_of_the_address(siti: Someone) -> None:
    statuses = [browser().post("/sign-in/", {"email": siti.email}, REMOTE_ADDR="192.0.2.7").status_code for _ in range(60)]

    client = browser()
    client.post("/sign-in/code/", {"code": ask(client, siti.email)})

    assert statuses == [303] * 5 + [429] * 55
    assert is_signed_in(client)


def test_however_many_places_ask_an_address_gets_no_flood_of_mails(siti: Someone) -> None:
    most = limits.LIMITS["code_mails"].account

    statuses = [browser().post("/sign-in/", {"email": siti.email}, REMOTE_ADDR=f"192.0.2.{n}").status_code for n in range(most + 1)]

    assert (statuses, len(mailed_codes())) == ([303] * most + [429], most)


def test_what_is_no_address_is_said_beside_the_field_and_stays_in_it(db: None) -> None:
    answer = browser().post("/sign-in/", {"email": "siti at example", "next": "/help/"})

    assert answer.status_code == 400
    assert page(answer).find("input", name="email", aria_invalid="true", value="siti at example")
    assert page(answer).form("/sign-in/")["next"] == "/help/"


def test_a_mail_server_that_is_away_holds_nobody_up_and_the_code_comes_later(siti: Someone, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object, **__: object) -> None:
        raise ConnectionRefusedError

    client, now = browser(), moment()
    with monkeypatch.context() as without:
        without.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", away)
        assert client.post("/sign-in/", {"email": siti.email}).status_code == 303
        do_jobs(called="mail_code")
    assert not mail.outbox

    do_jobs(called="mail_code", at=now + timedelta(seconds=10))
    client.post("/sign-in/code/", {"code": mailed_code()})
    assert is_signed_in(client)


def test_signing_in_begins_a_new_session_so_that_a_planted_one_is_worth_nothing(siti: Someone) -> None:
    client = browser()
    code = ask(client, siti.email)
    planted = client.cookies["sessionid"].value

    client.post("/sign-in/code/", {"code": code})

    assert client.cookies["sessionid"].value != planted
    stale = browser()
    stale.cookies["sessionid"] = planted
    assert not is_signed_in(stale)


def test_a_suspended_account_is_told_so_once_its_code_is_right_and_not_before(siti: Someone) -> None:
    Account.objects.update(is_active=False)
    client = browser()
    code = ask(client, siti.email)

    answer = client.post("/sign-in/code/", {"code": code}, follow=True)

    assert answer.status_code == 403
    assert "suspended" in page(answer).words
    assert not is_signed_in(client)


def test_an_account_that_is_suspended_meanwhile_is_signed_in_no_longer(siti: Someone) -> None:
    client = browser(siti)
    assert is_signed_in(client)

    Account.objects.update(is_active=False)

    assert not is_signed_in(client)


def test_signing_out_takes_a_form_and_ends_the_session(siti: Someone) -> None:
    client = browser(siti)
    assert client.get("/sign-out/").status_code == 405
    assert is_signed_in(client)

    client.post("/sign-out/")

    assert not is_signed_in(client)


def test_whoever_is_signed_in_already_is_led_on(siti: Someone) -> None:
    assert browser(siti).get("/sign-in/?next=/help/").headers["Location"] == "/help/"
    assert browser(siti).get("/sign-in/code/?next=/help/").headers["Location"] == "/help/"


@pytest.mark.parametrize("path", ["login/", "signup/", "password/reset/", "password/change/", "password/set/", "email/", "reauthenticate/"])
def test_there_is_no_password_and_so_no_page_for_one(db: None, path: str) -> None:
    assert browser().get(f"/accounts/{path}").status_code == 404
    assert browser().get(f"/{path}").status_code == 404


@pytest.mark.skipif(not HOSTILE.exists(), reason="the hostile addresses lie beside the repository, not in it")
def test_no_hostile_way_back_leads_off_this_host(siti: Someone) -> None:
    for wanted in json.loads(HOSTILE.read_text())["redirect"]:
        location = browser(siti).get("/sign-in/", {"next": wanted}).headers["Location"]
        assert urlsplit(urljoin("http://host.example/sign-in/", location.translate({9: None, 10: None, 13: None}))).netloc == "host.example"


@pytest.mark.parametrize(
    "wanted", ["//evil.example", "https://evil.example/", "/\t/evil.example", "/\\evil.example", "javascript:alert(1)", "", "help/"]
)
def test_what_is_no_path_of_ours_is_no_way_back(wanted: str) -> None:
    assert not is_ours(wanted)


def test_a_path_with_query_and_fragment_is_a_way_back() -> None:
    assert is_ours("/k/pasar/draft/?x=1#clause-pasal-4")
