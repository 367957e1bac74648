"""Files that come with a letter: kept from the moment they are put with it, received once, and public with its posts."""

from datetime import timedelta
from functools import partial
from hashlib import sha256
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from consult.accounts.viewer import VISITOR
from consult.discussion import attachment_jobs
from consult.discussion.actions.attachments.attach_file import Stored, attach_file, remove_attachment, store_file
from consult.discussion.actions.attachments.read_attachment import read_attachment
from consult.discussion.actions.letters.draft_letter import discard_letter, take_over
from consult.discussion.canonical import salted_bytes
from consult.discussion.letters import unsent_letters
from consult.discussion.models import Attachment, Draft, Post, Submission
from consult.discussion.queries.attachments import FILES_LIMIT, file_to_read, known_names, public_files
from consult.discussion.rules import Status
from consult.errors import BadInput, BadPoints, NotAllowed, NotFound, NotPossible
from consult.moderation.actions.decide_post import decide_posts
from consult.moderation.queries import queue
from consult.moderation.rules import Verdict
from consult.moderation.waiting_counts import Waits, waiting_by_consultation, waiting_in
from consult.platform import files, jobs
from consult.platform.audit.models import Entry
from consult.platform.uploads import ATTACHMENTS, admit
from consult.record.checks.comparisons import OTHER_WORDS
from consult.record.checks.verification import verify
from tests.cast import Scene, Someone, closes, moment
from tests.consult.discussion.files import WORDS, attaches, decides_on, sends_with, sent_file
from tests.consult.discussion.letters import adds, said, sends_draft
from tests.consult.platform.uploads import made
from tests.faults import all_or_nothing
from tests.waiting import do_jobs

pytestmark = pytest.mark.django_db


def is_read_by(attachment: Attachment, who: Someone) -> bool:
    """Whether they may open the file."""
    try:
        file_to_read(attachment.pk, viewer=who.viewer, now=moment())
    except NotFound:
        return False
    return True


def test_a_file_comes_with_a_letter_and_lies_where_nothing_names_it(lively: Scene, siti: Someone) -> None:
    attachment = attaches(siti, lively, name="Daftar Harga.txt")
    submission = sends_with(siti, lively, attachment)

    row = Attachment.objects.get()
    assert (row.submission, row.draft, row.person, row.name) == (submission, None, siti.person, "Daftar Harga.txt")
    assert files.read(row.file) == WORDS
    assert "harga" not in row.file
    assert (row.size, row.file_sha256, row.sha256) == (len(WORDS), sha256(WORDS).hexdigest(), salted_bytes(row.salt, WORDS))
    assert not verify().faults


def test_the_record_holds_a_digest_of_each_file_and_nothing_of_its_name(lively: Scene, siti: Someone) -> None:
    sends_with(siti, lively, attaches(siti, lively, name="rahasia.txt"), attaches(siti, lively, b"lain", name="lain.txt"))

    entries = Entry.objects.filter(action="attachment.received")
    assert entries.count() == 2
    assert "rahasia" not in str(list(Entry.objects.values_list("facts", flat=True)))
    assert sha256(WORDS).hexdigest() not in str(list(Entry.objects.values()))


def test_a_letter_without_files_writes_no_more_than_before(lively: Scene, siti: Someone) -> None:
    sends_with(siti, lively)

    assert Submission.objects.get().files == 0
    assert not Entry.objects.filter(action__startswith="attachment.").exists()


def test_a_worker_reads_its_words_and_where_nobody_looks_first_it_is_public_then(lively: Scene, siti: Someone, tono: Someone) -> None:
    attachment = attaches(siti, lively)
    sends_with(siti, lively, attachment)
    assert not is_read_by(attachment, tono)

    do_jobs()

    attachment.refresh_from_db()
    assert (attachment.text, attachment.status) == (WORDS.decode(), Status.SHOWN)
    assert attachment.submission is not None
    assert attachment.submission.files == 1
    assert is_read_by(attachment, tono)
    assert not verify().faults


HELD = {
    "a phone number": (b"Hubungi 0812 3456 7890 untuk beras.", "a.txt"),
    "a phone number in its name": (b"Isi biasa.", "telepon 081234567890.txt"),
    "a picture": (made.png(), "lapak.png"),
}


@pytest.mark.parametrize("what", HELD)
def test_what_a_program_cannot_let_pass_waits_for_a_moderator(
    what: str, lively: Scene, siti: Someone, budi: Someone, tono: Someone
) -> None:
    data, name = HELD[what]
    attachment = sent_file(siti, lively, data, name=name)
    assert attachment.read_at is not None
    assert (attachment.status, is_read_by(attachment, tono)) == (Status.HELD, False)
    assert is_read_by(attachment, siti)
    assert is_read_by(attachment, budi)

    decides_on(budi, attachment, Verdict.PUBLISH, rule=1)

    assert is_read_by(attachment, tono)
    assert not verify().faults


def test_where_a_moderator_looks_first_a_file_becomes_public_with_the_post_that_it_came_with(
    consultation: Scene, siti: Someone, budi: Someone, tono: Someone
) -> None:
    attachment = sent_file(siti, consultation)
    assert not is_read_by(attachment, tono)

    budi.publishes(Post.objects.get())

    attachment.refresh_from_db()
    assert attachment.status == Status.SHOWN
    assert is_read_by(attachment, tono)
    assert not verify().faults


def test_a_file_that_a_moderator_kept_back_stays_so_when_its_post_is_published(
    consultation: Scene, siti: Someone, budi: Someone, tono: Someone
) -> None:
    attachment = sent_file(siti, consultation)
    decides_on(budi, attachment, Verdict.HIDE, rule=3)

    budi.publishes(Post.objects.get())

    attachment.refresh_from_db()
    assert (attachment.status, attachment.rule) == (Status.HIDDEN, 3)
    assert not is_read_by(attachment, tono)
    decides_on(budi, attachment, Verdict.RESTORE, rule=1)
    assert is_read_by(attachment, tono)
    assert not verify().faults


def test_a_file_is_public_only_while_a_post_of_its_letter_is(lively: Scene, siti: Someone, budi: Someone, tono: Someone) -> None:
    points = (said("Satu.", on=lively.clause("Pasal 3")), said("Dua.", on=lively.clause("Pasal 4")))
    attachment = attaches(siti, lively)
    submission = sends_with(siti, lively, attachment, points=points)
    do_jobs()
    one, two = submission.posts.order_by("number")

    budi.hides(one)
    assert is_read_by(attachment, tono)
    siti.withdraws(two)
    assert not is_read_by(attachment, tono)
    assert not public_files(submission.pk).exists()
    budi.restores(Post.objects.get(pk=one.pk))
    assert is_read_by(attachment, tono)
    assert not verify().faults


def test_a_file_that_nobody_has_read_stays_back_when_its_post_is_published(
    consultation: Scene, siti: Someone, budi: Someone, tono: Someone
) -> None:
    attachment = attaches(siti, consultation, b"Hubungi 0812 3456 7890 untuk beras.")
    sends_with(siti, consultation, attachment)
    budi.publishes(Post.objects.get())
    assert not is_read_by(attachment, tono)

    do_jobs(called="read_attachments")

    attachment.refresh_from_db()
    assert (attachment.status, len(attachment.signals)) == (Status.HELD, 1)
    assert not is_read_by(attachment, tono)
    assert not verify().faults


def test_showing_a_post_again_shows_no_file_that_waits(lively: Scene, siti: Someone, budi: Someone, tono: Someone) -> None:
    attachments = [sent_file(siti, lively, *HELD[what][:1], name=HELD[what][1]) for what in HELD]
    for post in Post.objects.all():
        budi.hides(post)
        budi.restores(Post.objects.get(pk=post.pk))

    assert not any(is_read_by(one, tono) for one in attachments)
    assert set(Attachment.objects.values_list("status", flat=True)) == {Status.HELD}


def test_publishing_a_post_publishes_no_file_in_which_something_was_noticed(consultation: Scene, siti: Someone, budi: Someone) -> None:
    attachment = sent_file(siti, consultation, *HELD["a phone number"][:1])
    budi.publishes(Post.objects.get())

    attachment.refresh_from_db()
    assert attachment.status == Status.HELD


def test_where_several_are_decided_at_once_their_files_wait(consultation: Scene, siti: Someone, budi: Someone) -> None:
    attachment = sent_file(siti, consultation)
    post = Post.objects.get()
    given: dict[str, Any] = {"verdict": Verdict.PUBLISH, "rule": 1, "reason": "Sesuai dengan aturan.", "now": moment()}
    decide_posts(actor=budi.viewer, slug=consultation.row.slug, chosen=[(post.pk, 1)], **given)

    attachment.refresh_from_db()
    assert attachment.status == Status.HELD


def test_a_file_that_waits_beside_a_shown_post_is_in_the_queue_once_until_it_is_decided(
    lively: Scene, siti: Someone, budi: Someone
) -> None:
    def waits() -> list[int | None]:
        found = queue(lively.row.slug, viewer=budi.viewer, now=moment())
        counted = waiting_in(lively.row).get(Waits.HELD, 0)
        assert found.count() == counted == waiting_by_consultation(viewer=budi.viewer).get(lively.row.pk, {}).get(Waits.HELD, 0)
        return [version.post.number for version in found]

    points = (said("Satu.", on=lively.clause("Pasal 3")), said("Dua.", on=lively.clause("Pasal 4")))
    attachments = [attaches(siti, lively, made.png(), name=name) for name in ("a.png", "b.png")]
    sends_with(siti, lively, *attachments, points=points)
    do_jobs()
    sent_file(siti, lively)
    assert waits() == [1]

    decides_on(budi, attachments[0], Verdict.PUBLISH, rule=1)
    assert waits() == [1]
    budi.hides(Post.objects.get(number=1))
    assert waits() == [2]
    decides_on(budi, attachments[1], Verdict.HIDE)
    assert waits() == []


def test_files_of_a_letter_of_which_a_post_waits_wait_with_it(lively: Scene, siti: Someone, budi: Someone) -> None:
    points = (said("Satu.", on=lively.clause("Pasal 3")), said("Hubungi 0812 3456 7890.", on=lively.clause("Pasal 4")))
    sends_with(siti, lively, attaches(siti, lively, made.png(), name="a.png"), points=points)
    do_jobs()

    assert [version.status for version in queue(lively.row.slug, viewer=budi.viewer, now=moment())] == ["held"]


def test_a_consultation_that_nobody_knows_of_shows_no_file(lively: Scene, siti: Someone, tono: Someone) -> None:
    attachment = sent_file(siti, lively)
    type(lively.row).objects.filter(pk=lively.row.pk).update(step="draft")

    assert not is_read_by(attachment, tono)


def test_citizens_decide_about_no_file(lively: Scene, siti: Someone, agus: Someone, ratna: Someone) -> None:
    attachment = sent_file(siti, lively)

    for who in (siti, agus, ratna):
        with pytest.raises(NotAllowed):
            decides_on(who, attachment, Verdict.HIDE)


def test_a_second_moderator_is_told_that_the_file_is_not_what_they_saw(lively: Scene, siti: Someone, budi: Someone) -> None:
    attachment = sent_file(siti, lively)
    decides_on(budi, attachment, Verdict.HIDE)

    with pytest.raises(NotPossible) as refused:
        decides_on(budi, attachment, Verdict.HIDE)
    assert refused.value.facts["status"] == "hidden"


def test_files_lie_with_a_letter_that_is_not_sent_and_go_with_it(lively: Scene, siti: Someone, agus: Someone) -> None:
    draft = adds(siti, said("Satu.", on=lively.clause("Pasal 3"))).draft
    attachment = attaches(siti, lively, draft=draft.pk)

    submission = sends_draft(siti, draft.pk)

    attachment.refresh_from_db()
    assert attachment.submission == submission
    assert not Draft.objects.exists()
    assert not verify().faults


def test_a_letter_that_is_refused_keeps_its_files(lively: Scene, siti: Someone) -> None:
    draft = adds(siti, said("", on=lively.clause("Pasal 3"))).draft
    attachment = attaches(siti, lively, draft=draft.pk)

    with pytest.raises(BadPoints):
        sends_draft(siti, draft.pk)

    assert list(draft.attachments.all()) == [attachment]
    assert files.read(attachment.file) == WORDS


def test_a_file_that_is_taken_out_is_gone_from_the_storage_too(lively: Scene, siti: Someone) -> None:
    draft = adds(siti, said("Satu.", on=lively.clause("Pasal 3"))).draft
    attachment = attaches(siti, lively, draft=draft.pk)
    given: dict[str, Any] = {"actor": siti.viewer, "draft_id": draft.pk, "attachment_id": attachment.pk, "now": moment()}

    remove_attachment(**given)
    remove_attachment(**given)

    assert not Attachment.objects.exists()
    do_jobs()
    assert not default_storage.exists(attachment.file)


def test_a_letter_that_is_thrown_away_takes_its_files_along(lively: Scene, siti: Someone) -> None:
    draft = adds(siti, said("Satu.", on=lively.clause("Pasal 3"))).draft
    attachment = attaches(siti, lively, draft=draft.pk)

    discard_letter(actor=siti.viewer, draft_id=draft.pk)

    do_jobs()
    assert not Attachment.objects.exists()
    assert not default_storage.exists(attachment.file)


def test_a_visitors_files_are_theirs_once_they_have_signed_in(lively: Scene, siti: Someone) -> None:
    draft = adds(VISITOR, said("Tamu.", on=lively.clause("Pasal 3"))).draft
    attachment = attaches(VISITOR, lively, draft=draft.pk)
    assert attachment.person is None

    take_over(actor=siti.viewer, draft_id=draft.pk, now=moment())
    sends_draft(siti, draft.pk)

    attachment.refresh_from_db()
    assert attachment.person == siti.person
    assert not verify().faults


def test_two_letters_that_become_one_keep_the_files_of_both(lively: Scene, siti: Someone) -> None:
    own = adds(siti, said("Satu.", on=lively.clause("Pasal 3"))).draft
    visitors = adds(VISITOR, said("Tamu.", on=lively.clause("Pasal 4"))).draft
    attaches(siti, lively, draft=own.pk)
    attaches(VISITOR, lively, b"lain", draft=visitors.pk)

    take_over(actor=siti.viewer, draft_id=visitors.pk, now=moment())

    assert own.attachments.filter(person=siti.person).count() == 2


def test_nobody_puts_a_file_with_the_letter_of_somebody_else(lively: Scene, siti: Someone, agus: Someone) -> None:
    draft = adds(siti, said("Satu.", on=lively.clause("Pasal 3"))).draft

    with pytest.raises(NotPossible):
        attaches(agus, lively, draft=draft.pk)
    with pytest.raises(NotPossible):
        attaches(VISITOR, lively, draft=draft.pk)


@pytest.mark.parametrize("whose", ["somebody else's", "sent", "unknown", "twice"])
def test_a_letter_names_only_files_of_its_author_that_lie_there(whose: str, lively: Scene, siti: Someone, agus: Someone) -> None:
    attachment = attaches(agus if whose == "somebody else's" else siti, lively)
    if whose == "sent":
        sends_with(siti, lively, attachment)
    named = [Attachment()] if whose == "unknown" else [attachment] * (2 if whose == "twice" else 1)

    with pytest.raises(BadInput) as refused:
        sends_with(siti, lively, *named)

    assert refused.value.field == "attachments"


def test_a_letter_has_at_most_ten_files(lively: Scene, siti: Someone) -> None:
    draft = adds(siti, said("Satu.", on=lively.clause("Pasal 3"))).draft
    for number in range(FILES_LIMIT):
        attaches(siti, lively, b"%d" % number, draft=draft.pk)

    with pytest.raises(NotPossible) as refused:
        attaches(siti, lively, b"lagi", draft=draft.pk)

    assert refused.value.code == "attachment.full"
    assert draft.attachments.count() == FILES_LIMIT


def test_a_file_that_is_refused_is_kept_nowhere(lively: Scene, siti: Someone) -> None:
    before = set(files.all_names())

    with pytest.raises(BadInput):
        attaches(siti, lively, b"<svg/>", name="a.svg")
    closes(lively)
    with pytest.raises(NotPossible):
        attaches(siti, lively)

    assert set(files.all_names()) == before


def test_an_account_sends_so_many_files_a_day_and_no_more(lively: Scene, siti: Someone, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(30):
        attaches(siti, lively, b"%d" % number)

    with pytest.raises(NotPossible) as refused:
        attaches(siti, lively)

    assert refused.value.code == "limit.reached"


def test_an_account_sends_so_many_megabytes_a_day_and_no_more(lively: Scene, siti: Someone) -> None:
    for _ in range(10):
        attaches(siti, lively, b"x" * 9_999_999)

    with pytest.raises(NotPossible):
        attaches(siti, lively, b"x")


def test_sent_twice_under_one_key_a_file_lies_there_once(lively: Scene, siti: Someone) -> None:
    before = set(files.all_names())

    assert attaches(siti, lively, key="k") == attaches(siti, lively, key="k")

    assert len(set(files.all_names()) - before) == 1
    with pytest.raises(NotPossible):
        attaches(siti, lively, b"lain", key="k")


def test_old_letters_go_with_their_files_and_so_do_files_that_no_letter_named(lively: Scene, siti: Someone) -> None:
    draft = adds(siti, said("Satu.", on=lively.clause("Pasal 3"))).draft
    kept = [attaches(siti, lively, draft=draft.pk), attaches(siti, lively, b"lain")]

    unsent_letters.forget_old(now=moment() + unsent_letters.KEPT_UNNAMED + timedelta(minutes=1))
    assert list(Attachment.objects.all()) == kept[:1]
    unsent_letters.forget_old(now=moment() + unsent_letters.KEPT + timedelta(days=1))

    do_jobs()
    assert not Attachment.objects.exists()
    assert not any(default_storage.exists(one.file) for one in kept)


def test_the_sweep_takes_what_no_row_names_and_leaves_what_one_does(lively: Scene, siti: Someone) -> None:
    attachment, stray = attaches(siti, lively), files.keep(b"tersesat")

    files.sweep(known_names, now=moment())
    assert default_storage.exists(stray), "an action may be about to write its row"
    files.sweep(known_names, now=moment() + files.LEFT_OVER + timedelta(minutes=1))

    assert not default_storage.exists(stray)
    assert default_storage.exists(attachment.file)


def test_the_sweep_leaves_what_others_keep_in_the_same_storage(lively: Scene) -> None:
    names = ("other-app/invoice.pdf", f"ab/{'c' * 31}", f"ab/{'c' * 32}.pdf", "ab/logo")
    theirs = [default_storage.save(name, ContentFile(b"x")) for name in names]

    files.sweep(known_names, now=moment() + files.LEFT_OVER * 2)

    assert all(default_storage.exists(name) for name in theirs)
    files.remove(theirs)


def test_reading_a_file_again_changes_nothing(lively: Scene, siti: Someone) -> None:
    attachment = sent_file(siti, lively)
    before = Entry.objects.count()

    jobs.enqueue(attachment_jobs.read_attachments, str(attachment.submission_id))
    do_jobs()

    assert Entry.objects.count() == before


def test_what_lies_in_the_storage_is_compared_with_the_record(lively: Scene, siti: Someone) -> None:
    attachment = sent_file(siti, lively)
    path = default_storage.path(attachment.file)
    with open(path, "wb") as file:  # noqa: PTH123
        file.write(WORDS.replace(b"dua", b"tiga"))

    assert [fault.how for fault in verify().faults] == [
        "its file is not the one that was received",
        "its file has another size than the record says",
    ]
    default_storage.delete(attachment.file)
    assert [fault.how for fault in verify().faults] == ["its file is gone"]


TAMPERED = {
    "its status": ({"status": "hidden"}, "is hidden, and the record says shown"),
    "its type": ({"media_type": "text/html"}, "is not what the record says"),
    "its author": ({"person": "agus"}, "is by another author than the record says"),
    "its words for search": ({"words": ""}, OTHER_WORDS),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_a_row_that_was_changed_is_named(what: str, lively: Scene, siti: Someone, agus: Someone) -> None:
    attachment = sent_file(siti, lively)
    agus.posts("Saya juga.", on=lively.clause("Pasal 4"))
    changes, how = TAMPERED[what]
    changed = {name: agus.person if value == "agus" else value for name, value in changes.items()}
    Attachment.objects.filter(pk=attachment.pk).update(**changed)

    assert how in [fault.how for fault in verify().faults]


def test_a_row_that_is_gone_is_named_and_so_is_a_count_that_is_wrong(lively: Scene, siti: Someone) -> None:
    attachment = sent_file(siti, lively)
    Submission.objects.update(files=2)
    assert [fault.how for fault in verify().faults] == ["does not count its shown files right"]
    Submission.objects.update(files=0)
    Attachment.objects.all().delete()

    assert f"subject {attachment.pk}" in str(verify().faults[0])


def test_nothing_is_computed_over_a_file_that_nobody_may_send(
    lively: Scene, siti: Someone, tono: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = adds(siti, said("Satu.", on=lively.clause("Pasal 3"))).draft
    looked: list[bytes] = []
    monkeypatch.setattr("consult.discussion.actions.attachments.attach_file.admit", lambda data, **_: looked.append(data))
    given: dict[str, Any] = {"data": WORDS, "name": "a.txt", "address": "", "now": moment()}

    for refusal, actor, slug, letter in (
        (NotFound, VISITOR, "tidak-ada", None),
        (NotAllowed, VISITOR, lively.row.slug, None),
        (NotPossible, VISITOR, lively.row.slug, draft.pk),
        (NotPossible, tono.viewer, lively.row.slug, draft.pk),
        (NotPossible, siti.viewer, "tidak-ada", draft.pk),
        (NotPossible, siti.viewer, lively.row.slug, uuid4()),
    ):
        with pytest.raises(refusal):
            attach_file(actor=actor, slug=slug, draft_id=letter, **given)
    assert looked == []


@pytest.mark.django_db(transaction=True)
def test_a_file_is_put_with_a_letter_wholly_or_not_at_all(lively: Scene, siti: Someone) -> None:
    draft = adds(siti, said("Satu.", on=lively.clause("Pasal 3"))).draft
    admitted = admit(WORDS, name="harga.txt", kinds=ATTACHMENTS)
    stored = Stored(admitted, files.keep(WORDS), "00" * 16, salted_bytes("00" * 16, WORDS))
    given: dict[str, Any] = {"slug": lively.row.slug, "draft_id": draft.pk, "name": "harga.txt", "sent_sha256": "0" * 64, "now": moment()}

    assert all_or_nothing(partial(store_file, actor=siti.viewer, prepared=stored, **given)) > 3

    remove = partial(remove_attachment, actor=siti.viewer, draft_id=draft.pk, attachment_id=Attachment.objects.get().pk, now=moment())
    assert all_or_nothing(remove) > 3


@pytest.mark.django_db(transaction=True)
def test_a_letter_with_files_is_received_decided_and_read_wholly_or_not_at_all(consultation: Scene, siti: Someone, budi: Someone) -> None:
    attachment = attaches(siti, consultation)
    other = attaches(siti, consultation, b"lain", name="lain.txt")

    all_or_nothing(lambda: sends_with(siti, consultation, attachment, other, key="k"))
    all_or_nothing(lambda: read_attachment(attachment_id=attachment.pk, said="Harga.", now=moment()))
    all_or_nothing(lambda: decides_on(budi, other, Verdict.HIDE))
    all_or_nothing(lambda: budi.publishes(Post.objects.get()))

    assert sorted(Attachment.objects.values_list("status", flat=True)) == ["hidden", "shown"]
    assert not verify().faults


@pytest.mark.django_db(transaction=True)
def test_a_fault_before_the_row_is_written_leaves_no_file_behind(lively: Scene, siti: Someone, monkeypatch: pytest.MonkeyPatch) -> None:
    before = set(files.all_names())
    monkeypatch.setattr(Attachment.objects, "create", lambda **_: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        attaches(siti, lively)

    assert set(files.all_names()) == before
