"""A clause, its thread, and writing on it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from consult.accounts.models import Person
from consult.anchoring.quotes import Quote
from consult.discussion.models import Post
from consult.discussion.rules import Kind, Operation, Proposal, ShownName
from consult.platform.limits import LIMITS
from tests.cast import Scene, Someone, closes, moment
from tests.frontend.pages import browser, page, read

Counting = Callable[[int], AbstractContextManager[object]]

WRITTEN = {"stance": "oppose", "way": "comment", "text": "Lapak perlu atap.\r\nDan lampu.", "wording": "", "shown_name": "withheld"}


def address(scene: Scene, label: str = "Pasal 3") -> str:
    """The page of a clause."""
    return f"/k/{scene.row.slug}/clauses/{scene.clause(label)}/"


def write(scene: Scene, by: Someone, *, label: str = "Pasal 3", language: str = "en", **given: str) -> Any:
    """Open the page of a clause, fill the form in and send it."""
    client, path = browser(by, language=language), address(scene, label)
    form = page(client.get(path)).form(path)
    return client.post(path, {**form, **WRITTEN, **given})


# Writing


def test_a_comment_leads_to_its_receipt_and_is_stored_as_it_was_typed(consultation: Scene, siti: Someone) -> None:
    answer = write(consultation, siti)

    post = Post.objects.get()
    version = post.versions.get()
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/receipts/{version.receipt_id}/#content"
    assert (version.text, version.stance, post.kind) == ("Lapak perlu atap.\nDan lampu.", "oppose", "comment")
    assert post.submission.channel == "web"
    assert post.revision is not None
    assert post.revision.number == 1


def test_the_receipt_greets_with_thanks_once(consultation: Scene, siti: Someone) -> None:
    client, path = browser(siti), address(consultation)

    received = client.post(path, WRITTEN, follow=True)

    assert "We have received your contribution" in page(received).words
    assert "We have received" not in page(client.get(received.request["PATH_INFO"])).words


def test_the_same_form_sent_twice_makes_one_post_and_shows_the_same_receipt(consultation: Scene, siti: Someone) -> None:
    client, path = browser(siti), address(consultation)
    given = {**page(client.get(path)).form(path), **WRITTEN}

    first, second = client.post(path, given), client.post(path, given)

    assert first.headers["Location"] == second.headers["Location"]
    assert Post.objects.count() == 1


def test_the_same_words_from_a_page_that_was_fetched_anew_are_sent_again_only_if_that_is_meant(
    lively: Scene, siti: Someone, agus: Someone
) -> None:
    write(lively, siti)
    write(lively, agus)
    receipt = Post.objects.get(number=1).versions.get().receipt_id

    again = write(lively, siti)

    assert again.status_code == 409
    asked = page(again)
    assert "You sent these words on this clause already" in asked.words
    assert asked.find("a", href=f"/receipts/{receipt}/")
    assert Post.objects.count() == 2
    assert write(lively, siti, again="1").status_code == 303
    assert Post.objects.count() == 3


def test_other_words_another_clause_and_what_was_taken_back_are_not_the_same(lively: Scene, siti: Someone) -> None:
    write(lively, siti)

    assert write(lively, siti, text="Lapak perlu lampu.").status_code == 303
    assert write(lively, siti, label="Pasal 4").status_code == 303
    assert write(lively, siti, way="proposal:replace", wording="Lapak beratap.").status_code == 303
    siti.withdraws(Post.objects.get(number=1))
    assert write(lively, siti).status_code == 303


def test_changed_words_under_a_key_that_was_used_are_kept_and_can_be_sent_as_another_post(consultation: Scene, siti: Someone) -> None:
    client, path = browser(siti), address(consultation)
    given = {**page(client.get(path)).form(path), **WRITTEN}
    client.post(path, given)

    answer = client.post(path, {**given, "text": "Dan ini juga."})

    form = page(answer).form(path)
    assert answer.status_code == 409
    assert form["text"] == "Dan ini juga."
    assert form["key"] != given["key"]
    assert client.post(path, {**form, "stance": "oppose"}).status_code == 303
    assert Post.objects.count() == 2


@pytest.mark.parametrize(
    ("given", "said", "field"),
    [
        ({"text": " \n "}, "Please write something first", "text"),
        ({"stance": ""}, "Please choose where you stand", "stance"),
        ({"text": "a" * 10_001}, "10001 characters", "text"),
        ({"way": "proposal:replace"}, "Please say what you propose", "wording"),
        ({"wording": "Kata lain."}, "Only a proposal", "wording"),
        ({"way": "proposal:delete", "wording": "Kata lain."}, "Please say what you propose", "wording"),
        ({"way": "proposal:replace", "wording": "Lapak tidak dapat dialihkan kepada orang lain."}, "the same as the draft", "wording"),
        ({"shown_name": "chosen"}, "", "shown_name"),
        ({"revision": "7"}, "no published version 7", ""),
        ({"stance": "furious"}, "", "stance"),
        ({"way": "poem"}, "", "way"),
    ],
)
def test_what_cannot_be_taken_comes_back_with_everything_that_was_typed(
    consultation: Scene, siti: Someone, given: dict[str, str], said: str, field: str
) -> None:
    typed = {**WRITTEN, "text": "Lapak perlu atap.", "wording": "", **given}

    answer = write(consultation, siti, **typed)

    again = page(answer)
    form = again.form(address(consultation))
    assert answer.status_code == 400
    assert said in again.words
    assert (form["text"], form["wording"]) == (typed["text"], typed["wording"])
    assert again.find("input", name="stance", value=typed["stance"], checked="") or typed["stance"] in {"", "furious"}
    assert not field or [had for _tag, had in again.elements if had.get("id", "") == f"id_{field}_error"]
    assert not Post.objects.exists()


def test_an_empty_form_is_told_all_that_it_lacks_at_once(consultation: Scene, siti: Someone) -> None:
    client, path = browser(siti), address(consultation)

    again = page(client.post(path, page(client.get(path)).form(path)))

    assert "Please write something first." in again.words
    assert "Please choose where you stand on this clause." in again.words
    assert "what you wrote is still there" not in again.words


def test_a_proposal_with_its_wording_is_taken(consultation: Scene, siti: Someone) -> None:
    write(consultation, siti, way="proposal:insert_after", insertion="Pasal 3A\r\nLapak diberi atap.")

    version = Post.objects.get(kind="proposal").versions.get()
    assert (version.operation, version.wording) == ("insert_after", "Pasal 3A\nLapak diberi atap.")


def test_a_closed_consultation_keeps_the_text_in_the_form_and_says_why(consultation: Scene, siti: Someone) -> None:
    client, path = browser(siti, language="id"), address(consultation)
    given = {**page(client.get(path)).form(path), **WRITTEN}
    closes(consultation)

    answer = client.post(path, given)

    assert answer.status_code == 409
    assert "sedang tidak menerima masukan (ditutup)" in page(answer).words
    assert page(answer).form(path)["text"] == "Lapak perlu atap.\nDan lampu."


def test_too_many_in_a_short_time_keep_the_text_and_say_when_to_come_back(consultation: Scene, siti: Someone) -> None:
    for number in range(LIMITS["post"].account):
        siti.posts(f"Pendapat {number}.", on=consultation.clause("Pasal 3"))

    answer = write(consultation, siti)

    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) <= 600
    assert page(answer).form(address(consultation))["text"].startswith("Lapak perlu atap.")


def test_a_refused_page_says_so_in_its_title_and_leads_the_eye_to_the_field(consultation: Scene, siti: Someone) -> None:
    again = page(write(consultation, siti, text=""))

    assert "<title>Not sent: Pasal 3" in again.html
    assert again.find("textarea", name="text", aria_invalid="true")
    assert "id_text_error" in again.find("textarea", name="text")[0]["aria-describedby"]
    assert again.find("div", role="alert")


def test_the_names_one_has_can_be_chosen_and_no_name_is_where_it_starts(consultation: Scene, siti: Someone) -> None:
    Person.objects.filter(pk=siti.person.pk).update(chosen_name="Bu Siti")
    form = read(address(consultation), by=siti)

    assert [radio["value"] for radio in form.find("input", name="shown_name")] == ["real", "chosen", "withheld"]
    assert form.find("input", name="shown_name", value="withheld", checked="")
    write(consultation, siti, shown_name="chosen")
    assert Post.objects.get().versions.get().name == "Bu Siti"


def test_a_visitor_writes_first_and_is_led_to_sign_in_and_back_to_the_form(consultation: Scene, siti: Someone) -> None:
    client, path = browser(enforce_csrf_checks=True), address(consultation)
    form = page(client.get(path)).form(path)

    answer = client.post(path, {**form, "stance": "oppose", "text": "Lapak perlu atap."})

    assert "shown_name" not in form
    assert answer.headers["Location"] == f"/sign-in/?next={path.replace('/', '%2F')}%23write"
    assert "is kept in this browser" in page(client.get(path)).words
    client.force_login(siti.account)
    again = page(client.get(path))
    assert again.form(path)["text"] == "Lapak perlu atap."
    assert again.find("input", name="shown_name", value="withheld", checked="")


def test_a_page_with_a_token_on_it_is_kept_by_no_cache_that_is_shared(consultation: Scene) -> None:
    open_to_write = browser().get(address(consultation))
    assert open_to_write.headers["Cache-Control"] == "private, no-cache"
    assert "Cookie" in open_to_write.headers["Vary"]

    closes(consultation)
    assert browser().get(address(consultation)).headers["Cache-Control"] == "no-cache"


def test_the_team_reads_that_it_replies_and_sends_nothing_of_its_own(consultation: Scene, budi: Someone) -> None:
    assert "The team sends no contributions of its own" in read(address(consultation), by=budi).words


def test_before_and_after_it_is_open_the_page_says_why_there_is_no_form(consultation: Scene, siti: Someone) -> None:
    closes(consultation)

    clause = read(address(consultation), by=siti)

    assert "takes no contributions now; its stage: closed" in clause.words
    assert not clause.find("textarea")


# Reading


def test_the_clause_stands_there_with_its_parts(consultation: Scene) -> None:
    words = read(address(consultation, "Pasal 2"), language="id").words

    assert "Setiap pedagang memperoleh satu lapak." in words
    assert "urutan pendaftaran; dan" in words
    assert "Lapak tidak dapat dialihkan" not in words


def test_it_leads_back_to_its_place_in_the_draft(consultation: Scene) -> None:
    clause = read(address(consultation))

    assert "Back to Pasal 3 in the draft" in clause.words
    assert clause.find("a", href=f"/k/{consultation.row.slug}/draft/?from=pasal-3#clause-pasal-3")


def test_posts_stand_in_order_each_at_an_address_that_lasts(lively: Scene, siti: Someone, agus: Someone) -> None:
    siti.posts("Pertama.", on=lively.clause("Pasal 3"), shown_name=ShownName.REAL)
    agus.posts("Kedua.", on=lively.clause("Pasal 3"))

    clause = read(address(lively))

    assert [article["id"] for article in clause.find("article")] == ["post-1", "post-2"]
    assert clause.words.index("Pertama.") < clause.words.index("Kedua.")
    assert "Siti" in clause.words
    assert "A citizen" in clause.words


def test_what_people_wrote_is_shown_as_typed_and_is_never_markup(lively: Scene, siti: Someone) -> None:
    siti.posts("<b>Tebal</b> & <script>alert(1)</script>\nhttps://example.org/a", on=lively.clause("Pasal 3"))

    clause = read(address(lively))

    assert "&lt;b&gt;Tebal&lt;/b&gt; &amp; &lt;script&gt;" in clause.html
    assert clause.find("a", href="https://example.org/a", rel="nofollow ugc noopener")
    assert all(one.get("src", "").startswith("/static/") for one in clause.find("script"))


def test_proposed_wording_a_name_and_a_title_are_escaped_too(lively: Scene, siti: Someone) -> None:
    Person.objects.filter(pk=siti.person.pk).update(chosen_name="<i>Siti</i>")
    siti.viewer.person.refresh_from_db()  # type: ignore[union-attr]
    proposal = Proposal(Operation.REPLACE, "<u>Lapak</u>")
    siti.posts("Usul.", on=lively.clause("Pasal 3"), kind=Kind.PROPOSAL, proposal=proposal, shown_name=ShownName.CHOSEN)

    html = read(address(lively), by=siti).html

    assert "<i>" not in html
    assert "<u>" not in html
    assert "&lt;u&gt;Lapak&lt;/u&gt;" in html


def test_a_held_post_is_not_there_for_anybody_else(consultation: Scene, siti: Someone, agus: Someone) -> None:
    siti.posts("Menunggu moderator.", on=consultation.clause("Pasal 3"))

    for reader in (None, agus):
        clause = read(address(consultation), by=reader)
        assert "Menunggu moderator" not in clause.words
        assert not clause.find("article")


def test_a_hidden_post_shows_that_it_is_hidden_and_under_which_rule_and_not_one_word(lively: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts("Beli dagangan saya.", on=lively.clause("Pasal 3"))
    budi.hides(post, rule=1)

    clause = read(address(lively))

    assert "Contribution 1 was hidden by a moderator under house rule 1" in clause.words
    assert "dagangan saya" not in clause.html
    assert clause.find("a", href="/k/pasar-ramai/#rule-1")


def test_a_withdrawn_post_leaves_its_number_and_nothing_else(lively: Scene, siti: Someone) -> None:
    siti.withdraws(siti.posts("Saya keliru.", on=lively.clause("Pasal 3")))

    clause = read(address(lively))

    assert "Contribution 1 was withdrawn by its author" in clause.words
    assert "keliru" not in clause.html


def test_an_edited_post_is_marked_and_shows_its_new_words_alone(lively: Scene, siti: Someone) -> None:
    siti.edits(siti.posts("Kata lama.", on=lively.clause("Pasal 3")), text="Kata baru.")

    clause = read(address(lively))

    assert "Kata baru." in clause.words
    assert "Kata lama." not in clause.html
    assert "edited" in clause.words


def test_a_reply_says_what_it_answers(lively: Scene, siti: Someone, agus: Someone) -> None:
    agus.replies("Setuju.", to=siti.posts("Perlu atap.", on=lively.clause("Pasal 3")))

    assert "In reply to contribution 1" in read(address(lively)).words


def test_a_moderator_is_led_from_a_post_to_its_decision(lively: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts("Perlu atap.", on=lively.clause("Pasal 3"))

    assert read(address(lively), by=budi).find("a", href=f"/desk/pasar-ramai/queue/{post.pk}/")
    assert not read(address(lively), by=siti).find("a", href=f"/desk/pasar-ramai/queue/{post.pk}/")


def test_a_long_thread_goes_on_on_the_next_page(lively: Scene, siti: Someone) -> None:
    then = moment()
    for number in range(22):
        siti.posts(f"Pendapat {number}.", on=lively.clause("Pasal 3"), now=then + timedelta(minutes=number))

    first = read(address(lively))
    assert len(first.find("article")) == 20
    assert first.find("a", href="?page=2#thread", rel="next") or first.find("a", href=f"{address(lively)}?page=2#thread", rel="next")
    assert "Page 1 of 2" in first.words
    assert [one["id"] for one in read(f"{address(lively)}?page=2").find("article")] == ["post-21", "post-22"]


def test_the_newest_come_first_where_that_is_asked_for_and_stay_so_on_the_next_page(lively: Scene, siti: Someone) -> None:
    then = moment()
    for number in range(22):
        siti.posts(f"Pendapat {number}.", on=lively.clause("Pasal 3"), now=then + timedelta(minutes=number))

    first = read(f"{address(lively)}?order=newest")

    assert [one["id"] for one in first.find("article")][:2] == ["post-22", "post-21"]
    assert first.find("a", aria_current="true", href=f"{address(lively)}?order=newest#thread")
    assert first.find("a", href=f"{address(lively)}?page=2&order=newest#thread")


def test_a_permanent_link_leads_to_the_page_on_which_its_post_stands(lively: Scene, siti: Someone) -> None:
    then = moment()
    for number in range(22):
        siti.posts(f"Pendapat {number}.", on=lively.clause("Pasal 3"), now=then + timedelta(minutes=number))

    found = read(f"{address(lively)}?post=21")

    assert [one["id"] for one in found.find("article")] == ["post-21", "post-22"]
    assert found.find("a", href=f"{address(lively)}?post=21#post-21")


@pytest.mark.parametrize(
    "asked", ["page=x", "page=-1", "page=٣", "page=99999999999", "page=7", "post=9", "reply=0", "order=worst", "way=poem"]
)
def test_an_absurd_place_in_the_thread_is_its_beginning(lively: Scene, siti: Someone, agus: Someone, asked: str) -> None:
    siti.posts("Perlu atap.", on=lively.clause("Pasal 3"))

    assert read(f"{address(lively)}?{asked}", by=agus).find("article", id="post-1")


def test_a_clause_under_the_address_of_another_consultation_is_not_there(consultation: Scene, lively: Scene) -> None:
    assert browser().get(f"/k/pasar-pagi/clauses/{lively.clause('Pasal 3')}/").status_code == 404
    assert browser().get(f"/k/pasar-pagi/clauses/{uuid4()}/").status_code == 404


def test_nothing_is_taken_under_the_address_of_another_consultation(consultation: Scene, lively: Scene, siti: Someone) -> None:
    answer = browser(siti).post(f"/k/pasar-pagi/clauses/{lively.clause('Pasal 3')}/", WRITTEN)

    assert answer.status_code == 404
    assert not Post.objects.exists()


# Answering


def reply(scene: Scene, by: Someone, to: Post, **given: str) -> object:
    """Follow "Reply" on a post, fill the form in and send it."""
    client, path = browser(by), address(scene)
    form = page(client.get(f"{path}?reply={to.number}")).form(path)
    return client.post(path, {**form, "text": "Setuju sekali.", "shown_name": "withheld", **given})


def test_a_reply_is_written_under_what_it_answers(lively: Scene, siti: Someone, agus: Someone) -> None:
    post = siti.posts("Perlu atap.", on=lively.clause("Pasal 3"), shown_name=ShownName.REAL)
    form = read(f"{address(lively)}?reply=1", by=agus)

    assert "You answer contribution 1: Siti" in form.words
    assert not form.find("input", name="stance")
    assert reply(lively, agus, post).status_code == 303  # type: ignore[attr-defined]
    answer = Post.objects.get(number=2)
    assert (answer.kind, answer.reply_to, answer.versions.get().text) == ("reply", post, "Setuju sekali.")


def test_a_reply_that_is_refused_keeps_its_words_and_whom_it_answers(lively: Scene, siti: Someone, agus: Someone) -> None:
    post = siti.posts("Perlu atap.", on=lively.clause("Pasal 3"))

    again = page(reply(lively, agus, post, text=" "))

    assert "You answer contribution 1" in again.words
    assert again.form(address(lively))["reply_to_post"] == str(post.pk)


def test_what_is_gone_meanwhile_cannot_be_answered_and_the_words_are_kept(lively: Scene, siti: Someone, agus: Someone) -> None:
    post = siti.posts("Perlu atap.", on=lively.clause("Pasal 3"))
    client, path = browser(agus), address(lively)
    form = page(client.get(f"{path}?reply=1")).form(path)
    siti.withdraws(post)

    answer = client.post(path, {**form, "text": "Setuju sekali.", "shown_name": "withheld"})

    assert answer.status_code == 409
    assert "is withdrawn now and takes no replies" in page(answer).words
    assert page(answer).form(path)["text"] == "Setuju sekali."


def test_a_post_of_another_clause_is_not_answered_here(lively: Scene, siti: Someone, agus: Someone) -> None:
    siti.posts("Di tempat lain.", on=lively.clause("Pasal 4"))

    form = read(f"{address(lively)}?reply=1", by=agus)

    assert form.find("input", name="stance")
    assert "Di tempat lain" not in form.html


def test_nobody_is_offered_to_answer_what_is_hidden(lively: Scene, siti: Someone, budi: Someone) -> None:
    budi.hides(siti.posts("Promosi.", on=lively.clause("Pasal 3")))
    siti.posts("Perlu atap.", on=lively.clause("Pasal 3"))

    offered = f"{address(lively)}?reply="
    assert not read(address(lively), by=siti).find("a", href=f"{offered}1#write")
    assert read(address(lively), by=siti).find("a", href=f"{offered}2#write")
    assert read(address(lively)).find("a", href=f"{offered}2#write")  # a visitor signs in to send it
    assert not read(address(lively), by=budi).find("a", href=f"{offered}1#write")
    assert read(address(lively), by=budi).find("a", href=f"{offered}2#write")  # by office


# In the draft


ASKED_BY_HTMX = {"hx-request": "true"}


def fragment(scene: Scene, *, headers: dict[str, str] = ASKED_BY_HTMX) -> object:
    """The clause's address, asked by htmx."""
    return browser().get(address(scene), headers=headers)


def test_htmx_gets_the_newest_three_with_ways_on_and_a_way_to_close(lively: Scene, siti: Someone, agus: Someone) -> None:
    posts = [siti.posts(f"Pendapat {number}.", on=lively.clause("Pasal 3")) for number in range(4)]
    agus.replies("Ya.", to=posts[3])

    opened = page(fragment(lively))

    clause = lively.clause("Pasal 3")
    assert opened.find("section", class_="opened", id=f"opened-{clause}")
    assert [one["id"] for one in opened.find("article")] == ["post-4", "post-3", "post-2"]
    assert "1 reply" in opened.words
    assert "All 5 contributions in this thread" in opened.words
    assert opened.find("a", href=f"{address(lively)}#write", class_="button button-line")
    assert [one for one in opened.find("a", class_="no-print") if one["href"].startswith("#clause-")]
    assert not opened.find("html")


def test_a_step_back_in_the_history_gets_the_whole_page(lively: Scene) -> None:
    answer = fragment(lively, headers={**ASKED_BY_HTMX, "hx-history-restore-request": "true"})

    assert page(answer).find("html")
    assert "HX-Request" in answer.headers["Vary"]  # type: ignore[attr-defined]


# Language


def test_words_are_said_in_the_language_of_who_wrote_them_and_quotes_in_the_drafts(lively: Scene, siti: Someone) -> None:
    Person.objects.filter(pk=siti.person.pk).update(language="en")
    siti.person.refresh_from_db()
    quote = Quote("dialihkan")
    siti.posts("It needs a roof.", on=lively.clause("Pasal 3"), quote=quote)

    html = read(address(lively), language="id").html

    assert '<div lang="en"><p>It needs a roof.</p></div>' in html
    assert '<blockquote lang="id">dialihkan</blockquote>' in html


@pytest.mark.parametrize("times", [1, 5])
def test_a_visitor_costs_six_queries_and_somebody_signed_in_nine_whatever_the_number_of_posts(
    lively: Scene, siti: Someone, agus: Someone, budi: Someone, times: int, django_assert_max_num_queries: Counting
) -> None:
    proposal = Proposal(Operation.REPLACE, "Lapak beratap.")
    then = moment()
    for number in range(4 * times):
        then += timedelta(minutes=10)  # nobody may write so much at once
        post = siti.posts(f"{number}.", on=lively.clause("Pasal 3"), kind=Kind.PROPOSAL, proposal=proposal, now=then)
        for said in ("Ya.", "Tidak.", "Mungkin."):
            answer = agus.replies(said, to=post, now=then)
    budi.hides(answer)
    readers = [(browser(), 6), (browser(siti), 9), (browser(budi), 9)]

    for client, most in readers:
        for asked in ("", "?order=newest", "?post=3", "?page=9"):
            with django_assert_max_num_queries(most + (asked == "?page=9")):
                client.get(f"{address(lively)}{asked}")


def test_wording_that_nobody_touched_is_no_proposal(lively: Scene, siti: Someone) -> None:
    client, path = browser(siti), address(lively, "Pasal 2")
    form = page(client.get(path)).form(path)
    assert "Setiap pedagang memperoleh satu lapak." in form["wording"]

    client.post(
        path, {**WRITTEN, **form, "stance": "oppose", "text": "Lapak perlu atap.", "wording": form["wording"].replace("\n", "\r\n")}
    )

    assert Post.objects.get().kind == Kind.COMMENT


def test_wording_that_was_changed_under_a_comment_comes_back_instead_of_being_lost(lively: Scene, siti: Someone) -> None:
    client, path = browser(siti), address(lively, "Pasal 2")
    form = page(client.get(path)).form(path)

    answer = client.post(path, {**WRITTEN, **form, "stance": "oppose", "text": "Lapak perlu atap.", "wording": "Lapak dibagi rata."})

    assert not Post.objects.exists()
    assert page(answer).form(path)["wording"] == "Lapak dibagi rata."


def test_only_who_may_write_is_told_that_they_could_be_the_first(lively: Scene, siti: Someone, budi: Someone) -> None:
    path = address(lively)

    assert "You could be the first" in read(path, by=siti).words
    assert "Nobody has written here yet." in read(path, by=budi).words
    assert "You could be the first" not in read(path, by=budi).words


def test_an_answer_to_what_is_gone_is_not_turned_into_a_contribution_without_a_word(
    lively: Scene, siti: Someone, agus: Someone, budi: Someone
) -> None:
    post = siti.posts("Lapak perlu atap.", on=lively.clause("Pasal 3"))
    path = f"{address(lively)}?reply={post.number}"
    assert "cannot be answered" not in read(path, by=agus).words
    budi.hides(post)

    for reader in (agus, budi):
        assert f"Contribution {post.number} cannot be answered" in read(path, by=reader).words
    assert "cannot be answered" not in read(address(lively), by=agus).words
