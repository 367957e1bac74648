"""Files in the record's keeping: what an erasure takes and leaves, what the open data say, what people fetch of their own."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.storage import default_storage

from consult.accounts.viewer import VISITOR
from consult.discussion.models import Attachment, Post
from consult.moderation.rules import Verdict
from consult.record.checks.verification import verify
from consult.record.erasure.erase_person import erase_person
from consult.record.own_data.holdings import holdings
from consult.record.own_data.sections import own_data
from tests.cast import Scene, Someone, moment
from tests.consult.discussion.files import attaches, decides_on, sends_with, sent_file
from tests.consult.discussion.letters import adds, said
from tests.consult.record.bundles import bundle, mended, verified, zipped
from tests.waiting import do_jobs

pytestmark = pytest.mark.django_db


def rows(slug: str) -> list[dict[str, str]]:
    """The files that the open data list."""
    return list(csv.DictReader(StringIO(bundle(slug)["attachments.csv"].decode(), newline="")))


def test_an_erasure_takes_file_name_and_words_and_keeps_that_it_was_there(lively: Scene, siti: Someone) -> None:
    attachment = sent_file(siti, lively)
    before = verify().heads

    erase_person(actor=siti.viewer, person_id=siti.person.pk, now=moment())
    do_jobs()

    row = Attachment.objects.get()
    assert (row.status, row.size, row.sha256) == ("erased", attachment.size, attachment.sha256)
    assert not any([row.name, row.file, row.file_sha256, row.salt, row.text, row.words, row.signals])
    assert not default_storage.exists(attachment.file)
    assert row.submission is not None
    assert row.submission.files == 0
    assert before != verify().heads
    assert not verify().faults


def test_an_erasure_takes_files_that_were_not_sent(lively: Scene, siti: Someone, agus: Someone) -> None:
    draft = adds(siti, said("Satu.", on=lively.clause("Pasal 3"))).draft
    theirs = [attaches(siti, lively, draft=draft.pk), attaches(siti, lively, b"lain")]
    other = attaches(agus, lively)

    erase_person(actor=siti.viewer, person_id=siti.person.pk, now=moment())
    do_jobs()

    assert list(Attachment.objects.all()) == [other]
    assert not any(default_storage.exists(one.file) for one in theirs)


def test_words_that_are_left_of_an_erased_file_are_named(lively: Scene, siti: Someone) -> None:
    sent_file(siti, lively)
    erase_person(actor=siti.viewer, person_id=siti.person.pk, now=moment())
    Attachment.objects.update(name="rahasia.txt")

    assert ["words of it are still there" in fault.how for fault in verify().faults] == [True]


def test_people_are_told_what_goes_and_what_stays(lively: Scene, siti: Someone) -> None:
    sent_file(siti, lively)
    attaches(siti, lively, b"lain")

    told = holdings(siti.person, now=moment())

    assert {one.code: one.n for one in told.goes}["files"] == 2
    assert {one.code: one.n for one in told.stays}["sent"] == 1


def test_people_fetch_what_is_kept_of_their_files(lively: Scene, siti: Someone, agus: Someone) -> None:
    sent_file(siti, lively)
    sent_file(agus, lively, b"Punya Agus.")

    [row] = next(list(found) for section, found in own_data(viewer=siti.viewer) if section == "files")
    assert (row["name"], row["status"], row["consultation"]) == ("harga.txt", "shown", lively.row.slug)


def test_the_open_data_list_what_is_public_without_bytes_and_names(lively: Scene, siti: Someone, budi: Someone) -> None:
    shown = sent_file(siti, lively, name="nama-saya.txt")
    decides_on(budi, sent_file(siti, lively, b"lain"), Verdict.HIDE)

    [row] = rows(lively.row.slug)
    assert (row["attachment"], row["post"], row["sha256"]) == (str(shown.pk), "1", shown.sha256)
    assert "nama-saya" not in str(bundle(lively.row.slug))
    siti.withdraws(Post.objects.get(number=1))
    assert rows(lively.row.slug) == []


def test_a_stranger_verifies_the_files_of_a_bundle(lively: Scene, siti: Someone, tmp_path: Path) -> None:
    sent_file(siti, lively)
    files = bundle(lively.row.slug)

    code, told, errors = verified(zipped(files, tmp_path / "a.zip"))
    assert (code, errors) == (0, "")
    assert "1 files that came with contributions" in told


SPOILT = {
    "another size": (b'"52"', b'"53"'),
    "a post that is not there": (b'"1","text/plain"', b'"2","text/plain"'),
    "another kind": (b"text/plain", b"text/html"),
}


@pytest.mark.parametrize("what", SPOILT)
def test_a_row_that_was_changed_in_the_open_data_is_named(what: str, lively: Scene, siti: Someone, tmp_path: Path) -> None:
    sent_file(siti, lively)
    files = dict(bundle(lively.row.slug))
    old, new = SPOILT[what]
    assert old in files["attachments.csv"]
    files["attachments.csv"] = files["attachments.csv"].replace(old, new)

    code, _told, errors = verified(zipped(mended(files), tmp_path / "a.zip"))

    assert code == 1
    assert "attachments.csv, row 1" in errors


def test_a_visitors_file_is_nobodys_and_no_erasure_of_others_touches_it(lively: Scene, siti: Someone) -> None:
    draft = adds(VISITOR, said("Tamu.", on=lively.clause("Pasal 3"))).draft
    attachment = attaches(VISITOR, lively, draft=draft.pk)
    sends_with(siti, lively)

    erase_person(actor=siti.viewer, person_id=siti.person.pk, now=moment())

    assert list(Attachment.objects.all()) == [attachment]
