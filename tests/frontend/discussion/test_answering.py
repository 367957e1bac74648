"""What the team finds in a thread and at its desk to answer with, and what readers see of an answer."""

from typing import Any

import pytest
from django.test import Client

from consult.consultations.models import Consultation, Membership
from consult.discussion.models import Post
from consult.discussion.rules import Kind, Status
from tests.cast import Scene, Someone, closes, moment
from tests.frontend.pages import Page, browser, page

ASKED = "Siapa yang membayar iurannya?"
ANSWER = "Pemerintah desa, dari kas desa."

pytestmark = pytest.mark.django_db


def address(scene: Scene) -> str:
    """Of the thread on Pasal 3."""
    return f"/k/{scene.row.slug}/clauses/{scene.clause('Pasal 3')}/"


def desk(scene: Scene, question: Post | None = None) -> str:
    """Of the list of questions, or of one of them."""
    return f"/desk/{scene.row.slug}/questions/" + (f"{question.pk}/" if question else "")


def asked(scene: Scene, by: Someone, text: str = ASKED) -> Post:
    """A question on Pasal 3."""
    return by.posts(text, on=scene.clause("Pasal 3"), kind=Kind.QUESTION)


def read(path: str, by: Someone | None = None) -> Page:
    """A page in English, as somebody sees it."""
    return page((browser(by) if by else browser()).get(path, HTTP_ACCEPT_LANGUAGE="en"))


def fill(client: Client, path: str, action: str, **typed: str) -> Any:
    """Open a page, fill the form in that goes to `action`, and send it."""
    return client.post(action, {**page(client.get(path)).form(action), **typed})


def test_an_official_answers_from_the_thread_under_the_institutions_name(lively: Scene, siti: Someone, ratna: Someone) -> None:
    question, path = asked(lively, siti), address(lively)
    client = browser(ratna)
    form = page(client.get(f"{path}?reply=1"))
    assert not form.find("input", name="shown_name")
    assert "as a reply by Desa Contoh and without your name" in form.words

    answer = client.post(path, {**form.form(path), "text": ANSWER})

    assert answer.status_code == 303
    thread = read(path)
    assert "Desa Contoh official reply" in thread.words
    assert "answered by Desa Contoh" in thread.words
    assert "Ratna" not in thread.words
    assert Post.objects.get(reply_to=question).office == "official"


def test_a_look_before_sending_shows_the_office_and_the_form_comes_back_without_names(lively: Scene, siti: Someone, ratna: Someone) -> None:
    asked(lively, siti)
    client, path = browser(ratna), address(lively)
    form = page(client.get(f"{path}?reply=1")).form(path)

    looked = page(client.post(path, {**form, "text": ANSWER, "preview": "1"}))

    assert "Desa Contoh official reply" in looked.words
    assert looked.form(path)["by_office"] == "1"
    assert not looked.find("input", name="shown_name")
    assert Post.objects.count() == 1


def test_a_moderator_replies_as_one(lively: Scene, siti: Someone, budi: Someone) -> None:
    asked(lively, siti)
    path = address(lively)
    fill(browser(budi), f"{path}?reply=1", path, text="Mohon tetap santun.")

    thread = read(path)
    assert "A moderator reply of the team" in thread.words
    assert "answered by" not in thread.words


def test_the_team_finds_no_form_before_it_chooses_what_to_answer_and_administrators_find_none(
    lively: Scene, siti: Someone, ratna: Someone, agus: Someone
) -> None:
    asked(lively, siti)
    Membership.objects.create(consultation=lively.row, person=agus.person, role="administrator")

    assert "it replies to those of others" in read(address(lively), ratna).words
    assert not read(f"{address(lively)}?reply=1", agus).find("textarea")
    assert not read(f"{address(lively)}?reply=9", ratna).find("textarea")


def test_after_closing_the_team_still_replies_and_nobody_else_does(lively: Scene, siti: Someone, agus: Someone, ratna: Someone) -> None:
    asked(lively, siti)
    closes(lively)

    assert read(f"{address(lively)}?reply=1", ratna).find("textarea", name="text")
    assert not read(f"{address(lively)}?reply=1", agus).find("textarea")
    assert not read(address(lively), agus).find("a", href=f"{address(lively)}?reply=1#write")


def test_an_answer_is_edited_without_a_name(lively: Scene, siti: Someone, ratna: Someone) -> None:
    answer = ratna.replies(ANSWER, to=asked(lively, siti))
    path = f"/me/posts/{answer.pk}/edit/"
    assert not read(path, ratna).find("input", name="shown_name")

    fill(browser(ratna), path, path, text="Kas desa.")

    assert answer.versions.get(status=Status.SHOWN).text == "Kas desa."


def test_the_desk_lists_what_waits_the_oldest_first(lively: Scene, siti: Someone, agus: Someone, budi: Someone, ratna: Someone) -> None:
    first, second, third = (asked(lively, siti, f"Berapa {n}?") for n in range(3))
    ratna.replies(ANSWER, to=second)
    budi.hides(third)
    asked(lively, agus, "Kapan dimulai?")

    found = read(desk(lively), ratna)

    assert found.words.index("Berapa 0?") < found.words.index("Kapan dimulai?")
    assert "Berapa 1?" not in found.words
    assert "Berapa 2?" not in found.words
    assert "2 questions" in found.words
    assert "2 questions wait for an answer" in read(f"/desk/{lively.row.slug}/", ratna).words
    assert first.number == 1


def test_an_answer_from_the_desk_is_public_and_the_question_leaves_the_list(lively: Scene, siti: Someone, ratna: Someone) -> None:
    question = asked(lively, siti)
    client = browser(ratna)

    listed = next(form for form in page(client.get(desk(lively))).forms if form.attributes.get("id") == "typed")
    answer = client.post(desk(lively, question), {**listed.fields, f"answer-{question.number}-text": ANSWER})

    assert answer["Location"] == desk(lively)
    after = page(client.get(desk(lively)))
    assert "Your answer is public as contribution 2" in after.words
    assert ASKED not in after.words
    assert ANSWER in read(address(lively)).words


def test_the_same_answer_sent_twice_is_one(lively: Scene, siti: Someone, ratna: Someone) -> None:
    question = asked(lively, siti)
    client = browser(ratna)
    form = page(client.get(desk(lively, question))).form(desk(lively, question))

    for _ in range(2):
        client.post(desk(lively, question), {**form, "text": ANSWER})

    assert Post.objects.filter(reply_to=question).count() == 1


def test_a_moderator_is_told_that_the_question_goes_on_waiting(lively: Scene, siti: Someone, budi: Someone) -> None:
    question = asked(lively, siti)
    client = browser(budi)
    fill(client, desk(lively, question), desk(lively, question), text="Sedang kami teruskan.")

    after = page(client.get(desk(lively), HTTP_ACCEPT_LANGUAGE="en"))

    assert ASKED in after.words
    assert Post.objects.get(reply_to=question).office == "moderator"


def test_an_empty_answer_comes_back_with_what_is_wrong(lively: Scene, siti: Someone, ratna: Someone) -> None:
    question = asked(lively, siti)

    answer = fill(browser(ratna), desk(lively, question), desk(lively, question), text=" ")

    assert answer.status_code == 400
    assert "Please write something first" in page(answer).words


def test_an_answer_to_what_was_taken_back_meanwhile_keeps_its_words(lively: Scene, siti: Someone, ratna: Someone) -> None:
    question = asked(lively, siti)
    client = browser(ratna)
    form = page(client.get(desk(lively, question))).form(desk(lively, question))
    siti.withdraws(question)

    answer = client.post(desk(lively, question), {**form, "text": ANSWER})

    again = page(answer)
    assert answer.status_code == 409
    assert again.form(desk(lively, question))["text"] == ANSWER
    assert ASKED not in again.words


def test_only_the_team_sees_the_list_and_what_is_no_question_is_not_there(lively: Scene, siti: Someone, ratna: Someone) -> None:
    comment = siti.posts("Bukan pertanyaan.", on=lively.clause("Pasal 3"))

    assert browser(siti).get(desk(lively)).status_code == 403
    assert browser().get(desk(lively)).status_code == 303
    assert browser(ratna).get(desk(lively, comment)).status_code == 404


def test_in_the_archive_the_list_has_no_forms(lively: Scene, siti: Someone, ratna: Someone) -> None:
    asked(lively, siti)
    Consultation.objects.filter(pk=lively.row.pk).update(step="archived", closes_at=moment())

    assert not read(desk(lively), ratna).find("textarea")
