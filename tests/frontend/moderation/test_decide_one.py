"""A moderator's decision."""

from datetime import timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from consult.accounts.actions import rename_person
from consult.consultations.models import HouseRule
from consult.discussion.models import Post
from consult.discussion.rules import Status
from consult.moderation.models import Decision
from tests.cast import REASON, Scene, Someone, closes, moment
from tests.frontend.pages import Page, browser, page, read


def path_of(post: Post) -> str:
    """The page where it is decided."""
    return f"/desk/{post.consultation.slug}/queue/{post.pk}/"


def verdicts(decision: Page) -> list[str]:
    """What the page offers."""
    return [choice["value"] for choice in decision.find("input", name="verdict")]


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
    assert len([choice for choice in decision.find("option") if choice["value"].isdigit()]) == 5
    assert verdicts(decision) == ["publish", "hide"]


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
        ({"rule": "", "reason": ""}, "Choose a template, or choose a rule and write the reason", "template"),
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


def test_what_is_refused_speaks_of_what_was_written_only_where_something_was(consultation: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts("Pertama.", on=consultation.clause("Pasal 3"))

    nothing, something = (page(decide(post, budi, rule="", reason=reason)).words for reason in ("", REASON))

    assert "Not done yet. Please look at what is marked below." in nothing
    assert "still there" not in nothing
    assert "what you wrote is still there" in something


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
    assert verdicts(again) == ["hide"]
    client.post(path_of(post), {**again.form(path_of(post)), "rule": "1", "verdict": "hide"})
    assert Post.objects.get().status == Status.HIDDEN


def test_what_is_shown_can_be_hidden_and_what_is_hidden_shown_again(lively: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts("Pertama.", on=lively.clause("Pasal 3"))

    decide(post, budi, verdict="hide")
    assert verdicts(read(path_of(post), by=budi)) == ["restore"]
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
    assert not verdicts(decision)
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


def test_a_template_says_the_reason_and_cites_the_rule_where_nothing_else_is_written(
    consultation: Scene, siti: Someone, budi: Someone
) -> None:
    post = siti.posts("Hubungi 0812-3456-7890.", on=consultation.clause("Pasal 3"))

    answer = decide(post, budi, verdict="hide", template="personal_data", rule="", reason="")

    decision = Decision.objects.get()
    assert answer.status_code == 302
    assert decision.rule.number == 2
    assert decision.reason.startswith("Pendapat Anda kami hargai")


def test_a_template_speaks_the_authors_language(consultation: Scene, siti: Someone, budi: Someone) -> None:
    rename_person(actor=siti.viewer, name="Siti", chosen_name="", language="en", now=moment())
    post = siti.posts("Hubungi 0812-3456-7890.", on=consultation.clause("Pasal 3"))

    assert "Membaca surel dalam bahasa Inggris." in read(path_of(post), by=budi, language="id").words
    decide(post, budi, language="id", verdict="hide", template="personal_data", rule="", reason="")

    assert Decision.objects.get().reason.startswith("Your view is welcome")


def test_what_a_moderator_wrote_wins_over_the_template(consultation: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts("Hubungi 0812-3456-7890.", on=consultation.clause("Pasal 3"))

    decide(post, budi, verdict="hide", template="personal_data", rule="3", reason="Kata-kata saya sendiri.")

    decision = Decision.objects.get()
    assert (decision.rule.number, decision.reason) == (3, "Kata-kata saya sendiri.")


def test_a_template_for_another_verdict_is_refused(consultation: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts("Pertama.", on=consultation.clause("Pasal 3"))

    answer = decide(post, budi, verdict="publish", template="insult", rule="", reason="")

    assert answer.status_code == 400
    assert "This template is for another verdict." in page(answer).words
    assert not Decision.objects.exists()


def test_a_template_whose_rule_was_rewritten_is_not_offered(consultation: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts("Pertama.", on=consultation.clause("Pasal 3"))
    HouseRule.objects.create(consultation=consultation.row, number=3, version=2, since=moment())

    offered = {choice["value"] for choice in read(path_of(post), by=budi).find("option")}

    assert {"personal_data", "posing"} <= offered
    assert not {"insult", "threat"} & offered


def test_deciding_in_the_middle_leads_to_the_one_after_it(consultation: Scene, siti: Someone, budi: Someone) -> None:
    posts = [siti.posts(f"Pendapat {n}.", on=consultation.clause("Pasal 3")) for n in range(3)]

    assert decide(posts[1], budi).headers["Location"] == path_of(posts[2])
    assert decide(posts[2], budi).headers["Location"] == path_of(posts[0])


def test_the_author_stands_there_without_address_and_with_what_became_of_theirs_here(
    consultation: Scene, lively: Scene, siti: Someone, budi: Someone
) -> None:
    budi.hides(siti.posts("Iklan.", on=consultation.clause("Pasal 3")))
    budi.hides(siti.posts("Iklan lain.", on=lively.clause("Pasal 3")))
    post = siti.posts("Pertama.", on=consultation.clause("Pasal 3"))

    decision = read(path_of(post), by=budi)

    assert "Account opened 13 months ago." in decision.words
    assert "0 public, 1 waiting, 1 hidden" in decision.words
    assert "siti@" not in decision.html


def test_similar_ones_are_those_in_which_screening_saw_the_same(consultation: Scene, siti: Someone, budi: Someone, wati: Someone) -> None:
    wati.hides(siti.posts("Telepon 0812-3456-7890.", on=consultation.clause("Pasal 5")), rule=2, reason="Memuat nomor telepon.")
    wati.publishes(siti.posts("Tanpa apa-apa.", on=consultation.clause("Pasal 4")), reason="Sesuai aturan kita.")
    post = siti.posts("Hubungi 0813-3456-7890.", on=consultation.clause("Pasal 3"))

    words = read(path_of(post), by=budi).words

    assert "Pasal 5: hidden" in words
    assert "Memuat nomor telepon." in words
    assert "Sesuai aturan kita." not in words


def test_the_last_decision_can_be_taken_back_from_the_next_page_for_two_minutes(
    consultation: Scene, siti: Someone, budi: Someone, wati: Someone
) -> None:
    before, clause = moment() - timedelta(minutes=9), consultation.clause("Pasal 3")
    first, second = (siti.posts(text, on=clause, now=before) for text in ("Pertama.", "Kedua."))
    budi.hides(first, now=moment() - timedelta(seconds=30))

    assert read(path_of(second), by=budi).find("form", action=f"{path_of(first)}?back")
    assert not read(path_of(second), by=wati).find("button", data_key="u")
    Decision.objects.update(decided_at=moment() - timedelta(minutes=3))
    assert not read(path_of(second), by=budi).find("button", data_key="u")


def test_the_page_asks_for_a_fixed_number_of_things(consultation: Scene, siti: Someone, budi: Someone, wati: Someone) -> None:
    def asked(post: Post) -> int:
        client = browser(budi)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path_of(post)).status_code == 200
        return len(queries)

    posts = [siti.posts(f"Telepon 0812-3456-78{n}.", on=consultation.clause("Pasal 3")) for n in range(10, 28)]
    wati.hides(posts[0], rule=2)
    few = asked(posts[9])
    for post in posts[1:9]:
        wati.hides(post, rule=2)

    assert asked(posts[9]) == few <= 32


def test_a_later_version_is_shown_with_what_it_changes(lively: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts("Lapak perlu atap.", on=lively.clause("Pasal 3"))
    assert "What changed" not in read(path_of(post), by=budi).words
    siti.edits(post, text="Lapak perlu atap dan lampu.")

    words = read(path_of(post), by=budi).words

    assert "What changed since version 1" in words
    assert "Lapak perlu atap [put in: dan lampu ] ." in words


def test_what_a_reply_answers_is_read_to_the_end_of_a_word(lively: Scene, siti: Someone, agus: Someone, budi: Someone) -> None:
    said = "panjang " * 39 + "terakhir"
    post = siti.posts(said, on=lively.clause("Pasal 3"))
    reply = agus.replies("Benar.", to=post)

    assert f"{said[:300]}" in read(path_of(reply), by=budi).words
    assert "terakhir" in read(path_of(reply), by=budi).words
