"""The queue."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from consult.consultations.rules import Moderation
from consult.discussion.models import Post
from tests.cast import Scene, Someone, moment, someone, staged
from tests.consult.discussion.files import sent_file
from tests.consult.platform.uploads import made
from tests.frontend.pages import browser, read

QUEUE = "/desk/pasar-pagi/queue/"


def test_what_waits_stands_oldest_first_with_its_clause_and_what_screening_noticed(
    consultation: Scene, siti: Someone, budi: Someone
) -> None:
    now = moment()
    siti.posts("Pertama.", on=consultation.clause("Pasal 3"), now=now - timedelta(minutes=72))
    siti.posts("Hubungi 0812-3456-7890.", on=consultation.clause("Pasal 4"), now=now)

    queue = read(QUEUE, by=budi)

    assert queue.words.index("Pasal 3 1 h") < queue.words.index("Pasal 4 0 min")
    assert "a telephone number" in queue.words
    assert "2 wait, the longest for 1 hour 12 minutes" in queue.words


def test_the_oldest_is_open_beside_the_list_and_marked_there(consultation: Scene, siti: Someone, budi: Someone) -> None:
    first = siti.posts("Pertama.", on=consultation.clause("Pasal 3"))
    siti.posts("Kedua.", on=consultation.clause("Pasal 4"))

    queue = read(QUEUE, by=budi)

    assert "Pertama." in queue.words
    assert queue.form(f"{QUEUE}{first.pk}/")["version"] == "1"
    assert [had["href"] for had in queue.find("a", aria_current="true")] == [f"{QUEUE}{first.pk}/"]


def test_the_list_goes_along_with_the_one_that_is_open(consultation: Scene, siti: Someone, budi: Someone) -> None:
    now = moment() - timedelta(hours=3)
    posts = [siti.posts(f"Pendapat {n}.", on=consultation.clause("Pasal 3"), now=now + timedelta(minutes=n)) for n in range(10)]

    opened = read(f"{QUEUE}{posts[5].pk}/", by=budi)

    listed = [had["href"].split("/")[-2] for had in opened.find("a") if had["href"].startswith(f"{QUEUE}") and "aria-current" in had]
    assert listed == [str(posts[5].pk)]
    assert [had["href"] for had in opened.find("a", rel="prev")] == [f"{QUEUE}{posts[4].pk}/"]
    assert [had["href"] for had in opened.find("a", rel="next")] == [f"{QUEUE}{posts[6].pk}/"]
    assert not any(had["href"] == f"{QUEUE}{posts[1].pk}/" for had in opened.find("a"))
    assert any(had["href"] == f"{QUEUE}{posts[2].pk}/" for had in opened.find("a"))


def test_a_page_of_the_queue_takes_the_same_queries_however_much_waits(
    consultation: Scene, siti: Someone, budi: Someone, wati: Someone
) -> None:
    def asked() -> int:
        client = browser(budi)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(QUEUE).status_code == 200
        return len(queries)

    more = [siti.posts(f"Hubungi 0812-3456-789{n}.", on=consultation.clause("Pasal 3")) for n in range(3)]
    budi.hides(more[0], rule=2)
    few = asked()
    more = [siti.posts(f"Hubungi 0812-3456-78{n}.", on=consultation.clause("Pasal 4")) for n in range(10, 26)]
    for post in more[8:]:
        wati.hides(post, rule=2)

    assert asked() == few <= 32


def test_each_leads_to_its_decision(consultation: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts("Pertama.", on=consultation.clause("Pasal 3"))

    assert read(QUEUE, by=budi).find("a", href=f"{QUEUE}{post.pk}/")


def test_an_empty_queue_says_so(consultation: Scene, budi: Someone) -> None:
    assert "Everything that came in has been looked at" in read(QUEUE, by=budi).words


def test_the_moderators_of_one_consultation_see_nothing_of_another(consultation: Scene, siti: Someone) -> None:
    other = someone("Maya")
    staged("pasar-lain", moderation=Moderation.BEFORE, officials=[], moderators=[other])
    siti.posts("Pertama.", on=consultation.clause("Pasal 3"))

    assert browser(other).get(QUEUE).status_code == 403


def test_at_most_fifty_are_listed_and_all_are_counted(consultation: Scene, siti: Someone, budi: Someone) -> None:
    now = moment()
    for number in range(52):
        siti.posts(f"Pendapat {number}.", on=consultation.clause("Pasal 3"), now=now + timedelta(minutes=number))

    queue = read(QUEUE, by=budi)

    assert "52 wait" in queue.words
    listed = {had["href"] for had in queue.find("a") if had["href"].startswith(QUEUE)} - {f"{QUEUE}batch/"}
    assert len(listed) == 50
    second = read(f"{QUEUE}?page=2", by=budi)
    assert "Page 2 of 2" in second.words
    assert "Pendapat 50." in second.words


def test_a_shown_contribution_of_which_a_file_waits_stands_there_with_the_form_for_the_file(
    lively: Scene, siti: Someone, budi: Someone
) -> None:
    file = sent_file(siti, lively, made.png(), name="lapak.png")

    queue = read("/desk/pasar-ramai/queue/", by=budi)

    assert "a file waits" in queue.words
    assert "1 waits" in queue.words
    assert queue.form(f"/desk/pasar-ramai/queue/{Post.objects.get().pk}/files/{file.pk}/")["seen"] == "held"
    assert not read("/desk/pasar-ramai/queue/batch/", by=budi).find("input", name="chosen")
