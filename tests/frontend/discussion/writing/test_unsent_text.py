"""What somebody wrote when their session had ended."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.test import Client

from consult.discussion.models import Draft, Point, Post, Support
from consult.platform import limits
from consult.record.erasure.erase_person import erase_person
from tests.cast import Scene, Someone, moment
from tests.frontend.accounts.test_entrance import ask
from tests.frontend.discussion.reading.test_clause_page import WRITTEN, address
from tests.frontend.pages import browser, page


def test_what_was_written_without_a_session_stands_in_the_form_after_signing_in(consultation: Scene, siti: Someone) -> None:
    client, path = browser(), address(consultation)

    answer = client.post(path, {**WRITTEN, "wording": "Kata lain.", "way": "proposal:replace"})
    assert answer.headers["Location"].startswith("/sign-in/?next=")
    client.force_login(siti.account)

    again = page(client.get(path))
    form = again.form(path)
    assert "We kept what you had written" in again.words
    assert (form["text"], form["wording"], form["way"]) == ("Lapak perlu atap.\nDan lampu.", "Kata lain.", "proposal:replace")
    assert again.find("input", name="stance", value="oppose", checked="")


def test_it_is_forgotten_once_it_was_sent(consultation: Scene, siti: Someone) -> None:
    client, path = browser(), address(consultation)
    client.post(path, WRITTEN)
    client.force_login(siti.account)
    client.post(path, {**page(client.get(path)).form(path), "stance": "oppose", "shown_name": "withheld"})

    assert Post.objects.count() == 1
    assert "We kept" not in page(client.get(path)).words


def test_it_stands_on_the_clause_it_was_written_for_and_on_no_other(consultation: Scene, siti: Someone) -> None:
    client = browser()
    client.post(address(consultation), WRITTEN)
    client.force_login(siti.account)

    other = address(consultation, "Pasal 4")
    assert page(client.get(other)).form(other)["text"] == ""


def test_a_flood_is_cut_before_it_is_kept(consultation: Scene) -> None:
    client = browser()
    client.post(address(consultation), {**WRITTEN, "text": "a" * 50_000, "more": "b" * 50_000})

    assert len(Point.objects.get().said["text"]) == 20_000


def test_what_is_kept_is_a_draft_of_nobody_and_only_the_latest_of_a_place(consultation: Scene) -> None:
    client, path = browser(), address(consultation)
    client.post(path, {**WRITTEN, "text": "Pertama."})
    client.post(path, {**WRITTEN, "text": "Kedua."})
    client.post(address(consultation, "Pasal 4"), {**WRITTEN, "text": "Di tempat lain."})

    assert {point.said["text"] for point in Point.objects.all()} == {"Kedua.", "Di tempat lain."}
    assert not Draft.objects.exclude(person=None).exists()
    assert page(client.get(path)).form(path)["text"] == "Kedua."


def test_another_browser_finds_nothing_of_it(consultation: Scene, siti: Someone) -> None:
    browser().post(address(consultation), WRITTEN)

    for other in (browser(), browser(siti)):
        assert page(other.get(address(consultation))).form(address(consultation))["text"] == ""


def test_what_cannot_be_sent_is_kept_as_well(consultation: Scene, siti: Someone) -> None:
    client, path = browser(), address(consultation)
    odd = {"text": "Tanpa sikap.\x00", "way": "tarian", "stance": "marah", "revision": "99", "reply_to_post": str(uuid4())}

    assert client.post(path, odd).status_code == 303
    client.force_login(siti.account)
    assert client.get(path).status_code == 200
    assert Point.objects.count() == 1
    odder = {**odd, "revision": "x" * 5_000, "quoting": '["\\u0000", "b", "c"]', "text": "Lain."}
    assert client.post(path, odder).status_code in {303, 400}


def test_too_much_from_one_address_is_not_kept(consultation: Scene) -> None:
    limit = limits.LIMITS["unsent"]
    now = moment()
    limits.spend("unsent", account=None, address="127.0.0.1", now=now, times=limit.address)
    limits.spend("unsent", account=None, address="127.0.0.1", now=now + limit.every, times=limit.address)

    assert browser().post(address(consultation), WRITTEN).status_code == 429
    assert not Draft.objects.exists()


def typed_in(client: Client, path: str) -> dict[str, str]:
    """What stands in the form, and which stance is taken."""
    read = page(client.get(path))
    [stance] = read.find("input", name="stance", checked="") or [{"value": ""}]
    return {**read.form(path), "stance": stance["value"]}


@pytest.mark.parametrize("link", ["Sign in", "Sign in first, and choose the name that is shown"])
def test_the_links_to_sign_in_are_buttons_of_the_form_and_keep_all_that_stands_in_it(consultation: Scene, siti: Someone, link: str) -> None:
    client, path = browser(), address(consultation)
    form = page(client.get(path))
    assert link in form.words
    assert {"form": "typed", "name": "sign_in"}.items() <= form.find("button", name="sign_in")[0].items()
    assert not [had for had in form.find("a") if "/sign-in/" in had.get("href", "")]
    quote = '["Setiap pedagang","",""]'
    filled = {"wording": "Kata lain.", "way": "proposal:replace", "stance": "mixed", "text": "Alasan saya.", "quoting": quote}
    answer = client.post(path, {**form.form(path), **filled, "email": "siti@example.org", "sign_in": "1"})
    assert answer.headers["Location"].startswith("/sign-in/?next=")
    code = ask(client, siti.email, next=f"{path}#write")
    assert client.post("/sign-in/code/", {"code": code, "next": f"{path}#write"}).headers["Location"] == f"{path}#write"

    again = typed_in(client, path)
    assert {name: again[name] for name in ("wording", "way", "stance", "text")} == {
        name: filled[name] for name in again.keys() & filled.keys() - {"quoting"}
    }
    assert "Setiap pedagang" in str(Point.objects.get().said["quote"])


def test_nothing_is_kept_for_who_typed_nothing(consultation: Scene) -> None:
    client, path = browser(), address(consultation)
    answer = client.post(path, {**page(client.get(path)).form(path), "sign_in": "1"})

    assert answer.headers["Location"].startswith("/sign-in/")
    assert not Draft.objects.exists()


def test_what_was_emptied_does_not_come_back(consultation: Scene, siti: Someone) -> None:
    client, path = browser(), address(consultation)
    client.post(path, {**WRITTEN, "sign_in": "1"})
    client.post(path, {**page(client.get(path)).form(path), "text": "", "stance": "", "sign_in": "1"})
    client.force_login(siti.account)

    assert typed_in(client, path)["text"] == ""
    assert not Draft.objects.exists()


def test_who_agrees_without_javascript_comes_back_to_a_filled_form(lively: Scene, siti: Someone, agus: Someone) -> None:
    post = siti.posts("Lapak perlu atap.", on=lively.clause("Pasal 3"))
    path, client = address(lively, "Pasal 3"), browser(agus)
    form = page(client.get(f"{path}?order=newest"))
    [button] = form.find("button", id=f"support-{post.number}")
    assert (button["form"], "formnovalidate" in button) == ("typed", True)
    given = {**form.form(path), "text": "Saya belum selesai.", "stance": "mixed", button["name"]: button["value"]}

    answer = client.post(button["formaction"], given)

    assert answer.headers["Location"] == f"{path}?order=newest#post-{post.number}"
    assert Support.objects.filter(post=post, person=agus.person).exists()
    again = typed_in(client, path)
    assert (again["text"], again["stance"]) == ("Saya belum selesai.", "mixed")
    assert "We kept what you had written here" in page(client.get(path)).words
    assert not Draft.objects.filter(person=agus.person).exists()  # it is in no letter


def test_a_visitor_who_agrees_finds_the_form_filled_after_signing_in(lively: Scene, siti: Someone, agus: Someone) -> None:
    post = siti.posts("Lapak perlu atap.", on=lively.clause("Pasal 3"))
    for more in ({}, {"HX-Request": "true"}):  # without JavaScript and with it
        client, path = browser(), address(lively, "Pasal 3")
        form = page(client.get(path))
        [button] = form.find("button", id=f"support-{post.number}")
        given = {**form.form(path), "text": "Saya belum selesai.", "stance": "mixed", button["name"]: button["value"]}
        client.post(button["formaction"], given, headers=more)
        client.force_login(agus.account)

        assert typed_in(client, path)["text"] == "Saya belum selesai."


def test_with_javascript_agreeing_keeps_nothing_since_the_page_stays(lively: Scene, siti: Someone, agus: Someone) -> None:
    post, path, client = siti.posts("Lapak perlu atap.", on=lively.clause("Pasal 3")), address(lively, "Pasal 3"), browser(agus)
    form = page(client.get(path)).form(path)
    client.post(f"/k/{lively.row.slug}/posts/{post.number}/support/", {**form, "text": "Nanti."}, headers={"HX-Request": "true"})

    assert not Draft.objects.exists()


def test_who_signs_out_on_a_shared_phone_leaves_nothing_for_the_next(lively: Scene, siti: Someone, agus: Someone) -> None:
    post, path, client = siti.posts("Lapak perlu atap.", on=lively.clause("Pasal 3")), address(lively, "Pasal 3"), browser(agus)
    form = page(client.get(path)).form(path)
    client.post(f"/k/{lively.row.slug}/posts/{post.number}/support/", {**form, "text": "Rahasia saya."})
    assert typed_in(client, path)["text"] == "Rahasia saya."
    client.post("/sign-out/")

    assert not Point.objects.exists()
    assert typed_in(client, path)["text"] == ""
    client.force_login(siti.account)
    assert typed_in(client, path)["text"] == ""


def test_an_erasure_takes_what_was_typed_beside_a_support(lively: Scene, siti: Someone, agus: Someone) -> None:
    post, path, client = siti.posts("Lapak perlu atap.", on=lively.clause("Pasal 3")), address(lively, "Pasal 3"), browser(agus)
    support = f"/k/{lively.row.slug}/posts/{post.number}/support/"
    client.post(support, {**page(client.get(path)).form(path), "text": "Rahasia saya."})
    assert Point.objects.exists()

    erase_person(actor=agus.viewer, person_id=agus.person.pk, now=moment())

    assert not Point.objects.exists()


def test_a_page_that_the_button_was_on_is_never_one_that_the_viewer_may_not_read(lively: Scene, siti: Someone, agus: Someone) -> None:
    post, client = siti.posts("Lapak perlu atap.", on=lively.clause("Pasal 3")), browser(agus)
    support, given = f"/k/{lively.row.slug}/posts/{post.number}/support/", {"text": "Apa saja.", "version": "1"}
    ours = ("/me/", "/nothing/", f"/k/{lively.row.slug}/threads/", f"/k/lain/clauses/{uuid4()}/")
    for elsewhere in ("https://evil.example/k/x/clauses/1/", "//evil.example/", *ours):
        assert client.post(support, {**given, "next": elsewhere}).status_code == 303
    assert not Draft.objects.exists()


def test_a_support_counts_although_too_much_was_kept_from_this_address(
    lively: Scene, siti: Someone, agus: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    post, path, client = siti.posts("Lapak perlu atap.", on=lively.clause("Pasal 3")), address(lively, "Pasal 3"), browser(agus)
    monkeypatch.setitem(limits.LIMITS, "unsent", replace(limits.LIMITS["unsent"], address=0))

    client.post(f"/k/{lively.row.slug}/posts/{post.number}/support/", {"text": "Apa saja.", "version": "1", "next": path})

    assert Support.objects.filter(post=post, person=agus.person).exists()
    assert not Draft.objects.exists()
