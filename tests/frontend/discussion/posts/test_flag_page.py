"""The page on which a post is reported."""

import pytest

from consult.discussion.models import Flag, Post
from tests.cast import Scene, Someone, closes
from tests.frontend.pages import browser, page, read

NOTE = "Menghina Pak Lurah."


@pytest.fixture
def post(lively: Scene, siti: Someone) -> Post:
    """A public one."""
    return siti.posts("Lapak perlu atap.", on=lively.clause("Pasal 3"))


def thread(scene: Scene) -> str:
    """The page of the clause."""
    return f"/k/{scene.row.slug}/clauses/{scene.clause('Pasal 3')}/"


def address(scene: Scene) -> str:
    """Of contribution 1."""
    return f"/k/{scene.row.slug}/posts/1/report/"


def test_a_reader_reports_what_they_read_and_is_thanked(lively: Scene, post: Post, agus: Someone) -> None:
    [link] = read(thread(lively), by=agus).find("a", href=address(lively))
    form = read(link["href"], by=agus)
    assert "Lapak perlu atap." in form.words

    sent = browser(agus).post(address(lively), {**form.form("/report/"), "rule": "3", "text": NOTE}, follow=True)

    assert "A moderator will look at it" in page(sent).words
    flag = Flag.objects.get()
    assert (flag.rule, flag.text, flag.version.number, flag.person) == (3, NOTE, 1, agus.person)


def test_the_permanent_page_leads_there_too_but_not_whoever_wrote_it(lively: Scene, post: Post, siti: Someone, agus: Someone) -> None:
    permanent = f"/k/{lively.row.slug}/posts/{post.number}/"

    assert read(permanent, by=agus).find("a", href=address(lively))
    assert read(permanent).find("a", href=address(lively))
    assert not read(permanent, by=siti).find("a", href=address(lively))


def test_nothing_tells_others_that_it_was_reported(lively: Scene, post: Post, siti: Someone, agus: Someone, tono: Someone) -> None:
    one = thread(lively)
    before = {who: read(one, by=who).words for who in (siti, tono)}
    agus.flags(post, text=NOTE)

    for who in (siti, tono):
        assert read(one, by=who).words == before[who]
        for path in ("/me/",) if who is siti else ():
            assert NOTE not in read(path, by=who).html


def test_without_a_rule_nothing_is_sent_and_what_was_written_stays(lively: Scene, post: Post, agus: Someone) -> None:
    answer = browser(agus).post(address(lively), {"text": NOTE, "version": "1"})

    assert answer.status_code == 400
    assert NOTE in page(answer).html
    assert "Please fill this in." in page(answer).words
    assert not Flag.objects.exists()


def test_a_note_that_is_too_long_is_said_beside_its_field(lively: Scene, post: Post, agus: Someone) -> None:
    answer = browser(agus).post(address(lively), {"rule": "1", "text": "x" * 1_001, "version": "1"})

    assert answer.status_code == 400
    assert "1001 characters; 1000 are possible" in page(answer).words


def test_a_second_report_and_ones_own_have_no_form(lively: Scene, post: Post, siti: Someone, agus: Someone) -> None:
    agus.flags(post)

    again, own = read(address(lively), by=agus), read(address(lively), by=siti)

    assert "You have reported this already. Once a moderator has answered, you can report a later version." in again.words
    assert "your own contribution" in own.words
    assert not [one for one in (again, own) if "A report asks the moderators" in one.words]
    assert not [form for one in (again, own) for form in one.forms if form.attributes.get("action", "").endswith("/report/")]


def test_the_same_form_sent_twice_reports_once(lively: Scene, post: Post, agus: Someone) -> None:
    form = {**read(address(lively), by=agus).form("/report/"), "rule": "2"}

    answers = [browser(agus).post(address(lively), form) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert Flag.objects.count() == 1


def test_a_visitor_signs_in_and_comes_back(lively: Scene, post: Post, tono: Someone) -> None:
    assert read(thread(lively), by=tono).find("a", href=address(lively))

    answer = browser().get(address(lively))

    assert answer.status_code == 303
    assert "report" in answer["Location"]


def test_who_wrote_at_length_while_the_session_ended_gets_the_words_back(lively: Scene, post: Post) -> None:
    answer = browser().post(address(lively), {"rule": "1", "text": NOTE})

    assert answer.status_code == 403
    assert NOTE in page(answer).html


def test_what_is_hidden_shows_no_word_and_takes_no_report(lively: Scene, post: Post, agus: Someone, budi: Someone) -> None:
    budi.hides(post)

    shown = read(address(lively), by=agus)

    assert "nothing to report" in shown.words
    assert "atap" not in shown.html
    assert browser(agus).get(f"/k/{lively.row.slug}/posts/2/report/").status_code == 404


def test_moderators_have_decisions_and_no_reports(lively: Scene, post: Post, budi: Someone) -> None:
    assert not read(thread(lively), by=budi).find("a", href=address(lively))
    assert browser(budi).get(address(lively)).status_code == 403


def test_it_can_be_reported_after_closing(lively: Scene, post: Post, agus: Someone) -> None:
    closes(lively)

    assert read(thread(lively), by=agus).find("a", href=address(lively))
    assert browser(agus).post(address(lively), {"rule": "1", "version": "1"}).status_code == 303
