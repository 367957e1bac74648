"""A visitor writes first: the code that is mailed signs in and sends it; whatever goes wrong, what was written is kept."""

import time
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from consult.accounts.models import Account
from consult.discussion.models import Draft, Point, Post, Submission
from consult.platform import limits
from consult.record.checks.verification import verify
from tests.cast import Scene, Someone, closes, moment
from tests.frontend.accounts.test_entrance import is_signed_in, mailed_code
from tests.frontend.pages import browser, page
from tests.waiting import mailed_codes

EMAIL = "tamu.baru@example.org"
WRITTEN = {"text": "Lapak perlu atap.", "stance": "oppose", "way": "comment", "first": "1"}


def clause(scene: Scene, label: str = "Pasal 3") -> str:
    """The page of a clause."""
    return f"/k/{scene.row.slug}/clauses/{scene.clause(label)}/"


def confirm(scene: Scene) -> str:
    """Where the code is typed."""
    return f"/k/{scene.row.slug}/confirm/"


def writes(client: Client, scene: Scene, *, email: str = EMAIL, **given: str) -> Any:
    """Send something with an address, as the form of a visitor does."""
    path = clause(scene)
    form = page(client.get(path)).form(path)
    return client.post(f"{path}first/", {**form, **WRITTEN, "email": email, **given})


def test_the_right_code_signs_in_and_sends_what_was_written(lively: Scene) -> None:
    client = browser()

    answer = writes(client, lively)

    assert (answer.status_code, answer.headers["Location"]) == (303, confirm(lively))
    assert not Post.objects.exists()
    assert EMAIL in page(client.get(confirm(lively))).words
    sent = client.post(confirm(lively), {"code": mailed_code()})
    assert sent.headers["Location"].startswith("/receipts/")
    assert "We have received your contribution" in page(client.get(sent.headers["Location"])).words
    post = Post.objects.get()
    assert post.submission.author == Account.objects.get(email=EMAIL).person
    assert post.versions.get().text == "Lapak perlu atap."
    assert is_signed_in(client)
    assert not Draft.objects.exists()
    assert "is kept" not in page(client.get(clause(lively))).words
    assert not verify().faults


def test_known_and_unknown_addresses_get_the_same_answer_and_the_same_mail(lively: Scene, siti: Someone) -> None:
    answers = [writes(browser(), lively, email=email) for email in (siti.email, EMAIL)]

    assert [(answer.status_code, answer.headers["Location"]) for answer in answers] == [(303, confirm(lively))] * 2
    first, second = mailed_codes()[-2:]
    assert (first.subject, len(str(first.body))) == (second.subject, len(str(second.body)))
    assert Account.objects.filter(email=EMAIL).count() == 0


def test_a_wrong_code_is_said_and_after_five_of_them_all_is_kept_for_a_new_one(lively: Scene) -> None:
    client = browser()
    writes(client, lively)

    wrong = client.post(confirm(lively), {"code": "AAAA-AAAA"})
    assert wrong.status_code == 400
    assert "This is not the code" in page(wrong).words
    for _ in range(4):
        last = client.post(confirm(lively), {"code": "AAAA-AAAA"})

    assert last.headers["Location"] == f"{clause(lively)}#write"
    assert page(client.get(clause(lively))).form(clause(lively))["text"] == "Lapak perlu atap."
    assert not Post.objects.exists()
    writes(client, lively)
    client.post(confirm(lively), {"code": mailed_code()})
    assert Post.objects.count() == 1


def test_a_code_that_is_too_old_keeps_all_and_leads_back_to_the_form(lively: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    client = browser()
    writes(client, lively)
    client.get(confirm(lively))
    code, later = mailed_code(), time.time() + 16 * 60
    monkeypatch.setattr("time.time", lambda: later)

    answer = client.post(confirm(lively), {"code": code})

    assert answer.headers["Location"] == f"{clause(lively)}#write"
    assert "What you wrote is kept" in page(client.get(clause(lively))).words
    assert Point.objects.get().said["text"] == "Lapak perlu atap."
    assert not Post.objects.exists()


def test_another_browser_cannot_use_the_code(lively: Scene) -> None:
    writes(browser(), lively)
    stranger = browser()

    answer = stranger.post(confirm(lively), {"code": mailed_code()})

    assert answer.status_code == 303
    assert not is_signed_in(stranger)
    assert not Post.objects.exists()
    assert Draft.objects.count() == 1


def test_a_new_code_sends_it_and_the_earlier_one_does_not(lively: Scene) -> None:
    client = browser()
    writes(client, lively)
    earlier = mailed_code()

    assert client.post(confirm(lively), {"again": "1"}).headers["Location"] == confirm(lively)
    assert client.post(confirm(lively), {"code": earlier}).status_code == 400
    client.post(confirm(lively), {"code": mailed_code()})
    assert Post.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"text": ""}, "Please write something first"),
        ({"stance": ""}, "Please choose where you stand"),
        ({"email": ""}, "Please give an e-mail address"),
        ({"email": "tamu di pasar"}, "This is not an e-mail address"),
        ({"way": "proposal:insert_after", "insertion": ""}, "Please say what you propose"),
    ],
)
def test_what_cannot_be_sent_is_said_before_any_mail_and_stays_in_the_form(lively: Scene, given: dict[str, str], said: str) -> None:
    answer = writes(browser(), lively, **given)

    assert answer.status_code == 400
    form = page(answer)
    assert said in form.words
    assert form.form(clause(lively))["text"] == given.get("text", "Lapak perlu atap.")
    assert mailed_codes() == []
    assert not Draft.objects.exists()


def test_the_sixth_code_for_an_address_has_to_wait_and_no_mail_is_sent(lively: Scene) -> None:
    now, limit = moment(), limits.LIMITS["code"]
    for at in (now, now + limit.every):
        limits.spend("code", account=limits.at_place(limits.hashed(EMAIL), "127.0.0.1"), address="", now=at, times=limit.account)

    answer = writes(browser(), lively)

    assert answer.status_code == 429
    assert page(answer).form(clause(lively))["text"] == "Lapak perlu atap."
    assert mailed_codes() == []


def test_what_is_refused_when_it_is_confirmed_is_kept_in_the_letter_of_who_signed_in(lively: Scene, siti: Someone) -> None:
    client = browser()
    writes(client, lively, email=siti.email)
    closes(lively)

    answer = client.post(confirm(lively), {"code": mailed_code()}, follow=True)

    told = page(answer)
    assert "does not take contributions now" in told.words
    assert "it is kept in your letter" in told.words
    assert "Lapak perlu atap." in told.words
    assert Draft.objects.get().person == siti.person
    assert is_signed_in(client)
    assert not Post.objects.exists()


def test_a_moderator_who_writes_first_is_told_and_nothing_is_sent_for_the_team(lively: Scene, budi: Someone) -> None:
    client = browser()
    writes(client, lively, email=budi.email)

    answer = client.post(confirm(lively), {"code": mailed_code()}, follow=True)

    assert "you may not do that here" in page(answer).words
    assert not Post.objects.exists()
    assert Draft.objects.get().person == budi.person


def test_a_suspended_account_is_not_let_in_and_the_words_stay_in_the_browser(lively: Scene, siti: Someone) -> None:
    Account.objects.filter(email=siti.email).update(is_active=False)
    client = browser()
    writes(client, lively, email=siti.email)

    client.post(confirm(lively), {"code": mailed_code()})

    assert not is_signed_in(client)
    assert not Post.objects.exists()
    assert page(client.get(clause(lively))).form(clause(lively))["text"] == "Lapak perlu atap."


def test_the_code_of_an_ordinary_sign_in_sends_nothing(lively: Scene) -> None:
    client = browser()
    writes(client, lively)
    client.post("/sign-in/", {"email": EMAIL})

    assert client.post(confirm(lively), {"code": mailed_code()}).status_code == 303
    client.post("/sign-in/code/", {"code": mailed_code()})
    assert is_signed_in(client)
    assert not Post.objects.exists()
    assert page(client.get(clause(lively))).form(clause(lively))["text"] == "Lapak perlu atap."


def test_a_whole_letter_is_collected_and_confirmed_by_a_visitor(lively: Scene) -> None:
    client, letter = browser(), f"/k/{lively.row.slug}/letter/"
    for label, text in (("Pasal 3", "Satu."), ("Pasal 4", "Dua.")):
        client.post(clause(lively, label), {"text": text, "stance": "oppose", "letter": "1"})
    form = page(client.get(letter)).form("/letter/")

    answer = client.post(f"{letter}first/", {**form, "email": EMAIL, "on_behalf_of": "Paguyuban Pasar"})
    assert answer.headers["Location"] == confirm(lively)
    sent = client.post(confirm(lively), {"code": mailed_code()})

    assert sent.headers["Location"].startswith("/receipts/")
    submission = Submission.objects.get()
    assert (submission.on_behalf_of, submission.posts.count()) == ("Paguyuban Pasar", 2)
    assert "No point yet" in page(client.get(letter)).words


def test_a_letter_that_a_visitor_collected_is_their_own_after_an_ordinary_sign_in(lively: Scene, siti: Someone) -> None:
    client = browser()
    client.post(clause(lively), {"text": "Satu.", "stance": "oppose", "letter": "1"})
    client.post("/sign-in/", {"email": siti.email})
    client.post("/sign-in/code/", {"code": mailed_code()})

    assert Draft.objects.get().person == siti.person
    assert "Satu." in page(client.get(f"/k/{lively.row.slug}/letter/")).words
    assert "Satu." in page(browser(siti).get(f"/k/{lively.row.slug}/letter/")).words


def test_a_reply_is_written_first_too(lively: Scene, siti: Someone) -> None:
    post = siti.posts("Setuju.", on=lively.clause("Pasal 3"))
    client = browser()
    writes(client, lively, reply_to_post=str(post.pk), stance="", text="Saya juga.")
    client.post(confirm(lively), {"code": mailed_code()})

    assert Post.objects.get(kind="reply").reply_to == post


def test_what_a_visitor_sends_is_counted_before_it_is_weighed(lively: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(limits.LIMITS, "preview", limits.Limit(account=9, address=2, every=timedelta(minutes=10)))
    client = browser()

    answers = [writes(client, lively, text="", stance="oppose").status_code for _ in range(3)]

    assert answers == [400, 400, 429]
    assert not mailed_codes()


def test_the_mail_says_that_the_code_sends_what_was_written(lively: Scene) -> None:
    writes(browser(), lively)

    [message] = mailed_codes()
    assert message.subject == "Your code for sending what you wrote on Rembuk"
    assert "what you wrote is sent" in str(message.body)
