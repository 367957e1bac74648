"""Public figures of moderation."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Scene, Someone, moment
from tests.frontend.pages import browser, read

FIGURES = "/k/pasar-pagi/moderation/"


def test_what_was_received_is_the_sum_of_what_became_of_it(lively: Scene, siti: Someone, budi: Someone) -> None:
    siti.posts("Satu.", on=lively.clause("Pasal 3"))
    budi.hides(siti.posts("Dua.", on=lively.clause("Pasal 3")), rule=3)
    siti.posts("Hubungi 0812-3456-7890.", on=lively.clause("Pasal 3"))
    siti.withdraws(siti.posts("Empat.", on=lively.clause("Pasal 3")))

    words = read("/k/pasar-ramai/moderation/").words

    for said in ("public 1", "waiting for a moderator 1", "hidden by a moderator 1", "withdrawn 1", "erased 0", "received in all 4"):
        assert said in words
    assert "3. Respect others 1" in words
    assert "1. Speak to the clause 0" in words


def test_not_one_word_of_what_was_hidden_is_there(lively: Scene, siti: Someone, budi: Someone) -> None:
    budi.hides(siti.posts("Rahasia sekali.", on=lively.clause("Pasal 3")))

    assert "Rahasia" not in read("/k/pasar-ramai/moderation/").html


def test_how_long_it_took_is_told_with_its_base(consultation: Scene, siti: Someone, budi: Someone) -> None:
    now = moment()
    for hours in (1, 3, 30):
        post = siti.posts(f"Pendapat {hours}.", on=consultation.clause("Pasal 3"), now=now - timedelta(hours=hours))
        budi.publishes(post, now=now)
    siti.posts("Menunggu.", on=consultation.clause("Pasal 3"), now=now - timedelta(hours=2))

    words = read(FIGURES).words

    for said in ("median until a decision 3 hours", "the longest 1 day 6 hours", "longer than 24 hours 1", "later versions included 3"):
        assert said in words
    assert "1 waits now, for 2 hours" in words


def test_what_waits_adds_up_with_what_is_counted_as_waiting(consultation: Scene, siti: Someone, budi: Someone) -> None:
    shown = siti.posts("Tampil.", on=consultation.clause("Pasal 3"))
    budi.publishes(shown)
    siti.posts("Menunggu.", on=consultation.clause("Pasal 5"))
    assert "new version" not in read(FIGURES).words

    siti.edits(shown, text="Versi baru.")

    words = read(FIGURES).words
    assert "waiting for a moderator 1" in words
    assert "2 wait now" in words
    assert "Of these, 1 is a new version of a contribution that is public." in words


def test_the_log_tells_what_everybody_saw_without_a_name(lively: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts("Satu.", on=lively.clause("Pasal 3"))
    budi.hides(post, rule=3, reason="Alasan rahasia.")
    budi.restores(post, rule=2, reason="Alasan lain.")

    log = read("/k/pasar-ramai/moderation/")

    assert log.words.index("Shown again: Contribution 1") < log.words.index("Hidden: Contribution 1")
    assert "by a moderator" in log.words
    assert "House rule 3, Respect others" in log.words
    assert "House rule 2, Protect personal data" in log.words
    assert log.find("a", href=f"/k/pasar-ramai/clauses/{lively.clause('Pasal 3')}/?post=1#post-1")
    assert "1 decision was taken back later" in log.words
    for secret in ("Budi", "Alasan", "Satu."):
        assert secret not in log.html


def test_nothing_is_told_of_what_was_never_public(consultation: Scene, siti: Someone, budi: Someone) -> None:
    shown = siti.posts("Tampil.", on=consultation.clause("Pasal 3"))
    budi.publishes(shown)
    before = read(FIGURES).words.partition("What moderators hid")[2]
    never = siti.posts("Tidak pernah tampil.", on=consultation.clause("Pasal 5"))
    budi.hides(never, rule=2)
    siti.edits(shown, text="Versi yang tidak pernah tampil.")
    budi.hides(shown, rule=4)  # the edit that waits

    after = read(FIGURES)

    assert after.words.partition("What moderators hid")[2] == before
    assert str(never.pk) not in after.html
    assert "Pasal 5" not in after.html


def test_the_log_comes_in_pages_with_the_same_queries(lively: Scene, siti: Someone, budi: Someone) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            browser().get("/k/pasar-ramai/moderation/")
        return len(queries)

    posts = [siti.posts(f"Pendapat {n}.", on=lively.clause("Pasal 3")) for n in range(27)]
    budi.hides(posts[0])
    few = asked()
    for post in posts[1:]:
        budi.hides(post)

    assert asked() == few <= 18
    assert "Page 1 of 2" in read("/k/pasar-ramai/moderation/").words
    assert "Hidden: Contribution 1 , Pasal 3" in read("/k/pasar-ramai/moderation/?page=2").words
