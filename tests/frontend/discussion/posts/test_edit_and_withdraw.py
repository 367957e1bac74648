"""Editing and withdrawing."""

from consult.discussion.models import Post
from consult.discussion.rules import Kind, Operation, Proposal, Status
from tests.cast import Scene, Someone, closes
from tests.frontend.pages import browser, page, read


def test_the_form_starts_from_what_was_written(consultation: Scene, siti: Someone) -> None:
    post = siti.posts("Lapak perlu <atap>.\n\nDan lampu.", on=consultation.clause("Pasal 3"))

    edit = read(f"/me/posts/{post.pk}/edit/", by=siti)

    assert edit.form("/edit/")["text"] == "Lapak perlu <atap>.\n\nDan lampu."
    assert edit.find("input", name="stance", value="oppose", checked="")


def test_a_new_version_leads_to_a_receipt_of_its_own(consultation: Scene, siti: Someone) -> None:
    post = siti.posts("Lapak perlu atap.", on=consultation.clause("Pasal 3"))
    client, path = browser(siti), f"/me/posts/{post.pk}/edit/"
    form = page(client.get(path)).form(path)

    answer = client.post(path, {**form, "text": "Lapak perlu lampu.", "stance": "mixed", "shown_name": "withheld"})

    latest = post.versions.latest("number")
    assert (latest.number, latest.text, latest.stance) == (2, "Lapak perlu lampu.", "mixed")
    assert answer.headers["Location"] == f"/receipts/{latest.receipt_id}/#content"


def test_a_proposal_is_edited_with_its_wording(consultation: Scene, siti: Someone) -> None:
    proposal = Proposal(Operation.REPLACE, "Lapak beratap.")
    post = siti.posts("Usul.", on=consultation.clause("Pasal 3"), kind=Kind.PROPOSAL, proposal=proposal)
    client, path = browser(siti), f"/me/posts/{post.pk}/edit/"
    form = page(client.get(path)).form(path)
    assert (form["operation"], form["wording"]) == ("replace", "Lapak beratap.")

    client.post(path, {**form, "stance": "oppose", "shown_name": "withheld", "wording": "Lapak beratap dan berlampu."})

    assert post.versions.latest("number").wording == "Lapak beratap dan berlampu."


def test_a_reply_is_edited_without_a_stance(lively: Scene, siti: Someone, agus: Someone) -> None:
    reply = agus.replies("Setuju.", to=siti.posts("Perlu atap.", on=lively.clause("Pasal 3")))
    client, path = browser(agus), f"/me/posts/{reply.pk}/edit/"
    edit = page(client.get(path))
    assert not edit.find("input", name="stance")

    client.post(path, {**edit.form(path), "text": "Sangat setuju.", "shown_name": "withheld"})

    assert reply.versions.latest("number").text == "Sangat setuju."


def test_sending_it_unchanged_changes_nothing_and_says_so(consultation: Scene, siti: Someone) -> None:
    post = siti.posts("Lapak perlu atap.", on=consultation.clause("Pasal 3"))
    client, path = browser(siti), f"/me/posts/{post.pk}/edit/"
    form = page(client.get(path)).form(path)

    answer = client.post(path, {**form, "stance": "oppose", "shown_name": "withheld"}, follow=True)

    assert "Nothing was changed" in page(answer).words
    assert post.versions.count() == 1


def test_a_refused_edit_keeps_the_new_words(consultation: Scene, siti: Someone) -> None:
    post = siti.posts("Lapak perlu atap.", on=consultation.clause("Pasal 3"))
    closes(consultation)

    answer = browser(siti).post(f"/me/posts/{post.pk}/edit/", {"text": "Kata baru.", "stance": "oppose", "shown_name": "withheld"})

    assert answer.status_code == 409
    assert page(answer).form("/edit/")["text"] == "Kata baru."


def test_an_emptied_edit_is_refused_beside_its_field(consultation: Scene, siti: Someone) -> None:
    post = siti.posts("Lapak perlu atap.", on=consultation.clause("Pasal 3"))

    answer = browser(siti).post(f"/me/posts/{post.pk}/edit/", {"text": "", "stance": "oppose"})

    assert answer.status_code == 400
    assert page(answer).find("textarea", name="text", aria_invalid="true")


def test_withdrawing_asks_first_and_shows_what_it_is_about(consultation: Scene, siti: Someone) -> None:
    post = siti.posts("Lapak perlu atap.", on=consultation.clause("Pasal 3"))

    assert "Lapak perlu atap." in read(f"/me/posts/{post.pk}/withdraw/", by=siti).words
    assert Post.objects.get().status == Status.HELD


def test_a_withdrawn_post_is_withdrawn(consultation: Scene, siti: Someone) -> None:
    post = siti.posts("Lapak perlu atap.", on=consultation.clause("Pasal 3"))
    client, path = browser(siti), f"/me/posts/{post.pk}/withdraw/"

    answer = client.post(path, page(client.get(path)).form(path), follow=True)

    assert "You have withdrawn your contribution" in page(answer).words
    assert Post.objects.get().status == Status.WITHDRAWN


def test_withdrawing_takes_a_form_that_is_sent_even_an_empty_one(consultation: Scene, siti: Someone) -> None:
    post = siti.posts("Lapak perlu atap.", on=consultation.clause("Pasal 3"))

    browser(siti).post(f"/me/posts/{post.pk}/withdraw/", {"key": ""})

    assert Post.objects.get().status == Status.WITHDRAWN


def test_nobody_edits_or_withdraws_what_somebody_else_wrote(lively: Scene, siti: Someone, agus: Someone, budi: Someone) -> None:
    post = siti.posts("Lapak perlu atap.", on=lively.clause("Pasal 3"))

    for other in (agus, budi):
        for what in ("edit", "withdraw"):
            assert browser(other).get(f"/me/posts/{post.pk}/{what}/").status_code == 404
            assert browser(other).post(f"/me/posts/{post.pk}/{what}/", {"text": "Kata orang."}).status_code == 404
