"""One's own page."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from consult.accounts.models import Person
from consult.consultations.models import Consultation
from tests.cast import Scene, Someone, closes
from tests.frontend.pages import browser, page, read

Counting = Callable[[int], AbstractContextManager[object]]


def test_all_ones_posts_are_there_with_their_state_and_receipt_also_what_nobody_else_sees(
    consultation: Scene, siti: Someone, agus: Someone
) -> None:
    version = siti.posts("Menunggu moderator.", on=consultation.clause("Pasal 3")).versions.get()
    agus.posts("Punya orang lain.", on=consultation.clause("Pasal 3"))

    words = read("/me/", by=siti).words

    assert "Waiting for a moderator" in words
    assert "Menunggu moderator." in words
    assert "Pasal 3" in words
    assert f"{version.receipt_id[:4]}-{version.receipt_id[4:8]}" in words
    assert "Punya orang lain" not in words


def test_a_decision_stands_with_its_rule_and_reason(consultation: Scene, siti: Someone, budi: Someone) -> None:
    budi.hides(siti.posts("Beli dagangan saya.", on=consultation.clause("Pasal 3")), rule=1, reason="Ini promosi, <maaf>.")

    mine = read("/me/", by=siti)

    assert "A moderator's decision: hidden" in mine.words
    assert "Ini promosi, <maaf>." in mine.words
    assert mine.find("a", href="/k/pasar-pagi/#rule-1")


def test_what_can_be_changed_offers_it_and_what_is_withdrawn_does_not(consultation: Scene, siti: Someone) -> None:
    kept = siti.posts("Tetap.", on=consultation.clause("Pasal 3"))
    gone = siti.posts("Pergi.", on=consultation.clause("Pasal 4"))
    siti.withdraws(gone)

    mine = read("/me/", by=siti)

    assert mine.find("a", href=f"/me/posts/{kept.pk}/edit/")
    assert not mine.find("a", href=f"/me/posts/{gone.pk}/edit/")


def test_an_edit_that_waits_is_told_beside_what_is_public(consultation: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts("Kata lama.", on=consultation.clause("Pasal 3"))
    budi.publishes(post)
    post.refresh_from_db()
    siti.edits(post, text="Kata baru.")

    assert "Your new version waits for a moderator" in read("/me/", by=siti).words


def test_an_empty_page_offers_one_next_step(siti: Someone) -> None:
    assert "You have not written anything yet" in read("/me/", by=siti).words


def test_it_stays_readable_when_the_consultation_is_closed(consultation: Scene, siti: Someone) -> None:
    siti.posts("Tetap.", on=consultation.clause("Pasal 3"))
    closes(consultation)

    assert "Tetap." in read("/me/", by=siti).words


def test_the_head_of_the_page_sums_up_in_a_sentence(consultation: Scene, siti: Someone, budi: Someone) -> None:
    budi.publishes(siti.posts("Satu.", on=consultation.clause("Pasal 3")))
    siti.posts("Dua.", on=consultation.clause("Pasal 4"))
    siti.withdraws(siti.posts("Tiga.", on=consultation.clause("Pasal 5")))

    assert (
        "Three contributions in three submissions: one waiting for a moderator, one public, one withdrawn." in read("/me/", by=siti).words
    )


def test_every_step_is_told_and_every_decision_with_its_reason(lively: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts("Promosi.", on=lively.clause("Pasal 3"))
    budi.hides(post, rule=3, reason="Ini promosi dagangan.")
    budi.restores(post, rule=1, reason="Ternyata bukan promosi.")
    siti.withdraws(post)

    words = read("/me/", by=siti).words

    told = ["Received: ", "Public as contribution 1: ", "Hidden, house rule 3: ", "Shown again: ", "Withdrawn: "]
    places = [words.index(step) for step in told]
    assert places == sorted(places)
    assert "Ini promosi dagangan." in words
    assert "Ternyata bukan promosi." in words


def test_publishing_and_being_public_is_one_step(consultation: Scene, siti: Someone, budi: Someone) -> None:
    budi.publishes(siti.posts("Satu.", on=consultation.clause("Pasal 3")))

    words = read("/me/", by=siti).words

    assert "Public as contribution 1: " in words
    assert "Published, house rule" not in words


def test_what_is_public_fits_the_rules_and_is_not_reproached_with_one(lively: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts("Satu.", on=lively.clause("Pasal 3"))
    budi.hides(post, rule=3)
    budi.restores(post, rule=1)

    words = read("/me/", by=siti).words

    assert "It fits the house rules." in words
    assert "House rule 3" in words
    assert "House rule 1" not in words


def test_a_reason_is_in_the_language_of_who_decided(lively: Scene, siti: Someone, budi: Someone) -> None:
    Person.objects.filter(pk=budi.person.pk).update(language="en")
    budi.hides(siti.posts("Promosi.", on=lively.clause("Pasal 3")), reason="This is advertising.")

    assert '<span lang="en">This is advertising.</span>' in read("/me/", by=siti, language="id").html


def test_links_lead_to_the_page_of_the_thread_where_the_post_stands(lively: Scene, siti: Someone) -> None:
    siti.posts("Satu.", on=lively.clause("Pasal 3"))

    assert read("/me/", by=siti).find("a", href=f"/k/pasar-ramai/clauses/{lively.clause('Pasal 3')}/?post=1#post-1")


def test_what_was_written_without_a_session_is_a_draft_to_go_on_with(consultation: Scene, siti: Someone) -> None:
    client, path = browser(), f"/k/pasar-pagi/clauses/{consultation.clause('Pasal 3')}/"
    client.post(path, {"text": "Belum <selesai>.", "stance": "oppose"})
    client.force_login(siti.account)

    mine = page(client.get("/me/"))

    assert "Draft Not sent yet Pasal 3 Belum <selesai>." in mine.words
    assert mine.find("a", href=f"{path}#write")
    assert not read("/me/", by=siti).find("article", id="draft")


def test_a_draft_on_what_one_cannot_read_any_more_is_not_shown(consultation: Scene, siti: Someone) -> None:
    client, path = browser(), f"/k/pasar-pagi/clauses/{consultation.clause('Pasal 3')}/"
    client.post(path, {"text": "Belum selesai.", "stance": "oppose"})
    client.force_login(siti.account)
    Consultation.objects.update(step="draft")

    assert "Belum selesai." not in page(client.get("/me/")).words


def test_twenty_stand_on_a_page_and_the_others_on_the_next(lively: Scene, siti: Someone) -> None:
    for number in range(22):
        siti.posts(f"Pendapat {number}.", on=lively.clause("Pasal 3"))

    assert len([one for one in read("/me/", by=siti).find("article") if one["id"].startswith("post-")]) == 20
    assert len([one for one in read("/me/?page=2", by=siti).find("article") if one["id"].startswith("post-")]) == 2


@pytest.mark.parametrize("posts", [1, 12])
def test_the_number_of_queries_does_not_grow_with_the_posts(
    consultation: Scene, siti: Someone, posts: int, django_assert_max_num_queries: Counting
) -> None:
    for number in range(posts):
        siti.posts(f"Pendapat {number}.", on=consultation.clause(f"Pasal {number % 5 + 1}"))
    client = browser(siti)

    with django_assert_max_num_queries(14):
        client.get("/me/")
