"""What a contribution will look like, before it is sent."""

from dataclasses import replace

import pytest

from consult.accounts.models import Person
from consult.discussion.models import ListedWord, Post, PostVersion
from consult.platform.limits import LIMITS
from tests.cast import Scene, Someone, closes
from tests.consult.discussion.queries.test_previews import nothing_written
from tests.frontend.discussion.reading.test_clause_page import WRITTEN, address
from tests.frontend.pages import Page, browser, page, read

LOOK = {"preview": "1"}


def previewed(scene: Scene, by: Someone, **given: str) -> Page:
    """Fill the form in and press the button that only shows."""
    client, path = browser(by), address(scene)
    form = page(client.get(path)).form(path)
    answer = client.post(path, {**form, **WRITTEN, **given, **LOOK})
    assert answer.status_code == 200
    return page(answer)


def test_a_preview_shows_the_words_name_and_stance_and_keeps_the_form(lively: Scene, siti: Someone) -> None:
    with nothing_written():
        shown = previewed(lively, siti, shown_name="real")

    assert "This is what the public will read Siti oppose" in shown.words
    assert "<p>Lapak perlu atap.<br>Dan lampu.</p>" in shown.html
    assert "It is public at once, unless a rule has a moderator look at it first." in shown.words
    assert shown.form(address(lively))["text"] == "Lapak perlu atap.\nDan lampu."
    assert shown.find("input", name="stance", value="oppose", checked="")


def test_it_says_where_a_moderator_reads_it_first(consultation: Scene, siti: Someone) -> None:
    assert "A moderator reads it before it is public" in previewed(consultation, siti).words


def test_it_warns_kindly_of_personal_data(lively: Scene, siti: Someone) -> None:
    shown = previewed(lively, siti, text="Hubungi 0812-3456-7890 atau siti@example.org.")

    assert "personal data: a telephone number, an e-mail address." in shown.words
    assert "A moderator reads it before" in shown.words


def test_it_says_the_same_whether_or_not_a_word_of_the_list_stands_in_it(lively: Scene, siti: Someone) -> None:
    def beside(text: str) -> str:
        return previewed(lively, siti, text=text).words.rpartition("After sending")[2]

    ListedWord.objects.create(word="promosi")

    assert beside("Ikut promosi.") == beside("Ikut bicara.")


def test_looking_has_a_limit_of_its_own_which_keeps_the_words_and_says_when_to_come_back(
    lively: Scene, siti: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(LIMITS, "preview", replace(LIMITS["preview"], account=2))
    post = siti.posts("Kata lama.", on=lively.clause("Pasal 3"))
    client, edited = browser(siti), f"/me/posts/{post.pk}/edit/"

    assert [client.post(address(lively), {**WRITTEN, **LOOK}).status_code for _ in range(2)] == [200, 200]
    new = client.post(address(lively), {**WRITTEN, **LOOK})
    again = client.post(edited, {**page(client.get(edited)).form(edited), **LOOK, "text": "Kata baru.", "stance": "mixed"})

    for answer, path, text in ((new, address(lively), "Lapak perlu atap.\nDan lampu."), (again, edited, "Kata baru.")):
        assert answer.status_code == 429
        assert 0 < int(answer.headers["Retry-After"]) <= 600
        assert page(answer).form(path)["text"] == text
    assert client.post(address(lively), WRITTEN).status_code == 303


def test_a_proposal_shows_what_changes_in_the_clause(lively: Scene, siti: Someone) -> None:
    client, path = browser(siti), address(lively)
    form = page(client.get(path)).form(path)
    assert form["wording"] == "Lapak tidak dapat dialihkan kepada orang lain."

    answer = client.post(
        path, {**form, **WRITTEN, **LOOK, "way": "proposal:replace", "wording": form["wording"].replace("tidak ", "hanya ")}
    )

    assert "Lapak [taken out: tidak ] [put in: hanya ] dapat dialihkan" in page(answer).words


def test_the_clauses_own_text_in_the_form_is_no_proposal_until_it_is_changed(lively: Scene, siti: Someone) -> None:
    client, path = browser(siti), address(lively)
    form = page(client.get(path)).form(path)

    sent = client.post(path, {**form, **WRITTEN, "wording": form["wording"]})
    stray = client.post(path, {**form, **WRITTEN, "key": "lain", "wording": "Kata lain."})

    assert (sent.status_code, stray.status_code) == (303, 400)
    assert PostVersion.objects.get().wording == ""


def test_a_proposal_on_a_clause_with_parts_starts_from_all_that_it_says(lively: Scene, siti: Someone) -> None:
    form = read(address(lively, "Pasal 2"), by=siti).form(address(lively, "Pasal 2"))

    assert form["wording"].splitlines()[0] == "(1) Setiap pedagang memperoleh satu lapak."
    assert "a. urutan pendaftaran; dan" in form["wording"]


def test_sending_after_a_preview_twice_is_one_post(lively: Scene, siti: Someone) -> None:
    client, path = browser(siti), address(lively)
    form = {**page(client.get(path)).form(path), **WRITTEN}
    after = {**page(client.post(path, {**form, **LOOK})).form(path), "stance": "oppose", "shown_name": "withheld"}
    assert after["key"] == form["key"]

    first, second = client.post(path, after), client.post(path, after)

    assert first.headers["Location"] == second.headers["Location"]
    assert Post.objects.count() == 1


def test_what_is_refused_is_refused_in_the_preview_too(lively: Scene, siti: Someone) -> None:
    answer = browser(siti).post(address(lively), {**WRITTEN, **LOOK, "text": ""})

    assert answer.status_code == 400
    assert "This is what the public will read" not in page(answer).words
    assert page(answer).find("textarea", name="text", aria_invalid="true")


def test_markup_in_text_wording_and_name_is_shown_as_typed(lively: Scene, siti: Someone) -> None:
    Person.objects.filter(pk=siti.person.pk).update(chosen_name="<i>Siti</i>")
    evil = '<script>alert(1)</script> <img src=x onerror=alert(1)> "><b>'

    shown = previewed(lively, siti, text=evil, way="proposal:replace", wording=evil, shown_name="chosen")

    for markup in ("<i>", "<img", '<b>"', "alert(1)</script>"):
        assert markup not in shown.html.replace("<b>&lt;i&gt;", "")
    assert "&lt;script&gt;" in shown.html
    assert not [had for had in shown.find("script") if not any(ours in had.get("src", "") for ours in ("htmx", "modules/"))]


def test_a_visitor_is_asked_to_sign_in_and_finds_their_words_again(lively: Scene, siti: Someone) -> None:
    client, path = browser(), address(lively)

    answer = client.post(path, {**WRITTEN, **LOOK})
    assert answer.headers["Location"].startswith("/sign-in/?next=")
    client.force_login(siti.account)

    assert page(client.get(path)).form(path)["text"] == "Lapak perlu atap.\nDan lampu."
    assert not Post.objects.exists()


def test_htmx_gets_the_form_with_the_preview_in_it_and_nothing_around(lively: Scene, siti: Someone) -> None:
    answer = browser(siti).post(address(lively), {**WRITTEN, **LOOK}, headers={"hx-request": "true"})

    assert page(answer).find("section", id="write")
    assert "This is what the public will read" in page(answer).words
    assert not page(answer).find("html")


def test_htmx_gets_what_is_wrong_with_a_status_that_it_puts_in_place(lively: Scene, siti: Someone) -> None:
    answer = browser(siti).post(address(lively), {**WRITTEN, **LOOK, "stance": ""}, headers={"hx-request": "true"})

    assert answer.status_code == 200
    assert page(answer).find("div", role="alert")


def test_htmx_without_a_session_leads_the_whole_page_to_sign_in(lively: Scene) -> None:
    answer = browser().post(address(lively), {**WRITTEN, **LOOK}, headers={"hx-request": "true"})

    assert answer.headers["HX-Redirect"].startswith("/sign-in/?next=")


def test_htmx_is_not_given_the_sign_in_page_where_the_words_of_an_edit_stand(lively: Scene, siti: Someone) -> None:
    path = f"/me/posts/{siti.posts('Kata lama.', on=lively.clause('Pasal 3')).pk}/edit/"

    part = browser().post(path, {**LOOK, "text": "Kata <baru>."}, headers={"hx-request": "true"})
    whole = browser().post(path, {**LOOK, "text": "Kata <baru>."})
    nothing = browser().post(path, LOOK, headers={"hx-request": "true"})

    assert part.status_code == whole.status_code == 403
    assert "Kata &lt;baru&gt;." in whole.content.decode()
    assert page(whole).find("a", href=path)
    assert (nothing.status_code, nothing.headers["HX-Redirect"]) == (200, "/sign-in/?next=%2Fme%2F")


def test_a_clause_of_another_consultation_is_not_previewed(consultation: Scene, lively: Scene, siti: Someone) -> None:
    with nothing_written():
        answer = browser(siti).post(f"/k/pasar-pagi/clauses/{lively.clause('Pasal 3')}/", {**WRITTEN, **LOOK})

    assert answer.status_code == 404


def test_an_answer_to_a_post_that_is_not_public_is_not_previewed(consultation: Scene, siti: Someone, agus: Someone) -> None:
    held = agus.posts("Rahasia sampai dibaca moderator.", on=consultation.clause("Pasal 3"))

    answer = browser(siti).post(address(consultation), {**LOOK, "text": "Setuju.", "reply_to_post": str(held.pk)})

    assert answer.status_code == 400
    assert "Rahasia" not in answer.content.decode()


def test_a_closed_consultation_gives_no_preview_and_keeps_the_words(lively: Scene, siti: Someone) -> None:
    closes(lively)

    answer = browser(siti).post(address(lively), {**WRITTEN, **LOOK})

    assert answer.status_code == 409
    assert page(answer).form(address(lively))["text"].startswith("Lapak perlu atap.")


def test_an_edit_is_previewed_and_nothing_is_written(lively: Scene, siti: Someone) -> None:
    post = siti.posts("Kata lama.", on=lively.clause("Pasal 3"))
    client, path = browser(siti), f"/me/posts/{post.pk}/edit/"
    form = page(client.get(path)).form(path)

    with nothing_written():
        answer = client.post(path, {**form, **LOOK, "text": "Kata <b>baru</b>.", "stance": "mixed", "shown_name": "withheld"})

    assert "<p>Kata &lt;b&gt;baru&lt;/b&gt;.</p>" in answer.content.decode()
    assert page(answer).form(path)["key"] == form["key"]
    sent = client.post(path, {**page(answer).form(path), "stance": "mixed", "shown_name": "withheld"})
    assert sent.headers["Location"].startswith("/receipts/")
