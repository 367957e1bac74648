"""A moderator's decision."""

import pytest
from django.http import HttpResponse

from consult.discussion.models import Post
from consult.discussion.rules import Status
from consult.moderation.models import Decision
from tests.cast import REASON, Scene, Someone, closes
from tests.frontend.pages import browser, page, read


def path_of(post: Post) -> str:
    """The page where it is decided."""
    return f"/desk/{post.consultation.slug}/queue/{post.pk}/"


def decide(post: Post, by: Someone, *, language: str = "en", **given: str) -> HttpResponse:
    """Open the page, fill the form in and press a button."""
    client = browser(by, language=language)
    form = page(client.get(path_of(post))).form(path_of(post))
    return client.post(path_of(post), {**form, "rule": "1", "reason": REASON, "verdict": "publish", **given})  # type: ignore[return-value]


def test_the_page_shows_what_a_moderator_needs_to_know(consultation: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts("Hubungi 0812-3456-7890.", on=consultation.clause("Pasal 2"))

    decision = read(path_of(post), by=budi)

    for said in ("Hubungi 0812-3456-7890.", "personal data", "Setiap pedagang memperoleh satu lapak.", "None."):
        assert said in decision.words
    assert len(decision.find("input", name="rule")) == 5
    assert [button["value"] for button in decision.find("button", name="verdict")] == ["publish", "hide"]


def test_publishing_leads_to_what_waits_next(consultation: Scene, siti: Someone, budi: Someone) -> None:
    first = siti.posts("Pertama.", on=consultation.clause("Pasal 3"))
    second = siti.posts("Kedua.", on=consultation.clause("Pasal 3"))

    assert decide(first, budi).headers["Location"] == path_of(second)
    assert decide(second, budi).headers["Location"] == "/desk/pasar-pagi/queue/"
    assert {post.status for post in Post.objects.all()} == {Status.SHOWN}


def test_hiding_keeps_rule_and_reason(consultation: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts("Promosi.", on=consultation.clause("Pasal 3"))

    decide(post, budi, verdict="hide", rule="4", reason="Ini kiriman berulang.")

    decision = Decision.objects.get()
    assert (decision.action, decision.rule.number, decision.reason) == ("hide", 4, "Ini kiriman berulang.")


def test_pressing_twice_decides_once(consultation: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts("Pertama.", on=consultation.clause("Pasal 3"))
    client = browser(budi)
    given = {**page(client.get(path_of(post))).form(path_of(post)), "rule": "1", "reason": REASON, "verdict": "publish"}

    answers = [client.post(path_of(post), given) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Decision.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "said", "field"),
    [
        ({"reason": "Pendek."}, "in at least 10 characters", "reason"),
        ({"reason": "a" * 2_001}, "2001 characters", "reason"),
        ({"rule": ""}, "Please fill this in", "rule"),
        ({"rule": "9"}, "", "rule"),
    ],
)
def test_what_is_missing_is_said_beside_its_field_and_the_reason_is_kept(
    consultation: Scene, siti: Someone, budi: Someone, given: dict[str, str], said: str, field: str
) -> None:
    post = siti.posts("Pertama.", on=consultation.clause("Pasal 3"))

    answer = decide(post, budi, **given)

    again = page(answer)
    assert answer.status_code == 400
    assert said in again.words
    assert again.form(path_of(post))["reason"] == given.get("reason", REASON)
    assert [had for _tag, had in again.elements if had.get("id") == f"id_{field}_error"]
    assert not Decision.objects.exists()


def test_the_second_of_two_moderators_reads_who_was_first_and_decides_about_what_is_there_now(
    consultation: Scene, siti: Someone, budi: Someone, wati: Someone
) -> None:
    post = siti.posts("Pertama.", on=consultation.clause("Pasal 3"))
    client = browser(wati, language="id")
    form = page(client.get(path_of(post))).form(path_of(post))
    budi.publishes(post)

    answer = client.post(path_of(post), {**form, "rule": "1", "reason": REASON, "verdict": "hide"})

    again = page(answer)
    assert answer.status_code == 409
    assert "Ada yang lebih dahulu" in again.words
    assert "“ditampilkan”" in again.words
    assert again.form(path_of(post))["reason"] == REASON
    assert again.form(path_of(post))["seen"] == "shown"
    assert [button["value"] for button in again.find("button", name="verdict")] == ["hide"]
    client.post(path_of(post), {**again.form(path_of(post)), "rule": "1", "verdict": "hide"})
    assert Post.objects.get().status == Status.HIDDEN


def test_what_is_shown_can_be_hidden_and_what_is_hidden_shown_again(lively: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts("Pertama.", on=lively.clause("Pasal 3"))

    decide(post, budi, verdict="hide")
    assert [button["value"] for button in read(path_of(post), by=budi).find("button", name="verdict")] == ["restore"]
    decide(post, budi, verdict="restore")

    assert Post.objects.get().status == Status.SHOWN
    assert "Hidden" in read(path_of(post), by=budi).words


def test_an_edit_that_waits_is_decided_beside_the_version_that_is_public(consultation: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts("Kata lama.", on=consultation.clause("Pasal 3"))
    budi.publishes(post)
    siti.edits(post, text="Kata baru.")

    decision = read(path_of(post), by=budi)

    assert decision.form(path_of(post))["version"] == "2"
    assert "Kata lama." in decision.words
    decide(post, budi)
    assert post.versions.get(status=Status.SHOWN).text == "Kata baru."


def test_an_official_reads_and_does_not_decide(consultation: Scene, siti: Someone, ratna: Someone) -> None:
    post = siti.posts("Pertama.", on=consultation.clause("Pasal 3"))

    decision = read(path_of(post), by=ratna)

    assert "You may read the queue; moderators decide" in decision.words
    assert not decision.find("button", name="verdict")
    given = {"rule": "1", "reason": REASON, "verdict": "publish", "version": "1", "seen": "held"}
    assert browser(ratna).post(path_of(post), given).status_code == 403


def test_a_withdrawn_post_leaves_nothing_to_decide(consultation: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts("Pertama.", on=consultation.clause("Pasal 3"))
    siti.withdraws(post)

    assert "nothing to decide" in read(path_of(post), by=budi).words


def test_what_waits_is_still_decided_after_closing(consultation: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts("Pertama.", on=consultation.clause("Pasal 3"))
    closes(consultation)

    assert decide(post, budi).status_code == 302


def test_a_post_under_the_address_of_another_consultation_is_not_there(
    consultation: Scene, lively: Scene, siti: Someone, budi: Someone
) -> None:
    post = siti.posts("Pertama.", on=lively.clause("Pasal 3"))

    assert browser(budi).get(f"/desk/pasar-pagi/queue/{post.pk}/").status_code == 404


def test_the_reason_is_never_on_a_page_of_the_public(lively: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts("Promosi.", on=lively.clause("Pasal 3"))
    budi.hides(post, reason="Alasan yang hanya untuk penulis.")

    for path in ("/k/pasar-ramai/moderation/", f"/k/pasar-ramai/clauses/{lively.clause('Pasal 3')}/", "/k/pasar-ramai/report/"):
        assert "Alasan yang hanya" not in read(path).html
