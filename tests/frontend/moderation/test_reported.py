"""What readers reported on the pages of moderation: beside the queue, with the contribution, and in the public figures."""

from datetime import timedelta

import pytest

from consult.discussion.models import Flag, Post
from consult.moderation.flagged_posts import reports
from consult.moderation.models import Decision, Keeping
from tests.cast import REASON, Scene, Someone, moment
from tests.frontend.pages import Page, browser, page, read

NOTE = "Menghina Pak Lurah."


@pytest.fixture
def post(lively: Scene, siti: Someone) -> Post:
    """A public one."""
    return siti.posts("Lapak perlu atap.", on=lively.clause("Pasal 3"))


def queue(scene: Scene, by: Someone) -> Page:
    """The page of the queue."""
    return read(f"/desk/{scene.row.slug}/queue/", by=by)


def of(scene: Scene, post: Post) -> str:
    """The page of one contribution."""
    return f"/desk/{scene.row.slug}/queue/{post.pk}/"


def test_the_queue_lists_what_is_reported_with_rules_and_counts_whether_anything_waits_or_not(
    lively: Scene, post: Post, siti: Someone, agus: Someone, ratna: Someone, budi: Someone
) -> None:
    agus.flags(post, rule=3)
    ratna.flags(post, rule=2)

    empty = queue(lively, budi)
    siti.posts("Hubungi 0812-3456-7890.", on=lively.clause("Pasal 4"))
    full = queue(lively, budi)

    for shown in (empty, full):
        assert "1 reported by readers" in shown.words
        assert "2 reports: house rule 2, house rule 3" in shown.words
        assert shown.find("a", href=of(lively, post))
    assert "Everything that came in has been looked at." not in empty.words


def test_what_is_reported_stands_before_what_waits(lively: Scene, post: Post, siti: Someone, agus: Someone, budi: Someone) -> None:
    held = siti.posts("Hubungi 0812-3456-7890.", on=lively.clause("Pasal 4"))
    agus.flags(post)

    listed = queue(lively, budi).html.partition('id="waiting"')[2]

    assert 0 < listed.index(of(lively, post)) < listed.index(of(lively, held))


def test_its_page_says_what_is_reported_and_not_by_whom(lively: Scene, post: Post, agus: Someone, ratna: Someone, budi: Someone) -> None:
    agus.flags(post, rule=3, text=f"{NOTE} <b>Sungguh</b>")

    for one in (budi, ratna):
        shown = read(of(lively, post), by=one)
        assert "Reported by 1 reader" in shown.words
        assert f"{NOTE} <b>Sungguh</b>" in shown.words
        assert "Agus" not in shown.html
    assert read(of(lively, post), by=budi).find("fieldset", id="keep")
    assert not read(of(lively, post), by=ratna).find("fieldset", id="keep")


def test_a_moderator_lets_it_stand_and_it_is_off_the_list(lively: Scene, post: Post, agus: Someone, budi: Someone) -> None:
    agus.flags(post)
    form = read(of(lively, post), by=budi).form(of(lively, post))

    sent = browser(budi).post(f"{of(lively, post)}keeping/", {**form, "keep-reason": REASON}, follow=True)

    assert "It stays." in page(sent).words
    assert "reported by readers" not in page(sent).words
    assert Keeping.objects.get().kept_by == budi.person
    assert "Let stand" in read(of(lively, post), by=budi).words


def test_without_a_reason_nothing_is_answered_and_the_other_form_is_untouched(
    lively: Scene, post: Post, agus: Someone, budi: Someone
) -> None:
    agus.flags(post)

    for reason, said in (("", "Please fill this in."), ("Baik.", "at least 10 characters")):
        answer = browser(budi).post(f"{of(lively, post)}keeping/", {"keep-reason": reason, "keep-version": "1"})
        assert answer.status_code in {400, 422}
        assert said in page(answer).words
        assert page(answer).words.count(said) == 1
    assert Flag.objects.get().answered_at is None


def test_whoever_comes_too_late_is_told(lively: Scene, post: Post, agus: Someone, budi: Someone, wati: Someone) -> None:
    agus.flags(post)
    wati.keeps(post)

    answer = browser(budi).post(f"{of(lively, post)}keeping/", {"keep-reason": REASON, "keep-version": "1"})

    assert answer.status_code == 409
    assert "answered already" in page(answer).words
    assert Keeping.objects.count() == 1


def test_hiding_from_its_page_answers_the_reports(lively: Scene, post: Post, agus: Someone, budi: Someone) -> None:
    agus.flags(post)
    form = read(of(lively, post), by=budi).form(f"/queue/{post.pk}/")

    browser(budi).post(of(lively, post), {**form, "verdict": "hide", "rule": "3", "reason": REASON})

    assert Decision.objects.get().action == "hide"
    assert Flag.objects.get().answered_at is not None


def test_the_author_finds_nothing_of_it_on_their_page(lively: Scene, post: Post, siti: Someone, agus: Someone, budi: Someone) -> None:
    before = read("/me/", by=siti).words
    agus.flags(post, text=NOTE)
    budi.keeps(post)

    assert read("/me/", by=siti).words == before


def test_the_figures_add_up_and_say_how_long_it_took(
    lively: Scene, siti: Someone, agus: Someone, ratna: Someone, budi: Someone, tono: Someone
) -> None:
    now = moment()
    posts = [siti.posts(f"Pendapat {n}.", on=lively.clause("Pasal 3"), now=now) for n in range(4)]
    for one in posts:
        agus.flags(one, now=now)
    ratna.flags(posts[0], now=now)
    budi.hides(posts[0], now=now + timedelta(minutes=30))
    budi.keeps(posts[1], now=now + timedelta(minutes=10))
    siti.withdraws(posts[2])

    found = reports(lively.row, now=now + timedelta(hours=2))
    shown = read(f"/k/{lively.row.slug}/moderation/", by=tono)

    assert found.received == found.hidden + found.stood + found.settled + found.waiting == 5
    assert (found.hidden, found.stood, found.settled, found.waiting) == (2, 1, 1, 1)
    assert (found.median, found.longest, found.oldest) == (timedelta(minutes=30), timedelta(minutes=30), timedelta(hours=2))
    assert "a moderator let it stand 1" in shown.words
    assert "reports in all 5" in shown.words
    assert "Median until a moderator hid it or let it stand: 30 minutes" in shown.words


def test_where_nothing_was_reported_the_figures_say_so(lively: Scene, tono: Someone) -> None:
    assert "Nobody has reported anything." in read(f"/k/{lively.row.slug}/moderation/", by=tono).words


def test_what_is_typed_for_one_verdict_stays_when_the_other_is_refused(lively: Scene, post: Post, agus: Someone, budi: Someone) -> None:
    agus.flags(post)
    form = read(of(lively, post), by=budi).form(of(lively, post))
    typed = {**form, "reason": "Mohon tanpa menyebut orang.", "rule": "3", "keep-reason": "Baik."}

    for path in (f"{of(lively, post)}keeping/", of(lively, post)):
        again = page(browser(budi).post(path, {**typed, "verdict": ""})).form(of(lively, post))
        assert [again[name] for name in ("reason", "rule", "keep-reason")] == ["Mohon tanpa menyebut orang.", "3", "Baik."]
    assert Flag.objects.get().answered_at is None
