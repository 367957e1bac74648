"""Files on pages: chosen with a letter and kept there whatever else is wrong, taken out, received, read by those who may."""

from hashlib import sha256
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from consult.accounts.viewer import VISITOR
from consult.discussion.actions.attachments.attach_file import remove_attachment
from consult.discussion.actions.letters.draft_letter import take_over
from consult.discussion.models import Attachment, Draft, Post, Submission
from consult.discussion.queries.attachments import FILES_LIMIT, bytes_of
from consult.moderation.rules import Verdict
from consult.platform.uploads import ATTACHMENT_BYTES
from frontend.languages import SWITCH
from tests.cast import Scene, Someone, moment
from tests.consult.discussion.files import WORDS, attaches, decides_on, sends_with, sent_file
from tests.consult.discussion.letters import adds, said
from tests.consult.platform.uploads import made, pictured
from tests.frontend.discussion.letters.test_letter_page import letter
from tests.frontend.pages import browser, page, read
from tests.waiting import do_jobs


def file(name: str = "Daftar Harga.txt", data: bytes = WORDS) -> SimpleUploadedFile:
    """A file that somebody chooses in their browser."""
    return SimpleUploadedFile(name, data)


def presses(client: Client, scene: Scene, button: str, *files: SimpleUploadedFile, **given: str) -> Any:
    """Choose files on the letter's page, and press a button there."""
    form = page(client.get(letter(scene))).form("/letter/")
    return client.post(letter(scene), {**form, button: "1", "attachments": list(files), **given})


def address(attachment: Attachment) -> str:
    """Where it is taken away."""
    return f"/k/{attachment.consultation.slug}/attachments/{attachment.pk}/"


@pytest.fixture
def client_with_letter(lively: Scene, siti: Someone) -> Client:
    """The browser of somebody who has written one point of a letter."""
    adds(siti, said("Lihat daftar terlampir.", on=lively.clause("Pasal 3")))
    return browser(siti)


def test_files_are_chosen_and_kept_with_the_letter(client_with_letter: Client, lively: Scene) -> None:
    answer = presses(client_with_letter, lively, "keep", file(), file("denah.png", made.png()))

    assert answer.status_code == 302
    shown = page(client_with_letter.get(letter(lively))).words
    assert "Daftar Harga.txt TXT" in shown
    assert "denah.png PNG" in shown
    assert Draft.objects.get().attachments.count() == 2


def test_the_page_says_how_many_files_there_can_be_and_how_large(client_with_letter: Client, lively: Scene) -> None:
    assert f"at most {FILES_LIMIT}, of up to {ATTACHMENT_BYTES // 1_000_000} MB each" in page(client_with_letter.get(letter(lively))).words


def test_a_file_chosen_just_before_sending_goes_along(client_with_letter: Client, lively: Scene) -> None:
    answer = presses(client_with_letter, lively, "send", file())

    submission = Submission.objects.get()
    assert [one.name for one in submission.attachments.all()] == ["Daftar Harga.txt"]
    receipt = page(client_with_letter.get(answer.headers["Location"])).words
    assert "File 1: TXT" in receipt
    assert sha256(WORDS).hexdigest() in receipt
    assert "Daftar Harga" not in receipt, "whoever knows the code reads nothing that was written"


def test_a_letter_that_cannot_be_sent_keeps_its_files_and_says_so(lively: Scene, siti: Someone) -> None:
    adds(siti, said("", on=lively.clause("Pasal 3")))
    client = browser(siti)

    answer = presses(client, lively, "send", file())

    assert answer.status_code == 400
    assert "Daftar Harga.txt" in page(answer).words
    assert Draft.objects.get().attachments.count() == 1
    assert not Submission.objects.exists()


def test_what_is_wrong_with_a_file_stands_beside_its_name_and_the_others_are_kept(client_with_letter: Client, lively: Scene) -> None:
    answer = presses(client_with_letter, lively, "send", file(), file("gambar.svg", b"<svg/>"))

    assert answer.status_code == 400
    shown = page(answer).words
    assert "gambar.svg: " in shown
    assert "Daftar Harga.txt TXT" in shown
    assert not Submission.objects.exists(), "nothing is sent without the file that was to go along"


def test_who_only_wants_another_language_is_told_of_a_file_that_was_not_taken(client_with_letter: Client, lively: Scene) -> None:
    answer = presses(client_with_letter, lively, SWITCH, file(), file("gambar.svg", b"<svg/>"))

    assert answer.status_code == 200
    shown = page(answer).words
    assert "gambar.svg: " in shown
    assert "Daftar Harga.txt TXT" in shown


def test_the_same_page_sent_twice_attaches_a_file_once(client_with_letter: Client, lively: Scene) -> None:
    form = {**page(client_with_letter.get(letter(lively))).form("/letter/"), "keep": "1"}
    for _ in range(2):
        client_with_letter.post(letter(lively), {**form, "attachments": [file()]})

    assert Attachment.objects.count() == 1


def test_files_beyond_any_letter_are_named_as_not_taken(client_with_letter: Client, lively: Scene) -> None:
    files = [file(f"{number}.txt", b"%d" % number) for number in range(2 * FILES_LIMIT + 2)]

    answer = presses(client_with_letter, lively, "keep", *files)

    assert answer.status_code == 400
    shown = page(answer).words
    assert "Not taken, since a letter can have 10 files: 20.txt, 21.txt" in shown
    assert "10.txt: A letter can have 10 files" in shown
    assert Attachment.objects.count() == FILES_LIMIT


def test_where_two_letters_became_one_with_too_many_files_the_page_says_so_and_keeps_all(lively: Scene, siti: Someone) -> None:
    own = adds(siti, said("Satu.", on=lively.clause("Pasal 3"))).draft
    visitors = adds(VISITOR, said("Tamu.", on=lively.clause("Pasal 4"))).draft
    for number in range(6):
        attaches(siti, lively, b"%d" % number, draft=own.pk)
        attaches(VISITOR, lively, b"tamu %d" % number, draft=visitors.pk)
    take_over(actor=siti.viewer, draft_id=visitors.pk, now=moment())
    client = browser(siti)

    assert "There are 12 files with this letter, and 10 can be sent." in page(client.get(letter(lively))).words
    answer = presses(client, lively, "send")
    assert "Your letter has 12 files; 10 are possible." in page(answer).words
    assert Draft.objects.get().attachments.count() == 12

    for attachment in Attachment.objects.all()[:2]:
        remove_attachment(actor=siti.viewer, draft_id=own.pk, attachment_id=attachment.pk, now=moment())
    presses(client, lively, "send")
    assert Submission.objects.get().attachments.count() == FILES_LIMIT


def test_a_file_is_taken_out_with_its_button(client_with_letter: Client, lively: Scene) -> None:
    presses(client_with_letter, lively, "keep", file())
    form = page(client_with_letter.get(letter(lively))).form("/letter/")

    answer = client_with_letter.post(f"{letter(lively)}order/", {**form, "unattach": str(Attachment.objects.get().pk)})

    assert answer.status_code == 303
    assert not Attachment.objects.exists()


def test_files_stay_when_a_point_is_moved_with_them_just_chosen(client_with_letter: Client, lively: Scene) -> None:
    form = page(client_with_letter.get(letter(lively))).form("/letter/")
    point = Draft.objects.get().points.get()

    client_with_letter.post(f"{letter(lively)}order/", {**form, "edit": str(point.pk), "attachments": [file()]})

    assert Draft.objects.get().attachments.count() == 1


def test_a_file_is_taken_away_in_a_box_in_which_nothing_runs(lively: Scene, siti: Someone) -> None:
    attachment = sent_file(siti, lively, name="Daftar “Harga” é.txt")

    answer = Client().get(address(attachment))

    assert b"".join(answer) == WORDS
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''Daftar%20")
    again = Client().get(address(attachment), headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_hidden_and_missing_files_look_alike(lively: Scene, siti: Someone, budi: Someone, agus: Someone) -> None:
    attachment = sent_file(siti, lively)
    missing = address(Attachment(consultation=lively.row))
    decides_on(budi, attachment, Verdict.HIDE)

    for client in (Client(), browser(agus)):
        hidden, gone = client.get(address(attachment)), client.get(missing)
        assert hidden.status_code == gone.status_code == 404
        assert page(hidden).words == page(gone).words
    assert browser(siti).get(address(attachment)).status_code == 200
    assert browser(budi).get(address(attachment)).status_code == 200


def test_a_file_is_not_found_under_another_consultation(lively: Scene, consultation: Scene, siti: Someone) -> None:
    attachment = sent_file(siti, lively)

    assert Client().get(address(attachment).replace("pasar-ramai", "pasar-pagi")).status_code == 404


def test_a_post_says_that_files_came_with_it_and_its_page_lists_them(lively: Scene, siti: Someone) -> None:
    attachment = sent_file(siti, lively)
    post = Post.objects.get()

    thread = read(f"/k/{lively.row.slug}/clauses/{post.clause_id}/")
    assert "With a file" in thread.words
    shown = read(f"/k/{lively.row.slug}/posts/{post.number}/")
    assert "harga.txt TXT" in shown.words
    assert address(attachment) in [link["href"] for link in shown.find("a")]


def test_of_a_file_that_waits_the_public_is_told_nothing(lively: Scene, siti: Someone) -> None:
    sent_file(siti, lively, made.png(), name="lapak.png")
    post = Post.objects.get()

    for path in (f"clauses/{post.clause_id}/", f"posts/{post.number}/"):
        assert "file" not in read(f"/k/{lively.row.slug}/{path}").words.lower().replace("profile", "")


def test_moderators_read_what_stands_in_a_file_and_decide_about_it(consultation: Scene, siti: Someone, budi: Someone) -> None:
    attachment = sent_file(siti, consultation, b"Hubungi 0812 3456 7890.")
    client, post = browser(budi), Post.objects.get()
    path = f"/desk/{consultation.row.slug}/queue/{post.pk}/"

    shown = page(client.get(path))
    assert "Hubungi 0812 3456 7890." in shown.words
    form = shown.form(f"/files/{attachment.pk}/")
    answer = client.post(f"{path}files/{attachment.pk}/", {**form, "verdict": "hide", "rule": "2"})

    assert answer.headers["Location"] == path
    attachment.refresh_from_db()
    assert (attachment.status, attachment.rule) == ("hidden", 2)
    stale = client.post(f"{path}files/{attachment.pk}/", {**form, "key": "", "verdict": "publish", "rule": "2"})
    assert stale.status_code == 409


def test_a_moderator_decides_only_about_files_of_the_contribution_that_is_open(
    lively: Scene, siti: Someone, agus: Someone, budi: Someone
) -> None:
    attachment = sent_file(siti, lively)
    other = agus.posts("Lain.", on=lively.clause("Pasal 4"))
    given = {"verdict": "hide", "rule": "2", "seen": "shown"}

    answer = browser(budi).post(f"/desk/{lively.row.slug}/queue/{other.pk}/files/{attachment.pk}/", given)

    assert answer.status_code == 404


def test_a_visitor_sends_a_file_with_the_letter_that_they_confirm_later(lively: Scene) -> None:
    client = Client()
    draft = adds(VISITOR, said("Tamu.", on=lively.clause("Pasal 3"))).draft
    session = client.session
    session["letters"] = {lively.row.slug: str(draft.pk)}
    session.save()

    answer = presses(client, lively, "keep", file())

    assert answer.status_code == 302
    assert draft.attachments.count() == 1


@pytest.mark.parametrize(
    ("language", "said_there"), [("id", "Keterangan di dalam foto tentang tempat"), ("en", "Photos lose where, when, by whom")]
)
def test_the_field_says_what_photos_lose_and_what_is_kept_has_lost_it(
    client_with_letter: Client, lively: Scene, language: str, said_there: str
) -> None:
    client_with_letter.cookies["django_language"] = language
    help_of_field = page(client_with_letter.get(letter(lively))).words
    assert said_there in help_of_field
    photo = pictured.saved("JPEG", exif=pictured.exif(), xmp=pictured.XMP)

    presses(client_with_letter, lively, "keep", file("lapak.jpg", photo))

    [attachment] = Draft.objects.get().attachments.all()
    assert pictured.tells(photo)
    assert not pictured.tells(bytes_of(attachment))


def test_a_photo_that_cannot_be_read_is_said_at_the_field(client_with_letter: Client, lively: Scene) -> None:
    answer = presses(client_with_letter, lively, "keep", file("lapak.jpg", pictured.saved("JPEG")[:300]))

    assert answer.status_code == 400
    assert "lapak.jpg: " in page(answer).words
    assert not Attachment.objects.exists()


def test_a_citizen_finds_their_files_among_their_data(lively: Scene, siti: Someone) -> None:
    attachment = attaches(siti, lively)
    sends_with(siti, lively, attachment)
    do_jobs()

    assert "Harga bawang" in b"".join(browser(siti).get("/me/data.json")).decode()
