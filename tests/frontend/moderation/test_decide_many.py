"""One decision about several that wait."""

from uuid import uuid4

from django.http import HttpResponse

from consult.accounts.actions import rename_person
from consult.discussion.models import Post
from consult.discussion.rules import Status
from consult.moderation.models import Decision
from frontend.languages import SWITCH
from tests.cast import REASON, Scene, Someone, moment
from tests.frontend.pages import Page, browser, page, read

BATCH = "/desk/pasar-pagi/queue/batch/"
GIVEN = {"verdict": "hide", "template": "", "rule": "1", "reason": REASON}


def waiting(scene: Scene, siti: Someone, *, n: int = 3) -> list[Post]:
    """Posts that wait."""
    return [siti.posts(f"Beli di lapak {number}.", on=scene.clause("Pasal 3")) for number in range(n)]


def boxes(posts: list[Post]) -> list[str]:
    """What their boxes send."""
    return [f"{post.pk}.1" for post in posts]


def send(by: Someone, posts: list[Post], step: str, **given: str) -> HttpResponse:
    """Choose, fill in and press a button."""
    return browser(by).post(BATCH, {**GIVEN, "chosen": boxes(posts), "step": step, **given})  # type: ignore[return-value]


def checked(found: Page) -> list[str]:
    """Which boxes are ticked."""
    return [box["value"] for box in found.find("input", type="checkbox", name="chosen") if "checked" in box]


def test_the_whole_page_is_chosen_by_one_button_and_what_was_written_stays(consultation: Scene, siti: Someone, budi: Someone) -> None:
    posts = waiting(consultation, siti)

    answer = page(send(budi, [], "all"))

    assert checked(answer) == boxes(posts)
    assert answer.form("/batch/")["reason"] == REASON
    assert not checked(page(send(budi, posts, "none")))


def test_what_is_about_to_be_decided_is_shown_before_it_is(consultation: Scene, siti: Someone, budi: Someone) -> None:
    posts = waiting(consultation, siti)

    review = page(send(budi, posts[:2], "review"))

    assert "2 contributions are about to be decided" in review.words
    for said in ("Beli di lapak 0.", "Beli di lapak 1.", REASON, "1. Speak to the clause", "Hidden"):
        assert said in review.words
    assert "Beli di lapak 2." not in review.words
    assert not Decision.objects.exists()


def test_after_the_review_all_are_decided(consultation: Scene, siti: Someone, budi: Someone) -> None:
    posts = waiting(consultation, siti)

    answer = send(budi, posts, "decide", key="sekali")
    again = send(budi, posts, "decide", key="sekali")

    assert answer.status_code == again.status_code == 302
    assert {post.status for post in Post.objects.all()} == {Status.HIDDEN}
    assert Decision.objects.count() == 3


def test_a_box_that_is_sent_three_times_is_one_contribution(consultation: Scene, siti: Someone, budi: Someone) -> None:
    posts, moderator = waiting(consultation, siti, n=1) * 3, browser(budi)

    assert "does not wait any more" not in page(send(budi, posts, "review")).words
    answer = moderator.post(BATCH, {**GIVEN, "chosen": boxes(posts), "step": "decide"}, follow=True)
    assert "Decided about 1 contribution." in page(answer).words


def test_who_looks_once_more_in_another_language_still_looks(consultation: Scene, siti: Someone, budi: Someone) -> None:
    posts = waiting(consultation, siti)
    seen = page(send(budi, posts[:2], "review"))

    again = page(browser(budi).post(BATCH, {**seen.form("/batch/"), "chosen": boxes(posts[:2]), SWITCH: "id"}))

    assert again.find("button", name="step", value="decide")
    assert again.find("html", lang="id")
    assert not Decision.objects.exists()


def test_something_can_still_be_changed_after_the_review(consultation: Scene, siti: Someone, budi: Someone) -> None:
    posts = waiting(consultation, siti)

    back = page(send(budi, posts[:2], "change"))

    assert checked(back) == boxes(posts[:2])
    assert back.form("/batch/")["reason"] == REASON


def test_where_somebody_was_first_it_is_said_who_and_the_others_stay_chosen(
    consultation: Scene, siti: Someone, budi: Someone, wati: Someone
) -> None:
    posts = waiting(consultation, siti)
    wati.publishes(posts[0])

    answer = send(budi, posts, "decide")

    again = page(answer)
    assert answer.status_code == 409
    assert "No longer waiting, of what you chose: 1." in again.words
    assert "Somebody was first: Wati decided “published”" in again.words
    assert checked(again) == boxes(posts[1:])
    assert Decision.objects.count() == 1


def test_the_review_leaves_out_what_was_decided_meanwhile_and_says_so(
    consultation: Scene, siti: Someone, budi: Someone, wati: Someone
) -> None:
    posts = waiting(consultation, siti)
    wati.publishes(posts[0])

    review = page(send(budi, posts, "review"))

    assert "1 of what you chose does not wait any more and is left out" in review.words
    assert "2 contributions are about to be decided" in review.words


def test_nothing_chosen_and_too_much_chosen_are_said(consultation: Scene, siti: Someone, budi: Someone) -> None:
    waiting(consultation, siti, n=1)

    assert "Please choose at least one contribution." in page(send(budi, [], "review")).words
    assert (
        "You chose 51 contributions; 50 can be decided at once." in page(send(budi, [Post(pk=uuid4()) for _ in range(51)], "review")).words
    )


def test_a_choice_that_cannot_be_read_is_refused(consultation: Scene, siti: Someone, budi: Someone) -> None:
    waiting(consultation, siti)

    answer = browser(budi).post(BATCH, {**GIVEN, "chosen": ["bukan.1"], "step": "review"})

    assert answer.status_code == 400
    assert "This choice cannot be read" in page(answer).words


def test_authors_of_two_languages_are_told_in_both(consultation: Scene, siti: Someone, agus: Someone, budi: Someone) -> None:
    rename_person(actor=agus.viewer, name="Agus", chosen_name="", language="en", now=moment())
    posts = [who.posts("Beli di lapak saya.", on=consultation.clause("Pasal 3")) for who in (siti, agus)]

    review = page(send(budi, posts, "review", template="advertising", rule="", reason=""))

    assert "karena berisi promosi" in review.words
    assert "because it advertises goods" in review.words


def test_an_official_may_not(consultation: Scene, siti: Someone, ratna: Someone) -> None:
    posts = waiting(consultation, siti)

    assert browser(ratna).get(BATCH).status_code == 403
    assert send(ratna, posts, "decide").status_code == 403
    assert not read("/desk/pasar-pagi/queue/", by=ratna).find("a", href=BATCH)


def test_an_empty_queue_leaves_nothing_to_choose(consultation: Scene, budi: Someone) -> None:
    assert "Nothing waits for a decision." in read(BATCH, by=budi).words
