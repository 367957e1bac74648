"""The queue."""

from datetime import timedelta

from consult.consultations.rules import Moderation
from tests.cast import Scene, Someone, moment, someone, staged
from tests.frontend.pages import browser, read

QUEUE = "/desk/pasar-pagi/queue/"


def test_what_waits_stands_oldest_first_with_its_clause_and_what_screening_noticed(
    consultation: Scene, siti: Someone, budi: Someone
) -> None:
    now = moment()
    siti.posts("Pertama.", on=consultation.clause("Pasal 3"), now=now)
    siti.posts("Hubungi 0812-3456-7890.", on=consultation.clause("Pasal 4"), now=now + timedelta(seconds=1))

    words = read(QUEUE, by=budi).words

    assert words.index("Pertama.") < words.index("Hubungi")
    assert "Pasal 3" in words
    assert "personal data" in words
    assert "2 wait" in words


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
    assert len([a for a in queue.find("a") if a["href"].startswith(QUEUE)]) == 50
