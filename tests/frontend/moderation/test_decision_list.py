"""What a moderator decided."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Scene, Someone, moment
from tests.frontend.pages import browser, read

DECIDED = "/desk/pasar-pagi/decided/"
MINUTE = timedelta(minutes=1)


def test_ones_own_decisions_stand_newest_first_with_rule_and_reason(
    consultation: Scene, siti: Someone, budi: Someone, wati: Someone
) -> None:
    first, second, other = (siti.posts(text, on=consultation.clause("Pasal 3")) for text in ("Pertama.", "Kedua.", "Milik Wati."))
    budi.publishes(first, reason="Sesuai aturan pertama.")
    budi.hides(second, rule=3, reason="Ada kata yang menghina.")
    wati.publishes(other)

    decided = read(DECIDED, by=budi)

    assert decided.words.index("Kedua.") < decided.words.index("Pertama.")
    for said in ("2 decisions", "House rule 3, Respect others", "Ada kata yang menghina.", "Contribution 1"):
        assert said in decided.words
    assert "Milik Wati." not in decided.words


def test_it_says_whether_the_author_knows_and_leads_to_taking_it_back(consultation: Scene, siti: Someone, budi: Someone) -> None:
    now = moment()
    clause, before = consultation.clause("Pasal 3"), now - 20 * MINUTE
    old, fresh, again = (siti.posts(text, on=clause, now=before) for text in ("Lama.", "Baru.", "Berubah."))
    budi.hides(again, now=now - 9 * MINUTE)
    budi.restores(again, now=now - 8 * MINUTE)
    budi.hides(old, now=now - 3 * MINUTE)
    budi.hides(fresh, now=now - MINUTE)

    decided = read(DECIDED, by=budi)

    assert decided.words.count("The author has been told.") == 2
    assert decided.words.count("The author is told at") == 1
    assert decided.words.count("a later decision came in time") == 1
    back = [had["href"] for had in decided.find("a") if had["href"].endswith("#one")]
    assert back == [f"/desk/pasar-pagi/queue/{post.pk}/?version=1#one" for post in (fresh, old, again)]


def test_it_comes_in_pages_with_the_same_queries(consultation: Scene, siti: Someone, budi: Someone) -> None:
    def asked() -> int:
        client = browser(budi)
        with CaptureQueriesContext(connection) as queries:
            client.get(DECIDED)
        return len(queries)

    posts = [siti.posts(f"Pendapat {n}.", on=consultation.clause("Pasal 3")) for n in range(27)]
    budi.hides(posts[0])
    few = asked()
    for post in posts[1:]:
        budi.hides(post)

    assert asked() == few <= 20
    assert "Page 1 of 2" in read(DECIDED, by=budi).words
    assert "Pendapat 0." in read(f"{DECIDED}?page=2", by=budi).words


def test_who_decides_nothing_finds_nothing_and_a_next_step(consultation: Scene, ratna: Someone, siti: Someone) -> None:
    assert "No decisions yet" in read(DECIDED, by=ratna).words
    assert browser(siti).get(DECIDED).status_code == 403
