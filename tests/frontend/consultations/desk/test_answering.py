"""Marking a consultation as answered at the desk: what is open is listed with where it is dealt with, and why is said in public."""

import pytest

from consult.discussion.models import Post
from consult.discussion.rules import Kind
from tests.cast import Scene, Someone, closes
from tests.consult.polls.voting import asked as poll_asked
from tests.frontend.pages import browser, page, read

pytestmark = pytest.mark.django_db

DESK = "/desk/pasar-ramai/"
PUBLIC = "/k/pasar-ramai/"
WHY = "Dijawab bersama <b>peraturan</b> pelaksananya.\n\nSebelum akhir tahun."


@pytest.fixture
def questions(lively: Scene, siti: Someone, agus: Someone) -> list[Post]:
    """Two that nobody has answered, in a consultation that has closed."""
    asked = [who.posts("Siapa yang membayar?", on=lively.clause("Pasal 4"), kind=Kind.QUESTION) for who in (siti, agus)]
    closes(lively)
    return asked


def test_the_desk_lists_what_is_open_with_where_it_is_dealt_with(
    lively: Scene, siti: Someone, agus: Someone, ratna: Someone, budi: Someone
) -> None:
    question = siti.posts("Siapa yang membayar?", on=lively.clause("Pasal 4"), kind=Kind.QUESTION)
    agus.flags(question)
    poll_asked(ratna, lively)
    assert "has no answer" not in read(DESK, by=ratna).words  # while it is open
    closes(lively)

    desk = read(DESK, by=ratna)

    told = desk.words.partition("Say that it is answered")[2]
    assert "1 question has no answer. Answer them first, or say for everybody to read why they stay open. Contribution 1, Pasal 4" in told
    assert "What waits besides: Contributions that readers reported : 1 Polls to close : 1" in told
    assert desk.find("a", href=f"/desk/pasar-ramai/questions/{question.pk}/")
    assert "reason" in desk.form("/answering/")
    assert "has no answer" not in read(DESK, by=budi).words  # who cannot take the step


def test_of_many_open_questions_ten_are_listed_and_the_rest_is_one_click_away(lively: Scene, siti: Someone, ratna: Someone) -> None:
    for n in range(11):
        siti.posts(f"Pertanyaan {n}?", on=lively.clause("Pasal 4"), kind=Kind.QUESTION)
    closes(lively)

    desk = read(DESK, by=ratna)

    assert "11 questions have no answer." in desk.words
    assert len([had for had in desk.find("a") if "/questions/" in had["href"] and not had["href"].endswith("/questions/")]) == 10
    assert "All questions that wait for an answer" in desk.words


def test_without_a_reason_it_comes_back_with_the_questions_named_and_nothing_is_done(
    lively: Scene, questions: list[Post], ratna: Someone
) -> None:
    answer = browser(ratna).post(f"{DESK}answering/", {"reason": ""})

    assert answer.status_code == 400
    assert "Questions without an answer: 2 (contributions 1, 2)." in page(answer).words
    assert page(answer).find("textarea", name="reason", aria_invalid="true")
    assert lively.now_is().step == "closed"


def test_a_reason_that_is_too_short_comes_back_as_typed(lively: Scene, questions: list[Post], ratna: Someone) -> None:
    answer = browser(ratna).post(f"{DESK}answering/", {"reason": "Nanti."})

    assert answer.status_code == 400
    assert page(answer).form("/answering/")["reason"] == "Nanti."
    assert "Please say why, in at least 10 characters, for everybody to read." in page(answer).words


def test_the_reason_is_read_by_everybody_word_for_word_and_stays_in_the_archive(
    lively: Scene, questions: list[Post], ratna: Someone
) -> None:
    official = browser(ratna)
    form = read(DESK, by=ratna).form("/answering/")
    done = official.post(f"{DESK}answering/", {**form, "reason": WHY}, follow=True)
    assert "The consultation is marked as answered." in page(done).words

    for _ in ("answered", "archived"):
        public = read(PUBLIC)
        assert "although 2 questions had no answer. The institution says why: Dijawab bersama <b>peraturan</b> pelaks" in public.words
        assert "Sebelum akhir tahun." in public.words
        assert "meskipun 2 pertanyaan belum dijawab" in read(PUBLIC, language="id").words
        official.post("/desk/pasar-ramai/archiving/", {})
    assert lively.now_is().step == "archived"


def test_where_every_question_has_its_answer_no_reason_is_asked_for(lively: Scene, siti: Someone, ratna: Someone) -> None:
    ratna.replies("Pemerintah desa.", to=siti.posts("Siapa yang membayar?", on=lively.clause("Pasal 4"), kind=Kind.QUESTION))
    closes(lively)
    desk = read(DESK, by=ratna)
    assert not desk.find("textarea", name="reason")

    browser(ratna).post(f"{DESK}answering/", desk.form("/answering/"))

    assert lively.now_is().step == "answered"
    assert "although" not in read(PUBLIC).words


def test_the_feed_tells_that_it_is_answered_and_why_questions_are_open(lively: Scene, questions: list[Post], ratna: Someone) -> None:
    browser(ratna).post(f"{DESK}answering/", {"reason": WHY})

    feed = browser().get("/feeds/pasar-ramai.atom").content.decode()

    assert "Marked as answered: " in feed
    assert "although 2 questions had no answer" in feed
    assert "&amp;lt;b&amp;gt;peraturan" in feed
