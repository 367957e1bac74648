"""Receipts."""

from hashlib import sha256

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consult.discussion.models import PostVersion, Submission, Thread
from consult.discussion.rules import Kind, Operation, Proposal, Status
from frontend.discussion.posts.receipts import plain
from tests.cast import Scene, Someone
from tests.consult.discussion.letters import said, sends
from tests.frontend.pages import browser, page, read


def version_of(scene: Scene, by: Someone) -> PostVersion:
    """The only version of a post that somebody wrote."""
    return by.posts("Lapak perlu atap.", on=scene.clause("Pasal 3")).versions.get()


def test_whoever_holds_the_code_sees_instant_state_salt_and_hash_and_no_words(consultation: Scene, siti: Someone) -> None:
    version = version_of(consultation, siti)

    receipt = read(f"/receipts/{version.receipt_id}/")

    for told in (version.salt, version.sha256, "waiting for a moderator", "Pasal 3", "WIB"):
        assert told in receipt.words
    assert "atap" not in receipt.html


def test_what_the_page_shows_recomputes(consultation: Scene, siti: Someone) -> None:
    proposal = Proposal(Operation.REPLACE, "Lapak beratap.")
    version = siti.posts("Usul saya.", on=consultation.clause("Pasal 3"), kind=Kind.PROPOSAL, proposal=proposal).versions.get()

    words = read(f"/receipts/{version.receipt_id}/").words.split()

    salt = next(word for word in words if len(word) == 32 and set(word) <= set("0123456789abcdef"))
    assert sha256(bytes.fromhex(salt) + b"Usul saya.\nLapak beratap.").hexdigest() in words


def test_the_head_of_the_record_is_on_it(consultation: Scene, siti: Someone) -> None:
    version = version_of(consultation, siti)

    assert consultation.now_is().chain.head in read(f"/receipts/{version.receipt_id}/").words


def test_it_says_what_became_of_the_post(consultation: Scene, siti: Someone, budi: Someone) -> None:
    version = version_of(consultation, siti)
    budi.hides(version.post, rule=3)

    words = read(f"/receipts/{version.receipt_id}/").words

    assert "hidden by a moderator" in words
    assert "house rule 3" in words


def test_it_leads_back_to_the_clause_in_the_draft(consultation: Scene, siti: Someone) -> None:
    receipt = read(f"/receipts/{version_of(consultation, siti).receipt_id}/")

    assert receipt.find("a", href=f"/k/{consultation.row.slug}/draft/?from=pasal-3#clause-pasal-3")


def test_an_unknown_code_is_not_there(db: None) -> None:
    assert browser().get("/receipts/AAAAAAAAAA/").status_code == 404


def test_a_code_that_is_none_stands_in_the_form_to_be_put_right(db: None) -> None:
    for typed in ("AAAA-AAAA-AO", "../me"):
        answer = browser().post("/receipts/", {"code": typed})

        assert answer.status_code == 404
        assert "There is no receipt with this number" in page(answer).words
        assert page(answer).form("/receipts/")["code"] == typed


def test_a_code_as_it_is_read_aloud_leads_to_its_receipt(consultation: Scene, siti: Someone) -> None:
    code = version_of(consultation, siti).receipt_id
    spoken = f"{code[:4]}-{code[4:8]} {code[8:]}".lower()

    assert browser().post("/receipts/", {"code": spoken}).headers["Location"] == f"/receipts/{code}/"


@pytest.mark.parametrize("typed", ["0bf1 fadb 2b36 5c60 da51 9a40 fe7d f0ea", "0BF1FADB2B365C60DA519A40FE7DF0EA", "0bf1 fadb 2b36 5"])
def test_the_code_of_a_vote_is_sent_to_no_address_and_its_holder_to_the_poll(
    db: None, typed: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("INFO"):
        answer = browser().post("/receipts/", {"code": typed})

    assert (answer.status_code, answer["Cache-Control"]) == (404, "private, no-store")
    assert "This looks like the code of a vote. It is checked on the page of its poll" in page(answer).words
    assert page(answer).find("a", href="/help/#polls")
    assert page(answer).form("/receipts/")["code"] == ""
    assert plain(typed) not in plain(answer.content.decode() + caplog.text)


def test_a_code_that_was_put_into_an_address_is_in_no_log_of_ours(db: None, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO"):
        for path in ("/receipts/0bf1fadb2b365c60da519a40fe7df0ea/", "/receipts/?code=0bf1fadb2b365c60da519a40fe7df0ea"):
            browser().get(path)

    assert "0bf1fadb" not in caplog.text.lower()


def test_the_field_takes_a_whole_code_and_puts_it_into_no_address(db: None) -> None:
    shown = read("/receipts/")

    [form] = [form for form in shown.forms if form.attributes.get("action") == "/receipts/"]
    assert form.attributes["method"] == "post"
    assert int(shown.find("input", name="code")[0]["maxlength"]) >= 39


def test_a_receipt_is_kept_in_no_cache_and_by_no_search_engine(consultation: Scene, siti: Someone) -> None:
    answer = browser().get(f"/receipts/{version_of(consultation, siti).receipt_id}/")

    assert answer.headers["Cache-Control"] == "private, no-store"
    assert b'name="robots" content="noindex"' in answer.content


def test_what_was_erased_promises_no_proof_of_its_words_any_more(consultation: Scene, siti: Someone) -> None:
    version = version_of(consultation, siti)
    before = read(f"/receipts/{version.receipt_id}/").words
    PostVersion.objects.filter(pk=version.pk).update(status=Status.ERASED, salt="", text="")

    after = read(f"/receipts/{version.receipt_id}/").words

    for promised in ("you can prove what we received", "python3 -c", "Salt"):
        assert promised in before
        assert promised not in after
    assert "The words were erased" in after


def test_a_proposal_to_delete_is_called_what_it_is(consultation: Scene, siti: Someone) -> None:
    way = Proposal(Operation.DELETE)
    post = siti.posts("Tidak perlu.", on=consultation.clause("Pasal 3"), kind=Kind.PROPOSAL, proposal=way)

    assert "Pasal 3: Delete this clause" in read(f"/receipts/{post.versions.get().receipt_id}/").words


def receipt_of(letter: Submission) -> str:
    """The page of the receipt that a letter was answered with."""
    return f"/receipts/{PostVersion.objects.filter(post__submission=letter)[:1].get().receipt_id}/"


def test_each_point_is_said_to_stand_where_its_author_put_it(lively: Scene, siti: Someone, budi: Someone) -> None:
    over = [lively.clause("Pasal 3"), lively.clause("Pasal 4")]
    titled, general = budi.opens_thread("Lapak dan sewanya", over=over, at=lively), Thread.objects.get(kind="general")
    letter = sends(siti, lively, said("Satu.", on=over[0]), said("Dua.", thread=titled.pk), said("Tiga.", thread=general.pk))

    words = read(receipt_of(letter)).words

    for heading in ("Pasal 3: comment", "Lapak dan sewanya: comment", "The draft as a whole: comment"):
        assert words.count(heading) == 1


def test_a_receipt_takes_the_same_queries_however_many_points_it_has(lively: Scene, siti: Someone, budi: Someone) -> None:
    over = [lively.clause("Pasal 3"), lively.clause("Pasal 4")]
    threads = [budi.opens_thread(f"Utas {n}", over=over, at=lively).pk for n in range(3)]
    one = sends(siti, lively, said("Satu.", thread=threads[0]))
    many = sends(siti, lively, *(said(f"Butir {n}.", thread=thread) for n, thread in enumerate(threads)))
    asked = []
    for letter in (one, many):
        address = receipt_of(letter)
        with CaptureQueriesContext(connection) as queries:
            read(address)
        asked.append(len(queries))

    assert asked[0] == asked[1]
